"""The words that were looked for, marked in the text as it is written."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gleanings.reader.search.query import Query
from gleanings.reader.search.synonyms import Phrase
from gleanings.reader.search.words import Word, Words, stem

USUAL_LENGTH = 220
Span = tuple[int, int]


class Marker:
    """Finds the words of one query in texts of one language."""

    def __init__(self, phrases: frozenset[Phrase], language: str) -> None:
        self.language = language
        self.by_first: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self.by_first.setdefault(phrase[0], []).append(phrase)
        self.initials = frozenset(first[0] for first in self.by_first)

    @classmethod
    def of(cls, query: Query, language: str) -> "Marker":
        return cls(
            frozenset().union(*(part.phrases | part.synonyms for part in query.parts)), language
        )

    def spans(self, text: str) -> list[Span]:
        """Where the text has the words, in order; of a phrase, the whole of it."""
        found = Words(text)
        spans: list[Span] = []
        for place in found.beginning_with(self.initials):
            word = found[place]
            # hardly any word of a text begins as one that is looked for
            if word.folded[:1] not in self.initials:
                continue
            phrases = [
                *self.by_first.get(word.folded, ()),
                *self.by_first.get(self._stem(word), ()),
            ]
            lengths = [len(phrase) for phrase in phrases if self._goes_on(found, place, phrase)]
            if lengths:
                spans.append((word.start, found[place + max(lengths) - 1].end))
        return _merged(spans)

    def _goes_on(self, found: Words, place: int, phrase: Phrase) -> bool:
        if place + len(phrase) > len(found):
            return False
        rest = map(found.__getitem__, range(place + 1, place + len(phrase)))
        return all(
            wanted in (word.folded, self._stem(word))
            for wanted, word in zip(phrase[1:], rest, strict=True)
        )

    def _stem(self, word: Word) -> str:
        return stem(word.folded, self.language)


@dataclass(frozen=True)
class Marked:
    """A text, and where it has the words."""

    marker: Marker
    text: str

    @cached_property
    def spans(self) -> list[Span]:
        return self.marker.spans(self.text)

    def whole(self) -> SafeString:
        """The whole text, escaped, with ``<mark>`` around the words."""
        return self._part(0, len(self.text))

    def excerpt(self, length: int = USUAL_LENGTH) -> SafeString:
        """The stretch with most of the words, marked; the beginning, if it has none of them."""
        start, end = self._best_window(length)
        before, after = "… " if start else "", " …" if end < len(self.text) else ""
        return mark_safe(before + self._part(start, end) + after)  # noqa: S308 - escaped

    def _part(self, start: int, end: int) -> SafeString:
        pieces, at = [], start
        for first, last in self.spans:
            if first < at or last > end:
                continue
            pieces += [escape(self.text[at:first]), "<mark>"]
            pieces += [escape(self.text[first:last]), "</mark>"]
            at = last
        return mark_safe("".join([*pieces, escape(self.text[at:end])]))  # noqa: S308 - escaped

    def _best_window(self, length: int) -> Span:
        text = self.text
        if len(text) <= length:
            return 0, len(text)
        # a little before the word, so that it is read within its sentence
        starts = [max(0, span[0] - length // 4) for span in self.spans] or [0]
        start = max(starts, key=lambda start: (self._spans_within(start, length), -start))
        start = 0 if start < length // 4 else text.rfind(" ", 0, start) + 1
        end = min(start + length, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + length // 2)
        return start, end

    def _spans_within(self, start: int, length: int) -> int:
        return sum(start <= first and last <= start + length for first, last in self.spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
