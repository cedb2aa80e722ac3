"""Which headings stand over advice: no name tells it, but evidence that adds up.

The headings of implications are too many to be listed. What counts is what the heading says, what
the lines under it say (what to do, or what was found), and where they stand: after the text, at the
end, as a list. No piece of it is enough, and what falls short of `ENOUGH` is left.
"""

import re
from collections.abc import Iterable, Sequence

from gleanings.page_import import advice, marks
from gleanings.page_import.body import LONGEST_HEADING, heads_text, is_item, is_whole, lists_advice
from gleanings.page_import.implications import opens_item, split_list, without_number
from gleanings.page_import.kinds import Kind, Part, ends_sentence

ENOUGH = 6
# what stands over several such lists is their heading, whatever it says
REPEATED = 2
# "What do we do with it?", alone over a list
_SHORT_QUESTION = 9
_SHORTEST_ITEM = 12
# a list of advice is seldom longer, and what introduces it stands right over it
_MOST_ITEMS = 30


def heads_of(parts: Sequence[Part]) -> frozenset[int]:
    """Where what may be a heading of advice stands, in posts that have none by name."""
    named = {p.block.post for p in parts if p.kind is Kind.IMPLICATIONS}
    named |= {p.block.post for p in parts if p.block.mark == marks.IMPLICATIONS}
    return frozenset(
        at for at, part in enumerate(parts) if part.block.post not in named and may_head(part)
    )


def may_head(part: Part) -> bool:
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


def weights_of(parts: Sequence[Part], heads: Iterable[int]) -> dict[int, int]:
    """How much speaks for advice under each heading, where nothing rules it out."""
    cited = {part.block.post for part in parts if part.kind is Kind.CITATION}
    weights = {at: _weight(parts, at, cites=parts[at].block.post in cited) for at in heads}
    return {at: weight for at, weight in weights.items() if weight > 0}


def _weight(parts: Sequence[Part], at: int, *, cites: bool) -> int:
    heading = parts[at].text
    below = _below(parts, at)
    texts = [text for part in below for text in split_list(part.text) or [part.text]]
    if not texts or heads_text(heading) or _rules_out(heading, below, texts):
        return 0
    said = advice.weight_of_heading(heading)
    listed = len(texts) > 1
    if not listed and said < 2:
        return 0
    told = any(p.kind is Kind.PARAGRAPH and is_whole(p) for p in parts[max(0, at - 8) : at])
    of_practice = any(map(advice.is_of_practice, texts))
    weight = said + _weight_of_lines(texts) + listed + told + cites + of_practice
    weight += _ends_text(parts, parts.index(below[-1], at) + 1)
    return weight if said or of_practice else weight - 1


def _below(parts: Sequence[Part], at: int) -> list[Part]:
    """The list under a heading, or else the paragraph."""
    post = parts[at].block.post
    items: list[Part] = []
    for part in parts[at + 1 : at + 1 + _MOST_ITEMS]:
        if part.kind is Kind.BOILERPLATE:
            continue  # the sign of a heading's anchor, for one
        if part.block.post != post or part.kind is not Kind.PARAGRAPH:
            break
        if not items and not is_item(part.block):
            is_text = not part.block.heading and (is_whole(part) or lists_advice(part.text))
            return [part] if is_text else []
        if part.block.heading in range(1, 7) or not (part.block.continues or is_item(part.block)):
            break
        items.append(part)
    return items


def _rules_out(heading: str, below: Sequence[Part], texts: Sequence[str]) -> bool:
    """Whether it lists links, names or dates, or calls on the readers of the blog."""
    if any(part.block.link or len(part.text) < _SHORTEST_ITEM for part in below):
        return True
    if advice.speaks_to_readers(heading):
        return True
    # "Put it first next time" is advice; several such lines are the blog's own
    called = sum(map(advice.speaks_to_readers, texts))
    return 2 * called > len(texts) or any(
        advice.speaks_to_readers(text, within=False) for text in texts
    )


def _weight_of_lines(texts: Sequence[str]) -> int:
    """What lines say: what to do (up to 3), or what was found (-3); alike in form counts, too."""
    advised = [advice.advises(text) for text in texts]
    reported = sum(
        not told and advice.reports(text) for told, text in zip(advised, texts, strict=True)
    )
    if 2 * reported >= len(texts):
        return -3
    share = sum(advised) / len(texts)
    weight = 3 if share == 1 else 2 if share >= 0.5 else 0
    return weight + (len(texts) > 1 and not reported and _are_alike(texts))


def _are_alike(texts: Sequence[str]) -> bool:
    """Whether all lines begin, or end, with the same form of a word: "Esperar …", "Nombrar …"."""
    words = [re.findall(r"[^\W\d_]{4,}", without_number(text)) for text in texts]
    if not all(words):
        return False
    return any(len({each[at][-2:].casefold() for each in words}) == 1 for at in (0, -1))


def _ends_text(parts: Sequence[Part], at: int) -> bool:
    """Whether no text goes on after the advice: another heading, a citation or nothing follows."""
    following = parts[at] if at < len(parts) else None
    if following is None or following.kind is not Kind.PARAGRAPH or following.block.heading:
        return True
    return following.block.mark == marks.TITLE or not is_whole(following)
