"""The words by which the parts of such a page are told apart."""

import difflib
import re

from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR, month_number, partial_date

_BLOG = (
    # "31 -- September 2019" of an issue that only has its number
    r"(?:\d{1,4}\s?(?:--+|[–—|·•:#])\s*|"
    r"(?:[\w.&’' ()\-]{1,60}\s[|·•,:–—\-]?\s*)?"
    r"(?:(?:n(?:um[ée]ro|umber|[o°ºr]\.?)|issue|vol(?:ume|\.)?|ausgabe|jahrgang|heft|[ée]dition)\s?\d{1,4}(?:\s*[|·•,:–—-]\s*|\s+)){1,2}|"
    r"[\w.&’' ()\-]{0,60}\b(?:blog(?:ue)?|digest|newsletter|letter|bulletin|"
    r"(?:info)?lettre|issue|archives?)\b"
    r"(?:[^:–—|\-]{0,20}[:–—|\-]\s*|[^:–—|\-,.]{0,40},\s+|,?\s+(?:(?:for|of|de|d[’'])\s*)?|\s+(?:n[o°º]\.?\s*)?\d{1,4},?\s+))"
)
_MONTH_HEADING = re.compile(
    rf"^(?P<blog>{_BLOG})?\(?(?P<month>{MONTH_PATTERN})\b\.?"
    # "July/August 2015" is the issue of July
    rf"(?:\s*(?:[/&–-]|and|et)\s*{MONTH_PATTERN}\b\.?)?\s*,?\s*(?P<year>{YEAR})?\)?"
    r"(?:\s*[-–—:]?\s*(?:blog|issue|edition))?(?:\s*\(\d+\))?\s*[:.]?$",
    re.IGNORECASE,
)
_MONTH_WITH_YEAR = re.compile(
    rf"\b(?P<month>{MONTH_PATTERN})\b\.?,?\s+(?P<year>{YEAR})\b", re.IGNORECASE
)
_NUMERIC_MONTH = re.compile(
    rf"^(?P<blog>{_BLOG})?(?P<year>{YEAR})[-/](?P<number>0[1-9]|1[0-2])$", re.I
)

