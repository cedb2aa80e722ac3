"""Something wrong here? What a reader says is wrong, and what an editor answers."""
