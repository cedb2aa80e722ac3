"""Which paragraphs of an entry are its text: those that show it; the others are left, with why.

Nothing is text because nothing else fits. A paragraph is text if it is whole sentences and stands
where the text of the entry stands: in the same box of the page, over the implications, and under no
heading that might head something else.
"""

import re
from collections import Counter
from collections.abc import Sequence

from gleanings.page_import import advice, marks
from gleanings.page_import.blocks import Block
from gleanings.page_import.implications import opens_item, split_list
from gleanings.page_import.kinds import PROSE, Kind, Part, ends_sentence

LONGEST_HEADING = 120
# one paragraph over a citation is a preamble; more are the text
_MORE_THAN_PREAMBLE = 2
# elements that set something apart from the text, whatever they are called
_APART = re.compile(r"(?:^|/)(?:figure|figcaption|blockquote|aside|form|fieldset|details)\b")
# what systems call the pieces that they keep a text in
_TEXT_BOX = re.compile(
    r"(?:(?:item|entry|post|article|node|page|blog|story|field)-)?(?:intro|full|lead|body|main)"
    r"(?:-?(?:text|content|copy))?$"
)
# the parts of a summary by the names of its sections
_OF_TEXT = re.compile(
    r"^\W*(?:(?:the |what (?:was|were) the |why (?:this|the) )?(?:background|context|introduction|"
    r"questions?|aims?|objectives?|purpose|hypothes[ie]s|stud(?:y|ies)|methods?|design|samples?|"
    r"participants|measures|procedures?|results?|findings?|main findings?|key findings?|answers?|"
    r"discussion|limitations?|conclusions?)"
    r"|what (?:they|the (?:authors|researchers|study)|we|i) "
    r"(?:did|found|showed|wanted to know|asked)"
    r"|what (?:was|is) (?:done|found|known|new|asked)"
    r"|(?:why|how) (?:it|this|that) (?:matters|was done)"
    r"|ce (?:qu[’']ils|qu[’']elles|que les auteure?s) ont (?:fait|trouvé|demandé)"
    r"|ce qui a été (?:fait|trouvé)|pourquoi (?:c[’']est important|cette étude)"
    r"|contexte|objectifs?|question|méthodes?|l[’']étude|résultats?|discussion|limites?|conclusion"
    r"|hintergrund|fragestellung|frage|methoden?|die studie|studie|ergebnisse?|diskussion|"
    r"fazit)\W*$",
    re.IGNORECASE,
)
# "iPad users …", "eHealth …" open sentences too
_OPENS = re.compile(r"[\"“”„«»‘’'(\[¿¡…\s]*(?:[^\W\d_a-zà-ÿ]|\d|[a-z]{1,2}[A-Z])")


def is_whole(part: Part) -> bool:
    """Whether a paragraph is whole sentences."""
    text = part.text
    return len(text) >= PROSE or (len(text) > 12 and ends_sentence(text))


def opens_sentence(text: str) -> bool:
    """Whether a text begins as a sentence does: with a capital, a number or a quotation."""
    return _OPENS.match(text) is not None


def is_item(block: Block) -> bool:
    """Whether a paragraph is one of a list, by its markup, its number or the words in bold."""
    return block.item or opens_item(block.text) or bool(advice.bold_lead(block))


def heads_text(text: str) -> bool:
    """Whether a line is the name of a part of a summary's text: "Results"."""
    return _OF_TEXT.match(text) is not None


def left_of(parts: Sequence[Part], rank: int = 0) -> dict[int, str]:
    """Of an entry's parts, by their indices, the paragraphs that are no text, with why.

    `rank` is the level of the heading that is the title, if the markup does not mark it as one.
    """
    return _Body(parts, rank).left()


