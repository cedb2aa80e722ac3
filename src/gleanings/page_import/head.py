"""What stands over the entries: intro, language notice, teaser, the filter's lists."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from gleanings.digest.vocabulary.terms import topic_named
from gleanings.page_import import patterns
from gleanings.page_import.account import Places
from gleanings.page_import.body import opens_sentence
from gleanings.page_import.byline import date_in, is_person, read_byline
from gleanings.page_import.kinds import PROSE, TABLE_OF_CONTENTS, Kind, Part
from gleanings.page_import.marks import AUTHOR, BYLINE, DATE

_SHORT = 90
_A_FEW_WORDS = 6
# the filter counts its entries: "Meta-analysis (12)"
_COUNTED = re.compile(r"^[^.?!:]{3,80}\s\(\d{1,3}\)$")
# an introduction says what the blog is: what is read or written for whom, or how often
_ABOUT = re.compile(
    r"\b(?:blog(?:ue)?s?|digest|newsletter|monthly|weekly|"
    r"(?:each|every|this|once a|per) (?:month|week)|summar\w+|research\w*|stud(?:y|ies)|"
    r"articles?|papers?|journals?|we read|i read|"
    r"carnet|infolettre|chaque (?:mois|semaine)|résum\w+|recherches?|études?|lettre|lit pour vous|"
    r"jeden monat|monatlich|zusammenfass\w+|forschung\w*|studien?|fachartikel|rundbrief)\b",
    re.IGNORECASE,
)
_BLOG = re.compile(r"\bblog(?:ue)?\b", re.IGNORECASE)
_LISTED = (Kind.PARAGRAPH, Kind.BOILERPLATE, Kind.FILTER_OWN)


@dataclass
class Head:
    """What the page says about itself; paragraphs in order."""

    intro: list[str] = field(default_factory=list)
    notice: list[str] = field(default_factory=list)
    teaser: list[str] = field(default_factory=list)
    author: str = ""
    topics: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    posted: str = ""
    date: str = ""
    is_letter: bool = False


def take_lists(parts: list[Part], head: Head, places: Places) -> list[Part]:
    """Takes the filter's lists of topics and types, wherever the theme put them."""
    rest: list[Part] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        if part.kind in (Kind.TOPICS_LABEL, Kind.TYPE_LABEL):
            places.leave(part.block, "the filter's label")
            topics = part.kind is Kind.TOPICS_LABEL
            end = _end_of_list(parts, at + 1, topics)
            _take_list(parts[at + 1 : end], head, places, topics)
            at = end
        elif part.kind is Kind.FILTER_OWN:
            places.leave(part.block, f"the filter's own entry “{part.text}”")
            # "ALL Topics" opens the list where its label is lost
            topics = "topic" in part.text.casefold()
            end = _end_of_list(parts, at + 1, topics) if topics else at + 1
            _take_list(parts[at + 1 : end], head, places, topics)
            at = end
        else:
            rest.append(part)
            at += 1
    return rest


def _take_list(parts: list[Part], head: Head, places: Places, topics: bool) -> None:
    names = head.topics if topics else head.types
    again = bool(names)
    what = "topics" if topics else "types of research"
    for part in parts:
        name = re.sub(r"\s*\(\d+\)$", "", part.text)
        if part.kind is Kind.FILTER_OWN:
            places.leave(part.block, f"the filter's own entry “{part.text}”")
        elif again:
            places.leave(part.block, f"the list of {what} once more")
        else:
            names.append(name)
            places.take(part.block, f"{what}: {name}")


def _end_of_list(parts: list[Part], begin: int, topics: bool) -> int:
    end = begin
    while end < len(parts) and _is_listed(parts, end, topics):
        end += 1
    return end


def _is_listed(parts: list[Part], at: int, topics: bool) -> bool:
    part = parts[at]
    if part.kind not in _LISTED or len(part.text) > _SHORT or part.block.heading in range(1, 7):
        return False
    if not topics and part.kind is Kind.FILTER_OWN and "topic" in part.text.casefold():
        return False
    if part.kind is Kind.FILTER_OWN or part.block.item or _COUNTED.search(part.text):
        return True
    if part.text.endswith((".", ":", "…")) or patterns.opens_teaser(part.text):
        return False
    # a list without bullets: its names are known, or stand among known ones
    return topics and any(topic_named(p.text) for p in parts[at : at + 3] if p.kind in _LISTED)


