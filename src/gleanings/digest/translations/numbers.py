"""Whether a translation says the same numbers as its original, each as its language spells them.

Numbers in figures are compared, and words that count studies, people, time or sessions ("three
studies", « douze semaines ») or name a part ("two thirds", « la moitié »). Figures on one side may
stand in words on the other ("12 weeks", « douze semaines »). The order within a passage is free, as
grammar has it; a number may also move to another passage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gleanings.evidence.reading.bounds import bound_before
from gleanings.evidence.reading.nouns import IN_WORDS, STUDIES_IN_WORDS
from gleanings.evidence.reading.number_words import NUMBER_WORD, value_of_words

COMMA_LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "da", "sv", "nb", "pl", "cs", "ru")
"""Languages that write 0,26 for 0.26."""
MOST = 50
"""Differences that are told at once; nobody reads more."""
_SPACES = "\u00a0\u202f\u2009"  # within a number, as thousands are set apart

_ADDRESS = re.compile(r"(?:[a-z]{3,5}://|www\.|doi:\s?|10\.\d{4,9}/)\S+")
_RAISED_TWO = re.compile(r"(?<![^\W\d_])(χ|R|I|η|τ|ω|ε|f)p?\s?\^?(?:2|²)(?![\d.,]\d|\d)")
_DEGREES = re.compile(r"(?<=[A-Za-zχ²]\()(\s?\d{1,6}\s?),(?=\s?\d)")
_SYMBOL = r"(?<![^\W_])(?P<symbol>[rdgptFzkKnNMQbρβχηκτωRI]²?)" + (
    r"(?:\s?\((?P<degrees>[^()]{0,30})\))?\s?"
)
_SIGN = r"(?P<compared>[=<>≤≥])\s?"
_FIGURES_POINT = (
    rf"\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d+)?|\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,4}}(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|\.\d+"
)
_FIGURES_COMMA = (
    rf"\d{{1,3}}(?:[{_SPACES} '’]\d{{3}}){{1,4}}(?!\d)(?:[,.]\d+)?|\d+(?:[,.]\d+)?|[.,]\d+"
)
_PER_CENT = re.compile(rf"[{_SPACES} ]?(?:%|per\s?cent\b|percent\b|pour\s?cent\b|pourcent\b)")
_RANGE = re.compile(rf"[{_SPACES} ]?(?:[-–—,;/]|and|to|or|et|à|ou)[{_SPACES} ]?[-−\d.,]")
_TIMES = {
    **dict.fromkeys(("thousand", "mille"), 1000),
    **dict.fromkeys(("million", "millions"), 10**6),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards"), 10**9),
}
_MULTIPLIED = re.compile(rf"[{_SPACES} ]({'|'.join(_TIMES)})\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b([IVX]{1,5})(?:e|er|ème)?\s(?:siècle|century)")
_DECADES = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "soixante-dix": 70,
    "quatre-vingt": 80,
    "quatre-vingts": 80,
    "quatre-vingt-dix": 90,
}
_DECADE = re.compile(rf"\bannées\s(\d0|{'|'.join(sorted(_DECADES, reverse=True))})(?![\w-])")
_TIME_IN_WORDS = (
    r"minutes?|hours?|days?|weeks?|months?|years?|sessions?|times|fold|"
    r"heures|jours|semaines|mois|ans|années|séances|fois"
)
_PARTS = r"thirds|quarters|tiers|quarts"
_COUNTED = re.compile(
    rf"\b(?P<number>{NUMBER_WORD})(?!\s(?:{_PARTS}|sur)\b)(?:\s[^\W\d_]+){{0,2}}"
    rf"\s(?:{STUDIES_IN_WORDS}|{IN_WORDS}|{_TIME_IN_WORDS})\b"
)
_HYPHEN_BEFORE_A_NOUN = re.compile(
    r"(?<=[a-z])-?(?=fold\b)|"
    r"(?<=[a-z])-(?=(?:point|item|minute|hour|day|week|month|year|session|person|part|step)s?\b)"
)
_FORTNIGHT = re.compile(r"\b(?:quinze|15)\sjours\b", re.IGNORECASE)
_FRACTIONS: dict[str, tuple[str, ...]] = {
    r"half\s(?:of|the)|(?:la|une)\smoitié\sd": ("0.5", "50"),
    r"quarter\sof|(?:un|le|du|au)\squart\sd": ("0.25", "25"),
    r"three[\s-]quarters|trois[\s-]quarts": ("0.75", "75"),
    r"(?:one|a)[\s-]third\sof|(?:un|le|du|au)\stiers\sd": ("0.33", "33"),
    r"two[\s-]thirds|deux[\s-]tiers": ("0.67", "67", "66"),
}
_FRACTION = {
    re.compile(rf"\b(?:{words})", re.IGNORECASE): tuple(map(Decimal, worth))
    for words, worth in _FRACTIONS.items()
}
_ONE_IN = re.compile(r"\b(?:one|une?)(?:\s[^\W\d_]+)?\s(?:in|out\sof|sur)\s(\w+)", re.IGNORECASE)
_PART_OF = {
    word: (1 / Decimal(parts), 100 / Decimal(parts))
    for parts, words in ((2, "two deux"), (4, "four quatre"), (5, "five cinq"), (10, "ten dix"))
    for word in words.split()
} | dict.fromkeys(("three", "trois"), (Decimal("0.33"), Decimal(33)))
_ROUGH = re.compile(
    r"\b(?:an?|une)\s(dozen|dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|"
    r"cinquantaine|soixantaine|centaine)\b(?!\sde\sjours)",
    re.IGNORECASE,
)
_BOUNDS = {">": "above", ">=": "above", "<": "below", "<=": "below"}
_WORD_OF_NUMBER = re.compile(rf"(?<![\w-]){NUMBER_WORD}")
_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "half": ("50", "0.5"), "halves": ("50",), "halved": ("50", "0.5"),
    "moitié": ("50", "0.5"), "demi": ("0.5",),
    "demie": ("0.5",), "quarter": ("25",), "quart": ("25",), "quarts": ("75",),
    "twice": ("2",), "both": ("2",), "double": ("2",), "doubled": ("2",), "pair": ("2",),
    "triple": ("3",), "dozen": ("12",), "fortnight": ("2", "14"), "decade": ("10",),
    "décennie": ("10",), "tiers": ("0.33", "0.67"), "thirds": ("0.67",),
    "dizaine": ("10",), "douzaine": ("12",),
    "quinzaine": ("15",), "vingtaine": ("20",), "trentaine": ("30",), "quarantaine": ("40",),
    "cinquantaine": ("50",), "soixantaine": ("60",), "centaine": ("100",), "millier": ("1000",),
    "hundred": ("100",),
    "thousand": ("1000",), "mille": ("1000",), "cents": ("100",), "first": ("1",),
    "premier": ("1",), "première": ("1",), "premiers": ("1",), "premières": ("1",),
    "second": ("2",), "seconde": ("2",), "third": ("3", "0.33"), "fourth": ("4",), "fifth": ("5",),
    "deuxième": ("2",), "troisième": ("3",), "quatrième": ("4",), "cinquième": ("5", "0.2"),
    "zero": ("0",), "zéro": ("0",), "no": ("0",), "aucun": ("0",), "aucune": ("0",),
}  # fmt: skip
_AND_A_HALF = re.compile(r"(?:\s\w+)?\s(?:et demie?|and a half)\b")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Number:
    """A number of a passage: what it is worth, and what stands with it."""

    words: str
    value: Decimal
    other_values: tuple[Decimal, ...] = ()
    """What else the figures may be worth: 1.024 in French is 1024 where thousands are meant."""
    symbol: str = ""
    compared: str = ""
    bound: str = ""
    """“above” or “below”, where words make a bound of it: over 84%, at most 12."""
    is_percent: bool | None = None
    in_words: bool = False

    def is_worth(self, other: Number) -> bool:
        return bool({self.value, *self.other_values} & {other.value, *other.other_values})

    def says_the_same(self, other: Number) -> bool:
        """Whether it is the same number of the same thing; what one does not say is no matter."""
        same_unit = None in {self.is_percent, other.is_percent} or (
            self.is_percent == other.is_percent
        )
        return (
            same_unit
            and self.is_worth(other)
            and _agree(self.symbol, other.symbol)
            and _agree(self.compared, other.compared)
            and _agree(self.bound, other.bound)
        )


@dataclass(frozen=True)
class Difference:
    """A number that the translation has otherwise; one side is empty where it has none."""

    original: str
    translation: str
    passage: str
    """The translation's words around it, or the original's where the translation has none."""
    field: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.original, self.translation)


Passages = Iterable[tuple[str, str]]
"""Of each, its field and its words."""


def differences(
    original: Passages, translation: Passages, language: str, other_language: str
) -> list[Difference]:
    """What the translation (in ``other_language``) has otherwise than the original."""
    ours, theirs = list(original), list(translation)
    missing: list[_Found] = []
    added: list[_Found] = []
    for field, our_words, their_words in _pairs(ours, theirs):
        if our_words == their_words:  # not translated
            continue
        left, right = _unmatched(our_words, their_words, language, other_language)
        missing += [_Found(number, field, our_words) for number in left]
        added += [_Found(number, field, their_words) for number in right]
    _match(missing, added)  # what moved to another passage
    return list(_paired(missing[:MOST], added[:MOST]))


@dataclass(frozen=True)
class _Found:
    number: Number
    field: str
    passage: str


def _pairs(
    ours: Sequence[tuple[str, str]], theirs: Sequence[tuple[str, str]]
) -> Iterable[tuple[str, str, str]]:
    """Passages beside each other: one by one where a field has as many, or else all of it."""
    fields = list(dict.fromkeys(field for field, _words in (*ours, *theirs)))
    for field in fields:
        left = [words for name, words in ours if name == field]
        right = [words for name, words in theirs if name == field]
        if len(left) == len(right):  # as a rule: a translation keeps the paragraphs
            yield from ((field, one, other) for one, other in zip(left, right, strict=True))
        else:
            yield field, "\n".join(left), "\n".join(right)


def _unmatched(
    ours: str, theirs: str, language: str, other_language: str
) -> tuple[list[Number], list[Number]]:
    left, right = numbers_of(ours, language), numbers_of(theirs, other_language)
    for_left = [_Found(number, "", "") for number in left]
    for_right = [_Found(number, "", "") for number in right]
    _match(for_left, for_right)
    left = [found.number for found in for_left]
    right = [found.number for found in for_right]
    in_our_words, in_their_words = worded_values(ours), worded_values(theirs)
    return (
        [number for number in left if not _is_worded(number, in_their_words)],
        [number for number in right if not _is_worded(number, in_our_words)],
    )


def _is_worded(number: Number, values: set[Decimal]) -> bool:
    return bool({number.value, *number.other_values} & values)


def _match(left: list[_Found], right: list[_Found]) -> None:
    """Take out of both lists what says the same."""
    by_value: dict[Decimal, list[_Found]] = defaultdict(list)
    for found in right:
        for value in (found.number.value, *found.number.other_values):
            by_value[value].append(found)
    taken: set[int] = set()
    for found in left:
        values = (found.number.value, *found.number.other_values)
        for other in (one for value in values for one in by_value[value]):
            if id(other) not in taken and found.number.says_the_same(other.number):
                taken |= {id(found), id(other)}
                by_value[other.number.value].remove(other)
                break
    left[:] = [found for found in left if id(found) not in taken]
    right[:] = [found for found in right if id(found) not in taken]


def _paired(missing: list[_Found], added: list[_Found]) -> Iterable[Difference]:
    """What is missing and what is new, of one passage, as one number that was changed."""
    left = list(added)
    for found in missing:
        beside = [one for one in left if one.field == found.field]
        likely = sorted(beside, key=lambda one: not _is_alike(found.number, one.number))
        other = likely[0] if likely else None
        if other is not None:
            left.remove(other)
        yield Difference(
            found.number.words,
            other.number.words if other else "",
            other.passage if other else found.passage,
            found.field,
        )
    for found in left:
        yield Difference("", found.number.words, found.passage, found.field)


def _is_alike(one: Number, other: Number) -> bool:
    return one.is_worth(other) or bool(one.symbol and one.symbol == other.symbol)


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def numbers_of(text: str, language: str) -> list[Number]:
    """The numbers in figures, and those in words that count studies or people."""
    text = _prepared(text)
    comma = language.split("-")[0] in COMMA_LANGUAGES
    found = []
    for match in _PATTERN[comma].finditer(text):
        if (number := _number(text, match, comma)) is not None:
            found.append(number)
        if match["degrees"]:
            found += numbers_of(match["degrees"], language)
    for match in _COUNTED.finditer(text):
        value = value_of_words(match["number"])
        if value is not None and value > 1 and not _FORTNIGHT.match(match[0]):
            found.append(Number(match[0], Decimal(value), in_words=True))
    for pattern, worth in _FRACTION.items():
        found += [
            Number(match[0], worth[0], worth[1:], in_words=True) for match in pattern.finditer(text)
        ]
    for match in _ONE_IN.finditer(text):
        if part := _PART_OF.get(match[1].lower()):
            found.append(Number(match[0], part[0], part[1:], in_words=True))
    for match in _ROUGH.finditer(text):
        about = Decimal(_OTHER_WORDS[match[1].lower()][0])
        found.append(Number(match[0], about, in_words=True))
    return found


_PATTERN = {
    comma: re.compile(
        rf"(?:(?:{_SYMBOL})?{_SIGN})?(?P<minus>(?<![\w.,%)\]])(?<!\d\s)[-−–]\s?)?"
        rf"(?<![\d])(?<!\d[.,])(?P<figures>{figures})"
    )
    for comma, figures in ((False, _FIGURES_POINT), (True, _FIGURES_COMMA))
}


def _prepared(text: str) -> str:
    text = _ADDRESS.sub(" ", text)
    text = re.sub(r"(?<=\d)·(?=\d)", ".", text)
    text = _DECADE.sub(lambda match: f"années 19{_DECADES.get(match[1], match[1])}", text)
    text = _HYPHEN_BEFORE_A_NOUN.sub(" ", text)
    text = _RAISED_TWO.sub(r"\1²", text)
    return _DEGREES.sub(r"\1;", text)


def _number(text: str, match: re.Match[str], comma: bool) -> Number | None:
    figures = match["figures"]
    if figures[0] in ".," and text[match.start("figures") - 1 : match.start("figures")].isalnum():
        figures = figures[1:]  # a comma without the space behind it
    values = _values(figures, comma)
    if not values:
        return None
    end = match.end()
    if times := _MULTIPLIED.match(text, end):
        values = [value * _TIMES[times[1].lower()] for value in values]
        end = times.end()
    percent = _PER_CENT.match(text, end)
    if _AND_A_HALF.match(text, end):
        values = [value + Decimal("0.5") for value in values]
    if match["minus"]:
        values = [-value for value in values]
    symbol = (match["symbol"] or "").removesuffix("²").lower()
    return Number(
        text[match.start() : percent.end() if percent else end].strip(),
        values[0],
        tuple(values[1:]),
        symbol,
        match["compared"] or "",
        _BOUNDS.get(bound_before(text, match.start())[1], ""),
        _is_percent(bool(percent), text, end, symbol),
    )


def _is_percent(says_so: bool, text: str, end: int, symbol: str) -> bool | None:
    """None where a sign may stand behind the next number for both, and of I²."""
    if symbol == "i" or (not says_so and _RANGE.match(text, end)):
        return None
    return says_so


def _values(figures: str, comma: bool) -> list[Decimal]:
    """What the figures are worth in the language; then what else they may be meant for."""
    plain = re.sub(rf"[{_SPACES} '’]", "", figures)
    spellings = [plain.replace(",", ".")] if comma else [plain.replace(",", "")]
    if comma and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        spellings.append(plain.replace(".", ""))
    values = []
    for spelling in spellings:
        try:
            values.append(Decimal(spelling).normalize())
        except InvalidOperation:
            continue
    return values


def worded_values(text: str) -> set[Decimal]:
    """What the words for numbers in a text are worth, whatever they count."""
    values = {Decimal(1)}
    text = _HYPHEN_BEFORE_A_NOUN.sub(" ", text)
    found = list(_WORD_OF_NUMBER.finditer(text))
    for match in found:
        named = value_of_words(match[0])
        if named is None:
            continue
        value = Decimal(named)
        values.add(value)
        if _AND_A_HALF.match(text, match.end()):
            last = _WORD.findall(match[0].lower())[-1]
            values.add(value + Decimal("0.5") * _TIMES.get(last, 1))
    for word in _WORD.findall(text.lower()):
        for spelling in _OTHER_WORDS.get(word, ()):
            values.add(Decimal(spelling))
    for match in _ONE_IN.finditer(text):
        values |= set(_PART_OF.get(match[1].lower(), ()))
    if _FORTNIGHT.search(text):
        values.add(Decimal(2))
    for match in _ROMAN.finditer(text):
        values.add(Decimal(_from_roman(match[1])))
    return {value.normalize() for value in values}


def _from_roman(numeral: str) -> int:
    worth = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(
        -one if one < max(worth[place + 1 :], default=0) else one for place, one in enumerate(worth)
    )
