"""The numbers of a summary as data: read from its words, checked, confirmed by the editor."""
