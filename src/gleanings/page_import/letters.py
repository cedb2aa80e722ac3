"""What makes a text a letter or a mail: its head, its greeting, its closing and its signature."""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

GREETING = "a letter's greeting"
HEAD = "a line of a letter's head"
# a mail's head has at least two of these, one under the other
_HEADER = re.compile(
    r"^(?P<name>from|to|cc|bcc|date|sent|subject|reply-to|message-id|in-reply-to|content-\w+|"
    r"list-\w+|mime-version|x-[\w-]+|de|à|envoyé|objet|date d[’']envoi)\s?:\s*(?P<said>.*)$",
    re.IGNORECASE,
)
_NAMES = {
    "subject": "title", "objet": "title", "from": "author", "de": "author",
    "date": "date", "sent": "date", "envoyé": "date",
}  # fmt: skip
_LONGEST_HEAD = 30
# what is longer is no name, subject or date
_LONGEST_SAID = 1_000
_LIST_PREFIX = re.compile(r"^(?:(?:re|fwd?|tr|aw)\s?:\s*|\[[\w .\-]{1,40}\]\s*)+", re.IGNORECASE)

_GREETINGS = re.compile(
    r"^(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|day)|ch[eè]re?s?|bonjour|bonsoir|"
    r"salut|mesdames|madame|messieurs)\b[^.?:;]{0,60}[,!]$"
    r"|^(?:all|everyone)[,!]$"
    r"|^(?:dear|hello|hi|bonjour)(?: (?:all|everyone|everybody|à tou(?:te)?s))?$",
    re.IGNORECASE,
)
_KIND_WORDS = r"(?:all (?:the|my)|very|many|kind(?:est)?|warm(?:est)?|best|good|friendly|cordial)"
_WISHES = r"(?:wishes|regards|thanks|greetings|best)"
_CLOSINGS = (
    # "With many thanks and best wishes", "All the best"
    rf"(?:with )?{_KIND_WORDS}(?: {_KIND_WORDS})? {_WISHES}(?: and (?:{_KIND_WORDS} )?{_WISHES})?",
    r"best|regards|wishes|cheers|sincerely|respectfully|faithfully|cordially|warmly|take care",
    r"yours(?: (?:truly|sincerely|faithfully|ever))?|sincerely yours|happy reading",
    r"thanks(?: again)?|thank you(?: (?:again|for reading|all))?",
    r"until (?:next (?:month|time)|then|soon)|that[’']s (?:all|it) for (?:this month|now)",
    r"(?:see|talk to) you\b.{0,40}",
    r"(?:bien |très )?(?:cordialement|amicalement|sincèrement|respectueusement)",
    r"(?:bien|cordialement|amicalement) à (?:vous|toi|tou(?:te)?s)",
    r"(?:(?:mes |nos )?(?:meilleures|sincères|cordiales|amicales) )?salutations(?: \w+)?",
    r"bonne lecture(?: à tou(?:te)?s)?|à (?:bientôt|la prochaine)|merci(?: à tou(?:te)?s)?",
)
# the name may stand on the same line: "Cheers, Tom"
_CLOSING = re.compile(
    rf"^(?:{'|'.join(_CLOSINGS)})(?:[,.!]*$|,\s(?-i:[A-ZÀ-Þ])[\w’'.\- ]{{0,40}}$)"
    r"|^(?:sent (?:from|with) (?:my|outlook|gmail)|envoyé (?:depuis|de) (?:mon|ma))\b.{0,40}$"
    r"|^--$|^-{5,}\s*next part\s*-{5,}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Head:
    """The lines of a mail's head, counted from 0, and what is said where: title, author, date."""

    begin: int
    end: int
    said: dict[int, tuple[str, str]]


def is_greeting(text: str) -> bool:
    """Whether a line greets those who are written to: "Dear all,"."""
    return len(text) <= 80 and _GREETINGS.match(text) is not None


def is_closing(text: str) -> bool:
    """Whether a line takes leave, or opens the signature: what follows is no part of the text."""
    return len(text) <= 80 and _CLOSING.match(text) is not None


def without_list_name(subject: str) -> str:
    """A subject without "Re:" and the name of the list in brackets."""
    return _LIST_PREFIX.sub("", subject) or subject


def heads_of(lines: Sequence[str]) -> list[Head]:
    """The heads of the mails in a text: lines under one another, among them who and about what."""
    heads: list[Head] = []
    at = 0
    while at < len(lines):
        end = _end_of_head(lines, at)
        said = _said(lines, at, end)
        kinds = {kind for kind, _ in said.values()}
        if "title" in kinds and {"author", "date"} & kinds:
            heads.append(Head(at, end, said))
        at = max(end, at + 1)
    return heads


def _end_of_head(lines: Sequence[str], at: int) -> int:
    end = at
    while end < len(lines) and end - at < _LONGEST_HEAD:
        folded = end > at and lines[end][:1] in (" ", "\t") and lines[end].strip()
        if not folded and not _HEADER.match(lines[end]):
            break
        end += 1
    return end


def _said(lines: Sequence[str], begin: int, end: int) -> dict[int, tuple[str, str]]:
    said: dict[int, tuple[str, str]] = {}
    at = begin
    while at < end:
        match = _HEADER.match(lines[at])
        following = at + 1
        while following < end and lines[following][:1] in (" ", "\t"):
            following += 1
        if match and (kind := _NAMES.get(match["name"].lower())):
            folded = " ".join(
                [match["said"], *(line.strip() for line in lines[at + 1 : following])]
            )
            if text := _read(kind, folded.strip()[:_LONGEST_SAID]):
                said[at] = (kind, text)
        at = following
    return said


def _read(kind: str, text: str) -> str:
    with contextlib.suppress(ValueError, LookupError):  # else it stands as it was written
        text = str(make_header(decode_header(text)))
    if kind == "title":
        return without_list_name(text)
    if kind == "author":
        name, address = parseaddr(text)
        return name or ("" if address else text)
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return text
