"""A citation in APA style, as people really write it, becomes fields."""

import re
from dataclasses import dataclass, field, replace

from gleanings.literature.citations.books import read_chapter, read_monograph
from gleanings.literature.citations.cleaning import LABEL, clean
from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR, partial_date
from gleanings.literature.citations.likely_names import could_be_names, without_words
from gleanings.literature.citations.long import LONGEST_CITATION, read_long_names, split_long
from gleanings.literature.citations.medical import read_medical
from gleanings.literature.citations.names import PARTICLES, UPPER, NameList, read_names
from gleanings.literature.citations.parsed_citation import ParsedCitation
from gleanings.literature.citations.quoted import parse_quoted
from gleanings.literature.citations.reports import published_by_its_author
from gleanings.literature.citations.titles import is_title, split_title, tidy_title
from gleanings.literature.citations.where import read_where
from gleanings.literature.identifiers import split_off_doi

_NOT_YET = (
    r"(?:advanced?\s+online\s+(?:publication|access|article|release|version)"
    r"|advanced?\s+(?:access|article)(?:\s+publication)?"
    r"|online\s?-?first(?:\s+(?:publication|article))?|first\s+online(?:\s+publication)?"
    r"|(?:first\s+)?published\s+online(?:\s+(?:first|ahead\s+of\s+print))?"
    r"|online\s+(?:advance|ahead\s+of\s+print|early)(?:\s+publication)?"
    r"|(?:e-?pub(?:lication)?|published|publication)\s+ahead\s+of\s+print|ahead\s+of\s+print"
    r"|early\s+(?:view|online)(?:\s+publication)?|(?:article|manuscript)\s+in\s+press"
    r"|in\s+press|forthcoming|pr[ée]publication(?:\s+en\s+ligne)?"
    r"|publication\s+(?:anticip[ée]e|avanc[ée]e)\s+en\s+ligne|sous\s+presse)"
)
_IN_PRESS = re.compile(r"in\s+press|forthcoming|sous\s+presse", re.IGNORECASE)
_DATE_AFTER = (
    rf"(?:\s*[:,]?\s*(?:on\s+)?((?:\d{{1,2}}\s+)?{MONTH_PATTERN}\b[^.;()\[\]]{{0,20}}?{YEAR}))?"
)
_ADVANCE = re.compile(
    rf"(?:^|(?<=[\s.,;:)\]]))[(\[]?\s*\b{_NOT_YET}\b{_DATE_AFTER}\s*[)\]]?(?=[\s.,;:]|$)[.,;]?",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    rf"[(\[]\s*(?P<inside>(?:c(?:a|irca)?\.?\s*)?(?:{MONTH_PATTERN}\.?,?\s+(?:\d{{1,2}},?\s+)?)?"
    rf"(?:{YEAR}\s*[/–-]\s*)?{YEAR}[a-z]?\b[^()\[\]]{{0,60}}|[ns]\.?\s?d\.?|{_NOT_YET}[^()\[\]]{{0,40}}"
    r"|submitted|under review|manuscript in preparation)\s*[)\]]",
    re.IGNORECASE,
)
# a bracket missing, or none at all
_BARE_YEAR = re.compile(
    rf"(?:[(\[]\s*(?P<open>{YEAR})[a-z]?\s*[.,]|(?<=[\s.,])(?P<close>{YEAR})[a-z]?\s*[)\]]"
    rf"|(?<=[.,;]\s)(?P<bare>{YEAR})[a-z]?\s*[.,:]+\s)"
)
_VANCOUVER_YEAR = re.compile(
    rf"[\s.,]({YEAR})(?:\s+{MONTH_PATTERN}(?:\s+\d+)?)?\s*;", re.IGNORECASE
)
_URL = re.compile(
    r"(?:\b(?:retrieved|available|accessed|r[ée]cup[ée]r[ée]|consult[ée]|disponible)\b"
    r"[^.;]{0,40}?\s*(?:from|at|de|sur|à|:)?\s*:?\s*)?[<(]?(?P<url>(?:https?://|www\.)[^\s<>]+)[>)]?",
    re.IGNORECASE,
)
_RETRIEVED = re.compile(
    r"\b(?:Retrieved|Available|Accessed)\b(?:\s+(?:from|at|on))?[\s:.,]*$", re.I
)
_RETRACTED = re.compile(r"^[\[(]?(?:retracted|rétracté)(?:\s+article)?[\])]?\s*[:.]\s*", re.I)
_RETRACTED_BELOW = re.compile(
    r"\s*\((?:retraction published|rétractation publiée)\b[^()]*(?:\([^()]*\)[^()]*)?\)\.?\s*$",
    re.I,
)
"""As APA style ends a retracted article's reference."""
_THESIS = re.compile(
    r"[(\[](?P<what>[^()\[\]]*\b(?:dissertation|thesis|th[èe]se|m[ée]moire)\b[^()\[\]]*)[)\]]", re.I
)
_PREPRINT = re.compile(r"^(?:PsyArXiv|bioRxiv|medRxiv|arXiv|OSF Preprints|Research Square)\b", re.I)
_FAMILY = (
    rf"(?:(?:{'|'.join(map(re.escape, PARTICLES))})\s|[dl]['’])*[{UPPER}][\w'’\-]+"
    rf"(?:\s(?:{'|'.join(map(re.escape, PARTICLES))}|[{UPPER}][\w'’\-]+)){{0,5}}"
)
# initials with their stops, or two or three without: "L. A New Family" has but one
_ONE_PERSON = rf"(?:{_FAMILY},?\s+(?:(?:[{UPPER}]\.[\s\-]?){{1,5}}|[{UPPER}]{{1,3}}(?=[\s.,;&])))"
_LEADING_PEOPLE = re.compile(
    rf"^(?P<people>{_ONE_PERSON}(?:(?:\s*[,;&]|\s+and)+\s*(?:…\s*)?{_ONE_PERSON})*"
    rf"(?:,?\s*et (?:al|coll)\b\.?)?)[\s.:,]+(?=[\"“{UPPER}])"
)

