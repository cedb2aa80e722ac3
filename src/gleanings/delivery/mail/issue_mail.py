"""The mail about an issue, or about a summary that was added to one."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import ngettext, override

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.mail.inlining import inlined
from gleanings.delivery.models import Edition, Mailing
from gleanings.digest.addresses import page_address
from gleanings.digest.models import Issue, Summary, SummaryArticle
from gleanings.digest.rich_text import plain
from gleanings.literature.models import Notice
from gleanings.literature.models.notice import is_retracted
from gleanings.reader.lists.lists import items_in_order

LONGEST_SUBJECT = 110
IMPLICATIONS = 2


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


def words_of(issue: Issue, keys: Sequence[int], language: str, *, is_whole: bool) -> Words:
    """The mail about the summaries of these keys; ``is_whole`` where it brings a whole issue."""
    with override(language):
        summaries = with_retractions(items_in_order(language, keys))
        context = {
            **_frame(language),
            "issue": issue,
            "is_whole": is_whole,
            "items": [_item(summary) for summary in summaries],
            "issue_address": page_address(issue),
        }
        html = inlined(render_to_string("delivery/mail/issue.html", context))
        text = render_to_string("delivery/mail/issue.txt", context)
        return Words(_subject(summaries), tidy(text), html)


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


def with_retractions(summaries: list[Summary]) -> list[Summary]:
    """The summaries, each with ``is_retracted``: whether an article of it is."""
    rows = SummaryArticle.objects.filter(summary__in=summaries)
    pairs = list(rows.values_list("summary", "article"))
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    notices = Notice.objects.filter(article__in=[article for _summary, article in pairs])
    for article, kind, date in notices.values_list("article", "kind", "date"):
        told[article].append((kind, date))
    retracted = {summary for summary, article in pairs if is_retracted(told[article])}
    for summary in summaries:
        summary.is_retracted = summary.pk in retracted
    return summaries


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


def _subject(summaries: Sequence[Summary]) -> str:
    """The bottom line of the first, and how many more there are."""
    first = Truncator(" ".join(summaries[0].title.split())).chars(LONGEST_SUBJECT)
    more = len(summaries) - 1
    if not more:
        return first
    said = ngettext("%(first)s – and %(n)s more", "%(first)s – and %(n)s more", more)
    return said % {"first": first, "n": more}


def _item(summary: Summary) -> dict[str, Any]:
    practice = [plain(row.text) for row in summary.practice]
    return {
        "summary": summary,
        "address": page_address(summary),
        "practice": practice[:IMPLICATIONS],
        "more": len(practice[IMPLICATIONS:]),
    }


def tidy(text: str) -> str:
    """Without the empty lines that templates leave."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept) + "\n"
