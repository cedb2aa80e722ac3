"""Two records weighed against each other.

Each field that agrees speaks for one article, each that differs against it, and one that is empty
says nothing; the sum decides (Fellegi & Sunter, 1969, *A theory for record linkage*). Some
differences forbid a merge whatever else agrees.
"""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from gleanings.literature.duplicates.normal_form import NormalForm
from gleanings.literature.duplicates.titles import TitleLikeness, likeness

SAME_FROM = 10.0
DOUBTFUL_FROM = 6.0
TEAM = 4
"""So many names do not come together again by chance."""

_TITLE = {
    TitleLikeness.SAME: 8.0,
    TitleLikeness.SPELLING: 7.0,
    TitleLikeness.LONGER: 3.0,
    TitleLikeness.SIMILAR: 0.0,
    TitleLikeness.REWORDED: -5.0,
    TitleLikeness.OTHER: -8.0,
}


class Verdict(StrEnum):
    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    verdict: Verdict
    weight: float


_DIFFERENT = Comparison(Verdict.DIFFERENT, -100.0)


def forbids(a: NormalForm, b: NormalForm) -> bool:
    """Two DOIs, or two numbers of PubMed, are two articles."""
    return _differ(a.doi, b.doi) or _differ(a.pmid, b.pmid)


def are_apart(a: NormalForm, b: NormalForm) -> bool:
    """Whether two records are never joined by way of a third."""
    return forbids(a, b) or _may_be_its_erratum(a, b)


def compare(a: NormalForm, b: NormalForm) -> Comparison:
    """Whether two records are one article, and the weight that says so."""
    if forbids(a, b):
        return _DIFFERENT
    if not (a.title and b.title):
        return _without_title(a, b)
    titles = likeness(a.title, b.title)
    place = _place(a, b)
    if _agree(a.doi, b.doi) or _agree(a.pmid, b.pmid):
        is_same = titles > TitleLikeness.OTHER or place >= 5
        return Comparison(Verdict.SAME if is_same else Verdict.DOUBTFUL, 20.0 if is_same else 8.0)
    if titles <= TitleLikeness.REWORDED and place < 5:  # the cheaper half says enough
        return _DIFFERENT
    weight = _title(a, b, titles) + place + _people(a, b) + _journals(a, b)
    if titles is TitleLikeness.SAME and _by_one_team_in_one_volume(a, b):
        weight = max(weight, SAME_FROM)
    if _may_be_its_erratum(a, b):
        weight = min(weight, SAME_FROM - 1)
    if (a.is_generic or b.is_generic) and not _same_issue(a, b):
        weight = min(weight, SAME_FROM - 1)
    if _is_of_another_year(a, b):
        weight = min(weight, SAME_FROM - 1)
    if DOUBTFUL_FROM - 4 <= weight < SAME_FROM + 4 and a.abstract and b.abstract:
        weight += 3 if fuzz.ratio(a.abstract, b.abstract) >= 90 else -2
    return Comparison(verdict_of(weight), weight)


def verdict_of(weight: float) -> Verdict:
    if weight >= SAME_FROM:
        return Verdict.SAME
    return Verdict.DOUBTFUL if weight >= DOUBTFUL_FROM else Verdict.DIFFERENT


def _title(a: NormalForm, b: NormalForm, titles: TitleLikeness) -> float:
    weight = _TITLE[titles]
    if weight > 0:
        words = min(len(a.title.split()), len(b.title.split()))
        weight -= 0 if words >= 5 else 2 if words >= 3 else 4
    if a.is_generic or b.is_generic:
        weight = min(0.0, weight)
    if a.kind != b.kind:
        weight -= 4 if _agree(a.first_page, b.first_page) else 8
    if a.title_numbers != b.title_numbers:
        weight -= 4
    return weight


def _same_issue(a: NormalForm, b: NormalForm) -> bool:
    """Many journals begin each number at page 1: pages tell only where a number is missing."""
    if not _agree(a.volume, b.volume) or _differ(a.number, b.number):
        return False
    return _agree(a.number, b.number) or _agree(a.first_page, b.first_page)


def _by_one_team_in_one_volume(a: NormalForm, b: NormalForm) -> bool:
    """What a team has in one volume under one title is one article, whatever the pages say: those
    of an abstract, of a preprint, or mistaken. Not what a few people write each month."""
    return bool(
        a.kind == b.kind
        and len(a.title.split()) >= 5
        and min(a.people, b.people) >= TEAM
        and a.first_author & b.first_author
        and _people(a, b) >= 3
        and a.year == b.year
        and _agree(a.volume, b.volume)
        and _same_journal(a.journal, b.journal)
    )


