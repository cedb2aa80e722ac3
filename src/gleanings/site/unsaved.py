"""What is said when the database or the disk cannot take a change, with what was typed kept, or
cannot show a page."""

import errno
import json
import logging
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gleanings.open_data.problems import is_fault_of_the_database

logger = logging.getLogger(__name__)

_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
_CARRIED = {"csrfmiddlewaretoken", "loaded_revision_created_at"}
SHOWN_FROM = 20
"""Characters from which on what was typed is shown; all is sent again."""


class ManySignInError(OperationalError):
    """Nobody else is let in for now."""


def is_ours_to_tell(error: BaseException) -> bool:
    """Whether the database or the disk failed, not the request or the code."""
    if isinstance(error, OSError):
        return error.errno in _OF_THE_DISK
    return is_fault_of_the_database(error)


def not_saved_for_now(request: HttpRequest, error: BaseException) -> HttpResponse:
    """What the browser sends again by itself; nobody typed it, and nothing is lost."""
    logger.info("%s %s was not stored, and will be sent again", request.method, request.path)
    response = JsonResponse({"error": str(_why(error))}, status=503, headers={"Retry-After": "20"})
    vars(response)["_has_been_logged"] = True  # or Django calls it an error
    return response


def not_saved(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Why a change could not be stored, and everything that was typed, to send again."""
    logger.error("%s %s was not saved", request.method, request.path, exc_info=error)
    why = _why(error)
    if not request.accepts("text/html"):
        # of the codes that Wagtail's autosave knows, the one that shows the message and goes on
        answer = {"success": False, "error_code": "locked", "error_message": why}
        return JsonResponse(answer, status=503)
    fields = _typed(request)
    # without the request: what it brings into a template asks the database
    page = render_to_string(
        "site/not_saved.html",
        {
            "why": why,
            "fields": fields,
            "typed": [text for one in fields if len(text := _in_words(*one)) >= SHOWN_FROM],
            "has_files": bool(request.FILES),
            "address": request.get_full_path(),
        },
    )
    return HttpResponse(page, status=503, headers={"Retry-After": "20"})


def not_shown(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Why a page cannot be had."""
    logger.error("%s was not shown", request.path, exc_info=error)
    page = render_to_string("site/not_shown.html", {"why": _why(error)})
    return HttpResponse(page, status=503, headers={"Retry-After": "20"})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What can be sent again as it is; no password, since a page is seen, printed and kept."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    # Django's mark, on sign-in and the account
    has_password = hasattr(request, "sensitive_post_parameters") or any(
        "password" in name and value for name, value in typed
    )
    return [] if has_password else typed


def _in_words(name: str, value: str) -> str:
    """As the editor knows it; nothing of what a form carries for itself."""
    if name in _CARRIED:
        return ""
    try:
        held = json.loads(value)
    except ValueError:
        return value
    if not isinstance(held, (dict, list)):
        return value
    # rich text is sent as its blocks, and no other field that is typed into holds JSON
    blocks = held.get("blocks", []) if isinstance(held, dict) else []
    return "\n".join(block["text"] for block in blocks)


def _why(error: BaseException) -> Any:
    if isinstance(error, ManySignInError):
        return _("Many people are signing in at this moment.")
    words = str(error).lower()
    if "locked" in words or "busy" in words or "timeout" in words:
        return _("Another change is being stored and takes longer than usual.")
    if "full" in words or "no space" in words or getattr(error, "errno", None) == errno.ENOSPC:
        return _("The server’s disk is full. Please tell whoever runs the site.")
    if "malformed" in words or "not a database" in words:
        return _("The site’s database is damaged. Please tell whoever runs the site.")
    if "readonly" in words or "read-only" in words or isinstance(error, OSError):
        return _("The server may not write to its disk. Please tell whoever runs the site.")
    return _("The site’s database does not answer. Please tell whoever runs the site.")
