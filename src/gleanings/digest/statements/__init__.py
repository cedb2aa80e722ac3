"""What the site knows to be true of itself, in sentences for readers."""
