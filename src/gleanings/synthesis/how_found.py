"""How the studies of a synthesis were found, in a sentence for readers."""

from django.utils.translation import gettext as _

from gleanings.literature.dates import date_format
from gleanings.synthesis.models import Synthesis


def how_found(synthesis: Synthesis) -> str:
    question, rows = synthesis.question, synthesis.data.rows
    if question.is_searched and question.searched_on:
        return _("By a systematic search of %(databases)s, up to %(day)s.") % {
            "databases": question.databases.strip().rstrip("."),
            "day": date_format(question.searched_on, "DATE_FORMAT"),
        }
    has_findings = any(row.finding is not None for row in rows)
    has_tables = any(row.upload is not None for row in rows)
    if not has_tables:
        return _("Picked by the editors from this digest; there was no systematic search.")
    if has_findings:
        return _(
            "Picked by the editors from this digest and from tables of studies; there was no "
            "systematic search."
        )
    return _("Taken by the editors from tables of studies; there was no systematic search.")
