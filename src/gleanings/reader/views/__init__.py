"""What answers a reader's request."""
