"""The words that were looked for, marked in the text as it is written."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gleanings.digest.search.query import Phrase, Query
from gleanings.digest.search.words import stem, words

USUAL_LENGTH = 220
Span = tuple[int, int]


@dataclass(frozen=True)
class Marker:
    """Marks the words of one query in texts of one language."""

    phrases: frozenset[Phrase]
    language: str

    @classmethod
    def of(cls, query: Query, language: str) -> "Marker":
        return cls(frozenset().union(*(part.phrases for part in query.parts)), language)

    def spans(self, text: str) -> list[Span]:
        """Where the text has the words, in order; of a phrase, the whole of it."""
        found = list(words(text))
        compared = [(word.folded, stem(word.folded, self.language)) for word in found]
        spans = []
        for start in range(len(found)):
            ends = [
                found[start + len(phrase) - 1].end
                for phrase in self._by_first(compared[start])
                if _stands_at(compared, start, phrase)
            ]
            if ends:
                spans.append((found[start].start, max(ends)))
        return _merged(spans)

    def marked(self, text: str) -> SafeString:
        """The whole text, escaped, with ``<mark>`` around the words."""
        return _with_marks(text, self.spans(text), 0, len(text))

    def excerpt(self, text: str, length: int = USUAL_LENGTH) -> SafeString:
        """The stretch with most of the words, marked; the beginning, if it has none of them."""
        spans = self.spans(text)
        start, end = _best_window(text, spans, length)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return mark_safe(before + _with_marks(text, spans, start, end) + after)  # noqa: S308

    def _by_first(self, forms: tuple[str, str]) -> list[Phrase]:
        return [phrase for phrase in self.phrases if phrase[0] in forms]


def _stands_at(compared: list[tuple[str, str]], start: int, phrase: Phrase) -> bool:
    run = compared[start : start + len(phrase)]
    return len(run) == len(phrase) and all(
        word in forms for word, forms in zip(phrase, run, strict=True)
    )


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _best_window(text: str, spans: list[Span], length: int) -> Span:
    if len(text) <= length:
        return 0, len(text)

    def inside(start: int) -> int:
        return sum(start <= span[0] and span[1] <= start + length for span in spans)

    # a little before the word, so that it is read within its sentence
    starts = [max(0, span[0] - length // 4) for span in spans] or [0]
    start = max(starts, key=lambda start: (inside(start), -start))
    start = 0 if start < length // 4 else text.rfind(" ", 0, start) + 1
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    return start, min(end, len(text))


def _with_marks(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    pieces, at = [], start
    for first, last in spans:
        if first < at or last > end:
            continue
        pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    return mark_safe("".join([*pieces, escape(text[at:end])]))  # noqa: S308 - escaped piecewise
