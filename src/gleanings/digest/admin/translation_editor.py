"""What the desk adds to wagtail-localize's editor: numbers, review, and refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from gleanings.digest.admin.corrections import ANSWERS, is_untouched
from gleanings.digest.corrections import changes_of
from gleanings.digest.findings.main_result import doubts_of_translation
from gleanings.digest.models import Summary, TranslatedNumber
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.translations.gate import (
    differences_of,
    in_words,
    problems_of_its_words,
)

OF_THE_REVISION = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes"}
LONGEST = 200  # characters of a number with what stands beside it


def act_on_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what was asked for in the editor of a translation; None where it was something else."""
    action = ACTIONS.get(request.POST.get("action", ""))
    translation = translation_of(page)
    if action is None or translation is None:
        return None
    try:
        if request.POST.get("action") in ANSWERED_BY and any(map(request.POST.get, ANSWERS)):
            with transaction.atomic():  # what was written stays, whatever comes of the action
                _answer(request, translation)
        with transaction.atomic():
            action(request, translation)
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    return redirect(request.path)


def translation_of(page: Page) -> Translation | None:
    """The translation that is made of the page in wagtail-localize's editor, if it is."""
    if page.alias_of_id or not isinstance(page.specific, ReaderPage):
        return None
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def _publish(request: HttpRequest, translation: Translation) -> None:
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise ValidationError(
            _(
                "You are not allowed to publish. Submit it for review: it goes online once it is "
                "approved."
            )
        )
    translation.save_target(user=request.user, publish=True)
    page.refresh_from_db()
    language = translation.target_locale.get_display_name()
    messages.success(
        request,
        _("“%(title)s” is published in %(language)s.")
        % {"title": page.title, "language": language},
    )


def _answer(request: HttpRequest, translation: Translation) -> None:
    """What readers are told of a translation that they saw otherwise goes with its draft."""
    revision = _saved(request, translation).latest_revision
    note = request.POST.get("correction", "").strip()
    if is_untouched(request.POST):  # it may have grown old since it was shown
        is_submitted = request.POST["action"] == "submit"
        note = "" if is_submitted else "\n".join(changes_of(revision.as_object()))
    revision.content["correction"] = note
    revision.content["correction_is_style"] = bool(request.POST.get("correction_is_style"))
    revision.save(update_fields=["content"])


def _submit(request: HttpRequest, translation: Translation) -> None:
    page = _saved(request, translation)
    _refuse(problems_of_its_words(page.get_latest_revision_as_object()))
    workflow = page.get_workflow()
    if workflow is None or page.current_workflow_state:
        raise ValidationError(_("It is already in review, or there is no review to submit it to."))
    workflow.start(page, request.user)
    messages.success(
        request, _("“%(title)s” is submitted for review.") % {"title": page.draft_title}
    )


def _approve(request: HttpRequest, translation: Translation) -> None:
    state = _task_of(request, translation.get_target_instance(), "approve")
    page = _saved(request, translation)
    _refuse(problems_of_its_words(page.get_latest_revision_as_object()))
    # what is approved is what the reviewer has before him
    state.revision = page.latest_revision
    state.save(update_fields=["revision"])
    state.task.specific.on_action(state, request.user, "approve")
    messages.success(request, _("“%(title)s” is approved.") % {"title": page.draft_title})


def _send_back(request: HttpRequest, translation: Translation) -> None:
    page = translation.get_target_instance()
    state = _task_of(request, page, "reject")
    state.task.specific.on_action(
        state, request.user, "reject", comment=request.POST.get("comment", "")
    )
    messages.success(
        request, _("“%(title)s” was sent back for changes.") % {"title": page.draft_title}
    )


def _acknowledge(request: HttpRequest, translation: Translation) -> None:
    _refuse_to_change_what_is_read(request, translation)
    reason = request.POST.get("acknowledgement", "").strip()
    if not reason:
        raise ValidationError(_("Say why the number stands as it is; readers see your reason."))
    kept, _created = TranslatedNumber.objects.get_or_create(
        page_id=translation.get_target_instance().pk, **_number(request)
    )
    kept.acknowledgement = reason
    kept.user_id = request.user.pk
    kept.save()
    messages.success(request, _("The reason is saved; readers see it below the text."))