_WHO = (
    r"(?:practi[cs]e|practical|practitioners?|clinical|clinicians?|treatment|therapy|therapists?|"
    r"psychotherapy|psychotherapists?|psychotherapeutic|research|training|education|counsell?ing|"
    r"counsell?ors?|trainees|supervisors?|supervision)"
)
_PRATIQUE = r"(?:la|votre|notre|leur)\s+(?:pratique(?:\s+clinique)?|clinique)"
_PRAXIS = r"(?:(?:die|der|unsere|ihre|meine)\s+)(?:(?:klinische|therapeutische)n?\s+)?praxis"
IMPLICATIONS_NAMES = (
    rf"(?:(?:{_WHO}\s+(?:and|&)\s+)?{_WHO}(?:\s+{_WHO})?[’']?s?\s+(?:implications?|points|recommendations|"
    r"take[\s-]?aways?|messages?|applications?)"
    rf"|(?:implications?|recommendations|applications?)\s+(?:for|to|in|of)\s+(?:the\s+)?(?:your\s+)?"
    rf"{_WHO}(?:\s+(?:and|&)\s+{_WHO})?(?:\s+{_WHO})?"
    r"|what\s+(?:does\s+)?(?:this|it|that)\s+means?\s+(?:for|in)\s+(?:your\s+|clinical\s+|the\s+)?"
    r"(?:practice|therapists|clinicians|psychotherapists|psychotherapy|practitioners)"
    rf"|(?:key\s+)?(?:take[\s-]?(?:home|away)\s+(?:messages?|points?)|take[\s-]?aways?)"
    rf"(?:\s+for\s+(?:your\s+|the\s+)?{_WHO})?|in\s+practice|for\s+(?:(?:your|our|the)\s+)?(?:practice|clinic|clinicians|therapists|practitioners)"
    r"|what\s+(?:you|therapists|clinicians|practitioners)\s+can\s+do(?:\s+\w+){0,3}"
    rf"|(?:implications?|r[ée]percussions?|recommandations?|applications?|conseils?|pistes?)\s+"
    rf"(?:cliniques?|pratiques?|(?:pour|sur|dans)\s+{_PRATIQUE})"
    rf"|(?:à|que)\s+retenir\s+pour\s+{_PRATIQUE}|(?:dans|pour)\s+{_PRATIQUE}|en\s+pratique"
    rf"|(?:qu[’']est-ce\s+que|ce\s+que)\s+cela\s+(?:signifie|change|veut\s+dire)\s+pour\s+"
    rf"{_PRATIQUE}|implications?"
    rf"|(?:und\s+)?(?:in|für)\s+{_PRAXIS}|was\s+(?:heißt|heisst|bedeutet)\s+das\s+für\s+{_PRAXIS}"
    rf"|(?:fazit|folgerungen|konsequenzen|anregungen|empfehlungen|hinweise|tipps|implikationen)\s+"
    rf"für\s+{_PRAXIS}|(?:klinische|praktische)\s+(?:implikationen|folgerungen|konsequenzen))"
)
_IMPLICATIONS_ALONE = re.compile(rf"^\W*(?P<name>{IMPLICATIONS_NAMES})\s*\??\W*$", re.IGNORECASE)
_IMPLICATIONS_LED = re.compile(
    rf"^[\W_]*(?P<name>{IMPLICATIONS_NAMES})\s*\**\s*(?:[:–—]|\s-|\.(?=\s*[A-ZÀ-Þ(\d]))\s*\**\s*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# no sign between name and text: the name must be written as a heading is
_IMPLICATIONS_GLUED = re.compile(
    r"^\W*(?P<name>(?:(?:Practice|Clinical|Treatment|Therapy) Implications?|PRACTICE IMPLICATIONS?|"
    r"Implications? [Ff]or (?:Clinical )?Practice))\s*(?P<rest>(?:[A-ZÀ-Þ“\"]|\(?[1a]\)?[.)]).*)$",
    re.DOTALL,
)
_IMPLICATIONS_INSIDE = re.compile(
    r"(?<=[.?!”\")])\s*(?P<name>\**(?:Practice Implications?|PRACTICE IMPLICATIONS?|"
    r"Clinical Implications|Implications for (?:Clinical )?Practice)\**)\s*[:.–—]?\s*\**"
    r"(?=[A-ZÀ-Þ(“\"\d])"
)
_CONTACT = re.compile(
    r"^\W*(?:(?:(?:the|first|second|third|lead|corresponding|contact|senior|study|\w+)\s+){0,3}authors?(?:[’']s?)?\s*"
    r"(?:e-?mails?|contacts?|correspondence|address(?:es)?)(?:\s+address(?:es)?)?"
    r"|e-?mails?(?:\s+address(?:es)?)?(?:\s+(?:of|for|to)\s+(?:the\s+)?[\w\s]{0,30}authors?)?"
    r"|contact(?:\s+(?:the\s+)?(?:authors?|e-?mail|information|person))?|corresponding\s+author"
    r"|(?:address\s+)?correspondence|courriels?(?:\s+de\s+l[’']auteure?s?)?|coordonn[ée]es"
    r"|for\s+(?:a\s+copy|copies|reprints?|more\s+information)\b[^:@]{0,80})\s*[:\-–—]?\s",
    re.IGNORECASE,
)
# from its first letter on, and never in another way: linear on lines without spaces
_EMAIL = r"(?<![\w.+\-])[\w.+\-]++\s?(?:@|\[at\]|\(at\))\s?[\w\-]++(?:\.[\w\-]++)+"
_TRAILING_CONTACT = re.compile(
    r"(?P<contact>\(?(?:(?:(?:First|Second|Third|Lead|Corresponding|Contact|Senior|The)\s+)?[Aa]uthors?(?:[’']s?)?\s*"
    rf"(?:e-?mails?|contacts?)(?:\s+address(?:es)?)?|E-?mails?(?:\s+address)?|Contact|Courriel)\s*[:\-–—]?\s*"
    rf"(?:[\w.\s]{{0,40}}?){_EMAIL}(?:\s*(?:[,;]|and|or)\s*{_EMAIL})*\)?\.?)\s*$",
)
# an address after the last sentence, with few words before it or none
_ADDRESS_LAST = re.compile(
    rf"(?<=[.?!)”\"])\s+(?P<contact>(?:[A-Z][^.?!:]{{2,50}}:\s*)?{_EMAIL}\.?)\s*$"
)
# a name beside an address has so many words
_NAMED = 5
_NOTICE = re.compile(
    r"(?:(?<=^)|(?<=[.!?]\s)|(?<=[.!?]))"
    r"(?P<notice>(?:(?:Please note that\s+)?(?:this|the|our)\s+"
    r"(?:content|page|blog|site|website|text|information)\s+(?:is|are)\s+(?:currently\s+)?(?:only\s+)?(?:available|offered|written)\s+"
    r"(?:only\s+)?in\s+(?:English|French)(?:\s+only)?|(?:only\s+)?available\s+(?:only\s+)?in\s+"
    r"(?:English|French)(?:\s+only)?|(?:English|French)\s+only|"
    r"ce(?:tte)?\s+(?:contenu|page|blogue|site)\s+(?:n[’']est|est)\s+(?:offerte?|disponible|"
    r"pr[ée]sent[ée]e?)\s+(?:qu[’']|uniquement\s+|seulement\s+)?en\s+(?:anglais|fran[çc]ais)"
    r"(?:\s+seulement|\s+uniquement)?)\s*[.!]?)(?=\s|$)",
    re.IGNORECASE,
)
_TEASER_HEAD = re.compile(
    r"^\W*(?:this month\b|in this (?:month|issue)\b|ce mois-ci\b|dans ce num[ée]ro\b"
    r"|(?:…|\.\.\.)\s*I (?:blog|write)\b)",
    re.IGNORECASE,
)
_CITATION_LABEL = re.compile(
    r"^\W*(?:(?:full )?references?|(?:full )?citations?|sources?|further reading|bibliography|"
    r"(?:the )?article|paper|r[ée]f[ée]rences?|lectures? compl[ée]mentaires?|(?:foot)?notes?|"
    r"bibliographie|literatur(?:angaben?|verzeichnis)?|quellen?(?:angaben?)?|fußnoten?|"
    r"anmerkungen)\W*$",
    re.IGNORECASE,
)
_TYPE_LABEL = re.compile(
    r"^\W*(?:(?:filter|browse|sort)\s+by\s+)?"
    r"(?:types? of research|research types?|types? of (?:study|article|paper)|"
    r"type de recherche)\s*:?$",
    re.IGNORECASE,
)
_TOPICS_LABEL = re.compile(
    r"^\W*(?:(?:filter|browse|sort)\s+by\s+)?(?:(?:blog\s+)?(?:topics?|categories|subjects?|themes?|keywords)"
    r"|(?:topics?|categories) (?:list|filter)|sujets|th[èe]mes)\s*:?$",
    re.IGNORECASE,
)
_FILTER_OWN = re.compile(
    r"^\W*(?:all\b.*\(\s*clear\s*\)|all (?:topics|types|categories)(?:\s+of research)?|"
    r"clear(?: all)?|"
    r"-?\s*any\s*-?|-\s*(?:select|none|all)\s*-|"
    r"select (?:a )?(?:topic|category|type)|apply|reset|tous|toutes)\W*$",
    re.IGNORECASE,
)
_ENTRY_TOPICS = re.compile(
    r"^\W*(?:topics?|tags?|tagged(?: as| in| with)?|filed under|posted in|"
    r"categor(?:y|ies)|keywords|sujets?|th[èe]mes?|type of research|research type)"
    r"\s*:\s*(?P<names>\S.*)$",
    re.IGNORECASE,
)
_FILED_UNDER = re.compile(
    r"^\W*(?:tagged(?: as| in| with)?|filed under|posted in|class[ée] dans)\s+"
    r"(?P<names>[A-ZÀ-Þ].*)$"
)
_POSTED = re.compile(
    rf"^\W*(?:(?:posted|published|submitted|created|updated|written|publi[ée])\b.{{0,60}}?\b)?"
    rf"(?P<date>(?:\w+,?\s+)?(?:{MONTH_PATTERN}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEAR}"
    rf"|\d{{1,2}}(?:er)?\s+{MONTH_PATTERN}\.?,?\s+{YEAR}|{YEAR}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/{YEAR}))"
    r"(?:\s*(?:[-–—|,•·]|at|by|in)\s*.{0,80})?$",
    re.IGNORECASE,
)
_POSTED_BY = re.compile(
    r"^\W*(?:posted|submitted|written|published)\s+by\s+.{2,60}$", re.IGNORECASE
)
_PERSON_LINE = re.compile(
    r"^(?!(?:From|The|About|Notes|News|Our|Your|My|Welcome|Read|How|What|Why|Aus|Vom|Zum|Für|Über|"
    r"Le|La|Les|Des|Du|Notre|Nos|Der|Die|Das|Lectures?|Research|Psychotherapy)\s)"
    r"(?:(?i:by|author|blog by|written by|par)\s*:?\s+)?(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s+)?"
    r"[A-ZÀ-Þ][\w’'\-]+(?:\s+[A-ZÀ-Þ]\.?)*(?:\s+(?:van|de|der|von|la|le|di))?\s+[A-ZÀ-Þ][\w’'\-]+"
    r"(?:,?\s*(?:Ph\.?\s?D\.?|Psy\.?\s?D\.?|M\.?D\.?|C\.?\s?Psych\.?|M\.?A\.?|R\.?\s?Psych\.?|FRSC))*\.?$"
)
_PERSON_CUE = re.compile(
    r"^(?:by|author|blog by|written by|par|von)\b|\b(?:Dr|Prof)\b|\b(?:Ph\.?\s?D|Psy\.?\s?D|M\.?D|"
    r"C\.?\s?Psych|M\.?A|R\.?\s?Psych|FRSC)\b",
    re.IGNORECASE,
)
_GLUED_PERSON = re.compile(
    r"^(?P<name>(?:(?:[Bb]y|Author|Blog by|Written by)\s*:?\s+)?(?:(?:Dr|Prof|Professor)\.?\s*)?"
    # "Dr. Tasca" needs no first name
    r"(?:(?<=Dr\.\s)|(?<=Dr\s)|(?<=Prof\.\s)|(?<=Professor\s)|"
    r"[A-ZÀ-Þ][a-zà-ÿ’'\-]+(?:\s+[A-ZÀ-Þ]\.)*\s+)(?:(?:van|de|der|von|la|le|di)\s+)*"
    r"(?:Mc|Mac|O[’']|De|Di|Le|La|Van)?[A-ZÀ-Þ][a-zà-ÿ’'\-]+"
    r"(?:,?\s*(?:Ph\.?\s?D\.?|Psy\.?\s?D\.?|M\.?D\.?|C\.?\s?Psych\.?))*)(?=[A-ZÀ-Þ][a-zà-ÿ]*\s)(?P<rest>.+)$",
    re.DOTALL,
)


def month_heading(text: str) -> tuple[str | None, bool] | None:
    """("2018-03", whether it says "blog") of a month's heading; month `None` where the year lacks.

    `None` for any other line.
    """
    if len(text) > 90:
        return None
    if numeric := _NUMERIC_MONTH.match(text):
        return f"{numeric['year']}-{numeric['number']}", bool(numeric["blog"])
    match = _MONTH_HEADING.match(text.strip(" *_#"))
    if match is None:
        return None
    number = month_number(match["month"])
    if number is None:
        return None
    month = f"{match['year']}-{number:02}" if match["year"] else None
    return month, bool(match["blog"])


def month_named(text: str) -> str:
    """ "2017-11" of a line that is no sentence and begins or ends with the only month it names:
    "Lectures de novembre 2017"; else ""."""
    if len(text) > 90 or text.rstrip().endswith((".", ",", ";")):
        return ""
    found = list(_MONTH_WITH_YEAR.finditer(text))
    apart = len(found) == 1 and not (found[0].start() and re.search(r"\w", text[found[0].end() :]))
    number = month_number(found[0]["month"]) if apart else None
    return f"{found[0]['year']}-{number:02}" if number else ""


def implications_heading(text: str) -> tuple[str, str] | None:
    """(name, text after it on the same line) when the line opens the practice implications."""
    if alone := _IMPLICATIONS_ALONE.match(text):
        return alone["name"], ""
    if (
        len(text) < 40
        and difflib.SequenceMatcher(
            None, text.casefold().strip(" :.*"), "practice implications"
        ).ratio()
        > 0.87
    ):
        return text.strip(" :.*"), ""
    for pattern in (_IMPLICATIONS_LED, _IMPLICATIONS_GLUED):
        # in lower case it is the end of a sentence: "… several practice implications. (1) …"
        if (match := pattern.match(text)) and match["name"][0].isupper():
            return match["name"], match["rest"].strip()
    return None


def implications_inside(text: str) -> tuple[str, str] | None:
    """The text before a heading of implications run into a paragraph, and from it on."""
    if "mplication" not in text and "MPLICATION" not in text:
        return None  # spares the slower search
    match = _IMPLICATIONS_INSIDE.search(text)
    if match is None or match.start() < 40:
        return None
    return text[: match.start()].rstrip(), text[match.start() :].strip()


def is_citation_label(text: str) -> bool:
    """Whether a line only announces a citation: "Reference", "Further reading:"."""
    return _CITATION_LABEL.match(text) is not None


def _has_at(text: str) -> bool:
    """Whether a text may hold an address: most have none, and are not searched for one."""
    return re.search(r"@|[\[(]at[\])]", text, re.IGNORECASE) is not None


def says_contact(text: str) -> bool:
    """Whether a line says whose address follows: "Author email: …"."""
    return _CONTACT.match(f"{text} ") is not None


def is_bare_address(text: str) -> bool:
    """Whether a line is an address, with a name or nothing beside it: "Jo Roe: roe@example.org"."""
    words = re.sub(_EMAIL, "", text).split()
    return len(words) <= _NAMED and not any(word[:1].islower() for word in words)


def is_contact_label(text: str) -> bool:
    """Whether a line only announces an address: "Author email:"."""
    return len(text) < 60 and _CONTACT.fullmatch(f"{text.strip()} ") is not None


def is_contact(text: str) -> bool:
    has_email = _has_at(text) and re.search(_EMAIL, text) is not None
    if _CONTACT.match(text + " "):
        return (has_email and len(text) < 400) or (":" in text[:40] and len(text) < 100)
    sentence = _ADDRESS_LAST.search(text) if has_email else None
    if sentence and len(text[: sentence.start()].split()) > 4:
        return False
    return has_email and len(text) < 160 and len(re.sub(_EMAIL, "", text).split()) <= 12


def split_trailing_contact(text: str) -> tuple[str, str]:
    """(text, contact) where an e-mail line is glued to the end of a paragraph."""
    match = None
    if _has_at(text):
        match = _TRAILING_CONTACT.search(text) or _ADDRESS_LAST.search(text)
    if match is None or not text[: match.start("contact")].strip(" .;,|"):
        return text, ""
    kept = text[: match.start("contact")].rstrip()
    return kept, match["contact"].strip()


def split_notice(text: str) -> tuple[str, str]:
    """(text without it, notice) where a paragraph says in what language the content is."""
    match = _NOTICE.search(text)
    if match is None:
        return text, ""
    rest = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()
    return rest, match["notice"].strip()


def split_author(text: str) -> tuple[str, str]:
    """(author, rest) where the writer's name is glued to the first word of the text."""
    match = _GLUED_PERSON.match(text)
    return (match["name"].strip(), match["rest"].strip()) if match else ("", text)


def is_person_line(text: str, *, bare: bool = False) -> bool:
    """Whether a line names who writes: "By Jo Roe", "Dr. Roe", "Jo Roe, PhD".

    A `bare` name counts only where what stands around it says that it is one.
    """
    if not bare and not _PERSON_CUE.search(text):
        return False
    if len(text) > 80 or re.search(r"\b(?:blog(?:ue)?|network|page|news)$", text, re.IGNORECASE):
        return False
    return _PERSON_LINE.match(text) is not None


def opens_teaser(text: str) -> bool:
    return _TEASER_HEAD.match(text) is not None


def is_type_label(text: str) -> bool:
    return _TYPE_LABEL.match(text) is not None


def is_topics_label(text: str) -> bool:
    return _TOPICS_LABEL.match(text) is not None


def is_filters_own(text: str) -> bool:
    return _FILTER_OWN.match(text) is not None


def entry_topics(text: str) -> list[str]:
    """The names in "Topics: Empathy, Training"; empty for any other line."""
    if len(text) > 300:
        return []
    match = _ENTRY_TOPICS.match(text) or _FILED_UNDER.match(text[:1].lower() + text[1:])
    if match is None or match["names"].endswith((".", ":")):
        return []
    return [name.strip() for name in re.split(r"\s*[,;|•]\s*", match["names"]) if name.strip()]


def posted_date(text: str) -> str | None:
    """The month of "Posted on March 5, 2018 by …"; `None` when the line is none such."""
    if len(text) > 140:
        return None
    match = _POSTED.match(text)
    if match is None:
        return None
    if numeric := re.search(rf"(\d{{1,2}})/\d{{1,2}}/({YEAR})", match["date"]):
        return f"{numeric[2]}-{int(numeric[1]):02}" if 1 <= int(numeric[1]) <= 12 else None
    date = partial_date(match["date"])[1]
    return date[:7] if date else None


def is_posted_by(text: str) -> bool:
    return _POSTED_BY.match(text) is not None and len(text) < 80