class _Body:
    """The paragraphs of an entry, as one goes down them."""

    def __init__(self, parts: Sequence[Part], rank: int) -> None:
        self.parts, self.rank = parts, rank
        self.boxes = _boxes(parts)
        self.implied = any(
            p.kind is Kind.IMPLICATIONS or p.block.mark == marks.IMPLICATIONS for p in parts
        )
        self.printed = {key_of(part.text) for part in parts if _is_heading(part)}
        self.lists = _lists(parts)
        whole = [
            at for at, part in enumerate(parts) if part.kind is Kind.PARAGRAPH and is_whole(part)
        ]
        self.last_sentence = max((at for at in whole if at not in self.lists), default=-1)
        # whether text has begun; whether a sentence stands over a list; what is not known above
        self.told = self.introduced = self.ended = False
        self.under = self.why_list = self.other = ""
        self.paragraphs = 0

    def left(self) -> dict[int, str]:
        left = {}
        for at, part in enumerate(self.parts):
            if part.kind is Kind.IMPLICATIONS:
                self.introduced, self.under = False, ""
            elif part.kind is Kind.CITATION:
                self.ended = self.ended or self.paragraphs >= _MORE_THAN_PREAMBLE
            elif part.block.mark == marks.TEXT:
                self.told = True
            elif part.kind is Kind.PARAGRAPH and (why := self._why(at, part)):
                left[at] = why
        return left

    def _why(self, at: int, part: Part) -> str:
        """Why a paragraph is no text; "" where it is."""
        if self.other:
            return f"is under “{self.other[:60]}”, another title"
        if _is_heading(part):
            return self._why_heading(at, part)
        if self.told and self._is_numbered_title(at):
            self.other = part.text
            return "another title"
        if self.boxes and not self.boxes.holds(part.block):
            return "set apart from the text"
        if self.under:
            return f"is under “{self.under[:60]}”, a heading that the import does not know"
        if at in self.lists:
            return self._why_list(at)
        if not opens_sentence(part.text):
            return "does not begin as a sentence does"
        if advice.is_note(part.text):
            return "a note on the post"
        if advice.speaks_to_readers(part.text, within=self.told):
            return "speaks to the readers of the blog"
        if not is_whole(part) and not heads_text(part.text):
            return "a short line that is not a sentence"
        if not self.implied and self.told and lists_advice(part.text):
            return "may be implications, but no heading says so"
        if self.ended and len(part.text) < PROSE:
            return "is after the text, and nothing says what it is"
        self.introduced = self.told = True
        self.paragraphs += 1
        return ""

    def _why_heading(self, at: int, part: Part) -> str:
        self.introduced = False
        if self.told and part.block.heading in range(1, self.rank + 1):
            self.other = part.text
            return "another title"
        self.under = "" if self.implied or not self.told or heads_text(part.text) else part.text
        if self.boxes and not self.boxes.holds(part.block):
            return "set apart from the text"
        return "" if _text_under(self.parts, at) and not self.under else "a heading without text"

    def _is_numbered_title(self, at: int) -> bool:
        """Whether a numbered line that is no sentence stands alone over a text."""
        begin, end = self.lists.get(at, (0, 0))
        text = self.parts[at].text
        return end - begin == 1 and not ends_sentence(text) and _text_under(self.parts, at)

    def _why_list(self, at: int) -> str:
        """A list is taken or left as a whole, as its first item is."""
        begin, end = self.lists[at]
        if at == begin:
            self.why_list = self._why_items([p.text for p in self.parts[begin:end]], end)
        return self.why_list

    def _why_items(self, items: list[str], end: int) -> str:
        if any(key_of(item) in self.printed for item in items):
            return "a table of contents"
        if not self.introduced:
            return "a list that no sentence introduces"
        why = ""
        if 2 * sum(map(advice.advises, items)) >= (len(items) if self.implied else 1):
            why = "may be an implication, but no heading says so"
        elif not self.implied and self.last_sentence < end:
            why = "a list at the end, and no heading says what it lists"
        self.ended = self.ended or bool(why)
        return why


def _lists(parts: Sequence[Part]) -> dict[int, tuple[int, int]]:
    """Where the list that each item stands in begins and ends."""
    lists: dict[int, tuple[int, int]] = {}
    begin = None
    for at, part in enumerate([*parts, None]):
        within = part is not None and part.kind is Kind.PARAGRAPH and is_item(part.block)
        if within and begin is None:
            begin = at
        elif not within and begin is not None:
            lists.update(dict.fromkeys(range(begin, at), (begin, at)))
            begin = None
    return lists


def _is_heading(part: Part) -> bool:
    if part.kind is not Kind.PARAGRAPH or part.block.item or len(part.text) > LONGEST_HEADING:
        return False
    return bool(part.block.heading) and not re.search(r"[.;]$", part.text)


def _text_under(parts: Sequence[Part], at: int) -> bool:
    below = parts[at + 1] if at + 1 < len(parts) else None
    return (
        below is not None
        and below.kind is Kind.PARAGRAPH
        and not below.block.heading
        and is_whole(below)
        and not is_item(below.block)
    )


def key_of(text: str) -> str:
    """A heading by its words alone, in whatever case and punctuation."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def lists_advice(text: str) -> bool:
    """Whether a paragraph counts pieces of advice: "(1) Ask … (2) Listen …"."""
    items = split_list(text)
    return len(items) > 1 and 2 * sum(map(advice.advises, items)) >= len(items)


class _Boxes:
    """The boxes of the page that hold the text of an entry."""

    def __init__(self, shares: Counter[str]) -> None:
        whole = sum(shares.values())
        self.main = max(shares, key=lambda box: shares[box]).split("/")
        self._held = {
            box
            for box, letters in shares.items()
            if letters * 3 >= whole and not _APART.search(self._beyond(box))
        }

    def holds(self, block: Block) -> bool:
        if block.box in self._held:
            return True
        beyond = self._beyond(block.box)
        if _APART.search(beyond):
            return False
        return all(map(_TEXT_BOX.match, re.findall(r"\.([^/.]+)", beyond)))

    def _beyond(self, box: str) -> str:
        """What is around a paragraph besides what is around the text."""
        names = box.split("/")
        same = 0
        while same < min(len(names), len(self.main)) and names[same] == self.main[same]:
            same += 1
        return "/".join(names[same:])


def _boxes(parts: Sequence[Part]) -> _Boxes | None:
    shares: Counter[str] = Counter()
    for part in parts:
        if part.kind is Kind.PARAGRAPH and is_whole(part) and not part.block.item:
            shares[part.block.box] += len(part.text)
    return _Boxes(shares) if shares else None
