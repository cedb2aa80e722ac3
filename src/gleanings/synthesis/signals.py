"""What follows when something changes that a synthesis rests on."""
