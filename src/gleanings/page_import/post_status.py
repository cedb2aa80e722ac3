"""What the type and the status of a post in its system say: whether it is one, and was online."""

import datetime as dt
import re
from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# WordPress has no status for a post that asks for a password; Gleanings calls it so
PASSWORD = "password"  # noqa: S105
# "" where the system says nothing, as feeds do, which hold what is online
_ONLINE = frozenset({"", "publish"})
# as other systems call what WordPress calls so
_CALLED = {"live": "publish", "published": "publish", "scheduled": "future", "review": "pending"}
_REASONS = {
    "draft": _("was a draft in the blog"),
    "private": _("was private in the blog"),
    "pending": _("waited for review in the blog"),
    "future": _("was scheduled in the blog"),
    PASSWORD: _("asked for a password in the blog"),
}
_OTHER = _("had the status “%(status)s” in the blog")
# what WordPress keeps beside posts
_OTHER_TYPES = {
    "attachment": "a picture or file", "nav_menu_item": "a menu entry", "page": "a page",
    "revision": "an earlier version", "custom_css": "a style sheet",
}  # fmt: skip
_OTHER_STATES = {
    "trash": "a post in the bin", "auto-draft": "an empty post",
    "soft_trashed": "a post in the bin",
    "inherit": "content attached to another post, not a post of its own",
}  # fmt: skip
_CLASS = re.compile(r"status-(?P<status>private|draft|pending|future)|post-password-\w+")


def status_called(name: str) -> str:
    """The status in WordPress's words: publish, draft, private, pending, future, or another."""
    name = name.strip().lower()
    return _CALLED.get(name, name)


def status_by_class(classes: Iterable[str]) -> str:
    """The status that a theme of WordPress gives away, where it is not "publish"; else ""."""
    found = next(filter(None, map(_CLASS.fullmatch, classes)), None)
    return (found["status"] or PASSWORD) if found else ""


def why_no_post(kind: str, status: str) -> str:
    """Why an item of an export, of this type and status, is no post; "" where it is one."""
    if kind and kind != "post":
        return f"{_OTHER_TYPES.get(kind, f'of the kind “{kind}”')}, not a post"
    return _OTHER_STATES.get(status, "")


def why_not_online(status: str, date: str, today: dt.date) -> str:
    """Why no reader of the blog saw a post of this status and date (ISO, or ""), in English; ""
    where readers did. What has a date to come is scheduled, whatever its status."""
    if status in _ONLINE:
        return _REASONS["future"] if date > today.isoformat() else ""
    return _REASONS.get(status) or _OTHER % {"status": status}


def in_words(why: str) -> str:
    """The reason in the language of now."""
    begin, end = _OTHER.split("%(status)s")
    if why.startswith(begin):
        status = why.removeprefix(begin).removesuffix(end)
        return gettext(_OTHER) % {"status": status}
    return gettext(why) if why else ""
