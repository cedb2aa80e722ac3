"""What a paragraph opens with as a label: "Source: …", in bold "Results. …", "So what? Ask …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gleanings.literature.citations import CITATION_LIKELY
from gleanings.page_import import advice, marks
from gleanings.page_import.blocks import BOLD, Block
from gleanings.page_import.body import heads_text, key_of, lists_advice
from gleanings.page_import.citing import likeness
from gleanings.page_import.implications import opens_item
from gleanings.page_import.kinds import ends_sentence

_SEVERAL = 2
# what tells that a label stands over advice has so many letters
_SHORTEST = 20
# what is no word before a citation: an emoji, the number of a note; and the arrow back from it
_NOTE = re.compile(r"^(?:\[?\^?\d{1,3}\]?[.):]?\s+(?=\D)|[^\w\s(\[“\"'«]+\s*)?")
_BACK = re.compile(r"\s*\[?[↩⏎↑^]\ufe0e?\]?\s*$|\s*\[\s*\]\s*$")
# "Bottom line: …", "So what? …", without bold
_PLAIN_LEAD = re.compile(r"^(?P<lead>[^\W\d_a-zà-ÿ][\w’'\- ]{1,40}\s?(?::|\?(?=\s)))\s*(?=\S)")
_LONGEST_LABEL = 6
_SOURCE_LABEL = re.compile(r"^[^\W\d_][\w’'.]{1,15}(?:\s[\w’']{1,15}){0,3}\s?:\s+")
_LONGEST_SOURCE = 1_500


def labelled(blocks: Sequence[Block], over_advice: frozenset[str]) -> Iterator[Block]:
    """Paragraphs that open with a label ("Source: …", in bold "Results. …") as it and its text."""
    for block in blocks:
        label, rest = ("", "") if block.chrome or block.heading else _label_of(block, over_advice)
        if label and likeness(rest, block.refers) >= CITATION_LIKELY:
            yield replace(block.with_text(label), item=False, mark=marks.CITATION_LABEL)
        elif label and key_of(label) in over_advice:
            yield replace(block.with_text(label), heading=BOLD, mark=marks.ADVICE_LABEL)
        elif label:
            yield replace(block.with_text(label), heading=BOLD, item=False)
        yield replace(block.with_text(rest), item=False) if rest else block


def labels_of_advice(blocks: Sequence[Block]) -> frozenset[str]:
    """The labels ("So what? …", "Take-home: …") whose paragraphs say what to do.

    One that says itself that advice follows is believed where its paragraph reads so; any other
    only where it stands over several paragraphs, and half of them read so.
    """
    under: dict[str, list[bool]] = {}
    says: set[str] = set()
    shown = [block for block in blocks if not block.chrome]
    listed = _in_list_of_leads(shown)
    for at, (above, block) in enumerate(pairwise(shown), 1):
        if block.heading or block.item or block.mark or not _is_text_above(above):
            continue
        if at in listed:
            continue
        lead, rest = _lead_of(block)
        if not lead or likeness(rest, block.refers) >= CITATION_LIKELY:
            continue
        key = key_of(lead)
        under.setdefault(key, []).append(advice.advises(rest))
        if advice.heads_paragraph(lead):
            says.add(key)
    return frozenset(
        key
        for key, advised in under.items()
        if 2 * sum(advised) >= len(advised) and (key in says or len(advised) >= _SEVERAL)
    )


def _in_list_of_leads(blocks: Sequence[Block]) -> set[int]:
    """Paragraphs of advice that open with a few words each and follow on one another: a list,
    whose items begin alike in several posts."""
    advised = [
        at
        for at, block in enumerate(blocks)
        if not block.item
        and (lead := _lead_of(block))[0]
        and not heads_text(lead[0])
        and advice.advises(lead[1])
    ]
    return {at for pair in pairwise(advised) if pair[1] == pair[0] + 1 for at in pair}


def _is_text_above(block: Block) -> bool:
    """Whether what stands over a paragraph of advice is a text that it can follow from."""
    return not block.heading and not block.mark and ends_sentence(block.text)


def _lead_of(block: Block, least: int = _SHORTEST) -> tuple[str, str]:
    """The few words that open a paragraph as a label does, in bold or before a colon or question
    mark, and the `least` letters or more that follow them."""
    lead = advice.bold_lead(block)
    rest = block.text[len(lead) :].lstrip() if lead and block.text.startswith(lead) else ""
    if lead and not (lead.endswith((":", ".", "?")) or rest.startswith(":")):
        return "", ""
    if not lead:
        plain = _PLAIN_LEAD.match(block.text)
        if plain is None or opens_item(block.text):
            return "", ""
        lead, rest = plain["lead"], block.text[plain.end() :]
    rest = rest.lstrip(" :")
    return (lead, rest) if len(lead.split()) <= _LONGEST_LABEL and len(rest) >= least else ("", "")


def _label_of(block: Block, over_advice: frozenset[str]) -> tuple[str, str]:
    """(label, what follows it), as far as that is understood; ("", "") where it is not."""
    if bare := _NOTE.match(block.text):
        rest = _BACK.sub("", block.text[bare.end() :])
        if len(rest) < len(block.text) and likeness(rest, block.refers) >= CITATION_LIKELY:
            return "", rest
    if (named := _SOURCE_LABEL.match(block.text)) and len(block.text) < _LONGEST_SOURCE:
        rest = block.text[named.end() :]
        if "," not in named[0] and likeness(rest, block.refers) >= CITATION_LIKELY:
            return named[0].rstrip(" :") + ":", rest
    # a label that is known may stand over few words
    lead, rest = ("", "") if block.item or block.mark else _lead_of(block, _SHORTEST // 2)
    if lead and key_of(lead) in over_advice:
        return lead.rstrip(" :") + ("" if lead.rstrip().endswith("?") else ":"), rest
    lead = "" if block.item else advice.bold_lead(block)
    rest = block.text[len(lead) :].lstrip() if lead and block.text.startswith(lead) else ""
    if not (lead.endswith((":", ".")) or rest.startswith(":")):
        return "", ""
    lead, rest = lead.rstrip(" :."), rest.lstrip(" :")
    return (f"{lead}:", rest) if _is_label(lead, rest, block) else ("", "")


def _is_label(lead: str, rest: str, block: Block) -> bool:
    if len(lead.split()) > 6 or len(rest) < 20:
        return False
    if likeness(rest, block.refers) >= CITATION_LIKELY or heads_text(lead):
        return True
    return advice.may_head_advice(lead) and lists_advice(rest)
