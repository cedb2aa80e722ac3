"""Titles in one form, and how alike two of them are."""

import re
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from gleanings.literature.titles import plain, without_mark

# what indexes add behind a title: [French], [Review] [16 refs], [see comment]
_ADDED = re.compile(
    r"[\s.]*[\[(](?:[^\W\d]+(?:[\s,/;-]+[^\W\d]+){0,3}|\d+ ref\w*|(?:erratum|correct|retract|"
    r"comment|publish|republish|reprint|summary|see |discussion|original|update|review)[^\])]*)"
    r"[\])][\s.]*$",
    re.IGNORECASE,
)
MOST_ADDED = 6
"""No index adds more to one title."""
# the same, cut off in its midst by a field that was too short
_ADDED_AND_CUT = re.compile(
    r"[\s.]*\[(?:(?:published )?errat|correct|retract|republish|comment in|update)[^\]]*(?:\].*)?$",
    re.I | re.S,
)
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|su[bp]|sc|scp|jats:\w+)\b[^>]*>", re.IGNORECASE)
_TELLS_OF_AN_ERRATUM = re.compile(r"\[\s*(?:published )?(?:errat|corrig|correct)", re.IGNORECASE)
# where a notice stands: "(The Journal of Practice (M", cut off by a field that was too short
_CUT_REFERENCE = re.compile(r"\s\([^()]{4,}(?:\([^()]*\)[^()]*)*(?:\([^()]*)?$")
_TELLS_PARTS_APART = re.compile(r"\b(?:\w*\d\w*|i{1,3}|iv|vi{0,3}|ix|[b-h])\b")
_BRITISH = [
    (re.compile(r"(?<=[a-z])our(?=\b|al|s\b|ed|ing)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e[ds]?\b|ing\b|ation)"), "iz"),
    (re.compile(r"[ao]e"), "e"),
    (re.compile(r"(?<=[a-z]l)l(?=ed\b|ing\b)"), ""),
    (re.compile(r"(?<=[a-z]{2}t)re\b"), "er"),
    (re.compile(r"(?<=program)me"), ""),
]

