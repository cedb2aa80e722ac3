"""A year of a network, worked through from outside."""
