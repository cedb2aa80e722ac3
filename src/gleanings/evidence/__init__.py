"""Meta-analysis, statistics read out of prose, and their checking; usable without Django."""
