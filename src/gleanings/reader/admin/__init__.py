"""What editors set for readers' pages."""