def read_head(parts: list[Part], head: Head, places: Places, *, of_month: bool = False) -> None:
    """Books the parts before a first entry as intro, notice, teaser, author, or unplaced.

    What stands under a heading `of_month` introduces the blog only if it names it.
    """
    teasing = listing = contents = False
    for part, below in zip_longest(parts, parts[1:]):
        text, block = part.text, part.block
        if part.kind is Kind.ABOUT_POST:
            _read_mark(part, head, places)
        elif part.kind is Kind.POSTED:
            byline = read_byline(text)
            head.posted = (byline.month if byline else "") or head.posted
            head.date = head.date or (byline.date if byline else "")
            if byline and byline.author and not head.author:
                head.author = byline.author
                places.take(block, "author")
            else:
                places.take(block, "date of posting")
        elif patterns.opens_teaser(text):
            teasing = len(text.split()) <= _A_FEW_WORDS
            if teasing and below is not None and _is_name_in_a_list(below):
                places.leave(block, TABLE_OF_CONTENTS)
                teasing, contents = False, True
                continue
            head.teaser.append(text)
            places.take(block, "teaser")
        elif contents and _is_name_in_a_list(part):
            places.leave(block, TABLE_OF_CONTENTS)
        elif (teasing or (listing and block.item)) and part.kind is Kind.PARAGRAPH:
            head.teaser.append(text)
            places.take(block, "teaser")
            teasing, listing = False, block.item
        else:
            teasing = listing = contents = False
            over_intro = below is not None and _is_intro(below.text)
            _read_line(part, head, places, over_intro=over_intro, of_month=of_month)


def _is_name_in_a_list(part: Part) -> bool:
    """ "Ruptures" below "In this issue"; a sentence there is a teaser."""
    is_name = len(part.text.split()) <= _A_FEW_WORDS and not part.text.endswith((".", "!", "?"))
    return part.block.item and is_name


def _read_mark(part: Part, head: Head, places: Places) -> None:
    """What the markup says over the first entry, of all: who wrote them, and when."""
    byline = read_byline(part.text)
    name = byline.author if byline else part.text
    date = date_in(part.block.date) or (byline.date if byline else "")
    if part.block.mark in (AUTHOR, BYLINE) and is_person(name) and head.author in ("", name):
        head.author = name
        places.take(part.block, "author")
    elif part.block.mark in (DATE, BYLINE) and date and head.date in ("", date):
        head.date = date
        places.take(part.block, "date of posting")
    else:
        places.leave(part.block, "is outside the posts")


def _read_line(part: Part, head: Head, places: Places, *, over_intro: bool, of_month: bool) -> None:
    text, block = part.text, part.block
    head.posted = head.posted or patterns.month_named(text)
    text, notice = patterns.split_notice(text)
    if notice:
        head.notice.append(notice)
        places.take(block, "notice")
        if not text:
            return
    if head.is_letter and not block.heading:
        places.unplaced(block, "a letter's opening words")
        return
    named = not head.author and not block.link
    author, text = patterns.split_author(text) if named else ("", text)
    if author:
        head.author = _person(author)
        places.take(block, "author")
    if (
        patterns.is_person_line(text, bare=over_intro and not block.heading)
        and not head.author
        and not block.link
    ):
        head.author = _person(text)
        places.take(block, "author")
    elif notice or author or _introduces(part, text, of_month=of_month):
        head.intro.append(text)
        places.take(block, "intro")
    elif _BLOG.search(text) or block.heading in range(1, 7):
        places.leave(block, "the page's heading")
    elif block.link:
        places.leave(block, "a link to another page")
    else:
        places.unplaced(block, "is above the entries, and is not an introduction, teaser or topic")


def _introduces(part: Part, text: str, *, of_month: bool) -> bool:
    if part.block.heading in range(1, 7) or not _is_intro(text):
        return False
    return not of_month or _BLOG.search(text) is not None


def _is_intro(text: str) -> bool:
    whole = len(text) >= PROSE or (len(text) > 40 and text.endswith((".", "!", "?")))
    return whole and opens_sentence(text) and _ABOUT.search(text) is not None


def _person(text: str) -> str:
    return re.sub(r"^(?:blog by|written by|by|author)\s*:?\s+", "", text, flags=re.I).strip(" ,")
