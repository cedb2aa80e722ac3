"""What comes back in a blog: headings under which it gives advice, and paragraphs of many posts.

Headings of advice are too many to be listed, so a blog's own are told by what stands under them:
first the labels of its paragraphs ("So what? Ask …"), then its headings. What was learnt of some
posts holds for all, so that a large site can be read a few posts at a time.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gleanings.page_import import advice, marks
from gleanings.page_import.body import LONGEST_HEADING, is_item, is_whole, key_of, lists_advice
from gleanings.page_import.implications import opens_item
from gleanings.page_import.kinds import Kind, Part, ends_sentence

_SEVERAL = 2
# what is the blog's own stands in so large a share of its posts
_OFTEN = 0.25
# "What do we do with it?", alone over a list
_SHORT_QUESTION = 9
# a list of advice is seldom longer, and what introduces it stands right over it
_MOST_ITEMS = 30


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

    Under such a heading stands a list of advice, or one item or paragraph of it if the heading says
    itself that advice follows, or stands over lists of it elsewhere.
    """
    heads = _heads(parts)
    lists = {at: items for at in heads if (items := _advice_under(parts, at))}
    # what stands over several lists of advice is their heading, whatever it says
    over = Counter(key_of(parts[at].text) for at in lists)
    over_lists = frozenset(
        key
        for at, items in lists.items()
        if over[key := key_of(parts[at].text)] >= _SEVERAL or _is_over_advice(parts[at].text, items)
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
        if is_text and not implied and is_whole(part) and not _may_head(part):
            yield part


def without_refrains(parts: Sequence[Part], own: OwnWords) -> list[Part]:
    """The parts with what stands in several posts told as the blog's own."""
    told = {id(part) for part in _may_be_refrains(parts) if key_of(part.text) in own.refrains}
    return [
        Part(part.block, Kind.FURNITURE, "stands in several posts") if id(part) in told else part
        for part in parts
    ]


def with_advice_headed(parts: Sequence[Part], own: OwnWords) -> list[Part]:
    """The parts with the headings of advice told, where no name tells them.

    Only where the post, or what stands outside of posts, has none that its name tells. Between two
    of them stands a citation; else the last is the one.
    """
    heads = _heads(parts)
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
        if key not in (own.over_lists if _advice_under(parts, at) else own.repeated):
            continue
        if before >= 0 and key not in own.repeated:
            out[before] = parts[before]
        out[at] = Part(part.block, Kind.IMPLICATIONS, part.text.strip(" :"))
        told, before = False, at
    return out


def _heads(parts: Sequence[Part]) -> frozenset[int]:
    """Where what may be a heading of advice stands, in posts that have none by name."""
    named = {p.block.post for p in parts if p.kind is Kind.IMPLICATIONS}
    named |= {p.block.post for p in parts if p.block.mark == marks.IMPLICATIONS}
    return frozenset(
        at for at, part in enumerate(parts) if part.block.post not in named and _may_head(part)
    )


def _tells(part: Part) -> bool:
    return part.kind is Kind.CITATION or (
        part.kind is Kind.PARAGRAPH and not part.block.item and is_whole(part)
    )


def _may_head(part: Part) -> bool:
    text = part.text
    if part.kind is not Kind.PARAGRAPH or len(text) > LONGEST_HEADING or part.block.item:
        return False
    if part.block.mark == marks.TITLE:
        return False
    if part.block.heading:
        return True
    asks = text.endswith("?") and len(text.split()) <= _SHORT_QUESTION
    says = advice.heads_paragraph(text) and not ends_sentence(text)
    return (asks or says or text.endswith(":")) and not opens_item(text)


def _advice_under(parts: Sequence[Part], at: int) -> list[str]:
    """The lines of the list or the paragraph under a heading, if they say what to do; else none."""
    below = parts[at + 1] if at + 1 < len(parts) else None
    if below is not None and below.kind is Kind.PARAGRAPH and lists_advice(below.text):
        return [below.text]
    items: list[Part] = []
    post = parts[at].block.post
    for part in parts[at + 1 : at + 1 + _MOST_ITEMS]:
        if part.block.post != post or part.kind is not Kind.PARAGRAPH:
            break
        if part.block.continues and items:
            continue
        if not is_item(part.block) or part.block.heading in range(1, 7):
            break
        items.append(part)
    if not items and below is not None and below.block.post == post and _advises(below):
        items = [below]
    short = len(items) < 2 and not advice.heads_paragraph(parts[at].text)
    if not items or short or any(part.block.link or len(part.text) < 12 for part in items):
        return []
    texts = [part.text for part in items]
    advised = sum(map(advice.advises, texts))
    called = advice.speaks_to_readers(parts[at].text) or any(
        advice.speaks_to_readers(text, within=False) for text in texts
    )
    # "Put it first next time" is advice; several such lines are the blog's own
    called = called or 2 * sum(map(advice.speaks_to_readers, texts)) > len(texts)
    return texts if advised * 2 >= len(texts) and not called else []


def _advises(part: Part) -> bool:
    """Whether a part is a paragraph that says what to do."""
    is_text = part.kind is Kind.PARAGRAPH and not part.block.heading and is_whole(part)
    return is_text and advice.advises(part.text)


def _is_over_advice(heading: str, items: list[str]) -> bool:
    return advice.may_head_advice(heading) or any(map(advice.is_of_practice, items))
