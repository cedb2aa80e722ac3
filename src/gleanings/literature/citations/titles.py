"""Where a title ends and the journal, book or publisher begins."""

import re
from functools import cache
from importlib.resources import files

from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR
from gleanings.literature.citations.names import GROUP_WORDS

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "&",
        "as",
        "at",
        "by",
        "et",
        "de",
        "des",
        "du",
        "der",
        "die",
        "das",
        "for",
        "from",
        "in",
        "la",
        "le",
        "les",
        "of",
        "on",
        "or",
        "the",
        "to",
        "und",
        "with",
        "pour",
        "en",
        "au",
        "aux",
        "y",
        "e",
        "del",
        "den",
        "van",
        "von",
    ]
)
# a full stop after these ends no sentence
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|v|St|Dr|Mr|Mrs|Ms|Prof|No|Nr|Vol|ed|Ed|Eds|eds|e\.g|i\.e|cf|al|pp|p|U\.S|U\.K|Jr|Sr"
    r"|approx|incl|Ch|Rev)|(?:^|[\s.(\-])[A-Z])\.$"
)
_END = re.compile(r"[.?!…](?:\.\.)?[\"”’'»)\]]*(?:\s+|(?=[A-ZÀ-ÖØ-Þ]))")
_ABBREVIATED_JOURNAL = re.compile(r"^(?:[A-Z][A-Za-z]{0,9}\.\s*(?:&\s*|and\s+)?){2,}[A-Za-z]*\.?$")
_PUBLISHER = re.compile(
    r"\b(?:Press|Publish(?:ers?|ing)|Publications|Books|Verlag|Wiley|Springer|Routledge|Guilford|"
    r"Norton|Sage|SAGE|Elsevier|Academic|Erlbaum|Jossey-Bass|Oxford|Cambridge|Karnac|Brunner|"
    r"Pearson|Blackwell|McGraw-Hill|Basic Books|Aronson|Presses|Éditions|Editions|Dunod|Hogrefe|"
    r"Seuil|Albin Michel|PUF|Odile Jacob|Érès|érès|De Boeck|Masson|Payot|Gallimard|Retz|Eyrolles|"
    r"InterÉditions|L['’]Harmattan|Mardaga|Flammarion|Chronique [Ss]ociale|Hermann|Hachette|"
    r"Penguin|Random House|Taylor & Francis|Palgrave|"
    r"American (?:Psychological|Psychiatric) (?:Association|Publishing))\b"
    r"|^(?:University|Université)\b|\bUniversity$"
)
_DATE = re.compile(
    rf"^(?:{MONTH_PATTERN}\.?(?:\s\d{{1,2}})?,?\s{YEAR}|{YEAR}(?:\s{MONTH_PATTERN}\b.*)?)$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w.'’\- ]{1,30}(?:,\s*[A-Z][\w. ]{1,20}){0,2})\s*:"
    r"\s*(?P<name>[A-ZÀ-Þ][^:]{2,80})$"
)


@cache
def known_journals() -> tuple[str, ...]:
    """Journals of the field, the longest name first."""
    text = files(__package__).joinpath("journals.txt").read_text(encoding="utf-8")
    names = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _folded_journals() -> frozenset[str]:
    return frozenset(map(_folded, known_journals()))


def _folded(name: str) -> str:
    name = re.sub(r"^the\s+", "", name.casefold().replace("&", "and").strip(" .,"))
    return re.sub(r"\W+", " ", name).strip()


def is_known_journal(name: str) -> bool:
    return _folded(name) in _folded_journals()


def split_title(text: str, *, must_have_container: bool) -> tuple[str, str]:
    """Title and container of "Title. Container"; the container is empty when none is told apart.

    `must_have_container`: other fields (volume, pages, DOI) say that a journal is named, so the
    last sentence is taken for it though it be in lower case.
    """
    text = text.strip(" ,;")
    ends = [at for at in sentence_ends(text) if _are_whole(text[:at], text[at:])]
    for at in ends:
        rest = text[at:].strip()
        if is_known_journal(rest) or _ABBREVIATED_JOURNAL.match(rest):
            return tidy_title(text[:at]), rest.strip(" ,;")
    if ends:
        at = ends[-1]
        rest = text[at:].strip(" .,;")
        if in_title_case(rest) and len(rest.split()) <= 14:
            return tidy_title(text[:at]), rest
    for cut in (_at_comma(text), _run_together(text)):
        if cut and _are_whole(*cut):
            return tidy_title(cut[0]), cut[1].strip(" .,;")
    if ends and must_have_container:
        return tidy_title(text[: ends[-1]]), text[ends[-1] :].strip(" .,;")
    return tidy_title(text), ""


def _are_whole(title: str, container: str) -> bool:
    """Whether no bracket is torn, and what would be a journal is no date."""
    torn = title.count("(") != title.count(")")
    return not torn and not _DATE.match(container.strip(" .,;"))


