"""Of two records of one article, the better of each field, and which source said so."""

from collections.abc import Iterable, Iterator

from gleanings.literature.models import Article

ALONE = (
    *("title", "container", "authors", "doi", "pmid", "pmcid", "url", "abstract", "language"),
    *("keywords", "publication_types", "original_title", "citation"),
    "free_at",
    *("editors", "edition", "chapter", "publisher"),
)
"""Each is compared by itself."""
PLACE = ("year", "date", "volume", "issue", "pages")
"""Taken from one of the two: the day of the one and the pages of the other are no citation."""
LONGER = ("authors", "abstract", "container", "keywords", "publication_types")
"""Of these the longer says more: all authors, the whole abstract, a journal that is spelled out."""
FIELDS = ("title", "authors", *PLACE, "container", *ALONE[3:])
"""In the order in which they are shown."""


def better_fields(kept: Article, other: Article, *, citation: bool = True) -> list[str]:
    """The fields that ``kept`` should have from ``other``.

    Without ``citation`` what readers see of it is filled in where it is empty, and never bettered.
    """
    return [*_alone(kept, other, citation), *_place(kept, other, citation)]


def _alone(kept: Article, other: Article, may_better: bool) -> Iterator[str]:
    for name in ALONE:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if not theirs or ours == theirs:
            continue
        is_desk_only = name in ("abstract", "keywords", "publication_types")
        if not ours or ((may_better or is_desk_only) and _is_better(name, kept, other)):
            yield name


def _is_better(name: str, kept: Article, other: Article) -> bool:
    ours, theirs = getattr(kept, name), getattr(other, name)
    if name == "title":
        return bool(ours.isupper() and not theirs.isupper()) or (
            ours.endswith("…") and theirs.startswith(ours[:-1])
        )
    if name == "authors":
        left_out = kept.authors_left_out or kept.et_al, other.authors_left_out or other.et_al
        if left_out[0] != left_out[1]:
            return left_out[0]
        if len(theirs) == len(ours) and _families(other) != _families(kept):
            return False  # other people, not the same with longer names
        return (len(theirs), _given(other)) > (len(ours), _given(kept))
    return name in LONGER and len(theirs) > len(ours)


def _families(article: Article) -> list[str]:
    return [(name.get("family") or name.get("literal", "")).casefold() for name in article.authors]


def _given(article: Article) -> int:
    """How many letters of given names are told: initials are fewer."""
    return sum(len(name.get("given", "")) for name in article.authors)


def _place(kept: Article, other: Article, may_better: bool) -> list[str]:
    ours, theirs = _filled(kept), _filled(other)
    if theirs and (not ours or (may_better and len(theirs) > len(ours))):
        return [name for name in PLACE if getattr(kept, name) != getattr(other, name)]
    agree = all(getattr(kept, name) == getattr(other, name) for name in {*ours} & {*theirs})
    return [name for name in theirs if name not in ours] if agree else []


def _filled(article: Article) -> list[str]:
    return [name for name in PLACE if getattr(article, name)]


def take(kept: Article, other: Article, names: Iterable[str]) -> None:
    """``kept`` gets these fields, and with each the word of who told it."""
    for name in names:
        setattr(kept, name, getattr(other, name))
        kept.sources[name] = source_of(other, name)
        if name == "authors":
            kept.authors_left_out, kept.et_al = other.authors_left_out, other.et_al
        if name in ("volume", "pages"):
            kept.advance_online = other.advance_online


def source_of(article: Article, name: str) -> str:
    """Who told this field; empty where a person entered it."""
    return str(article.sources.get(name, article.sources.get("*", "")))
