"""A large synthetic archive, to see how the site bears load and to try search.

Nothing in it is a result: every summary says that it is a synthetic record. The same numbers give
the same archive.
"""
