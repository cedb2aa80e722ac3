"""Names of authors and editors, in the order and spelling that people use."""

import re
from dataclasses import dataclass

from gleanings.literature.citations.parsed_citation import Name

UPPER = "A-ZА-ЯЁЄІЇҐЎΑ-ΫΆΈΉΊΌΎΏÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
# scripts that know no capitals: a name after a comma is told by its shortness
_CASELESS = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_INITIAL = rf"[{UPPER}][a-zà-ÿа-яё]?\."
INITIALS = re.compile(
    rf"^(?:[{UPPER}]|{_INITIAL})(?:[\s.\-]*(?:[{UPPER}](?![a-zà-ÿа-яё]{{2}})[a-zà-ÿа-яё]?\.?))*\.?$"
)
_SUFFIX = re.compile(r"^(?:Jr|Sr|Jnr|Snr|2nd|3rd|4th|(?:I{2,3}|IV|VI{1,2})(?!\.))\.?$")
_DEGREE = re.compile(
    r"^(?:Ph\.?\s?D|Psy\.?\s?D|M\.D|Ed\.?D|M\.A|M\.?Sc|MSW|C\.?\s?Psych|DClinPsy|RN)\.?$"
)
PARTICLES = (
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le",
    "ter", "ten", "te", "op", "el", "al", "bin", "ben", "ibn", "st.", "zu", "zur", "af", "av",
)  # fmt: skip
_PARTICLE = re.compile(rf"^(?:(?:{'|'.join(map(re.escape, PARTICLES))})\s+|d['’])", re.IGNORECASE)
_FORENAMES = re.compile(
    rf"^(?:[{UPPER}][\w'’.\-]*(?:\s+[{UPPER}][\w'’.\-]*){{0,3}}|[{_CASELESS}]{{1,12}})$"
)
GROUP_WORDS = re.compile(
    r"\b(?:Associations?|Group|Society|Organi[sz]ation|Institutes?|Committee|Network|Task ?Force|"
    r"Council|Department|Cent(?:er|re)s?|University|Collaborati(?:ons?|ves?)|Collaborators|Contributors|Members|Consortium|Ministry|"
    r"Agency|Federation|Academy|College|Services?|Team|Foundation|Panel|Commission|Board|Health|"
    r"Administration|Initiative|Alliance|Bureau|Office|Trust|Clinic|Hospital|Union|Division|"
    r"Inserm|Press|Investigators|Trialists|Study|Program(?:me)?|Taskforce|School|Workgroup|"
    r"NHS|WHO|NICE|OECD|UNICEF|SAMHSA|NIMH|NIH|CDC|GBD|Government|"
    r"Soci[ée]t[ée]|Ordre|Coll[èe]ge|Haute Autorit[ée]|Universit[ée]|Institut|Minist[èe]re)\b"
)
_ELLIPSIS = re.compile(r"\s*(?:…[\s.…]*|(?:\.\s?){3,}|·{3,})\s*")
_ET_AL = re.compile(
    r"[,\s]*\b(?:et\.?\s+(?:al|coll(?:aborateurs)?)\b\.?|et autres\b"
    r"|and (?:others|colleagues)\b)\.?",
    re.IGNORECASE,
)
_MARK = "\ue000"


@dataclass(frozen=True)
class NameList:
    names: tuple[Name, ...] = ()
    ellipsis_at: int | None = None
    unread: tuple[str, ...] = ()


def read_names(text: str) -> NameList:
    """The names of `text`: "Family, I. I." lists, full first names, "I. I. Family" and groups.

    An ellipsis in any spelling, or "et al.", marks where names are left out. Pieces that are no
    name come back in `unread`.
    """
    text = text.strip(" ,;:")
    if _is_group(text):
        return NameList((_group(text),))
    parts = _parts(_with_ellipsis_marked(text))
    names: list[Name] = []
    unread: list[str] = []
    ellipsis_at: int | None = None
    reader = _pair_initials_first if _given_first(parts) else _pair_family_first
    position = 0
    while position < len(parts):
        part = parts[position]
        if part == _MARK:
            ellipsis_at = len(names)
            position += 1
        elif _SUFFIX.match(part) and names and not names[-1].literal:
            last = names[-1]
            names[-1] = Name(last.family, last.given, part)
            position += 1
        elif (_DEGREE.match(part) and names and not INITIALS.match(part)) or not re.search(
            r"[^\W\d_]", part
        ):
            unread.append(part)
            position += 1
        else:
            name, used = reader(parts, position)
            names.append(name)
            position += used
    return NameList(tuple(names), ellipsis_at, tuple(unread))


def _with_ellipsis_marked(text: str) -> str:
    text = _ET_AL.sub(f", {_MARK}", text)

    def mark(match: re.Match[str]) -> str:
        before = text[: match.start()]
        # "Choe, E....": the first dot closes the initial
        stop = "." if re.search(rf"(?:^|[\s.,\-])[{UPPER}]$", before) else ""
        return f"{stop}, {_MARK}, "

    return _ELLIPSIS.sub(mark, text)


