"""Where the operator wants it, the links of a mail go by an address that counts them.

By mailing and link, and by nothing else: no subscriber, no address of a machine, no cookie. The
links of one's own, to change or leave, are left as they are.
"""

import re
from contextlib import suppress
from html import unescape

from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gleanings.delivery.mail.links import EDITION, SUBSCRIBER
from gleanings.delivery.models import Link, Mailing
from gleanings.digest.addresses import absolute

_HREF = re.compile(r'(?<=href=")[^"]+(?=")')
LONGEST = 500
"""As much as is stored."""


def with_counted_links(mailing: Mailing, text: str, html: str) -> tuple[str, str]:
    """Both bodies; in the text an address stands on a line of its own."""
    counted = {
        address: counted_address
        for address in {unescape(href) for href in _HREF.findall(html)}
        if (counted_address := _counted(mailing, address))
    }
    lines = [counted.get(line, line) for line in text.split("\n")]
    html = _HREF.sub(lambda href: counted.get(unescape(href[0]), href[0]), html)
    return "\n".join(lines), html


def _counted(mailing: Mailing, address: str) -> str:
    """Empty for an address that is not the site's, or is somebody's own."""
    site = absolute("/")
    path = "/" + address.removeprefix(site)
    is_ours = address.startswith(site) and len(path) <= LONGEST
    if not is_ours or path.startswith("//") or SUBSCRIBER in path or EDITION in path:
        return ""
    link, _is_new = Link.objects.get_or_create(mailing=mailing, path=path)
    return absolute(reverse("counted_link", args=[link.key]))


@require_safe
def counted_link(request: HttpRequest, key: str) -> HttpResponse:
    """To the page; that it was followed once more is all that is kept."""
    link = get_object_or_404(Link, key=key)
    if request.method == "GET":
        with suppress(DatabaseError):  # a reader goes on, whatever becomes of the count
            Link.objects.filter(pk=link.pk).update(times=F("times") + 1)
    answer = HttpResponseRedirect(link.path)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
