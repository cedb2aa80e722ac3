"""What the page of a synthesis says of studies that were retracted, or that are in doubt."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.report import AnswerValues, retracted_in_words
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.statements import Statement
from gleanings.literature.notices.words import Words, in_words, when
from gleanings.synthesis.mistaken_retractions import mistaken_retractions
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.retractions import retractions
from gleanings.synthesis.stored_result import Headline, Row, WhyBeside


class RetractedStudy(NamedTuple):
    """One study, and what becomes of it in the version that is shown."""

    kind: str
    sentence: str
    words: Words | None
    """None where the notice was withdrawn."""


def retracted_studies(shown: Synthesis) -> list[RetractedStudy]:
    """Each study once, those that are counted although they should not be first."""
    now = retractions()
    studies: dict[str, tuple[Row, Statement]] = {}
    mistaken: dict[str, RetractedStudy] = {}
    for row in sorted(shown.data.rows, key=lambda row: bool(row.beside)):
        statement = now.of(row)
        if statement and (statement.kind == NoticeKind.RETRACTION or not row.beside):
            studies.setdefault(row.cluster, (row, statement))
        elif sentence := _of_mistake(row):
            mistaken.setdefault(row.cluster, RetractedStudy("mistake", sentence, None))
    return [
        RetractedStudy(str(statement.kind), _sentence(row, statement), in_words(statement))
        for row, statement in studies.values()
    ] + list(mistaken.values())


def _of_mistake(row: Row) -> str:
    """Of an older version, which left out what was not retracted; empty of any other row."""
    judged = mistaken_retractions().of(row)
    if judged is None or not was_left_out_by_mistake(row):
        return ""
    said = _(
        "This version leaves out a study as retracted: %(study)s. The notice was a mistake, and "
        "was withdrawn %(withdrawn)s."
    )
    return said % {"study": row.study or row.label, "withdrawn": when(judged.on)}


def was_left_out_by_mistake(row: Row) -> bool:
    """Whether it was taken for retracted when this was computed, and was not."""
    judged = mistaken_retractions().of(row)
    return row.beside is WhyBeside.RETRACTED and judged is not None and not judged.others


def _sentence(row: Row, statement: Statement) -> str:
    told = {"study": row.study or row.label, "when": when(statement.date)}
    if statement.kind == NoticeKind.CONCERN:
        said = _(
            "An expression of concern was published about a study that is counted here: %(study)s."
        )
    elif row.beside is WhyBeside.RETRACTED:
        said = (
            _("One study was retracted %(when)s and is left out of this answer: %(study)s.")
            if statement.date
            else _("One study was retracted and is left out of this answer: %(study)s.")
        )
    elif row.beside:
        said = _("One of the studies side by side was retracted: %(study)s.")
    else:
        said = (
            _("This version still counts a study that was retracted %(when)s: %(study)s.")
            if statement.date
            else _("This version still counts a study that was retracted: %(study)s.")
        )
    return said % told


def with_retracted(shown: Synthesis, language: str) -> str:
    """What the answer was with those that are left out; empty where none is, or where a withdrawn
    finding is among them: then nobody can see what is spoken of."""
    before = shown.with_retracted
    left_out = {row.cluster for row in shown.data.rows if row.beside is WhyBeside.RETRACTED}
    if before is None or not left_out:
        return ""
    return retracted_in_words(
        _values(before),
        _values(shown.headline),
        measure=shown.headline.measure,
        level=shown.headline.level,
        n=len(left_out),
        language=spoken_language(language),
    )


def _values(headline: Headline) -> AnswerValues:
    return AnswerValues(headline.label, headline.estimate, headline.ci_low, headline.ci_high)


def marked_labels(rows: Iterable[Row]) -> dict[str, str]:
    """By the label of each pooled row that was retracted since: how a figure labels it."""
    now = retractions()
    return {
        row.label: _("%(study)s (retracted)") % {"study": row.label}
        for row in rows
        if now.retracted(row)
    }


def notes_on(row: Row) -> list[str]:
    """What a table says beside a row."""
    statement = retractions().of(row)
    if statement is None:
        return []
    if statement.kind == NoticeKind.CONCERN:
        return [_("An expression of concern was published about this article.")]
    if not statement.date:
        return [_("Retracted.")]
    return [_("Retracted %(when)s.") % {"when": when(statement.date)}]