# what PubMed says of other papers about this one
_OF_OTHERS = re.compile(
    r"(?<=[.;])\s(?:Erratum|Comment|Retraction|Update|Corrected and republished|"
    r"Expression of concern) (?:in|of|on): .*$"
)
_EDITORS_MARK = re.compile(
    r"[(\[]\s*(?:Eds?|[ÉE]ds?|Dirs?|Coords?|Hrsg)\.?\s*[)\]]\.?", re.IGNORECASE
)


@dataclass
class _Pieces:
    """What has been taken off the citation so far, and the rest of it."""

    people: str = ""
    dated: str = ""
    rest: str = ""
    doi: str | None = None
    url: str = ""
    advance_online: bool = False
    in_press: bool = False
    in_brackets: bool = False
    """Whether the year is, which tells well what stands before and behind it."""
    unread: list[str] = field(default_factory=list)


def parse_citation(text: str) -> ParsedCitation:
    """Read a citation in APA style (or near it) into its fields.

    Never raises on text. What is not understood stands in `unread`; what is not said is empty.
    """
    text = clean(text)
    if len(text) > LONGEST_CITATION:
        return _parse_long(text)
    if retracted := _RETRACTED.match(text):
        # publishers set the word before the title; before the names it is pasted from a list
        parsed = parse_citation(text[retracted.end() :])
        return replace(parsed, title=f"{retracted[0].strip(' .:[]()')}: {parsed.title}")
    if below := _RETRACTED_BELOW.search(text):
        parsed = parse_citation(text[: below.start()])
        says_so = re.search(r"\[(?:retracted|rétracté)\]$", parsed.title, re.I)
        return parsed if says_so else replace(parsed, title=f"{parsed.title} [Retracted]")
    pieces = _without_identifiers(LABEL.sub("", text, count=1))
    if quoted := parse_quoted(_tidied(pieces.rest)):
        return replace(quoted, doi=pieces.doi, url=pieces.url)
    if medical := _in_medical_style(pieces):
        return medical
    _split_at_year(pieces)
    year, date = partial_date(pieces.dated)
    if is_title(pieces.people):
        pieces.rest, pieces.people = f"{pieces.people.rstrip('.')}. {pieces.rest}", ""
    edited = bool(_EDITORS_MARK.search(pieces.people))
    people = read_names(_EDITORS_MARK.sub("", pieces.people))
    if not pieces.in_brackets and not could_be_names(people):
        # the year that was found does not part the names from the title
        unread = (f"{pieces.people} {pieces.rest}",)
        return ParsedCitation(year=year, doi=pieces.doi, url=pieces.url, unread=unread)
    people = without_words(people)
    pieces.unread += people.unread
    parsed = _read_source(pieces)
    parsed = replace(
        parsed,
        year=year,
        date=date,
        doi=pieces.doi,
        url=pieces.url,
        advance_online=pieces.advance_online,
        in_press=pieces.in_press,
        unread=tuple(u for u in (*pieces.unread, *parsed.unread) if re.search(r"\w", u)),
    )
    return published_by_its_author(_with_people(parsed, people, edited))


