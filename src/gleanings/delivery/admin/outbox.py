"""On a site without a mail server: the mails that were kept in a folder instead, to be opened."""

import email
import email.policy
import re
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.delivery import sender
from gleanings.delivery.admin.frame import frame
from gleanings.delivery.mail.shown import shown
from gleanings.delivery.permissions import may_see_addresses

SHOWN = 100


def _refuse_others(request: HttpRequest) -> None:
    if not may_see_addresses(request.user) or sender.has_server():
        raise PermissionDenied


def _read(file: Path) -> email.message.EmailMessage:
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    _refuse_others(request)
    files = sorted(sender.mail_folder().glob("*.eml"), key=lambda file: -file.stat().st_mtime)
    mails = [(file.stem, _read(file)) for file in files[:SHOWN]]
    rows = [(name, mail["To"], mail["Subject"], mail["Date"].datetime) for name, mail in mails]
    return render(request, "delivery/admin/outbox.html", {"rows": rows} | frame(_("Outbox")))


@require_safe
def outbox_mail(request: HttpRequest, name: str) -> HttpResponse:
    _refuse_others(request)
    file = sender.mail_folder() / f"{name}.eml"
    if not re.fullmatch(r"[0-9a-f]{32}", name) or not file.exists():
        raise Http404
    body = _read(file).get_body(("html",))
    if body is None:
        raise Http404
    return shown(body.get_content(), framed_by="'self'")
