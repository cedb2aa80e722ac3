"""The editor's side: questions, what belongs to them, uploads."""