def _in_medical_style(pieces: _Pieces) -> ParsedCitation | None:
    about = _OF_OTHERS.search(pieces.rest)
    text = pieces.rest[: about.start()] if about else pieces.rest
    in_issue = _ADVANCE.sub("", text)
    read = read_medical(_tidied(in_issue), is_advance=in_issue != text)
    if read is None:
        return None
    return replace(
        read,
        doi=pieces.doi,
        url=pieces.url,
        advance_online=in_issue != text,
        unread=(*read.unread, *([about[0].strip()] if about else [])),
    )


def _parse_long(text: str) -> ParsedCitation:
    split = split_long(text)
    if split is None:
        return ParsedCitation(unread=(text,))
    people, rest = split
    end = len(rest)
    if end > LONGEST_CITATION:
        last_word = rest.rfind(" ", 0, LONGEST_CITATION)
        end = last_word if last_word > 0 else LONGEST_CITATION
    parsed = parse_citation(rest[:end])
    names = read_long_names(people)
    cut = [rest[end:].strip()] if rest[end:].strip() else []
    parsed = replace(parsed, unread=(*names.unread, *parsed.unread, *cut))
    return _with_people(parsed, names, edited=False)


def _with_people(parsed: ParsedCitation, people: NameList, edited: bool) -> ParsedCitation:
    if edited and not parsed.editors:
        return replace(parsed, editors=people.names, ellipsis_at=people.ellipsis_at)
    return replace(parsed, authors=people.names, ellipsis_at=people.ellipsis_at)


def _without_identifiers(text: str) -> _Pieces:
    doi, rest = split_off_doi(text)
    while doi and (again := split_off_doi(rest))[0] == doi:
        rest = again[1]
    pieces = _Pieces(doi=doi)
    if match := _URL.search(rest):
        pieces.url = match["url"].rstrip(".,;)")
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    rest = re.sub(r"\bdoi\s*:\s*(?=[.,;]|$)", "", rest, flags=re.IGNORECASE)
    pieces.rest = _RETRIEVED.sub("", rest.strip(" ,;"))
    return pieces


