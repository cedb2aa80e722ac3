"""A citable thing as a CSL-JSON item, the form that every style and export starts from.

https://docs.citationstyles.org/en/stable/specification.html, appendix on variables.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gleanings.literature.characters import cleaned
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.statements import Statement

if TYPE_CHECKING:
    from gleanings.literature.models import Article

Item = dict[str, Any]
"""A CSL-JSON item. Whether a citation left authors out, and what was published about the article,
stand in its ``custom`` object, because CSL has no variable for them."""

LEFT_OUT = "authors-left-out"
ET_AL = "et-al"
NOTICES = "notices"
"""A list of ``{"kind", "date", "DOI", "PMID"}``, what weighs most first."""
_STOP_WORDS = {"a", "an", "and", "for", "from", "how", "in", "of", "on", "the", "to", "with"} | {
    *("de", "des", "du", "et", "l", "la", "le", "les", "un", "une"),
}


def article_item(article: "Article", statements: Sequence[Statement] | None = None) -> Item:
    """The article as a CSL-JSON item; what is not known is absent.

    ``statements`` are the article's own where they are not given; of many articles, prefetch
    their ``notices``.
    """
    if statements is None:
        statements = article.statements
    item = {
        "type": article.type,
        "title": article.title,
        "author": [*map(_name, article.authors)],
        "editor": [*map(_name, article.editors)],
        "issued": _issued(article),
        "container-title": article.container,
        "volume": article.volume,
        "issue": article.issue,
        "page": article.pages,
        "edition": _edition(article.edition),
        "chapter-number": article.chapter,
        "publisher": article.publisher,
        "DOI": article.doi,
        # beside a DOI, an address says the same again
        "URL": "" if article.doi else article.url,
        "status": "advance online publication" if article.advance_online else "",
        "custom": _names_missing(article) | _notices(statements),
    }
    item = cleaned({name: value for name, value in item.items() if value})
    return {"id": citation_key(item), **item}


def _names_missing(article: "Article") -> dict[str, Any]:
    """Where authors are missing: before the last that is named, or after."""
    if article.et_al:
        return {ET_AL: True}
    return {LEFT_OUT: True} if article.authors_left_out else {}


def _notices(statements: Sequence[Statement]) -> dict[str, Any]:
    told = [
        {"kind": str(one.kind), "date": one.date, "DOI": one.doi, "PMID": one.pmid}
        for one in statements
    ]
    if not told:
        return {}
    return {NOTICES: [{name: value for name, value in one.items() if value} for one in told]}


def notices_of(item: Item) -> list[dict[str, str]]:
    """What was published about it; what weighs most comes first."""
    return list((item.get("custom") or {}).get(NOTICES, []))


def retraction_of(item: Item) -> dict[str, str] | None:
    """The retraction that is in force; None where there is none."""
    return next((one for one in notices_of(item) if one["kind"] == NoticeKind.RETRACTION), None)


def is_to_be_marked(item: Item) -> bool:
    """Whether it is retracted and its title does not say so yet."""
    return bool(retraction_of(item)) and not _SAYS_SO.search(item.get("title", ""))


_SAYS_SO = re.compile(
    r"^\W{0,2}(?:retracted|withdrawn|rétracté)\b|[\[(](?:retracted|rétracté)\b[^\[\]()]*[\])]?\s*$",
    re.IGNORECASE,
)


def citation_key(item: Item) -> str:
    """``cameron2018relationship``: first family name, year, first telling word of the title."""
    names = item.get("author") or item.get("editor") or [{}]
    first = names[0].get("family") or names[0].get("literal") or "anonymous"
    issued = (item.get("issued") or {}).get("date-parts") or [["nd"]]
    words = [_ascii(word) for word in re.findall(r"\w+", item.get("title") or "")]
    telling = next((word for word in words if word and word not in _STOP_WORDS), "")
    return f"{_ascii(first) or 'anonymous'}{issued[0][0]}{telling}"


def person_from(name: str) -> dict[str, str]:
    """CSL's name parts of a name written “Ann B. de Vries”; a single word is a literal name.

    What stands in brackets after it is no part of the name.
    """
    name = re.sub(r"\s*\([^()]*\)\s*$", "", name) or name
    match = re.match(
        r"^(?P<given>.+?)\s+(?P<family>(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|"
        r"ter|el|al|bin|ben)\s+)*\S+)$",
        name.strip(),
    )
    return match.groupdict() if match else {"literal": name.strip()}


def _name(name: dict[str, str]) -> dict[str, str]:
    if "literal" in name:
        return {"literal": name["literal"]}
    parts = {part: (name.get(part) or "").strip() for part in ("family", "given", "suffix")}
    if re.fullmatch(r"[A-Z]{2,3}", parts["given"]):  # PubMed's way, which CSL takes for one name
        parts["given"] = " ".join(f"{letter}." for letter in parts["given"])
    return {part: text for part, text in parts.items() if text}


def _issued(article: "Article") -> dict[str, list[list[int]]] | None:
    parts = [int(part) for part in article.date.split("-") if part.isdigit()]
    if not parts and article.year:
        parts = [article.year]
    return {"date-parts": [parts]} if parts else None


def _edition(edition: str) -> str:
    """The bare number where there is one, as CSL wants it: “6” of “6th ed.”."""
    match = re.match(r"^(\d+)(?:st|nd|rd|th|e|ème)?\.?(?:\s+ed(?:ition|n)?\.?)?$", edition.strip())
    return match[1] if match else edition.strip()


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())
