"""Who sees addresses, and who may pause a mailing."""

from typing import Any

from gleanings.digest import permissions

SUBSCRIBER, MAILING = "delivery.subscriber", "delivery.mailing"


def grant() -> None:
    """Call it when the app is ready. Addresses are the editors' to see, and nobody else's."""
    permissions.also(permissions.EDITORS, {SUBSCRIBER: permissions.EVERYTHING})
    permissions.also(permissions.EDITORS, {MAILING: ("view", "change")})
    permissions.also(permissions.REVIEWERS, {MAILING: ("view",)})
    permissions.also(permissions.WRITERS, {MAILING: ("view",)})


def may_see_addresses(user: Any) -> bool:
    return bool(user.has_perm("delivery.view_subscriber"))


def may_change_subscribers(user: Any) -> bool:
    return bool(user.has_perm("delivery.change_subscriber"))


def may_see_mailings(user: Any) -> bool:
    return bool(user.has_perm("delivery.view_mailing") or may_change_mailings(user))


def may_change_mailings(user: Any) -> bool:
    return bool(user.has_perm("delivery.change_mailing"))