def _may_be_its_erratum(a: NormalForm, b: NormalForm) -> bool:
    """An erratum under the title of its article, which says that there is one."""
    if _agree(a.doi, b.doi) or _agree(a.pmid, b.pmid):
        return False
    return a.has_erratum != b.has_erratum and _differ(a.first_page, b.first_page)


def _is_of_another_year(a: NormalForm, b: NormalForm) -> bool:
    """What comes out each year under one title: another volume, or no place to tell by."""
    if a.year is None or b.year is None or a.year == b.year:
        return False
    return _differ(a.volume, b.volume) or not (a.volume or b.volume or a.first_page or b.first_page)


def _without_title(a: NormalForm, b: NormalForm) -> Comparison:
    """A record without a title is never merged by itself."""
    weight = _place(a, b) + _people(a, b) + _journals(a, b)
    return Comparison(Verdict.DOUBTFUL, weight) if weight >= SAME_FROM else _DIFFERENT


def _place(a: NormalForm, b: NormalForm) -> float:
    """Year, volume, number and pages together."""
    if _is_shifted(a, b) or _is_shifted(b, a):
        return _years(a, b) + 2
    return (
        _years(a, b)
        + _pages(a, b)
        + _weigh(a.volume, b.volume, 2, -3)
        + _numbers(a.number, b.number)
    )


def _numbers(a: str, b: str) -> float:
    """A supplement without its number agrees with any supplement."""
    if "s" in (a, b) and a[:1] == b[:1]:
        return 1.0
    return _weigh(a, b, 1.0, -1.5)


def _is_shifted(a: NormalForm, b: NormalForm) -> bool:
    """Whether the volume of `b` stands as number in `a`, and its number as page."""
    return not a.volume and _agree(a.number, b.volume) and a.first_page in ("", b.number)


def _years(a: NormalForm, b: NormalForm) -> float:
    if a.year is None or b.year is None:
        return 0.0
    apart = abs(a.year - b.year)
    return (1.0, -0.5, -1.5)[apart] if apart <= 2 else -4.0  # online first, then in print


def _pages(a: NormalForm, b: NormalForm) -> float:
    if not (a.first_page and b.first_page):
        return 0.0
    if a.first_page == b.first_page:
        is_range = a.first_page != a.last_page
        return 7.0 if is_range and a.last_page == b.last_page else 4.0
    return 3.0 if a.last_page == b.last_page else -6.0


def _people(a: NormalForm, b: NormalForm) -> float:
    if not (a.names and b.names):
        return 0.0
    fewer, more = sorted((a.names, b.names), key=len)
    shared = len(fewer & more) / len(fewer)
    if shared >= 0.5:
        return (3.0 if a.first_author & b.first_author else 2.0) + (
            shared == 1 and min(a.people, b.people) >= TEAM
        )
    if a.first_author & b.first_author:
        return 1.0
    close = sum(any(fuzz.ratio(x, y) >= 80 for y in more) for x in fewer) / len(fewer)
    return 1.0 if close >= 0.5 else -5.0 if not shared else -3.0


def _journals(a: NormalForm, b: NormalForm) -> float:
    if not (a.journal and b.journal):
        return 0.0
    return 2.0 if _same_journal(a.journal, b.journal) else -3.0


def _same_journal(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same name, an abbreviation (`Nat Rev Nephrol`), or the initials (`NEJM`)."""
    shorter, longer = sorted((a, b), key=len)
    if shorter == longer[: len(shorter)]:
        return True
    if len(shorter) == 1 and len(longer) > 2:
        return shorter[0] == "".join(word[0] for word in longer)
    if len(shorter) == len(longer) and all(
        x.startswith(y) or y.startswith(x) for x, y in zip(shorter, longer, strict=True)
    ):
        return True
    return fuzz.token_set_ratio(" ".join(a), " ".join(b)) >= 85


def _weigh(a: str, b: str, agreement: float, difference: float) -> float:
    if not (a and b):
        return 0.0
    return agreement if a == b else difference


def _agree(a: str, b: str) -> bool:
    return bool(a) and a == b


def _differ(a: str, b: str) -> bool:
    return bool(a and b) and a != b
