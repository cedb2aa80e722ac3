"""Who sees what readers answered in private."""

from typing import Any

from gleanings.digest import permissions

RATING, REPORT = "community.rating", "community.errorreport"


def grant() -> None:
    """Call it when the app is ready. Notes and reports are written to the editors."""
    permissions.also(
        permissions.EDITORS, {RATING: permissions.EVERYTHING, REPORT: permissions.EVERYTHING}
    )


def may_see_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.view_rating"))


def may_decide_on_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.change_rating"))


def may_see_reports(user: Any) -> bool:
    return bool(user.has_perm("community.view_errorreport"))


def may_answer_reports(user: Any) -> bool:
    return bool(user.has_perm("community.change_errorreport"))