def sentence_ends(text: str) -> list[int]:
    """Where each sentence of a citation ends; abbreviations and initials end none."""
    ends = []
    for match in _END.finditer(text):
        upto = text[: match.end()].rstrip()
        if match[0].startswith(".") and _ABBREVIATION.search(upto):
            continue
        if match.end() < len(text) and upto:
            ends.append(match.end())
    return ends


def tidy_title(title: str) -> str:
    title = title.strip(" ,;:")
    if re.search(r"(?<!\.)\.$", title) and not re.search(r"\b(?:U\.S|U\.K|[A-Z]\.[A-Z])\.$", title):
        title = title[:-1].rstrip()
    quoted = re.match(r"^[\"“«‘'](.+?)[.,]?[\"”»’']$", title)
    return quoted[1].strip() if quoted and not re.search(r"[\"“”]", quoted[1]) else title


def in_title_case(text: str) -> bool:
    """Whether every word that carries weight has a capital, as journals' names do."""
    words = [w for w in re.split(r"[\s/\-–:,()]+", text) if re.search(r"[^\W_]", w)]
    weighty = [w for w in words if w.casefold().strip(".'’") not in _SMALL]
    if not weighty or not (weighty[0][:1].isupper() or is_known_journal(text)):
        return is_known_journal(text)
    return all(w[:1].isupper() or w[:1].isdigit() or w.startswith("d’") for w in weighty)


def is_title(text: str) -> bool:
    """Whether what stands where authors do is a title: a sentence of words in small letters."""
    words = text.strip(" .").split()
    if len(words) < 3 or re.search(r"[,;&…\d]|\bet al\b", text) or in_title_case(text):
        return False
    if GROUP_WORDS.match(words[0]) or (GROUP_WORDS.search(text) and len(words) <= 6):
        return False  # Haute Autorité de santé
    small = [word for word in words if word[:1].islower() and word.casefold() not in _SMALL]
    return len(small) >= 2


def _at_comma(text: str) -> tuple[str, str] | None:
    """ "A title in lower case, Psychotherapy Research": a comma where a full stop should be."""
    commas = [m.start() for m in re.finditer(",", text)]
    for known_only in (True, False):
        for at in commas:
            rest = text[at + 1 :].strip(" .,")
            if is_known_journal(rest) or (
                not known_only and in_title_case(rest) and not in_title_case(text[:at])
            ):
                return text[:at], rest
    return None


def _run_together(text: str) -> tuple[str, str] | None:
    """ "A narrative review Psychotherapy": nothing between title and journal."""
    stripped = text.rstrip(" .,")
    folded = stripped.casefold().replace("&", "and")
    for name in known_journals():
        plain = name.casefold().replace("&", "and")
        if not folded.endswith(plain):
            continue
        at = _start_of_tail(stripped, len(plain))
        if at > 0 and stripped[at].isupper() and not in_title_case(stripped[:at]):
            before = re.sub(r"\b[Tt]he$", "", stripped[:at].rstrip())
            return before, stripped[len(before) :].strip()
    return _capitalised_run(stripped)


def _start_of_tail(text: str, folded_length: int) -> int:
    """Where the tail begins whose folded form ("&" as "and") has this length."""
    at, length = len(text), 0
    while at > 0 and length < folded_length:
        at -= 1
        length += 3 if text[at] == "&" else 1
    return at


def _capitalised_run(text: str) -> tuple[str, str] | None:
    words = text.split()
    at = len(words)
    while at > 0 and (words[at - 1][:1].isupper() or words[at - 1].casefold() in _SMALL):
        at -= 1
    while at < len(words) and not words[at][:1].isupper():
        at += 1
    run = words[at:]
    before = " ".join(words[:at])
    if len(run) < 2 or len(before.split()) < 3 or re.search(r"[:–—\-]$", before):
        return None
    return before, " ".join(run)


def split_publisher(text: str) -> tuple[str, str, str]:
    """(what precedes, place, publisher) of a book's citation; empty strings when none is named."""
    text = text.strip(" ,;")
    for at in [0, *sentence_ends(text)][::-1]:
        rest = text[at:].strip(" .,;")
        placed = _PLACE.match(rest)
        if placed and (at or _PUBLISHER.search(rest)) and len(placed["name"].split()) <= 8:
            return text[:at].strip(), placed["place"].strip(), placed["name"].strip(" .")
        if _PUBLISHER.search(rest) and len(rest.split()) <= 8 and in_title_case(rest):
            return text[:at].strip(), "", rest
    at_comma = re.match(r"^(.*?)[,.]\s*([^,.]+)$", text)
    if at_comma and _PUBLISHER.search(at_comma[2]) and len(at_comma[2].split()) <= 6:
        return at_comma[1].strip(), "", at_comma[2].strip()
    return text, "", ""
