"""The check of the numbers in a summary, by the evidence library."""

from html import unescape

from django.utils.html import strip_tags

from gleanings.digest.models import Summary
from gleanings.evidence.checking import Verdict, check


def prose_of(summary: Summary) -> str:
    """The words of a summary in which numbers are read, a block to a line."""
    implications = [row.text for row in summary.implications.all()]
    blocks = [summary.studied, summary.text, *implications]
    return "\n".join(unescape(strip_tags(block.replace("</p>", "</p>\n"))) for block in blocks)


def alarms(summary: Summary) -> list[Verdict]:
    """The verdicts that an editor must look at."""
    return [verdict for verdict in check(prose_of(summary)) if verdict.is_alarm]
