"""How numbers are written in each language."""
