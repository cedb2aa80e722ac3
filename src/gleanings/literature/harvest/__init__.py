"""Saved searches are repeated at their sources, and watched articles looked up there."""
