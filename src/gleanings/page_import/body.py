"""Which paragraphs of an entry are its text: those that show it; the others are left, with why.

Nothing is text because nothing else fits. A paragraph is text if it is whole sentences and stands
where the text of the entry stands: in the same box of the page, over the implications, and under no
heading that might head something else.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation
from gleanings.page_import import advice, marks
from gleanings.page_import.blocks import BOLD, Block
from gleanings.page_import.implications import opens_item, split_list
from gleanings.page_import.kinds import PROSE, Kind, Part, ends_sentence

_LONGEST_HEADING = 120
# one paragraph over a citation is a preamble; more are the text
_MORE_THAN_PREAMBLE = 2
_SEVERAL = 2
# "What do we do with it?", alone over a list
_SHORT_QUESTION = 9
# a list of advice is seldom longer, and what introduces it stands right over it
_MOST_ITEMS = 30
# elements that set something apart from the text, whatever they are called
_APART = re.compile(r"(?:^|/)(?:figure|figcaption|blockquote|aside|form|fieldset|details)\b")
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
# what is no word before a citation: an emoji, the number of a note; and the arrow back from it
_NOTE = re.compile(r"^(?:\[?\d{1,3}\]?[.)]?\s+(?=\D)|[^\w\s(\[“\"'«]+\s*)?")
_BACK = re.compile(r"\s*\[?[↩⏎↑^]\ufe0e?\]?\s*$|\s*\[\s*\]\s*$")
# "Bottom line: …", "So what? …", without bold
_PLAIN_LEAD = re.compile(r"^(?P<lead>[^\W\d_a-zà-ÿ][\w’'\- ]{1,40}\s?(?::|\?(?=\s)))\s*(?=\S)")
_LONGEST_LABEL = 6
_SOURCE_LABEL = re.compile(r"^[^\W\d_][\w’'.]{1,15}(?:\s[\w’']{1,15}){0,3}\s?:\s+")
_LONGEST_SOURCE = 1_500


def with_advice_headed(parts: list[Part]) -> list[Part]:
    """The parts with the headings of advice told, where no name tells them.

    Under such a heading stands a list of advice, or one item or paragraph of it if the heading says
    itself that advice follows, or stands over lists of it elsewhere on the page.

    Only where the post, or what stands outside of posts, has none that its name tells. Between two
    of them stands a citation; else the last is the one.
    """
    named = {p.block.post for p in parts if p.kind is Kind.IMPLICATIONS}
    named |= {p.block.post for p in parts if p.block.mark == marks.IMPLICATIONS}
    heads = [
        at for at, part in enumerate(parts) if part.block.post not in named and _may_head(part)
    ]
    lists = {at: items for at in heads if (items := _advice_under(parts, at))}
    # what stands over several lists of advice is their heading, whatever it says
    repeated = Counter(_key(parts[at].text) for at in lists)
    believed = {
        _key(parts[at].text)
        for at, items in lists.items()
        if repeated[_key(parts[at].text)] >= _SEVERAL or _is_over_advice(parts[at].text, items)
    }
    # and over what is no list, where it stands over one elsewhere
    shared = believed & {key for key, count in _counted(parts, heads).items() if count >= _SEVERAL}
    out = list(parts)
    told, before = False, -1
    for at, part in enumerate(parts):
        told = told or _tells(part)
        if part.kind is Kind.CITATION:
            before = -1
        key = _key(part.text) if at in lists or (shared and at in heads) else ""
        if not told or not (key in shared if at not in lists else key in believed):
            continue
        if before >= 0 and parts[before].block.post == part.block.post and key not in shared:
            out[before] = parts[before]
        out[at] = Part(part.block, Kind.IMPLICATIONS, part.text.strip(" :"))
        told, before = False, at
    return out


def _counted(parts: list[Part], heads: list[int]) -> Counter[str]:
    return Counter(_key(parts[at].text) for at in heads)


def _tells(part: Part) -> bool:
    return part.kind is Kind.CITATION or (
        part.kind is Kind.PARAGRAPH and not part.block.item and is_whole(part)
    )


def is_whole(part: Part) -> bool:
    """Whether a paragraph is whole sentences."""
    text = part.text
    return len(text) >= PROSE or (len(text) > 12 and ends_sentence(text))


def _may_head(part: Part) -> bool:
    text = part.text
    if part.kind is not Kind.PARAGRAPH or len(text) > _LONGEST_HEADING or part.block.item:
        return False
    if part.block.mark == marks.TITLE:
        return False
    if part.block.heading:
        return True
    asks = text.endswith("?") and len(text.split()) <= _SHORT_QUESTION
    return (asks or text.endswith(":")) and not opens_item(text)


def _advice_under(parts: list[Part], at: int) -> list[str]:
    """The lines of the list or the paragraph under a heading, if they say what to do; else none."""
    below = parts[at + 1] if at + 1 < len(parts) else None
    if below is not None and below.kind is Kind.PARAGRAPH and _lists_advice(below.text):
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
    called = any(map(advice.speaks_to_readers, [parts[at].text, *texts]))
    return texts if advised * 2 >= len(texts) and not called else []


def _advises(part: Part) -> bool:
    """Whether a part is a paragraph that says what to do."""
    is_text = part.kind is Kind.PARAGRAPH and not part.block.heading and is_whole(part)
    return is_text and advice.advises(part.text)


def _is_over_advice(heading: str, items: list[str]) -> bool:
    return advice.may_head_advice(heading) or any(map(advice.is_of_practice, items))


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
        self.printed = {_key(part.text) for part in parts if _is_heading(part)}
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
        if not _OPENS.match(part.text):
            return "does not begin as a sentence does"
        if advice.speaks_to_readers(part.text, within=self.told):
            return "speaks to the readers of the blog"
        if not is_whole(part) and not heads_text(part.text):
            return "a short line that is not a sentence"
        if not self.implied and self.told and _lists_advice(part.text):
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
        if any(_key(item) in self.printed for item in items):
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
    if part.kind is not Kind.PARAGRAPH or part.block.item or len(part.text) > _LONGEST_HEADING:
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


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _lists_advice(text: str) -> bool:
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
        return not _APART.search(beyond) and "." not in beyond

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


def labelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs that open with a label ("Source: …", in bold "Results. …") as it and its text."""
    over_advice = _labels_of_advice(blocks)
    for block in blocks:
        label, rest = ("", "") if block.chrome or block.heading else _label_of(block, over_advice)
        if label and looks_like_citation(rest) >= CITATION_LIKELY:
            yield replace(block.with_text(label), item=False, mark=marks.CITATION_LABEL)
        elif label and _key(label) in over_advice:
            yield replace(block.with_text(label), heading=BOLD, mark=marks.ADVICE_LABEL)
        elif label:
            yield replace(block.with_text(label), heading=BOLD, item=False)
        yield replace(block.with_text(rest), item=False) if rest else block


