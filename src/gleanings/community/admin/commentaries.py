"""Clinical commentary at the desk: invited, read, let stand, taken offline."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gleanings.community import mail
from gleanings.community.admin.commentary_forms import CommentaryAtTheDeskForm, InvitationForm
from gleanings.community.admin.frame import frame
from gleanings.community.asking.client_details import like_a_clients
from gleanings.community.commentaries import deciding
from gleanings.community.commentaries.links import address_to_write
from gleanings.community.commentaries.shown import has_changed_since
from gleanings.community.first_written import first_written
from gleanings.community.models import ClinicalCommentary
from gleanings.community.models.commentary import MOST_WORDS, CommentaryState
from gleanings.community.permissions import may_change_commentaries, may_see_commentaries
from gleanings.digest.models import Summary
from gleanings.reader import readables

A_PAGE = 50
INVITED, PUBLIC = CommentaryState.INVITED, CommentaryState.PUBLIC

ICON = "comment"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All of them, those that wait for an editor first."""
    if not may_see_commentaries(request.user):
        raise PermissionDenied
    order = [CommentaryState.WRITTEN, INVITED, PUBLIC]
    rows = list(ClinicalCommentary.objects.select_related("summary").order_by("-pk"))
    rows.sort(key=lambda one: order.index(one.state) if one.state in order else len(order))
    context = {"page": Paginator(rows, A_PAGE).get_page(request.GET.get("p"))}
    title = _("Clinical commentaries")
    return render(request, "community/admin/commentaries.html", context | frame(title, ICON))


@require_http_methods(["GET", "HEAD", "POST"])
def of_summary(request: HttpRequest, key: UUID) -> HttpResponse:
    """One summary's; a post invites a clinician, or begins one that an editor writes down."""
    if not may_see_commentaries(request.user):
        raise PermissionDenied
    page = Summary.objects.filter(translation_key=key).first()
    if page is None:
        raise Http404
    summary = first_written(page)
    form = InvitationForm(request.POST or None)
    if request.method == "POST":
        if not may_change_commentaries(request.user):
            raise PermissionDenied
        if form.is_valid():
            return _begin(request, summary, form)
    context = {
        "summary": summary,
        "rows": summary.commentaries.all(),
        "form": form,
        "is_online": readables.find(readables.SUMMARY, str(key)) is not None,
        "has_mail": mail.is_there(),
        "may_change": may_change_commentaries(request.user),
    }
    title = _("Clinical commentary")
    return render(request, "community/admin/commentaries_of.html", context | frame(title, ICON))


def _begin(request: HttpRequest, summary: Summary, form: InvitationForm) -> HttpResponse:
    given = form.cleaned_data
    is_written_here = "write" in request.POST
    commentary = ClinicalCommentary(
        summary=summary,
        name=given["name"],
        language=get_language() if is_written_here else given["language"],
    )
    if is_written_here:
        commentary.state = CommentaryState.WRITTEN
        commentary.save()
    else:
        commentary.address, commentary.note = given["address"], given["note"]
        deciding.invite(commentary, by=request.user)
        messages.success(request, _invited(commentary))
    return redirect("commentary", commentary.pk)


def _invited(commentary: ClinicalCommentary) -> str:
    if commentary.address:
        return _("The invitation goes out soon.")
    return _("Give the clinician the link that stands below.")


@require_http_methods(["GET", "HEAD", "POST"])
def commentary(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, in each language; a post decides on it."""
    if not may_see_commentaries(request.user):
        raise PermissionDenied
    one = get_object_or_404(ClinicalCommentary.objects.select_related("summary"), pk=pk)
    may_change = may_change_commentaries(request.user)
    form = CommentaryAtTheDeskForm(request.POST or None, one)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if done := _done(request, one, form):
            return done
    key = str(one.summary.translation_key)
    own = one.in_language(one.written_in)
    context = {
        "commentary": one,
        "about": readables.find(readables.SUMMARY, key),
        "form": form,
        "link": address_to_write(one) if may_change and one.may_be_written else "",
        "is_public": one.state == PUBLIC,
        "is_old": one.state == PUBLIC and has_changed_since(one),
        "is_written": bool(own.get("words")),
        "detail": like_a_clients(own.get("words", "")),
        "most_words": MOST_WORDS,
        "may_change": may_change,
    }
    return render(request, "community/admin/commentary.html", context | frame(one.name, ICON))


def _done(request: HttpRequest, one: ClinicalCommentary, form: CommentaryAtTheDeskForm) -> Any:
    """None where something has to be mended first."""
    if "delete" in request.POST:
        deciding.delete(one)
        messages.success(request, _("The commentary is deleted."))
        return redirect("commentaries")
    if "forget" in request.POST:
        one.forget_address()
        messages.success(request, _("The address is erased."))
        return redirect("commentary", one.pk)
    if "invite" in request.POST and one.state != PUBLIC:
        deciding.invite(one, by=request.user)
        messages.success(request, _invited(one))
        return redirect("commentary", one.pk)
    if not form.is_valid():
        return None
    form.give_to(one)
    if "publish" in request.POST:
        if not deciding.publish(one):
            form.refuse_older()
            return None
        messages.success(request, _("Readers see it below the summary."))
    elif one.state == PUBLIC:
        deciding.take_offline(one)
        messages.success(request, _("Readers do not see it any more."))
    else:
        one.save()
        messages.success(request, _("Saved. Readers do not see it."))
    return redirect("commentary", one.pk)
