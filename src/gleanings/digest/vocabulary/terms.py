"""Topics and research types by name, in whatever spelling an existing page has them."""

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gleanings.digest.vocabulary import entries


@dataclass(frozen=True)
class Term:
    """A topic or research type: its slug and its English name."""

    slug: str
    name: str


@dataclass(frozen=True)
class Words:
    """The words that speak for a term, each with its weight, and the term's other names."""

    weights: dict[str, float]
    other_names: tuple[str, ...] = ()


@cache
def topics() -> tuple[Term, ...]:
    return tuple(Term(row["slug"], row["name_en"]) for row in entries("topics"))


@cache
def research_types() -> tuple[Term, ...]:
    return tuple(Term(row["slug"], row["name_en"]) for row in entries("research_types"))


@cache
def words_of(vocabulary: str) -> dict[str, Words]:
    """The words of each slug of `topics` or `research_types`."""
    text = files(__package__).joinpath(f"{vocabulary}_words.toml").read_text(encoding="utf-8")
    return {
        slug: Words(row["words"], tuple(row.get("other_names", ())))
        for slug, row in tomllib.loads(text).items()
    }


def topic_named(name: str) -> Term | None:
    """The topic of this name, of an older name for it, or of a misspelling ("Adherance")."""
    return _named(name, _names("topics"))


def research_type_named(name: str) -> Term | None:
    """The research type of this name, of another name for it, or of a misspelling."""
    return _named(name, _names("research_types"))


def _named(name: str, names: dict[str, Term]) -> Term | None:
    folded = _folded(name)
    if folded in names:
        return names[folded]
    close = difflib.get_close_matches(folded, names, n=1, cutoff=0.88) if len(folded) > 5 else []
    return names[close[0]] if close else None


@cache
def _names(vocabulary: str) -> dict[str, Term]:
    terms = topics() if vocabulary == "topics" else research_types()
    words = words_of(vocabulary)
    names = {_folded(other): t for t in terms for other in words[t.slug].other_names}
    return {
        **names,
        **{_folded(row["name_fr"]): t for t, row in zip(terms, entries(vocabulary), strict=True)},
        **{_folded(term.name): term for term in terms},
    }


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()