def _withdraw_reason(request: HttpRequest, translation: Translation) -> None:
    _refuse_to_change_what_is_read(request, translation)
    page = translation.get_target_instance()
    TranslatedNumber.objects.filter(page=page.pk, **_number(request)).delete()


def _refuse_to_change_what_is_read(request: HttpRequest, translation: Translation) -> None:
    """A reason is no draft: below a translation that is online, readers see it at once."""
    page = translation.get_target_instance()
    may_publish = page.permissions_for_user(request.user).can_publish()
    if page.live and page.is_in_its_language and not may_publish:
        raise ValidationError(
            _("The translation is online, and readers would see a reason at once: ask an editor.")
        )


def _number(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "")[:LONGEST] for name in ("original", "translation")}


def _saved(request: HttpRequest, translation: Translation) -> ReaderPage:
    """The page with all that is translated as its latest draft; no new one of the same words."""
    before = translation.get_target_instance().latest_revision
    with transaction.atomic():
        translation.save_target(user=request.user, publish=False)
        after = translation.get_target_instance().latest_revision
        if before and _written(before) == _written(after):
            transaction.set_rollback(True)
    return translation.get_target_instance()


def _written(revision: Revision) -> dict[str, Any]:
    """What the revision says, without what it says of itself."""
    return {key: said for key, said in revision.content.items() if key not in OF_THE_REVISION}


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ValidationError([_("The translation is not ready."), *problems])


def _task_of(request: HttpRequest, page: ReaderPage, action: str) -> TaskState:
    state = page.current_workflow_task_state
    allowed = state.task.specific.get_actions(page, request.user) if state else []
    if action not in [name for name, *_rest in allowed]:
        raise ValidationError(_("It is not in review, or it is not yours to review."))
    return state


ANSWERED_BY = ("publish", "submit", "approve")
ACTIONS: dict[str, Callable[[HttpRequest, Translation], None]] = {
    "publish": _publish,
    "submit": _submit,
    "approve": _approve,
    "reject": _send_back,
    "acknowledge": _acknowledge,
    "withdraw-reason": _withdraw_reason,
}


def state_of_translation(translation: Translation, user: Any) -> dict[str, Any]:
    """How far the translation is, for the panel above its editor."""
    page = translation.get_target_instance()
    draft = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    draft.words_in = translation.target_locale.language_code
    total, done = translation.get_progress()
    state = page.current_workflow_task_state
    actions = state.task.specific.get_actions(page, user) if state else []
    changes = changes_of(draft) if isinstance(draft, Summary) else []
    return {
        "page": page,
        "translation": translation,
        "changes": changes,
        "answer": page.get_latest_revision_as_object() if changes else None,
        "proposed": "\n".join(changes),
        "may_publish": page.permissions_for_user(user).can_publish(),
        "total": total,
        "done": done,
        "missing": total - done,
        "differences": [
            {"number": one, "why": why, "words": in_words(one)}
            for one, why in differences_of(draft)
        ],
        "doubts": doubts_of_translation(draft) if isinstance(draft, Summary) else [],
        "in_review": bool(state),
        "may_approve": "approve" in [name for name, *_rest in actions],
        "may_submit": not state and page.has_workflow,
        "is_published": page.is_in_its_language and page.live,
    }


def upload_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's own, which knows no answer to a file without the heading of one of its."""
    try:
        with transaction.atomic():
            return edit_translation.upload_pofile(request, translation_id)
    except KeyError:
        messages.error(
            request,
            _(
                "This is not a PO file of this translation. Download it here, translate it, and "
                "upload that file."
            ),
        )
        translation = get_object_or_404(Translation, pk=translation_id)
        back = get_valid_next_url_from_request(request)
        return redirect(back or translation.get_target_instance_edit_url())


def translation_state_view(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The panel alone, asked for anew after each piece that is translated."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(
        request,
        "digest/admin/translation_state.html",
        state_of_translation(translation, request.user),
    )
