"""A summary's findings in readers' templates."""

import re

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from gleanings.digest.findings import number_texts
from gleanings.digest.findings.results import MainResult
from gleanings.digest.models import Finding
from gleanings.digest.spoken_language import spoken_language
from gleanings.reader.results_box.box import ResultsBox
from gleanings.reader.results_box.chart import interval_of

register = template.Library()

register.filter("statistic", number_texts.statistic_text)
register.filter("interval", number_texts.interval_text)
register.filter("p_value", number_texts.p_text)
register.filter("studies", number_texts.studies_text)
register.filter("people", number_texts.people_text)


@register.filter
def can_be_shown_elsewhere(finding: Finding) -> bool:
    return bool(finding.pk) and not finding.is_alarm and interval_of(finding) is not None


@register.filter
def why(finding: Finding) -> SafeString:
    """How the verdict was reached, marked where it is not in the reader's language."""
    reader = get_language() or ""
    language = reader if reader in finding.check_record.get("why", {}) else "en"
    return _in_language(finding.why(language), language)


@register.filter
def original(text: str, box: ResultsBox) -> SafeString:
    """The editor's words, marked with their language where it is another than the reader's."""
    # “what” begins with a capital in the table
    if any(text in (phrase, capfirst(phrase)) for phrase in box.translated):
        return conditional_escape(text)
    return _in_language(text, box.language)


@register.filter
def said(text: str, box: ResultsBox) -> SafeString:
    """What the evidence library says, the editor's words in it marked with their language."""
    language = spoken_language()
    escaped = str(conditional_escape(text))
    if box.language != language and box.phrases:
        phrases = sorted(map(str, map(conditional_escape, box.phrases)), key=len, reverse=True)
        any_of_them = "|".join(map(re.escape, phrases))
        marked = rf'<span lang="{escape(box.language)}">\1</span>'
        escaped = re.sub(rf"(?<!\w)({any_of_them})(?!\w)", marked, escaped)
    return _in_language(mark_safe(escaped), language)  # noqa: S308


@register.filter
def spoken(text: str) -> SafeString:
    """What the evidence library says without a word of another language in it."""
    return _in_language(text, spoken_language())


@register.filter
def hint(result: MainResult | None) -> list[str]:
    """The studies or people behind a main result, and its number; to be read in a row."""
    if not result:
        return []
    parts = []
    if result.studies and result.studies > 1:
        parts.append(number_texts.studies_text(result.studies))
    elif result.people:
        parts.append(number_texts.people_text(result.people))
    if result.is_effect and result.estimate is not None:
        parts.append(
            number_texts.value_text(result.of, result.estimate, result.decimals, result.bound)
        )
        if not result.fits:
            parts.append(gettext("its numbers do not fit together"))
    return parts


def _in_language(text: str, language: str) -> SafeString:
    if not text or language == get_language():
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', language, text)
