"""What machines read in a page's head."""