def _parts(text: str) -> list[str]:
    text = re.sub(r"\s*(?:&|\+)\s*", ", ", text)
    text = _split_at_and(text)
    if re.match(rf"^\s*{_INITIAL}", text):
        return _pieces(text)
    # "Hook, J. N. Rivera, D. P.": the comma between two authors is missing
    text = re.sub(
        rf"(,\s*(?:[{UPPER}]\.[\s\-]?)+)\s+(?=(?:(?:{'|'.join(PARTICLES[:-3])})\s+)*"
        rf"[{UPPER}][\w'’\-]+(?:\s[{UPPER}][\w'’\-]+)?\s*,\s*[{UPPER}][.\s,\-])",
        r"\1, ",
        text,
    )
    return _pieces(text)


def _pieces(text: str) -> list[str]:
    pieces = re.split(r"\s*[,;]\s*", text)
    return [piece for piece in (p.strip(" :") for p in pieces) if piece.strip(".")]


def _split_at_and(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        before = re.split(r"[,;]", text[: match.start()])[-1]
        return " and " if GROUP_WORDS.search(before) else ", "

    return re.sub(r"(?:\s*,)?\s+(?:and|et|und|y)\s+(?=\S)", replace, text)


def _is_group(text: str) -> bool:
    return "," not in text and "&" not in text and bool(GROUP_WORDS.search(text))


def _group(text: str) -> Name:
    """A group as it stands, without what it writes for and the stop behind it."""
    text = re.sub(r"^(?:for|on behalf of)\s+(?:the\s+)?", "", text)
    return Name(literal=re.sub(r"(?<=\w{2})\.$", "", text))


def _given_first(parts: list[str]) -> bool:
    """Whether the list runs "Joshua K. Swift, R. P. Greenberg" and not family name first."""
    people = [p for p in parts if p != _MARK and not _SUFFIX.match(p) and not GROUP_WORDS.search(p)]
    return bool(people) and all(
        (
            len(p.split()) >= 2
            and not INITIALS.match(p.split()[-1])
            and not _PARTICLE.match(p)
            and not _SUFFIX.match(p.split()[-1])
        )
        or re.match(rf"^(?:{_INITIAL}[\s\-]?)+[\w'’]{{2}}", p)
        for p in people
    )


def _pair_initials_first(parts: list[str], position: int) -> tuple[Name, int]:
    part = parts[position]
    if GROUP_WORDS.search(part):
        return _group(part), 1
    words = part.rstrip(".").split() if not re.search(rf"\b{_INITIAL}$", part) else part.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    if len(words) == 1:
        glued = re.match(rf"^((?:{_INITIAL}-?)+)(\S+)$", words[0])
        return (Name(glued[2], glued[1]) if glued else Name(family=words[0])), 1
    # "Davis D. E." among names given first: the initials close it
    if INITIALS.match(words[-1]) and "." in words[-1]:
        return _family_with_initials(part) or Name(family=part), 1
    return Name(" ".join(words[at:]), " ".join(words[:at]), suffix), 1


def _pair_family_first(parts: list[str], position: int) -> tuple[Name, int]:
    part = parts[position]
    following = parts[position + 1] if position + 1 < len(parts) else ""
    family = part
    suffix = ""
    words = part.split()
    if len(words) > 1 and _SUFFIX.match(words[-1]):
        family, suffix = " ".join(words[:-1]), words[-1]
    if following and following != _MARK and not _SUFFIX.match(following):
        given, tail = _given_and_suffix(following)
        if INITIALS.match(given):
            return Name(family, given, tail or suffix), 2
        if own := _family_with_initials(part):
            return own, 1
        given = re.sub(rf"(?:(?<=\w{{4}})|(?<=[{_CASELESS}]))\.$", "", given)
        if _FORENAMES.match(given) and not GROUP_WORDS.search(f"{part} {given}"):
            return Name(family, given, tail or suffix), 2
    elif _SUFFIX.match(following) and position + 2 < len(parts):
        given, _ = _given_and_suffix(parts[position + 2])
        if INITIALS.match(given):
            return Name(family, given, following), 3
    if GROUP_WORDS.search(part):
        return _group(part), 1
    return _family_with_initials(part) or _alone(part), 1


def _given_and_suffix(text: str) -> tuple[str, str]:
    words = text.split()
    if len(words) > 1 and (_SUFFIX.match(words[-1]) or _DEGREE.match(words[-1])):
        return " ".join(words[:-1]), words[-1] if _SUFFIX.match(words[-1]) else ""
    return text, ""


def _family_with_initials(part: str) -> Name | None:
    """ "Davis D. E." or "Davis DE", the comma before the initials left out."""
    match = re.match(rf"^(.*?[^\W\d_]{{2,}})\s+((?:[{UPPER}]\.?[\s\-]?){{1,4}})$", part)
    return Name(match[1], match[2].strip()) if match else None


def _alone(part: str) -> Name:
    words = part.split()
    if len(words) in (2, 3, 4) and _FORENAMES.match(part):
        return _pair_initials_first([part], 0)[0]
    return Name(literal=part) if len(words) > 3 else Name(family=part)
