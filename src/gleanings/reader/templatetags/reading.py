"""Small things that readers' templates say often."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info, gettext, pgettext

from gleanings.digest.rich_text import plain
from gleanings.literature.characters import cleaned
from gleanings.literature.dates import date_format
from gleanings.literature.models import Article
from gleanings.literature.notices.statements import Status
from gleanings.literature.notices.words import mark_of
from gleanings.literature.styles import apa
from gleanings.reader.lists.notices import noted
from gleanings.reader.sections import in_the_head

register = template.Library()

# what json.dumps leaves and a browser would take for the end of the script
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

register.filter("plain", stringfilter(plain))


@register.filter
def below_title(html: str) -> SafeString:
    """Rich text that stands right below a page's title: its headings are of the second level."""
    return mark_safe(re.sub(r"(</?)h3\b", r"\1h2", html))  # noqa: S308  (Wagtail's own rich text)


@register.filter
def quoted(words: Iterable[str]) -> str:
    """Each in quotation marks of the page's language."""
    return ", ".join(gettext("“%(words)s”") % {"words": word} for word in words)


@register.filter
def month(day: Any) -> str:
    """“March 2018”, “Mars 2018”."""
    return capfirst(date_format(day, "YEAR_MONTH_FORMAT")) if day else ""


@register.filter
def month_alone(day: Any) -> str:
    """“March”, “Mars”."""
    return capfirst(date_format(day, "F")) if day else ""


@register.filter
def grouped(number: int) -> str:
    """“10,000”, or as the language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def article_mark(summary: Any) -> str:
    """What lists say beside a title of whose article something was published."""
    return mark_of(noted(summary).status)


@register.filter
def practice_label(summary: Any) -> str:
    """What stands before an implication in a list; with what it was drawn from, if that is bad."""
    labels = {
        Status.RETRACTED: gettext("In practice, by an article that is retracted"),
        Status.CONCERN: gettext("In practice, by an article in doubt"),
    }
    return labels.get(noted(summary).status) or gettext("In practice")


@register.filter
def is_foreign(page: Any) -> bool:
    """Whether the page's words are in another language than the reader's."""
    return bool(page) and page.content_language != get_language()


@register.filter
def lang(page: Any) -> SafeString:
    """The attribute for words in another language than the reader's; nothing for his own."""
    if not is_foreign(page):
        return SafeString("")
    return format_html(' lang="{}"', page.content_language)


@register.filter
def language_in_sentence(code: str) -> str:
    """A language's name as it stands within a sentence: “English”, “anglais”."""
    names = {
        "en": pgettext("within a sentence", "English"),
        "fr": pgettext("within a sentence", "French"),
    }
    return names.get(code) or get_language_info(code)["name_translated"]


@register.filter
def language_notice(page: Any) -> str:
    """That the page is in one language only, in the reader's; empty if it is in the reader's."""
    if not is_foreign(page):
        return ""
    return gettext("This content is available in %(language)s only.") % {
        "language": language_in_sentence(page.content_language)
    }


@register.filter
def reference(article: Article) -> SafeString:
    """The full citation in APA style, its DOI a link."""
    return apa(article)


@register.filter
def json_ld(structured: dict[str, Any]) -> SafeString:
    """Structured data for a script element, which nothing in it can end."""
    text = json.dumps(cleaned(structured), ensure_ascii=False)
    return mark_safe(text.translate(_JSON_ESCAPES))  # noqa: S308


@register.simple_tag
def page_link(page_obj: Any, number: int) -> str:
    """The query of another page of a list; the first has none, so that it has one address."""
    return f"?page={number}" if number > 1 else "?"


@register.simple_tag
def parts_of_the_head() -> SafeString:
    """What rooms above put into the head of every page."""
    return mark_safe("".join(in_the_head()))  # noqa: S308  (as each of them made it)


@register.simple_tag
def site_language() -> str:
    return get_language() or settings.LANGUAGE_CODE
