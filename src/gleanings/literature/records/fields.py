"""Dates, pages, languages and identifiers as formats write them."""

import re
from urllib.parse import unquote

from gleanings.literature.citations.dates import partial_date
from gleanings.literature.identifiers import find_doi, normalise_doi
from gleanings.literature.records.text import plain

_LANGUAGES = {
    "en": "eng english anglais en-us en-gb", "fr": "fre fra french français",
    "de": "ger deu german deutsch", "es": "spa spanish español", "pt": "por portuguese",
    "it": "ita italian", "nl": "dut nld dutch", "pl": "pol polish", "ru": "rus russian",
    "zh": "chi zho chinese", "ja": "jpn japanese", "ko": "kor korean", "sv": "swe swedish",
    "no": "nor norwegian", "da": "dan danish", "fi": "fin finnish", "cs": "cze ces czech",
    "hu": "hun hungarian", "tr": "tur turkish", "ro": "rum ron romanian", "el": "gre ell greek",
    "he": "heb hebrew", "ar": "ara arabic", "fa": "per fas persian", "uk": "ukr ukrainian",
    "hr": "hrv scr croatian", "sr": "srp scc serbian", "bg": "bul bulgarian", "ca": "cat catalan",
    "sk": "slo slk slovak", "sl": "slv slovenian", "lt": "lit lithuanian", "et": "est estonian",
}  # fmt: skip
_CODE_OF = {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split())}
# databases fill in a field that they have nothing for
_NO_PAGES = {"no", "no pagination", "specified", "no pagination specified", "nan", "undefined",
             "n/a", "na", "none", "null", "-"}  # fmt: skip
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")
# an article's number, not the publisher's S2211-1247(22)00645-3
_ARTICLE_NUMBER = re.compile(r"[a-zA-Z]{1,2}\d{1,9}|\d{1,6}")


def language_code(text: str) -> str:
    """The two-letter code; another's own code or name where there is none; the first of several."""
    first = re.split(r"[;,/|]", plain(text))[0].strip().lower()
    return _CODE_OF.get(first) or _CODE_OF.get(first.split("-")[0], first)[:20]


def three_letter_code(code: str) -> str:
    """That of the MARC list, which libraries and PubMed search by; the code itself without one."""
    return _LANGUAGES.get(code, code).split()[0]


def year_and_date(*texts: str) -> tuple[int | None, str]:
    """The year that the first telling text says, and the date where any says more of that year.

    “2010/02/06/”, “2019///”, “2019/10//undefined”, “2019 Mar 1”, “1998 Dec-1999 Jan”, “SEP”.
    """
    told = [_old_date(text) or partial_date(_iso_like(text)) for text in texts if text]
    year = next((year for year, _date in told if year), None)
    date = next((date for told_year, date in told if date and told_year == year), None)
    return year, date or ""


def _old_date(text: str) -> tuple[int, str | None] | None:
    """Of a date before 1900, which amid other words is no date."""
    found = re.fullmatch(r"\s*(1[5-8]\d\d)(?:[-/](\d\d?))?(?:[-/](\d\d?))?/*\s*", text)
    if found is None:
        return None
    year, date = date_parts([[part for part in found.groups() if part]])
    return (year, date or None) if year else None


def _iso_like(text: str) -> str:
    text = re.sub(r"(?i)undefined|nan", "", text.strip())
    if compact := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)?", text):
        return "-".join(filter(None, compact.groups()))
    # 2010/02//, 2010/02, 2010/2/6; what stands behind is a season or nothing
    if slashed := re.match(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?(?!\d)", text):
        return "-".join(filter(None, slashed.groups()))
    return text.replace("/", " ")


def date_parts(parts: object) -> tuple[int | None, str]:
    """Year and date of CSL's ``[[2015, 12, 1]]``; what is no date gives nothing."""
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = []
    for part in first if isinstance(first, list) else []:
        text = str(part).strip()
        if not text.isdigit():
            break
        numbers.append(int(text))
    if not numbers or not 1000 <= numbers[0] <= 2999:
        return None, ""
    if len(numbers) < 2 or not 1 <= numbers[1] <= 12:
        return numbers[0], ""
    day = numbers[2] if len(numbers) > 2 and 1 <= numbers[2] <= 31 else None
    return numbers[0], f"{numbers[0]}-{numbers[1]:02}" + (f"-{day:02}" if day else "")


def pages_of(text: str) -> str:
    """One field of pages: “296-302” with a plain hyphen."""
    text = plain(text)
    return "" if text.lower() in _NO_PAGES else _DASH.sub("-", text).strip("- ;.")[:100]


def page_range(first: str, last: str) -> str:
    """Pages from where they begin and end: 737 and 8 are 737-738."""
    first, last = pages_of(first), pages_of(last)
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        whole = first[: len(first) - len(last)] + last
        last = whole if int(whole) >= int(first) else last
    if not last or last == first or "-" in first:
        return first
    return f"{first}-{last}" if first else last


def article_number(text: str) -> str:
    text = plain(text)
    return text if _ARTICLE_NUMBER.fullmatch(text) else ""


def doi_of(*texts: str) -> str | None:
    """The first text that is a DOI; an address or a note may hold one amid other words."""
    for text in texts:
        if "://" in text and "&" in text:  # a link resolver's, with the DOI among its parameters
            text = unquote(text).partition("10.")[2].partition("&")[0]
            text = f"10.{text}" if text else ""
        if "10." in text and (doi := normalise_doi(text) or find_doi(text)):
            return doi
    return None


def web_address(text: object) -> str:
    """An address that a page may link to; empty for anything else, and for one that is too long."""
    address = str(text or "").strip()
    return (
        address
        if re.fullmatch(r"https?://[^\s\"'<>\x00-\x1f\x7f]{3,980}", address, re.IGNORECASE)
        else ""
    )


def pmid_of(text: object) -> str | None:
    """The PMID that a text says: bare, “PMID: 123”, PubMed's address; None for anything else."""
    match = re.fullmatch(
        r"\s*(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|"
        r"ncbi\.nlm\.nih\.gov/pubmed/)|pm(?:id)?\s*:?\s*)?0*([1-9]\d{0,8})(?:\.0)?[/\s]*",
        str(text or ""),
        re.IGNORECASE,
    )
    return match[1] if match else None


def pmcid_of(text: object) -> str | None:
    match = re.search(r"(?:PMC|/pmc/articles/(?:PMC)?)\s*:?\s*(\d{3,9})\b", str(text or ""), re.I)
    return f"PMC{match[1]}" if match else None
