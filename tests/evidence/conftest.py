"""Property tests: the same examples on every run, and no clock, which only a busy machine fails."""

from hypothesis import settings

settings.register_profile("evidence", deadline=None, derandomize=True)
settings.load_profile("evidence")
