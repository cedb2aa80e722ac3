"""What a state of Browse finds, and how many it would find if one thing were chosen otherwise."""

from dataclasses import dataclass, field
from functools import cached_property

from gleanings.reader.browse.parameters import FACETS, NEWEST, State
from gleanings.reader.cache.catalogue import Bits, Catalogue, Choice, bits, positions
from gleanings.reader.search.find import Found, find


@dataclass(frozen=True)
class Option:
    """One choice of a facet, with the number of summaries that choosing it gives."""

    choice: Choice
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    held: Catalogue
    state: State
    readable: Bits
    found: Found | None
    """None where no words are looked for."""
    with_words: Bits = field(default=0)

    @classmethod
    def of(cls, held: Catalogue, state: State) -> "Results":
        readable = held.readable()
        if not state.words:
            return cls(held, state, readable, None, readable)
        found = find(state.words, lambda sources: held.kept(sources, readable))
        if not found.query:  # nothing to look for in it, as in “the”
            return cls(held, state, readable, None, readable)
        return cls(held, state, readable, found, held.of_sources(found.keys) & readable)

    @cached_property
    def everything(self) -> Bits:
        """All that was found."""
        return self._narrowed(self.with_words)

    @property
    def count(self) -> int:
        return self.everything.bit_count()

    def keys(self, start: int, stop: int) -> list[int]:
        """Primary keys of the summaries to show, from the start-th to the stop-th."""
        if group := self.state.group:
            return self._keys_for(group)[start:stop]
        if self.state.order == NEWEST or self.found is None:
            return self.held.keys_of(self.everything, start, stop)
        ranked = self.held.kept(self.found.keys, self.everything)
        positions = self.held.positions
        return [self.held.keys[positions[source]] for source in ranked[start:stop]]

    def _keys_for(self, group: str) -> list[int]:
        """What the group rated, the most relevant to it first, and then all else, newest first."""
        rated = [place for place in self.held.best[group] if self.everything >> place & 1]
        rest = self.everything & ~bits(rated)
        return [self.held.keys[place] for place in (*rated, *positions(rest))]

    def options(self, facet: str) -> list[Option]:
        """The choices of a facet in the editor's order, each counted given all other facets."""
        within = self._narrowed(self.with_words, but=facet)
        chosen = self.state.chosen.get(facet, ())
        summaries = self.held.facets[facet]
        return [
            Option(choice, (summaries.get(choice.value, 0) & within).bit_count(), slug in chosen)
            for slug, choice in self.held.choices[facet].items()
            if slug == choice.slug
        ]

    def count_without(self, facet: str) -> int:
        return self._narrowed(self.with_words, but=facet).bit_count()

    def count_without_words(self) -> int:
        return self._narrowed(self.readable).bit_count()

    def count_of_words(self) -> int:
        return self.with_words.bit_count()

    def _narrowed(self, within: Bits, but: str = "") -> Bits:
        for facet in FACETS:
            slugs = self.state.chosen.get(facet, ())
            if slugs and facet != but:
                choices = self.held.choices[facet]
                within &= self.held.chosen(facet, [choices[slug].value for slug in slugs])
        return within
