"""What a reader keeps, in the browser alone."""
