"""Questions and their pooled answers."""
