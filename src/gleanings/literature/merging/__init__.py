"""Two stored articles become one: the best of each field, everything moved, and a way back."""

from gleanings.literature.merging.merge import (
    PUBLISHED,
    ROOMS,
    CannotMergeError,
    CannotUndoError,
    Room,
    merge_articles,
    undo_merge,
    which_stays,
)

__all__ = [
    "PUBLISHED",
    "ROOMS",
    "CannotMergeError",
    "CannotUndoError",
    "Room",
    "merge_articles",
    "undo_merge",
    "which_stays",
]
