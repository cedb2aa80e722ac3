"""The implications of an entry, and what follows them and is none."""

import re

from gleanings.digest.vocabulary.terms import topic_named
from gleanings.page_import import advice
from gleanings.page_import.account import Places
from gleanings.page_import.blocks import BOLD
from gleanings.page_import.draft import Draft, close
from gleanings.page_import.implications import Paragraph, opens_item
from gleanings.page_import.kinds import (
    Part,
    ends_sentence,
    is_prose,
)

_LONGEST_STRAY = 70


def read_implication(parts: list[Part], at: int, draft: Draft, name: str, places: Places) -> None:
    part = parts[at]
    # a heading may ask
    ends = part.text.endswith((".", ";")) if part.block.heading < BOLD else ends_sentence(part.text)
    heads = part.block.heading and not part.block.item and not ends
    if (
        draft.implications
        and heads
        and (part.block.heading == draft.rank or not opens_item(part.text))
    ):
        close(draft, part.text)
        places.unplaced(part.block, f"a heading after the implications of {name}")
        return
    if draft.closed:
        why = f"is after the implications of {name}, below “{draft.closed[:60]}”"
        places.unplaced(part.block, why)
        return
    if part.block.continues and draft.last_implication == at - 1 >= 0 and _in_item(draft):
        before = draft.implications.pop()
        draft.implications.append(Paragraph(f"{before.text} {part.text}", before.item))
        draft.last_implication = at
        places.take(part.block, f"{name}: implications")
        return
    if part.block.link and draft.implications and len(part.text) <= _LONGEST_STRAY:
        places.unplaced(part.block, f"a link after the implications of {name}")
        return
    if _resumes(parts, at, draft):
        draft.text.append(part.block)
        places.take(part.block, f"{name}: text")
        return
    if _ends_list(part, draft):
        places.unplaced(part.block, f"is after the list of implications of {name}")
        return
    if _stray(part, draft):
        if topic_named(part.text):
            draft.named_topics.append(part.text)
            places.take(part.block, f"{name}: topics")
            return
        places.unplaced(part.block, f"is after the implications of {name}, and is not a sentence")
        return
    if _says_else(part, draft):
        why = f"is after the implications of {name}, and gives no advice"
        places.unplaced(part.block, why)
        return
    draft.implications.append(Paragraph(part.text, part.block.item))
    draft.last_implication = at
    places.take(part.block, f"{name}: implications")


def _in_item(draft: Draft) -> bool:
    return bool(draft.implications) and draft.implications[-1].item


def _resumes(parts: list[Part], at: int, draft: Draft) -> bool:
    """Whether the text goes on after implications that stand in a box within it: a paragraph in
    the box of the text that tells what was found."""
    part = parts[at]
    if not draft.text or not draft.implications or not is_prose(part):
        return False
    boxed = parts[draft.last_implication].block.box if draft.last_implication >= 0 else ""
    same = part.block.box == draft.text[-1].box != boxed
    goes_on = draft.text[-1] is parts[at - 1].block or advice.reports(part.text)
    return same and goes_on and not advice.speaks_to_readers(part.text)


def _ends_list(part: Part, draft: Draft) -> bool:
    """Whether a list of implications is over: a paragraph after it may be anything."""
    if part.block.item or opens_item(part.text):
        return False
    last = draft.implications[-2:]
    return len(last) == 2 and all(p.item or opens_item(p.text) for p in last)


def _says_else(part: Part, draft: Draft) -> bool:
    """Whether a further paragraph speaks neither of practice nor of what to do."""
    text = part.text
    if not draft.implications or part.block.item or opens_item(text):
        return False
    if advice.speaks_to_readers(text):
        return True
    if not ends_sentence(text) and not ends_sentence(draft.implications[-1].text):
        return False  # lines of a list without bullets
    return not (advice.advises(text) or advice.is_of_practice(text))


def _stray(part: Part, draft: Draft) -> bool:
    """A short line that is no sentence, after implications that are sentences."""
    if not draft.implications or part.block.item:
        return False
    # the site's own lines part their pieces so
    if len(part.text) > _LONGEST_STRAY and not re.search(r"\s[|·•]\s", part.text):
        return False
    if opens_item(part.text):
        return False
    before = draft.implications[-1]
    return not ends_sentence(part.text) and ends_sentence(before.text) and not before.item
