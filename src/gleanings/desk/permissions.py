"""Who may look at the desk, and who decides there."""

from typing import Any

from gleanings.digest import permissions

CANDIDATE = "desk.candidate"
CRITERIA = "desk.criteria"


def grant() -> None:
    """Call it when the app is ready. To decide is the editors' work; all writers may look."""
    permissions.also(permissions.EDITORS, {CANDIDATE: ("view", "change"), CRITERIA: ("change",)})
    permissions.also(permissions.REVIEWERS, {CANDIDATE: ("view",)})
    permissions.also(permissions.WRITERS, {CANDIDATE: ("view",)})


def may_look(user: Any) -> bool:
    return bool(user.has_perm("desk.view_candidate") or may_decide(user))


def may_decide(user: Any) -> bool:
    return bool(user.has_perm("desk.change_candidate"))