# what stands before the title of another article, and is taken off to compare the two: replies and
# comments too, which `records.notices`, where it is asked what retracts or corrects, has no use for
_NOTICE = re.compile(
    r"^\W*(?:(?:author\S*\s+)?(?:erratum|errata|corrigend\w+|addendum|correction|retraction|"
    r"withdrawal|removal|expression of concern|publisher\S* (?:note|correction)|"
    r"repl(?:y|ies)|response|in (?:reply|response)|re|comment\w*|letter|rejoinder|discussion|"
    r"(?:editorial|invited) comment\w*|summary|abstract|highlights)\b"
    r"(?:\s+(?:to|on|of|for|from|re|notice|note|by)\b)*\s*[:.\-–—]|"
    r"(?:erratum|errata|corrigend\w+|correction|retraction|repl(?:y|ies)|response|comment\w*|"
    r"expression of concern)\b(?:\s+notice)?\s+(?:to|on|of|for|re)\b)",
    re.IGNORECASE,
)
_AIMS_AT_ANOTHER = re.compile(
    r"\(\s*vol\.? \d+[^()]{0,80}\)\s*\.?$|\(.{4,90}\(?\d{4}\)?[\s;:,]+\d+.{3,40}\)\s*\.?$"
    r"|\W(?:author\S* )?(?:repl(?:y|ies)|response|comment|erratum|corrigendum)\W*$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(r"\bprotocol\b|\brationale and design\b|\bdesign and rationale\b", re.I)
_GENERIC = re.compile(
    r"^(?:(?:guest |the )?editor\w*(?: comment\w*| note| introduction| board)?|introduction\w*|"
    r"preface|foreword|comment\w*|book reviews?|reviews?|letters?(?: to the editors?)?|news|"
    r"correspondence|repl(?:y|ies)|responses?|authors? (?:reply|response)|in (?:reply|response)|"
    r"(?:poster|oral|conference|meeting|selected|congress) \w+|abstracts?|errat\w+|corrigend\w+|"
    r"corrections?|obituar\w+|in memoriam|announcements?|discussion|conclusions?|contents|index|"
    r"acknowledge?ments?|untitled|no title|not available|special issue|table of contents|masthead|"
    r"case reports?|journal club|viewpoint|perspectives?|opinion|questions? and answers?|"
    r"(?:(?:highlights?|notes?|news|abstracts?|papers|articles) )?(?:in|from|of|about|inside) this "
    r"(?:issue|number)|from the editors?|symposium|"
    r"(?:introduction|preface|editorial)\w* (?:to|for) (?:the |this )?"
    r"(?:special )?(?:issue|section|series|volume).*)$"
)
_TURNS = re.compile(
    r"(?:(?:hypo|hyper)\S* (?:hypo|hyper)|(?:intra|inter|intro)\S* (?:intra|inter|intro)"
    r"|(?:micro|macro)\S* (?:micro|macro)|(?:under|over)\S* (?:under|over)"
    r"|(?:pre|pro|post)\S* (?:pre|pro|post))"
)
_SMALL_WORDS = frozenset(
    ("a", "an", "the", "of", "in", "on", "for", "and", "or", "to", "with", "by", "s")
)


class TitleLikeness(IntEnum):
    """From two titles that share nothing to one title spelled once."""

    OTHER = 0
    REWORDED = 1
    """Alike, but each has words that the other has not."""
    SIMILAR = 2
    LONGER = 3
    """One says all that the other says, and more."""
    SPELLING = 4
    """The same words, but for spelling and slips."""
    SAME = 5


def without_additions(title: str) -> str:
    """The title without markup, and without what an index or a publisher put around it."""
    title = without_mark(_MARKUP.sub("", title)).strip()
    if "[" not in title and "(" not in title:
        return title
    title = _ADDED_AND_CUT.sub("", title) or title
    for _time in range(MOST_ADDED):
        title = _ADDED.sub("", title) or title
    return title


def plain_title(title: str) -> str:
    """The words of the title itself, British and American spelling made one."""
    bare = without_additions(title)
    if aims := _NOTICE.match(bare):
        bare = _CUT_REFERENCE.sub("", bare[aims.end() :])
    words = plain(_AIMS_AT_ANOTHER.sub("", bare))
    for pattern, one in _BRITISH:
        words = pattern.sub(one, words)
    return words


def kind_of_title(title: str) -> str:
    """`notice` (erratum, reply, comment …), `protocol`, or empty for an article."""
    bare = without_additions(title)
    if _NOTICE.match(bare) or _AIMS_AT_ANOTHER.search(bare):
        return "notice"
    return "protocol" if _PROTOCOL.search(bare) else ""


def tells_of_an_erratum(title: str) -> bool:
    """Whether an index says that the article was corrected: a record beside it may do that."""
    return bool(_TELLS_OF_AN_ERRATUM.search(title))


def is_generic(words: str) -> bool:
    """Titles that many articles bear: “Editorial”, “Book reviews”."""
    return len(words) < 12 or bool(_GENERIC.match(words))


def numbers(words: str) -> list[str]:
    """What tells the parts of a series apart: numbers, Roman ones too, single letters."""
    return sorted(_TELLS_PARTS_APART.findall(words))


def likeness(a: str, b: str) -> TitleLikeness:
    """How alike two titles are that `plain_title` made."""
    if a.replace(" ", "") == b.replace(" ", ""):
        return TitleLikeness.SAME
    ratio = fuzz.ratio(a, b, score_cutoff=40)
    if ratio >= 90 and numbers(a) == numbers(b) and _same_words(a.split(), b.split()):
        return TitleLikeness.SPELLING
    shorter, longer = sorted((a, b), key=len)
    if len(shorter.split()) >= 4 and (
        longer.startswith(shorter + " ") or longer.endswith(" " + shorter)
    ):
        return TitleLikeness.LONGER
    if ratio >= 75 or fuzz.token_sort_ratio(a, b) >= 85:
        words, others = a.split(), b.split()
        reworded = _left_over(words, others) and _left_over(others, words)
        return TitleLikeness.REWORDED if reworded else TitleLikeness.SIMILAR
    return TitleLikeness.OTHER


def _same_words(a: list[str], b: list[str]) -> bool:
    """Whether the words pair off one by one, slips of the pen allowed."""
    only_a, only_b = _left_over(a, b), _left_over(b, a)
    if _is_slip("".join(only_a), "".join(only_b)):
        return True
    return len(only_a) == len(only_b) and all(map(_is_slip, only_a, only_b))


def _is_slip(word: str, other: str) -> bool:
    """One letter wrong, too many, missing or swapped; in long words, two.

    Not where the beginning makes another word: men and women, inpatients and outpatients, hypo- and
    hypertension.
    """
    if word == other:
        return True
    if min(len(word), len(other)) < 4 or word[0] != other[0] or _TURNS.match(f"{word} {other}"):
        return False
    return OSA.distance(word, other) <= (1 if min(len(word), len(other)) < 10 else 2)


def _left_over(words: list[str], others: list[str]) -> list[str]:
    known = _SMALL_WORDS.union(others)
    return [word for word in words if word not in known]
