"""Material for a journal club, made from what a summary or collection says."""
