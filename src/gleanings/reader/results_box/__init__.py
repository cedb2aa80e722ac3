"""The box of results on a summary: what it found, how large, from how many."""
