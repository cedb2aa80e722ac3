"""What a mail says: of an issue, of a summary that was added to one, and of an alert."""

import hashlib
import re
import textwrap
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext, override

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.mail.inlining import inlined
from gleanings.delivery.mail.results import WIDTH, Charts, addresses, result_of
from gleanings.delivery.models import Edition, Kind, Mailing
from gleanings.digest.addresses import page_address
from gleanings.digest.models import Issue, Summary
from gleanings.digest.rich_text import plain
from gleanings.literature.notices.words import caution_of, marked
from gleanings.reader.lists.lists import items_in_order
from gleanings.reader.lists.notices import about_articles, noted
from gleanings.reader.results_box.box import ResultsBox, results_boxes_of

LONGEST_SUBJECT = 110
IMPLICATIONS = 2
TOO_LARGE = 90_000
"""Bytes of HTML: Gmail cuts what has 102 kB, and with it the links to leave and to change."""
_PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")


@dataclass(frozen=True)
class Words:
    """What a mail says, with marks where each subscriber's own keys come."""

    subject: str
    text: str
    html: str

    @property
    def digest(self) -> str:
        whole = "\0".join((self.subject, self.text, self.html))
        return hashlib.sha256(whole.encode()).hexdigest()


def words_of(
    issue: Issue, keys: Sequence[int], language: str, kind: Kind, others: int = 0
) -> Words:
    """The mail about the summaries of these keys; ``others`` as for `words_of_summaries`."""
    summaries = items_in_order(language, keys)
    with override(language):
        boxes = results_boxes_of(summaries)
    return words_of_summaries(issue, summaries, language, kind, boxes, others=others)


def words_of_summaries(
    issue: Issue,
    summaries: list[Summary],
    language: str,
    kind: Kind,
    boxes: Mapping[int, ResultsBox],
    charts: Charts = addresses,
    others: int = 0,
) -> Words:
    """As :func:`words_of`; the summaries have ``practice`` and ``types`` as in a list.

    ``others`` were not chosen by whom the mail is for: then the issue's teaser, which tells of all,
    is not in it.
    """
    with override(language):
        context = {
            **_frame(language),
            "issue": issue,
            "is_whole": kind == Kind.ISSUE,
            "teaser": issue.teaser if kind == Kind.ISSUE and not others else "",
            "others": others,
            "issue_address": page_address(issue),
            "is_retraction": kind == Kind.RETRACTION,
            "is_mistake": kind == Kind.MISTAKE,
            "is_alert": kind in (Kind.RETRACTION, Kind.MISTAKE),
            "chart_width": WIDTH,
        }
        items = [
            {**_item(summary), "result": result_of(summary, boxes.get(summary.pk), charts)}
            for summary in summaries
        ]
        context |= {"items": items, "rest": []}
        html = _issue_html(context)
        if _size(html) >= TOO_LARGE:
            context |= _as_many_whole_as_fit(context, items)
            html = _issue_html(context)
        text = render_to_string("delivery/mail/issue.txt", context)
        return Words(_subject(summaries, kind), tidy(text), html)


def _as_many_whole_as_fit(context: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    """The first items whole, and of the ``rest`` the titles."""

    def divided(whole: int) -> dict[str, Any]:
        return {"items": items[:whole], "rest": items[whole:]}

    def is_too_large(whole: int) -> bool:
        return _size(_issue_html(context | divided(whole))) >= TOO_LARGE

    return divided(bisect_left(range(1, len(items)), True, key=is_too_large))


def _issue_html(context: dict[str, Any]) -> str:
    return inlined(render_to_string("delivery/mail/issue.html", context))


def _size(html: str) -> int:
    """In bytes, without the pictures that only a draft has in it."""
    return len(_PICTURE.sub("", html).encode())


def words_of_change(told: dict[str, Any], language: str) -> Words:
    """Of an answer that changed, as `ChangedAnswer` has its words."""
    with override(language):
        context = {**_frame(language), **told}
        html = inlined(render_to_string("delivery/mail/change.html", context))
        text = render_to_string("delivery/mail/change.txt", context)
        subject = gettext("The answer changed: %(question)s") % told
        return Words(_short(subject), tidy(text), html)


def store(mailing: Mailing, language: str, keys: Sequence[int], words: Words) -> Edition:
    """As it is, or as it was stored before."""
    edition, _ = Edition.objects.get_or_create(
        mailing=mailing,
        digest=words.digest,
        defaults={
            "language": language,
            "summaries": list(keys),
            "subject": words.subject,
            "text": words.text,
            "html": words.html,
        },
    )
    return edition


def _frame(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "network_name": sender.name_in(language),
        "look": sender.network(),
        "replies": bool(sender.reply_to()),
        "preferences": links.preferences(language),
        "leaving": links.leaving(language),
        "in_the_browser": links.in_the_browser(language),
    }


def _subject(summaries: Sequence[Summary], kind: Kind) -> str:
    """The bottom line of the first, and how many more there are."""
    title = marked(summaries[0].title, noted(summaries[0]).status)
    if kind == Kind.MISTAKE:
        title = gettext("The retraction was a mistake: %(title)s") % {"title": title}
    first = _short(title)
    more = len(summaries) - 1
    if not more:
        return first
    said = ngettext("%(first)s – and %(n)s more", "%(first)s – and %(n)s more", more)
    return said % {"first": first, "n": more}


def _short(subject: str) -> str:
    """A subject that is longer ends after a word."""
    return textwrap.shorten(subject, LONGEST_SUBJECT, placeholder="…")


def _item(summary: Summary) -> dict[str, Any]:
    practice = [plain(row.text) for row in summary.practice]
    topics = [topic.target for topic in summary.topics.all()]
    return {
        "summary": summary,
        "title": marked(summary.title, noted(summary).status),
        "address": page_address(summary),
        "mistaken": [said for article in summary.articles for said in article.mistaken],
        "caution": caution_of(noted(summary).status),
        "published": [words.sentence for one in about_articles(summary) for words in one.words],
        "practice": practice[:IMPLICATIONS],
        "more": len(practice[IMPLICATIONS:]),
        "topics": sorted({(topic.name, topic.slug) for topic in topics}),
    }


def tidy(text: str) -> str:
    """Without the empty lines that templates leave."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept) + "\n"
