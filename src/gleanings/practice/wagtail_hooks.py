"""What session by session adds to the network's own page."""

from gleanings.practice import statements  # noqa: F401
