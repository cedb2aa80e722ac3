"""Lines about a post rather than of it: who wrote it, when, under what it is filed, how often read.

"Posted on March 9, 2021 by Maude Ferris in Empathy", "Hits: 1234", "Étiquettes : écoute". Such a
line is known only if every piece of it is; a sentence that opens with "By" or "In" is none.
"""

import re
from dataclasses import dataclass

from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR, month_number

_LONGEST = 300
_LONGEST_BYLINE, _LONGEST_DATE, _LONGEST_LABEL = 120, 40, 2
# what themes call the box of a name
_AROUND_AUTHOR = re.compile(r"author|avatar|byline|writer|reviewer|person|contributor|poster")
_END = "\x1f"  # where a piece was recognised and taken out

_DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:lun|mar|mer|jeu|ven|sam|dim)\.?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_TIME = r"(?:\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b\.?)?"
# "Mar 9, ’17"
_OF_YEAR = rf"(?:{YEAR}|[’'‘]\d\d)"
_DAY = (
    rf"(?:(?P<m1>{MONTH_PATTERN})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>{_OF_YEAR})"
    rf"|(?P<d2>\d{{1,2}})(?:er|st|nd|rd|th)?\.?\s+(?P<m2>{MONTH_PATTERN})\.?,?\s+(?P<y2>{_OF_YEAR})"
    rf"|(?P<y3>{YEAR})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})(?:T\S{{4,20}})?"
    # as a program prints it: "Tue Jan 16 09:14:02 EST 2018"
    rf"|(?P<m4>{MONTH_PATTERN})\s+(?P<d4>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+(?:[A-Z]{{2,5}}\s+)?(?P<y5>{YEAR})"
    rf"|(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y4>{YEAR}|\d\d(?![\d./])))"
)
_DATE = re.compile(
    rf"(?P<changed>\b(?:updated|last (?:updated|modified|edited)|modified|edited|mis(?:e)? à jour|"
    rf"modifiée?|dernière (?:mise à jour|modification))\b\s*(?:on|le)?\s*:?\s*)?"
    rf"(?:\b(?:{_DAYS})\b[.,]?\s+(?:the\s+|le\s+)?)?\b{_DAY}(?!\w)"
    rf"(?:\s*(?:,|-|–|@|\bat\b|\bà\b)?\s*\b{_TIME})?",
    re.IGNORECASE,
)
_AT = re.compile(rf"(?:\bat\s+|@\s*|\bà\s+)?\b{_TIME}(?!\w)", re.IGNORECASE)
_COUNT = re.compile(
    r"(?:(?<!\d)\d[\d.,]{0,9}\s?[km]?|\bno|\bone|\baucun)\s+"
    r"(?:views?|reads?|comments?|likes?|notes?|shares?|respon[sc]es?|repl(?:y|ies)|claps?|"
    r"reactions?|"
    r"vues?|lectures?|commentaires?|réponses?|mentions? j[’']aime|j[’']aime|"
    r"partages?|kommentare?|aufrufe|votes?)(?![^\W\d_])\s*:?"
    r"|\b(?:comments?|commentaires?|trackbacks?|likes?)\s*\(\d{1,6}\)"
    r"|\b(?:hits|views?|page views|affichages|clics|vues|lectures?|zugriffe|aufrufe|"
    r"read)\s*:\s*\d[\d.,  ]{0,9}(?: times)?"
    r"|\b\d{1,3}\s?[- ]?(?:min|minutes?|minuten)\.?\s?"
    r"(?:read(?:ing time)?|de lecture|lesezeit)?(?!\w)"
    r"|\b(?:reading time|temps de lecture|lecture de)\s*:?\s*\d{1,3}\s?min\w*"
    r"|\b(?:est\.?|estimated)\s+(?=reading|\d)",
    re.IGNORECASE,
)
_WORDS = (
    r"posted|published|written|submitted|created|publiée?|écrite?|soumise?|rédigée?|créée?|"
    r"ajoutée?|geschrieben|veröffentlicht|gespeichert|verfasst|erstellt|eingestellt|"
    r"blog|post|article|billet|story|news|fiche|note|texte|synthèse|beitrag|text"
)
# what somebody did with an article, or made of it, before a name
_DID = (
    r"(?:summary|review|notes?|résumé|recension|notes? de lecture|zusammenfassung|rezension|"
    r"presented|summari[sz]ed|reviewed|chosen|read|contributed|prepared|discussed|"
    r"compiled|collected|reported|zusammengestellt|rapportée?|compilée?|"
    r"présentée?|résumée?|lue?|choisie?|proposée?|préparée?|"
    r"vorgestellt|zusammengefasst|gelesen|ausgewählt)"
)
_FILLER = re.compile(
    rf"^(?:(?:{_WORDS}|on|at|the|date|le|à|am|um|am/um|uhr|den|lu|fois|:|this entry was|was|"
    rf"details|{_DAYS}|permalink|share|print|"
    r"e-?mail|and|et|reply|edit|modifier)[\s:,.]*)+$",
    re.IGNORECASE,
)
_CUES = (
    ("author", rf"(?:(?:{_WORDS}|{_DID})\s+){{0,2}}(?:by|par|von)\b\s*:?|(?:{_WORDS})\s+by\s*:|"
     r"(?:author|auteure?|autrice|"
     r"contributor|editor|rédacteur|rédactrice)s?\s*:"),
    ("tag", r"tagged(?:\s+(?:as|in|with|under))?\b\s*:?|tags?\s*:|labels?\s*:|keywords?\s*:|"
    r"libellés?\s*:|schlag(?:wörter|worte)\s*:|étiqueté sous\b|"
     r"étiquet(?:tes?|é)\s*:|étiqueté(?:\s+(?:avec|sous|dans))?\s|mots[- ]clé(?:s|f)?s?\s*:|"
     r"tags?\s(?=\w)"),
    ("category", r"(?:posted|filed|published|categori[sz]ed)\s+(?:in|under|as)\b\s*:?|"
    r"classée?\s+(?:dans|sous)\b\s*:?|"
     r"(?:publiée?)\s+dans\b|(?:parent\s+)?categor(?:y|ies)\s*:|catégories?\s*:|kategorien?\s*:|topics?\s*:|"
     r"sujets?\s*:|thèmes?\s*:|"
     r"section\s*:|rubriques?\s*:|(?:in|dans|under)\b(?=\s)"),
)  # fmt: skip
_CUE = re.compile("|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _CUES), re.IGNORECASE)
_LABEL = re.compile(rf"^(?:{_WORDS}|{_DID})\s+(?:by|par|von)\s*:?$", re.IGNORECASE)
_WEAK = re.compile(r"^(?:in|dans|under|tags?|by|par|von)$", re.IGNORECASE)
_SEPARATOR = re.compile(rf"\s*[{_END}·•∙|/—–\n]\s*|\s+-\s+|\s{{3,}}")
_HASHES = re.compile(r"^(?:#[\w\-’' ]{1,40}[\s,]*)+$")
_PERSON = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Mme|M)\.?\s+)?[A-ZÀ-Þ][\w’'.\-]*"
    r"(?:\s+(?:van|de|der|den|von|la|le|di|du|da|of|the|et|and|&)(?=\s)){0,2}"
    r"(?:\s+(?:[A-ZÀ-Þ][\w’'.\-]*|van|de|der|den|von|la|le|di|du|da|et|and|&)){0,5}"
    r"(?:,\s*(?:Ph\.?\s?D|Psy\.?\s?D|M\.?D|C\.?\s?Psych|M\.?A|M\.?Sc|R\.?\s?Psych|FRSC)\.?){0,3}$"
)
# what a site asks its readers to do, in capitals like a name
_BUTTON = re.compile(
    r"(?:suggest|edit|share|read|view|print|reply|follow|subscribe|sign|report|download|modifier|"
    r"partager|suivre|répondre)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s+(?:le|on|at|à|the))+$", re.IGNORECASE)
