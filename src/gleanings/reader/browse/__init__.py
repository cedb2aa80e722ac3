"""Browse: all summaries, searched and narrowed down by topic, type of research and year."""
