"""What readers' pages are made of: lists, counts and relations of what anybody may read."""
