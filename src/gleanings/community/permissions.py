"""Who sees what readers answered in private."""

from typing import Any

from gleanings.digest import permissions

RATING = "community.rating"


def grant() -> None:
    """Call it when the app is ready. Notes are written to the editors."""
    permissions.also(permissions.EDITORS, {RATING: permissions.EVERYTHING})


def may_see_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.view_rating"))


def may_decide_on_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.change_rating"))
