"""The sources that the literature is watched in, each a thin client over one polite HTTP core."""
