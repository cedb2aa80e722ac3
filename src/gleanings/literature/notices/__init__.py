"""What was published about an article, from what each source tells of it, and in words."""
