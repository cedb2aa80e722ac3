"""The page behind a clinician's link: to write, to change what is not read yet, to decline.

A GET changes nothing, since mail systems open every link.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gleanings.community.commentaries.deciding import decline, send
from gleanings.community.commentaries.forms import CommentaryForm
from gleanings.community.commentaries.links import commentary_of
from gleanings.community.models import ClinicalCommentary
from gleanings.community.models.commentary import MOST_WORDS, CommentaryState
from gleanings.reader import readables
from gleanings.reader.cross_site import comes_from_elsewhere
from gleanings.reader.head.html import list_head


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def write_commentary(request: HttpRequest, token: str) -> HttpResponse:
    commentary = commentary_of(token)
    about = _about(commentary)
    if commentary is None or about is None or not commentary.may_be_written:
        is_done = commentary is not None and commentary.state == CommentaryState.DECLINED
        is_done = is_done and request.GET.get("said") == "declined"
        return _page(request, about, status=200 if is_done else 410, is_declined=is_done)
    is_posted = request.method == "POST" and not comes_from_elsewhere(request)
    if is_posted and "decline" in request.POST:
        decline(commentary)
        return redirect(f"{request.path}?said=declined")
    form = CommentaryForm(request.POST if is_posted else None, commentary)
    if is_posted and form.is_valid():
        form.give_to(commentary)
        said = "?said=sent" if send(commentary) else ""
        return redirect(f"{request.path}{said}")
    is_sent = request.GET.get("said") == "sent" and not is_posted
    return _page(request, about, form=form, commentary=commentary, is_sent=is_sent)


def _about(commentary: ClinicalCommentary | None) -> readables.Readable | None:
    """The summary, while readers may read it."""
    if commentary is None:
        return None
    return readables.find(readables.SUMMARY, str(commentary.summary.translation_key))


def _page(
    request: HttpRequest, about: readables.Readable | None, status: int = 200, **context: Any
) -> HttpResponse:
    title = _("Your commentary")
    context |= {
        "about": about,
        "title": title,
        "most_words": MOST_WORDS,
        "head": list_head(request, title=title, may_be_indexed=False),
    }
    response = render(request, "community/write_commentary.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    # whoever has this address can write; see `gleanings.delivery.subscribing.views.personal`
    response["Referrer-Policy"] = "same-origin"
    return response
