"""Translations: saved as drafts, compared with their originals, published like everything else."""