# "Jo Roe, second year"
_ROLE = re.compile(r",\s+[a-zà-ÿ]\S*(?:\s\S+){0,5}$")
_FIELD = re.compile(
    r"\b(?:\w*therap|[ck]lini|pra[ctx]|\w*psych|research|recherche|forsch|group|coupl|paar|famil|"
    r"trauma|training|supervis|digest|notes|review|health|santé)",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]\.$")
_USER = re.compile(r"^[\w.\-]{2,40}$")


@dataclass(frozen=True)
class Byline:
    """What the line says; empty where it does not."""

    date: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def month(self) -> str:
        return self.date[:7]

    @property
    def files(self) -> bool:
        """Whether it says under what the post is filed, and nothing else."""
        return bool(self.categories or self.tags) and not (self.date or self.author)


def read_byline(text: str, *, day_first: bool = False, partly: bool = False) -> Byline | None:
    """The byline that a line is; `None` where any piece of it is not understood.

    With `partly` (of a line that surely is one) pieces that are not understood are passed over.

    `day_first` reads 10/05/2022 as the tenth of May.
    """
    if not 2 < len(text) <= _LONGEST:
        return None
    if _HASHES.match(text):
        return Byline(tags=names_in(text.replace("#", ",")))
    dates: list[str] = []

    def take_date(match: re.Match[str]) -> str:
        if not match["changed"]:
            dates.append(date_in(match[0], day_first=day_first))
        return _END

    rest, dated = _DATE.subn(take_date, text)
    rest, counted = _COUNT.subn(_END, rest)
    if dated or counted or _CUE.match(rest):
        rest = _AT.sub(_END, rest)
    found: dict[str, list[str]] = {"author": [], "category": [], "tag": []}
    certain = bool(dated or counted)
    for segment in _SEPARATOR.split(rest):
        known = _segment(segment, found, certain)
        if known is None and partly and certain:
            continue
        if known is None:
            return None
        certain = certain or known
    if not certain:
        return None
    return Byline(
        date=next(filter(None, dates), ""),
        author=" ".join(found["author"][:1]),
        categories=tuple(n for names in found["category"] for n in names_in(names)),
        tags=tuple(n for names in found["tag"] for n in names_in(names)),
    )


