"""What comes back in a blog: headings under which it gives advice, and paragraphs of many posts.

Headings of advice are too many to be listed, so a blog's own are told by what stands under them:
first the labels of its paragraphs ("So what? Ask …"), then its headings. What was learnt of some
posts holds for all, so that a large site can be read a few posts at a time.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gleanings.page_import import marks
from gleanings.page_import.advice_headings import ENOUGH, REPEATED, heads_of, may_head, weights_of
from gleanings.page_import.body import is_whole, key_of
from gleanings.page_import.kinds import Kind, Part

_SEVERAL = 2
# what is the blog's own stands in so large a share of its posts
_OFTEN = 0.25


@dataclass(frozen=True)
class OwnWords:
    """What comes back in a blog: what it puts over its advice, by `key_of`, and its refrains.

    `labels` open paragraphs of advice, `over_lists` stand over lists of it, and those of them that
    are `repeated` over any paragraph too. `refrains` are paragraphs that stand in several posts.
    `posts_cite` says whether most posts cite an article or have implications by name.
    """

    labels: frozenset[str] = frozenset()
    over_lists: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    refrains: frozenset[str] = frozenset()
    posts_cite: bool = False

    def to_record(self) -> dict[str, list[str] | bool]:
        return {
            name: keys if isinstance(keys, bool) else sorted(keys)
            for name, keys in vars(self).items()
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "OwnWords":
        told: dict[str, Any] = {
            name: keys if isinstance(keys, bool) else frozenset(keys)
            for name, keys in record.items()
        }
        return cls(**told)


def own_words(parts: Sequence[Part], labels: frozenset[str]) -> OwnWords:
    """What the blog puts over its advice, besides its `labels`, and its refrains, by some of it.

    What the evidence of `advice_headings` says of one heading, another that reads alike confirms.
    """
    heads = heads_of(parts)
    weights = weights_of(parts, heads)
    over = Counter(key_of(parts[at].text) for at in weights)
    over_lists = frozenset(
        key
        for at, weight in weights.items()
        if weight + REPEATED * (over[key := key_of(parts[at].text)] >= _SEVERAL) >= ENOUGH
    )
    # and over what is no list, where it stands over one elsewhere
    all_ = Counter(key_of(parts[at].text) for at in heads)
    repeated = frozenset(key for key in over_lists if all_[key] >= _SEVERAL)
    return OwnWords(labels, over_lists, repeated, _refrains(parts), _posts_cite(parts))


def _posts_cite(parts: Sequence[Part]) -> bool:
    posts = {part.block.post for part in parts if part.block.mark == marks.TITLE} - {0}
    citing = {p.block.post for p in parts if p.kind in (Kind.CITATION, Kind.IMPLICATIONS)}
    return len(citing & posts) >= _SEVERAL and len(citing & posts) * 2 >= len(posts)


def _refrains(parts: Sequence[Part]) -> frozenset[str]:
    """Paragraphs that many posts have alike: "Rate us wherever you listen."

    A post that is there twice is one.
    """
    titles: dict[int, str] = {}
    for part in parts:
        if part.block.mark == marks.TITLE:
            titles.setdefault(part.block.post, key_of(part.text))
    within: dict[str, set[str]] = {}
    for part in _may_be_refrains(parts):
        if part.block.post in titles:
            within.setdefault(key_of(part.text), set()).add(titles[part.block.post])
    least = max(_SEVERAL, _OFTEN * len(set(titles.values())))
    return frozenset(key for key, posts in within.items() if len(posts) >= least)


def _may_be_refrains(parts: Sequence[Part]) -> Iterator[Part]:
    """Paragraphs of posts but those of implications, which may be alike."""
    implied = False
    for part in parts:
        if part.kind is Kind.IMPLICATIONS:
            implied = True
        elif part.kind is Kind.CITATION or part.block.mark == marks.TITLE:
            implied = False
        is_text = part.kind is Kind.PARAGRAPH and not part.block.item and not part.block.mark
        if is_text and not implied and is_whole(part) and not may_head(part):
            yield part


def without_refrains(parts: Sequence[Part], own: OwnWords) -> list[Part]:
    """The parts with what stands in several posts told as the blog's own."""
    told = {id(part) for part in _may_be_refrains(parts) if key_of(part.text) in own.refrains}
    return [
        Part(part.block, Kind.BOILERPLATE, "stands in several posts") if id(part) in told else part
        for part in parts
    ]


def with_advice_headed(parts: Sequence[Part], own: OwnWords) -> list[Part]:
    """The parts with the headings of advice told, where no name tells them.

    Only where the post, or what stands outside of posts, has none that its name tells. Between two
    of them stands a citation; else the last is the one.
    """
    heads = heads_of(parts)
    weights = weights_of(parts, heads)
    out = list(parts)
    told, before, post = False, -1, 0
    for at, part in enumerate(parts):
        if part.block.post != post:
            told, before, post = False, -1, part.block.post
        told = told or _tells(part)
        if part.kind is Kind.CITATION:
            before = -1
        if not told or at not in heads:
            continue
        key = key_of(part.text)
        if key not in (own.over_lists if at in weights else own.repeated):
            continue
        if before >= 0 and key not in own.repeated:
            out[before] = parts[before]
        out[at] = Part(part.block, Kind.IMPLICATIONS, part.text.strip(" :"))
        told, before = False, at
    return out


def _tells(part: Part) -> bool:
    return part.kind is Kind.CITATION or (
        part.kind is Kind.PARAGRAPH and not part.block.item and is_whole(part)
    )