def _split_at_year(pieces: _Pieces) -> None:
    text = pieces.rest
    bracket = _BRACKET.search(text)
    if bracket and _is_last(text, bracket):
        # "…, S. Title. Journal 207, 115-122 (2015).": Springer and Nature set the year last
        pieces.dated = bracket["inside"]
        _split_after_people(pieces, text[: bracket.start()])
    elif bracket:
        pieces.in_brackets = True
        pieces.people, pieces.dated = text[: bracket.start()], bracket["inside"]
        pieces.rest = text[bracket.end() :]
        if not_yet := re.search(_NOT_YET, pieces.dated, re.IGNORECASE):
            _mark(pieces, not_yet[0])
    elif bare := _BARE_YEAR.search(text):
        pieces.people, pieces.dated = text[: bare.start()], bare[0]
        pieces.rest = text[bare.end() :]
    else:
        if vancouver := _VANCOUVER_YEAR.search(text):
            pieces.dated = vancouver[0]
            text = f"{text[: vancouver.end(1)]};{text[vancouver.end() :]}"
        _split_after_people(pieces, text)
    _take_advance(pieces)
    pieces.people = pieces.people.strip(" ,;:")
    pieces.rest = pieces.rest.strip(" .,;:")


def _is_last(text: str, bracket: re.Match[str]) -> bool:
    """Whether volume or pages stand before the year, and nothing behind it."""
    if text[bracket.end() :].strip(" .,;"):
        return False
    where = read_where(text[: bracket.start()])
    return bool(where.volume or where.pages)


def _split_after_people(pieces: _Pieces, text: str) -> None:
    """Where no year parts them: the names that the text begins with, and the rest."""
    pieces.rest = text
    if leading := _LEADING_PEOPLE.match(text):
        people = leading["people"]
        # "Foote AB, Lind D. Title": the only stop closes the list, not the initial
        closes_the_list = people.count(".") == 1 and re.search(r"[A-ZÀ-Þ],", people)
        pieces.people = people.rstrip(".") if closes_the_list else people
        pieces.rest = text[leading.end() :]


def _take_advance(pieces: _Pieces) -> None:
    match = _ADVANCE.search(pieces.rest)
    if match is None:
        return
    _mark(pieces, match[0])
    if match[1] and partial_date(pieces.dated)[1] is None:
        year, date = partial_date(match[1])
        if partial_date(pieces.dated)[0] in (year, None):
            pieces.dated = date or pieces.dated
        else:
            pieces.unread.append(match[1])
    pieces.rest = f"{pieces.rest[: match.start()]} {pieces.rest[match.end() :]}".strip()


def _mark(pieces: _Pieces, words: str) -> None:
    if _IN_PRESS.search(words):
        pieces.in_press = True
    else:
        pieces.advance_online = True


def _read_source(pieces: _Pieces) -> ParsedCitation:
    rest = _tidied(pieces.rest)
    if thesis := _THESIS.search(rest):
        # APA 7: the university in the brackets, behind them the database that keeps it
        school = thesis["what"].partition(",")[2].strip()
        behind = rest[thesis.end() :].strip(" .,")
        return ParsedCitation(
            title=tidy_title(rest[: thesis.start()]),
            publisher=school or behind,
            container=behind if school else "",
            type="thesis",
        )
    if chapter := read_chapter(rest):
        return chapter
    where = read_where(rest)
    if not where.volume and (book := read_monograph(rest)):
        return book
    says_journal = bool(where.volume or where.pages or pieces.doi)
    says_journal = says_journal or pieces.advance_online or pieces.in_press
    title, container = split_title(where.before, must_have_container=says_journal)
    container = re.sub(r"^In:?\s+(?=[A-Z])", "", container)
    return ParsedCitation(
        title=title,
        container=container,
        volume=where.volume,
        issue=where.issue,
        pages=where.pages,
        type=_type(container, says_journal),
        unread=(where.after,) if where.after else (),
    )


def _tidied(rest: str) -> str:
    """What is left where something was taken out, without the gaps and the signs around them."""
    rest = re.sub(r"\s+([.,])", r"\1", re.sub(r"\s{2,}", " ", rest))
    return re.sub(r"(?:\s*[,;])+\s*\.", ".", rest).strip(" ,;")


def _type(container: str, says_journal: bool) -> str:
    if _PREPRINT.match(container):
        return "article"
    return "article-journal" if container or says_journal else "document"
