"""Questions that a network asks of the literature, and their living, pooled answers."""
