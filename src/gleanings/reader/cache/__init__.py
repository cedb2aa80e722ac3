"""What is kept so that readers need not wait: in memory, and whole pages."""