def _labels_of_advice(blocks: Sequence[Block]) -> set[str]:
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
        if not lead or looks_like_citation(rest) >= CITATION_LIKELY:
            continue
        key = _key(lead)
        under.setdefault(key, []).append(advice.advises(rest))
        if advice.heads_paragraph(lead):
            says.add(key)
    return {
        key
        for key, advised in under.items()
        if 2 * sum(advised) >= len(advised) and (key in says or len(advised) >= _SEVERAL)
    }


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


def _lead_of(block: Block) -> tuple[str, str]:
    """The few words that open a paragraph as a label does, in bold or before a colon or question
    mark, and what follows them."""
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
    return (lead, rest) if len(lead.split()) <= _LONGEST_LABEL and len(rest) >= 20 else ("", "")


def _label_of(block: Block, over_advice: set[str]) -> tuple[str, str]:
    """(label, what follows it), as far as that is understood; ("", "") where it is not."""
    if bare := _NOTE.match(block.text):
        rest = _BACK.sub("", block.text[bare.end() :])
        if len(rest) < len(block.text) and looks_like_citation(rest) >= CITATION_LIKELY:
            return "", rest
    if (named := _SOURCE_LABEL.match(block.text)) and len(block.text) < _LONGEST_SOURCE:
        rest = block.text[named.end() :]
        if "," not in named[0] and looks_like_citation(rest) >= CITATION_LIKELY:
            return named[0].rstrip(" :") + ":", rest
    lead, rest = ("", "") if block.item or block.mark else _lead_of(block)
    if lead and _key(lead) in over_advice:
        return lead.rstrip(" :") + ("" if lead.rstrip().endswith("?") else ":"), rest
    lead = "" if block.item else advice.bold_lead(block)
    rest = block.text[len(lead) :].lstrip() if lead and block.text.startswith(lead) else ""
    if not (lead.endswith((":", ".")) or rest.startswith(":")):
        return "", ""
    lead, rest = lead.rstrip(" :."), rest.lstrip(" :")
    return (f"{lead}:", rest) if _is_label(lead, rest) else ("", "")


def _is_label(lead: str, rest: str) -> bool:
    if len(lead.split()) > 6 or len(rest) < 20:
        return False
    if looks_like_citation(rest) >= CITATION_LIKELY or _OF_TEXT.match(lead):
        return True
    return advice.may_head_advice(lead) and _lists_advice(rest)
