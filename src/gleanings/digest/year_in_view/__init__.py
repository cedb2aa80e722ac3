"""What came of a year, for editor and funder: counts of what is stored, and nothing of readers."""
