"""Who sees what readers answered in private."""

from typing import Any

from gleanings.digest import permissions

RATING, REPORT = "community.rating", "community.errorreport"
QUESTION = "community.askedquestion"
KIT = "community.journalclubkit"
COMMENTARY = "community.clinicalcommentary"


def grant() -> None:
    """Call it when the app is ready. Notes and reports are written to the editors."""
    for model in (RATING, REPORT, QUESTION, KIT, COMMENTARY):
        permissions.also(permissions.EDITORS, {model: permissions.EVERYTHING})


def may_see_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.view_rating"))


def may_decide_on_ratings(user: Any) -> bool:
    return bool(user.has_perm("community.change_rating"))


def may_see_reports(user: Any) -> bool:
    return bool(user.has_perm("community.view_errorreport"))


def may_answer_reports(user: Any) -> bool:
    return bool(user.has_perm("community.change_errorreport"))


def may_see_questions(user: Any) -> bool:
    return bool(user.has_perm("community.view_askedquestion"))


def may_decide_on_questions(user: Any) -> bool:
    return bool(user.has_perm("community.change_askedquestion"))


def may_see_kits(user: Any) -> bool:
    return bool(user.has_perm("community.view_journalclubkit"))


def may_change_kits(user: Any) -> bool:
    return bool(user.has_perm("community.change_journalclubkit"))


def may_see_commentaries(user: Any) -> bool:
    return bool(user.has_perm("community.view_clinicalcommentary"))


def may_change_commentaries(user: Any) -> bool:
    return bool(user.has_perm("community.change_clinicalcommentary"))


def may_search(user: Any) -> bool:
    """Whether a question may be passed on to the literature."""
    return bool(user.has_perm("literature.add_savedsearch"))
