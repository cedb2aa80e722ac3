"""What the desk asks before something goes online, and says afterwards."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.models import Page

from gleanings.digest.admin.forms import LEAVE_BEHIND
from gleanings.digest.models import Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.publishing import (
    contents_of,
    has_lost_its_approval,
    is_approved,
    refuse_if_empty,
    refuse_if_incomplete,
    refuse_to_leave_behind,
)
from gleanings.digest.spoken_language import in_quotes
from gleanings.digest.translations.following import WITHDRAWN, waiting_for_its_original
from gleanings.digest.translations.gate import problems_of

NAMED = 5  # drafts in one sentence


@hooks.register("register_log_actions")
def name_in_the_history(actions: Any) -> None:
    actions.register_action(
        WITHDRAWN,
        gettext_lazy("Withdraw with original"),
        gettext_lazy("Withdrawn with its original"),
    )


@hooks.register("before_edit_page")
def say_that_an_approval_is_lost(request: HttpRequest, page: Page) -> None:
    if request.method == "GET" and isinstance(page, Summary) and has_lost_its_approval(page):
        messages.warning(
            request,
            _(
                "It has changed since it was approved. Submit it for review again: only what is "
                "approved goes online."
            ),
        )


@hooks.register("after_edit_page")
def keep_what_may_stay_behind(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A save opens the form anew, as *Save schedule* does on the way to *Publish*."""
    chosen = request.POST.getlist(LEAVE_BEHIND)
    is_save = not any(name.startswith("action-") for name in request.POST)
    if not (chosen and is_save and isinstance(page, Issue)):
        return None
    kept = {LEAVE_BEHIND: chosen, "next": request.POST.getlist("next")}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return redirect(f"{address}?{urlencode(kept, doseq=True)}")


@hooks.register("after_publish_page")
def say_what_went_online(request: HttpRequest, page: Page) -> None:
    if not isinstance(page, Issue):
        return
    # as published or scheduled just now; the live row knows no schedule
    go_live_at = page.get_latest_revision_as_object().go_live_at
    contents = contents_of(page)
    if go_live_at and go_live_at > timezone.now():
        _say(
            request,
            _("At the scheduled time these will go online with it: %(titles)s."),
            contents.goes,
        )
    else:
        _say(request, _("Online in it: %(titles)s."), contents.online)
    if contents.stays:
        whys = [f"{in_quotes(summary.title)} ({why})" for summary, why in contents.stays]
        messages.warning(request, _("Left behind: %(titles)s.") % {"titles": ", ".join(whys)})


@hooks.register("before_publish_page")
def remember_what_waits(request: HttpRequest, page: Page) -> None:
    if isinstance(page, ReaderPage):
        request.translations_waiting = [  # type: ignore[attr-defined]
            one
            for original in (page, *(page.summaries.all() if isinstance(page, Issue) else ()))
            for one in original.translations_not_online()
            if waiting_for_its_original(one)
        ]


@hooks.register("after_publish_page")
def say_what_followed(request: HttpRequest, page: Page) -> None:
    """Which translations went online with their original, and what keeps the others."""
    followed, kept = [], []
    for waiting in getattr(request, "translations_waiting", []):
        now = type(waiting).objects.get(pk=waiting.pk)
        if now.live and now.is_in_its_language:
            followed.append(f"{in_quotes(now.title)} ({now.locale.get_display_name()})")
        elif (original := now.translates) and original.live:
            kept.append((now, waiting_for_its_original(now)))
    if followed:
        words = ngettext(
            "Its translation is online with it: %(titles)s.",
            "Translations are online with it: %(titles)s.",
            len(followed),
        )
        messages.success(request, words % {"titles": ", ".join(followed)})
    for now, revision in kept:
        problems = problems_of(revision.as_object()) if revision else []
        words = _("Its translation %(title)s (%(language)s) stays a draft. %(problems)s")
        said = {
            "title": in_quotes(now.draft_title),
            "language": now.locale.get_display_name(),
            "problems": " ".join(problems),
        }
        messages.warning(request, words % said)


def _say(request: HttpRequest, words: str, summaries: list[Summary]) -> None:
    if summaries:
        titles = ", ".join(in_quotes(summary.draft_title) for summary in summaries)
        messages.success(request, words % {"titles": titles})


@hooks.register("before_bulk_action")
def refuse_many_that_would_ask(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> HttpResponse | None:
    """Where many pages are published at once there is no place to ask what may stay behind."""
    if action_type != "publish":
        return None
    issues = [page.specific for page in objects if page.specific_class is Issue]
    refused = False
    if action.cleaned_form.cleaned_data["include_descendants"]:
        refused = bool([page for page in objects if _says_what_nobody_approved(request, page)])
    for issue in issues:
        try:
            refuse_if_incomplete(issue)
            refuse_if_empty(issue)
            refuse_to_leave_behind(issue, [])
        except ValidationError as refusal:
            refused = True
            messages.error(
                request, " ".join([f"{issue.get_admin_display_title()} –", *refusal.messages])
            )
    return redirect(action.next_url) if refused else None


def _says_what_nobody_approved(request: HttpRequest, page: Page) -> bool:
    """Drafts below the page that would go online with it although nobody approved or chose them."""
    below = page.get_descendants().not_live().specific()
    drafts = [one for one in below if not (isinstance(one, Summary) and is_approved(one))]
    if drafts:
        messages.error(
            request,
            _(
                "Below “%(page)s” are drafts that nobody has approved (%(number)s): %(titles)s. "
                "Publish it without its subpages; an issue takes its approved summaries along "
                "by itself."
            )
            % {
                "page": page.get_admin_display_title(),
                "number": len(drafts),
                "titles": ", ".join(in_quotes(one.draft_title) for one in drafts[:NAMED])
                + ("…" if len(drafts) > NAMED else ""),
            },
        )
    return bool(drafts)


@hooks.register("after_bulk_action")
def say_what_many_put_online(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any
) -> None:
    if action_type == "publish":
        for page in objects:
            say_what_went_online(request, page.specific_class.objects.get(pk=page.pk))


@hooks.register("before_copy_page")
def refuse_a_copy_that_is_online(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy goes the way of all drafts."""
    wants_it_online = request.POST.get("publish_copies") or request.POST.get("alias")
    if wants_it_online and isinstance(page.specific, ReaderPage):
        messages.error(
            request, _("A copy is a draft, and is published like any other: untick the box.")
        )
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None
