"""wagtail-localize saves a translation as a draft; what is online changes only by publishing.

By itself it writes the words into the page's row first, and so online, wherever the page is live:
as an alias of its original, or as the translation that was published before.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationLog,
    TranslationSource,
)

from gleanings.digest.models import Summary
from gleanings.digest.models.reader_page import ReaderPage

_as_localize_does_it = TranslationSource.create_or_update_translation


def create_or_update_translation(
    source: TranslationSource,
    locale: Locale,
    user: Any = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[Any, bool]:
    """Save the translation of a page as a draft and, if asked to, publish that draft at once.

    Raises :class:`~django.core.exceptions.ValidationError` where it cannot be saved or must not
    be published; then nothing is written but the error, to the segment that it is about.
    """
    model = source.specific_content_type.model_class()
    if not (model and issubclass(model, ReaderPage)):
        return _as_localize_does_it(source, locale, user, publish, copy_parent_pages, fallback)
    try:
        with transaction.atomic():
            created = _make_the_page(source, locale, user, copy_parents=copy_parent_pages)
            draft = source.get_ephemeral_translated_instance(locale, fallback=fallback)
            draft.words_in = locale.language_code
            draft.slug = source.get_translated_instance(locale).slug  # addresses never change
            _keep_the_answer(draft)
            revision = draft.save_revision(user=user)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
            if publish:
                revision.publish(user=user)
    except ValidationError as refusal:
        _say_it_at_the_segment(source, locale, refusal)
        raise
    return source.get_translated_instance(locale), created


def _make_the_page(
    source: TranslationSource, locale: Locale, user: Any, *, copy_parents: bool
) -> bool:
    """A page for the drafts, its row as it was: what readers see stays the original's words."""
    try:
        page = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        source.as_instance().copy_for_translation(locale, copy_parents=copy_parents)
        return True
    if page.alias_of_id:
        page.alias_of = None
        page.save(update_fields=["alias_of"], clean=False)
        PageLogEntry.objects.log_action(
            instance=page,
            action="wagtail.convert_alias",
            user=user,
            data={"page": {"id": page.pk, "title": page.get_admin_display_title()}},
        )
    return False


def _keep_the_answer(draft: ReaderPage) -> None:
    """What readers are to be told stands in the draft alone, which is made anew each time."""
    if isinstance(draft, Summary) and (latest := draft.latest_revision):
        draft.correction = latest.content.get("correction", "")
        draft.correction_is_style = latest.content.get("correction_is_style", False)


def _say_it_at_the_segment(
    source: TranslationSource, locale: Locale, refusal: ValidationError
) -> None:
    """What the page says of a field, its translation in the editor shows too."""
    for field, errors in getattr(refusal, "error_dict", {}).items():
        strings = StringSegment.objects.filter(source=source).values("string")
        of_the_field = {"context__object": source.object, "context__path": field, "locale": locale}
        for translation in (
            *StringTranslation.objects.filter(translation_of__in=strings, **of_the_field),
            *SegmentOverride.objects.filter(**of_the_field),
        ):
            translation.set_field_error(errors)


def save_translations_as_drafts() -> None:
    """Put it in the place of wagtail-localize's, through which all its ways of saving go."""
    TranslationSource.create_or_update_translation = create_or_update_translation
