"""In which languages the library speaks, and how it writes numbers in each."""
