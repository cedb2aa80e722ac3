"""Search over published summaries; ``docs/search.md`` says what it finds and why it is so made."""
