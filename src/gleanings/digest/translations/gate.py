"""What keeps a translation from going online, in words for the person who can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation

from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.models.translated_number import TranslatedNumber
from gleanings.digest.translations.numbers import Difference, differences
from gleanings.digest.translations.text import Block, blocks_of

_WORD = re.compile(r"[^\W\d_]{2,}")
QUOTED = 60  # characters of a passage, enough to find it by


def refuse_translation(draft: ReaderPage) -> None:
    """Raise ValidationError if the page is a translation that must not go online as it is."""
    if problems := problems_of(draft):
        what = _("“%(title)s” was not published.") % {"title": draft.title}
        raise ValidationError([what, *problems])


def problems_of(draft: ReaderPage) -> list[str]:
    """A sentence for each; empty for a translation that may go online, and for an original."""
    original = draft.translates
    if original is None:
        return []
    return [*original_is_not_online(original), *problems_of_its_words(draft)]


def problems_of_its_words(draft: ReaderPage) -> list[str]:
    """What its translator can mend, so that it may be submitted for review."""
    original = draft.translates
    if original is None:
        return []
    return problems_beside(original.specific, draft)


def problems_beside(original: ReaderPage, draft: ReaderPage) -> list[str]:
    """The same, beside the original as it is given, which may be a draft too."""
    blocks = list(blocks_of(draft))
    left = left_in_the_original(draft, original, blocks)
    return [*left, *(in_words(one) for one in unexplained(draft, original, blocks))]


def open_differences(draft: ReaderPage) -> list[Difference]:
    """Numbers that the translation has otherwise, and of which nobody said why."""
    return [one for one, why in differences_of(draft) if not why]


def differences_of(draft: ReaderPage) -> list[tuple[Difference, str]]:
    """Numbers that the translation has otherwise, each with the reason if one was given."""
    original = draft.translates
    if original is None:
        return []
    return _with_reasons(draft, original.specific, list(blocks_of(draft)))


def unexplained(page: ReaderPage, original: ReaderPage, blocks: list[Block]) -> list[Difference]:
    """The same of words that are not saved yet."""
    return [one for one, why in _with_reasons(page, original, blocks) if not why]


def _with_reasons(
    page: ReaderPage, original: ReaderPage, blocks: list[Block]
) -> list[tuple[Difference, str]]:
    languages = (original.locale.language_code, page.locale.language_code)
    found = differences(blocks_of(original), blocks, *languages)
    given = TranslatedNumber.objects.filter(page=page.pk) if found else ()
    reasons = {(one.original, one.translation): one.acknowledgement for one in given}
    return [(one, reasons.get(one.key, "")) for one in found]


def in_words(difference: Difference) -> str:
    """What is wrong with a number, naming the words of both languages, and what to do."""
    words = {
        "original": difference.original,
        "translation": difference.translation,
        "passage": shortened(difference.passage),
    }
    if not difference.translation:
        return (
            _("“%(original)s” of the original is missing in the translation of “%(passage)s”.")
            % words
        )
    if not difference.original:
        return _("“%(translation)s” in “%(passage)s” is not in the original.") % words
    return _("“%(translation)s” in “%(passage)s”: the original says “%(original)s”.") % words


def original_is_not_online(original: ReaderPage) -> list[str]:
    if original.live:
        return []
    sentence = _("Its original “%(title)s” is not online. A translation goes online after it.")
    return [sentence % {"title": original.title}]


def left_in_the_original(
    page: ReaderPage, original: ReaderPage, blocks: Iterable[Block]
) -> list[str]:
    """Passages that the translation still has in the original's language."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    ).first()
    if translation is None:  # whoever writes a page by hand sees all of it
        return []
    said_so = set(
        StringTranslation.objects.filter(
            context__object_id=page.translation_key, locale=page.locale_id, has_error=False
        ).values_list("data", flat=True)
    )
    words = {block for _field, block in blocks_of(original)} - said_so
    return [
        _("“%(words)s” is not translated yet.") % {"words": shortened(block)}
        for _field, block in blocks
        if block in words and _WORD.search(block)
    ]


def shortened(words: str) -> str:
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"