def _segment(segment: str, found: dict[str, list[str]], certain: bool) -> bool | None:
    """Whether the segment is certainly of a byline; `None` where it is not understood."""
    segment = segment.strip(" \t,;()[]{}")
    if not _INITIAL.search(segment):
        segment = segment.strip(" .")
    if not segment or _FILLER.match(segment):
        return False
    cues = _cues_of(segment)
    head = segment[: cues[0].start()].strip(" ,") if cues else segment
    if head and not _FILLER.match(head):
        # between other pieces may stand the name of a person, and of a topic just as well
        named = " " in head and is_person(head) and not _FIELD.search(head)
        if not certain or not named or found["author"]:
            return None
        found["author"].append(head)
    sure = False
    ends = [*(cue.start() for cue in cues[1:]), len(segment)][: len(cues)]
    for cue, end in zip(cues, ends, strict=True):
        kind, value = str(cue.lastgroup), segment[cue.end() : end].strip(" ,:;")
        value = _TAIL.sub("", value).strip(" ,:;")
        weak = _WEAK.match(cue[0].strip()) is not None
        if not value:
            continue
        if kind == "author":
            value = value if weak else _ROLE.sub("", value)
            alone = not (certain or sure) and weak
            if not (is_person(value) and (" " in value or not alone)) and not (
                not alone and _USER.match(value)
            ):
                return None
        elif (
            value.endswith((".", ":", "?")) or len(value) > 200 or (weak and not (certain or sure))
        ):
            return None
        found[kind].append(value)
        sure = True
    return sure


def _cues_of(segment: str) -> list[re.Match[str]]:
    """The cues, the first of which opens the segment; "in" within a list of names is none."""
    cues: list[re.Match[str]] = []
    for cue in _CUE.finditer(segment):
        filed = cues and cues[-1].lastgroup != "author"
        if filed and _WEAK.match(cue[0].strip()):
            written = re.match(r"(?:by|par)\b", cue[0], re.IGNORECASE)
            if not (written and len(segment) - cue.end() < 40):
                continue
        cues.append(cue)
    return cues


def read_by_place(text: str, around: str, *, day_first: bool = False) -> Byline | None:
    """The date and the author that a short line between a title and its text gives in pieces of
    its own: "12.03.2021 | Reviewer: Jo Roe | Setting"; `None` where it gives neither.

    A name is an author's if a label stands before it, or if the box `around` it is called so.
    """
    if len(text) > _LONGEST_BYLINE or text.endswith((".", "?", "!")):
        return None
    pieces = [piece.strip() for piece in re.split(r"\s+[–—/-]\s+|\s*[|·•∙]\s*", text)]
    dates = [date_in(piece, day_first=day_first) for piece in pieces if len(piece) < _LONGEST_DATE]
    named = _AROUND_AUTHOR.search(around.rpartition("/")[2]) is not None
    names = []
    for piece in pieces:
        label, _colon, value = piece.rpartition(":")
        name = value.strip()
        told = named if not label else len(label.split()) <= _LONGEST_LABEL
        if told and " " in name and is_person(name) and not date_in(name):
            names.append(name)
    date = next(filter(None, dates), "")
    author = names[0] if len(names) == 1 else ""
    return Byline(date=date, author=author) if date or author else None


def opens_byline(text: str) -> bool:
    """Whether a line only says that a name follows: "Reported by"."""
    return _LABEL.match(text) is not None


def is_person(text: str) -> bool:
    """Whether the words may be the name of a person."""
    return len(text) <= 80 and _PERSON.match(text) is not None and not _BUTTON.match(text)


def is_user(text: str) -> bool:
    """Whether the words may be the name that somebody signs in with: one word."""
    return _USER.match(text) is not None


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list: "alliance, empathy and trust", "alliance | empathy"."""
    # "Cognitive Therapy (CT) and …" is one name: "and" parts only what commas part already
    names = [name.strip(" .#") for name in re.split(r"\s*[,;|•·]\s*", text)]
    if len(names) > 1:
        last = re.split(r"^(?:and|et|&)\s+", names[-1])[-1]
        names[-1] = last
    return tuple(name for name in names if name)


def date_in(text: str, *, day_first: bool = False) -> str:
    """The first day in the text as "2021-03-09", "" where there is none."""
    match = re.search(_DAY, text[:200], re.IGNORECASE)
    if match is None:
        return ""
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]
    if len(year) < 4:  # no blog is older
        year = f"20{year[-2:]}"
    if name := match["m1"] or match["m2"] or match["m4"]:
        month, day = month_number(name) or 0, int(match["d1"] or match["d2"] or match["d4"])
    elif match["m3"]:
        month, day = int(match["m3"]), int(match["d3"])
    else:
        first, second = int(match["a"]), int(match["b"])
        # "11.02.2019" is written where the day comes first
        by_day = first > 12 or ((day_first or "." in match[0]) and second <= 12)
        month, day = (second, first) if by_day else (first, second)
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
