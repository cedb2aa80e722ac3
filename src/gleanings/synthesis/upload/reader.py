"""`read_upload`: from an uploaded file to rows that can be pooled and rows that were refused."""

from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from gleanings.evidence.effect_sizes import effect_measures
from gleanings.evidence.inputs import choice
from gleanings.synthesis.upload.columns import columns_of
from gleanings.synthesis.upload.consistency import disagreements, impossible_precision
from gleanings.synthesis.upload.delimited import delimited_sheet
from gleanings.synthesis.upload.draft import MOST_PEOPLE, Draft, drafts_of
from gleanings.synthesis.upload.duplicates import Seen, dependence, other_articles
from gleanings.synthesis.upload.effects import Effect, effects_of
from gleanings.synthesis.upload.files import contents, is_workbook
from gleanings.synthesis.upload.limits import LONGEST_TEXT
from gleanings.synthesis.upload.plausibility import doubts
from gleanings.synthesis.upload.result import Refused, Row, Upload, UploadError
from gleanings.synthesis.upload.workbook import workbook_sheet


def read_upload(
    file: BinaryIO, filename: str, *, measure: str, already: Iterable[Row] = ()
) -> Upload:
    """The effects in an uploaded table, each row checked by itself.

    Parameters
    ----------
    file : the upload; its size is asked before it is read.
    measure : what the question pools, by metafor's name.
    already : rows that the question has; the same again is refused.

    Raises
    ------
    UploadError : the file cannot be used at all; nothing of it is taken.
    """
    choice("measure", measure, tuple(effect_measures()))
    raw = contents(file)
    sheet = workbook_sheet(raw) if is_workbook(raw, filename) else delimited_sheet(raw)
    columns = columns_of(sheet.header, measure)
    drafts = drafts_of(sheet, columns, measure)
    if all(draft.source.is_example for draft in drafts):
        raise UploadError(
            _("The template holds nothing but its examples. Put your studies in their place.")
        )
    already = list(already)
    rows, refused = _judged(measure, drafts, already)
    notes = [*sheet.notes, *columns.notes, *dependence(rows, already), *other_articles(rows)]
    return Upload(rows, refused, notes, columns.understood)


def _judged(
    measure: str, drafts: list[Draft], already: list[Row]
) -> tuple[list[Row], list[Refused]]:
    effects = iter(effects_of(measure, [d.numbers for d in drafts if not d.faults]))
    seen = Seen(already)
    rows: list[Row] = []
    refused: list[Refused] = []
    for draft in drafts:
        effect = Effect(faults=draft.faults) if draft.faults else next(effects)
        reasons, explained = _reasons(measure, draft, effect)
        row = None if reasons else _row(measure, draft, effect, explained)
        duplicate = seen.duplicate_of(row) if row else ""
        if row is None or duplicate:
            refused.append(Refused(draft.row.number, _written(draft), reasons or [duplicate]))
            continue
        twin = seen.twin_of(row)
        row.notes.extend([twin] if twin else [])
        seen.add(row)
        rows.append(row)
    return rows, refused


def _reasons(measure: str, draft: Draft, effect: Effect) -> tuple[list[str], list[str]]:
    """Why the row is refused; and what would have been a reason, had the editor not given one."""
    if effect.faults:
        return effect.faults, []
    found = disagreements(measure, draft.numbers, draft.p)
    found = found or impossible_precision(measure, effect, _people(draft))
    if not found or draft.source.reason:
        return [], found
    hint = _("If the source itself says so, give the reason in the column note.")
    return [*found, hint], []


def _row(measure: str, draft: Draft, effect: Effect, explained: list[str]) -> Row:
    source = draft.source
    return Row(
        number=draft.row.number,
        label=source.label,
        citation=source.citation,
        doi=source.doi,
        year=source.year,
        cluster=source.cluster or source.label,
        subgroup=source.subgroup,
        n=_people(draft),
        yi=effect.yi,
        vi=effect.vi,
        given={name: number.value for name, number in draft.numbers.items()},
        page=source.page,
        notes=[*explained, *draft.notes, *doubts(measure, draft.numbers, effect)],
        reason=source.reason,
    )


def _people(draft: Draft) -> int | None:
    """The people of the row, by whichever of its columns say it."""
    had = draft.numbers
    for names in (("n",), ("ni",), ("n1i", "n2i"), ("ai", "bi", "ci", "di")):
        if all(name in had for name in names):
            people = round(min(sum(had[name].value for name in names), MOST_PEOPLE))
            return people if people >= 1 else None
    return None


def _written(draft: Draft) -> list[str]:
    texts = [cell.text[:LONGEST_TEXT] for cell in draft.row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts
