"""Retractions, corrections and concerns: which way they point, as each source tells it.

The usual error is the direction. PubMed's *In* stands on the article, *Of*, *For* and *From* on
the notice; Crossref's ``update-to`` stands on the notice, ``updated-by`` on the article.
"""

import re
from collections.abc import Iterable
from typing import Any, Protocol

from gleanings.literature.citations.dates import partial_date
from gleanings.literature.identifiers import find_doi
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.records.record import Name, Notice, Record
from gleanings.literature.records.text import plain
from gleanings.literature.titles import RETRACTED

RETRACTION, CORRECTION = NoticeKind.RETRACTION, NoticeKind.CORRECTION
CONCERN, REINSTATEMENT = NoticeKind.CONCERN, NoticeKind.REINSTATEMENT

# the NLM counts partial retractions among the errata
ON_ARTICLE = {
    "retractionin": RETRACTION, "rin": RETRACTION,
    "retractedandrepublishedin": RETRACTION, "rri": RETRACTION,
    "partialretractionin": CORRECTION, "prin": CORRECTION,
    "expressionofconcernin": CONCERN, "eci": CONCERN,
    "erratumin": CORRECTION, "ein": CORRECTION,
    "correctedandrepublishedin": CORRECTION, "cri": CORRECTION,
}  # fmt: skip
"""PubMed's RefType, Europe PMC's “Retraction in” and MEDLINE's tags, without case and spaces."""
ON_NOTICE = {
    "retractionof": RETRACTION, "rof": RETRACTION,
    "retractedandrepublishedfrom": RETRACTION, "rrf": RETRACTION,
    "partialretractionof": CORRECTION, "prof": CORRECTION,
    "expressionofconcernfor": CONCERN, "ecf": CONCERN,
    "erratumfor": CORRECTION, "efr": CORRECTION,
    "correctedandrepublishedfrom": CORRECTION, "crf": CORRECTION,
}  # fmt: skip
UPDATES = {
    "retraction": RETRACTION, "removal": RETRACTION, "withdrawal": RETRACTION,
    "partial_retraction": CORRECTION, "correction": CORRECTION, "corrigendum": CORRECTION,
    "erratum": CORRECTION, "addendum": CORRECTION, "clarification": CORRECTION,
    "expression_of_concern": CONCERN, "reinstatement": REINSTATEMENT,
}  # fmt: skip
"""Crossref's types of updates; a new version or edition is none of these."""

_RETRACTED_TYPES = {"retracted publication", "retracted article", "retracted", "retracted paper",
                    "retracted and republished"}  # fmt: skip
_MARKED = _RETRACTED_TYPES | {"yes", "y", "true", "1", "x", "oui", "vrai", "rétracté", "rétractée"}
_NOTICE_TYPES = {"retraction of publication", "retraction notice", "retraction",
                 "expression of concern", "published erratum", "erratum", "correction",
                 "corrigendum", "correction/addition", "correction, addition",
                 "article correction"}  # fmt: skip
NOTICE_TYPE = {
    RETRACTION: "Retraction of Publication", CORRECTION: "Published Erratum",
    CONCERN: "Expression of Concern", REINSTATEMENT: "Correction",
}  # fmt: skip
"""What PubMed calls a publication that says this of another."""
_RETRACTED_TITLE = re.compile(
    r"^\W{0,2}(?:RETRACTED|WITHDRAWN)\b\W{0,3}[:.\]\-–—)]"
    r"|^\W{0,2}(?i:retracted (?:article|chapter|paper|publication))\b"
    r"|^\W{0,2}(?i:(?:article|chapitre) rétracté|publication rétractée)\s?[:.\]–—-]"
    r"|^[\[(](?i:retracted|rétracté)[\])]"
    r"|\((?i:retracted (?:article|paper|chapter))\b[^()]*\)?\s*$"
    r"|[\[(](?i:retracted|rétracté)[\])]\s*$"
)
_RETRACTED_MIXED = re.compile(r"^\W{0,2}Retracted\s?:")
_NOTICE_TITLE = re.compile(
    r"^\W{0,2}(?:(?:notice|statement|note) of (?:retraction|concern|correction)"
    r"|retraction (?:of|note|notice|statement)\b|(?:partial )?retraction\s*[:.–-]"
    r"|retraction$|(?:publisher['’]?s? |author['’]?s? )?(?:correction|corrigendum|erratum)"
    r"(?:\s*[:.–-]|\s+(?:to|for)\b|$)|(?:editorial )?expression of concern\b"
    r"|withdrawal (?:of|notice|statement)\b)"
    r"|\((?:retraction of|expression of concern)\b",
    re.IGNORECASE,
)
# narrower than the above: withdrawal of a drug, correction for guessing and response to treatment
# are what articles are about
_IS_NOTICE_BY_TITLE = re.compile(
    r"^\W{0,2}(?:(?:notice|statement|note) of (?:retraction|concern|correction)\b"
    r"|(?:partial )?r[eé]tract(?:at)?ion(?: (?:notice|note|statement))?(?:\s*[:.–]|\s+-\s|$"
    r"|\s+(?:of|to|for|de)\b)"
    r"|(?:(?:publisher|author)['’]?s? )?(?:correction|corrig[eé]nd(?:um|a)|errat(?:um|a)"
    r"|rectificatif|addendum)(?:\s*[:.–]|\s+-\s|$|\s+(?:to|à|au|aux)\b|\s+for\W*[:“\"‘'])"
    r"|(?:corrig[eé]nd(?:um|a)|errat(?:um|a)) (?:for|of|in|on)\b"
    r"|(?:editorial )?expression of (?:editorial )?concern\b|withdrawal (?:notice|statement)\b"
    r"|withdrawal of\s*:)"
    r"|\((?:retraction of|expression of concern)\b",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\b((?:Retraction|Erratum|Expression of concern) (?:in|of|for))\s*:?\s+(.+)", re.IGNORECASE
)
# as a summary's own citation says it
_ABOUT_NOTICE = re.compile(
    r"\b(?:retract|rétract|reinstate|rétabli|(?:a|une) correction|expression of concern|"
    r"expression de préoccupation)",
    re.IGNORECASE,
)
_BARE_NOTE = re.compile(r"(?:Retraction|Retracted)\.?", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})")


def add_reference(record: Record, kind: str, citation: str, pmid: str | None, source: str) -> None:
    """A reference of PubMed's kind: RetractionIn, “Retraction in”, RIN. Others are no notices."""
    key = re.sub(r"[^a-z]", "", kind.lower())
    if pmid is None and (found := _PMID.search(citation)):
        pmid = found[1]
    doi, citation = find_doi(citation), plain(citation)[:500]
    if meaning := ON_ARTICLE.get(key):
        year, date = partial_date(citation)
        told = date or str(year or "")
        record.notices.append(Notice(meaning, doi, pmid, told, citation, source))
    elif meaning := ON_NOTICE.get(key):
        # the date that is cited is the article's
        record.notice_of.append(Notice(meaning, doi, pmid, "", citation, source))


def is_about_notice(note: str) -> bool:
    """Whether a note is about a notice; its DOI is that one's."""
    return bool(_NOTES.search(note) or _ABOUT_NOTICE.search(note))


def add_notes(record: Record, notes: Iterable[str], source: str) -> None:
    """What notes say, as of our own exports: “Retraction in: 2026-05-03, https://doi.org/…”."""
    for note in notes:
        if told := _NOTES.search(note):
            add_reference(record, told[1], told[2], None, source)
        elif _BARE_NOTE.fullmatch(note.strip()):
            record.notices.append(Notice(RETRACTION, source=source))


def without_mark(record: Record) -> None:
    """Take the mark off a title whose retraction is told beside it too: with it, an export that
    comes back had another title than the article."""
    if any(notice.kind == RETRACTION for notice in record.notices):
        record.title = record.title.removeprefix(RETRACTED)


def add_updates(record: Record, updates: Iterable[dict[str, Any]], *, on_notice: bool) -> None:
    """Crossref's ``update-to`` (``on_notice``) or ``updated-by``."""
    for update in updates:
        meaning = UPDATES.get(str(update.get("type", "")).lower().replace("-", "_"))
        if meaning is None:
            continue
        doi = find_doi(str(update.get("DOI", "")))
        stamp = str((update.get("updated") or {}).get("date-time", ""))[:10]
        by = "Retraction Watch" if update.get("source") == "retraction-watch" else "Crossref"
        # a publisher that corrects a paper in its place names the paper itself
        speaks_of_other = on_notice and doi != record.doi
        told = record.notice_of if speaks_of_other else record.notices
        if speaks_of_other:
            record.publication_types.append(NOTICE_TYPE[meaning])
        told.append(Notice(meaning, doi, None, stamp, str(update.get("label", "")), by))


def add_what_types_and_title_say(record: Record, source: str, *, marked: str = "") -> None:
    """A retraction that only the kind of publication or the title tells.

    ``marked`` is what stands in a column or a field of its own, as people fill it in.
    """
    if any(notice.kind == RETRACTION for notice in record.notices):
        return
    kinds = {kind.strip().lower() for kind in record.publication_types}
    is_notice = bool(kinds & _NOTICE_TYPES) or bool(record.notice_of)
    is_marked = marked.strip().lower() in _MARKED
    if is_marked or kinds & _RETRACTED_TYPES or (not is_notice and title_says_retracted(record)):
        record.notices.append(Notice(RETRACTION, source=source))


class Titled(Protocol):
    """A record, or an article."""

    title: str
    container: str
    authors: list[Name]


def is_notice(title: str, publication_types: Iterable[str]) -> bool:
    """Whether this is no article, but what was published about one."""
    kinds = {kind.strip().lower() for kind in publication_types}
    return bool(kinds & _NOTICE_TYPES) or bool(_IS_NOTICE_BY_TITLE.search(title))


def title_says_retracted(record: Titled) -> bool:
    title = record.title
    if _NOTICE_TITLE.search(title):
        return False
    if _RETRACTED_TITLE.search(title):
        # Cochrane withdraws a review that has grown old
        return not ("WITHDRAWN" in title[:12] and "cochrane" in record.container.lower())
    # a notice that repeats the title so has the journal for its author, or nobody
    return bool(_RETRACTED_MIXED.match(title)) and any("family" in name for name in record.authors)
