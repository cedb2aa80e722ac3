"""Practice implications: one by one, however the page lists them."""

import re
from dataclasses import dataclass

_ITEM_START = re.compile(
    r"^\s*(?:\(\s*(?P<a>\d{1,2}|[a-z]|[ivx]{1,4})\s*\)|(?P<b>\d{1,2}|[a-z]|[ivx]{1,4})\s*\)"
    r"|(?P<c>\d{1,2})\s*[.:]\s|(?P<d>[a-z])\.\s|[•·▪◦●■‣⁃]|[-–*]\s"
    r"|[→➔➜➤▶►✓✔✅☑»›❖◆★☞👉]\ufe0f?|[-=–]{1,2}>\s"
    r"|(?i:tip|point|step|implication|lesson|conseil|piste|tipp|punkt)\s?\d{1,2}\s?[:.)]\s)\s*(?=\S)"
)
_MARKERS = (
    re.compile(r"(?<![\w(])\(\s*(\d{1,2})\s*\)\s*"),
    re.compile(r"(?:^|(?<=[\s:;,.]))(\d{1,2})\s?\)\s*(?=\S)"),
    re.compile(r"(?:^|(?<=[.:;,?!)]\s)|(?<=[.;:]))(\d{1,2})\.\s+(?=[A-ZÀ-Þ“\"])"),
    re.compile(r"(?<![\w(])\(\s*([a-h])\s*\)\s*"),
    re.compile(r"(?:^|(?<=\s))([a-h])\s?\)\s*(?=\S)"),
    re.compile(r"(?<![\w(])\(\s*([ivx]{1,4})\s*\)\s*"),
    re.compile(r"(?:^|\s)([•▪●◦■‣])\s*(?=\S)"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_TRAILING = re.compile(r"[\s,;]*(?:[;,]\s*(?:and|or|et|ou)|[;,])\s*$", re.IGNORECASE)
_LEAD = re.compile(r":\s*$|\b(?:implications?|following|several|recommend\w*|suggest\w*)\b", re.I)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph after the heading, and whether the page marks it as an item of a list."""

    text: str
    item: bool = False


@dataclass(frozen=True)
class Implications:
    """The implications in order, and the sentence that leads up to a list of them."""

    lead: str = ""
    items: tuple[str, ...] = ()


def split_implications(paragraphs: list[Paragraph]) -> Implications:
    """One implication for each item of a numbered or bulleted list, else one for each paragraph."""
    lead: list[str] = []
    items: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        own, split = _split(text, paragraph.item, opens=not items and not lead)
        if split:
            if own:
                (items if items else lead).append(own)
            items.extend(split)
        elif at == 0 and _leads(text, paragraphs[1:]):
            lead.append(text)
        elif text:
            items.append(text)
    return Implications(" ".join(lead), tuple(item for item in items if item))


def opens_item(text: str) -> bool:
    """Whether a line begins with the number or letter of a list: "(1)", "2.", "b)"."""
    return _ITEM_START.match(text) is not None


def without_number(text: str) -> str:
    """A line of a list without its number, letter or bullet."""
    return _ITEM_START.sub("", text)


def split_list(text: str) -> list[str]:
    """The items of a list within a paragraph: "(1) Ask. (2) Listen."; none where there is none."""
    return _split(text, marked=False, opens=True)[1]


def _split(text: str, marked: bool, opens: bool) -> tuple[str, list[str]]:
    """(text before the list, its items); no items when the paragraph holds no list."""
    if marked:
        return "", [_item(_ITEM_START.sub("", text))]
    for pattern in _MARKERS:
        marks = _consecutive(list(pattern.finditer(text)))
        if len(marks) >= 2:
            ends = [*(m.start() for m in marks[1:]), len(text)]
            parts = [text[m.end() : end] for m, end in zip(marks, ends, strict=True)]
            return text[: marks[0].start()].strip(), [_item(part) for part in parts]
    if start := _ITEM_START.match(text):
        return "", [_item(text[start.end() :])]
    return "", []


def _consecutive(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count 1, 2, 3 (a, b, c; i, ii, iii), others being no list's own."""
    run: list[re.Match[str]] = []
    for mark in marks:
        if mark[1] in "•▪●◦■‣" or _ordinal(mark[1]) == len(run) + 1:
            run.append(mark)
    return run


def _ordinal(mark: str) -> int:
    if mark.isdigit():
        return int(mark)
    if mark in _ROMAN and mark != "i" and len(mark) > 1:
        return _ROMAN.index(mark) + 1
    return {"i": 1, "v": 5, "x": 10}.get(mark, ord(mark) - ord("a") + 1)


def _item(text: str) -> str:
    return _TRAILING.sub("", text.strip()).strip()


def _leads(text: str, following: list[Paragraph]) -> bool:
    """Whether the first paragraph only announces the list that follows on lines of its own."""
    if not following:
        return False
    if all(paragraph.item for paragraph in following):
        return len(text) < 250  # whatever it says, the page itself makes a list of the rest
    if all(opens_item(paragraph.text) for paragraph in following) and len(following) > 1:
        return len(text) < 250
    lists = following[0].item or opens_item(following[0].text)
    return lists and (text.endswith(":") or (len(text) < 250 and bool(_LEAD.search(text))))
