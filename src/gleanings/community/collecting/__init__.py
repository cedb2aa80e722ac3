"""Ordered sets of summaries with an introduction: as a page, as files, as a feed."""
