"""One ``PubmedArticle`` or ``PubmedBookArticle`` becomes a record.

The elements are those of https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from gleanings.literature.records import notices
from gleanings.literature.records.fields import (
    article_number,
    doi_of,
    language_code,
    page_range,
    pages_of,
    pmcid_of,
    pmid_of,
    year_and_date,
)
from gleanings.literature.records.people import person
from gleanings.literature.records.record import Name, Record
from gleanings.literature.records.text import paragraphs, plain, raised, title_of

Element = Any
SOURCE = "PubMed"


def pubmed_record(element: Element) -> Record:
    is_book = element.tag == "PubmedBookArticle"
    return _book_record(element) if is_book else _article_record(element)


def _article_record(element: Element) -> Record:
    parts = _children(element.find("MedlineCitation"))
    article = _children(parts.get("Article"))
    ids = _ids(element.find("PubmedData/ArticleIdList"))
    places = article.get("ELocationID*", [])
    valid = [place for place in places if place.get("ValidYN") != "N"]
    journal = _children(article.get("Journal"))
    number = _children(journal.get("JournalIssue"))
    year, date = _date(number.get("PubDate"), article.get("ArticleDate"))
    record = Record(
        title=title_of(_markup(article.get("ArticleTitle"))),
        authors=_authors(article.get("AuthorList")),
        year=year,
        date=date,
        container=_line(journal.get("Title")) or _medline_ta(parts.get("MedlineJournalInfo")),
        volume=_line(number.get("Volume")),
        issue=_line(number.get("Issue")),
        pages=_pages(article.get("Pagination"), valid),
        doi=_doi(valid, ids),
        pmid=pmid_of(_text(parts.get("PMID"))),
        pmcid=pmcid_of(ids.get("pmc")),
        identifiers={"pii": ids["pii"]} if "pii" in ids else {},
        abstract=_abstract(article.get("Abstract")) or _abstract(parts.get("OtherAbstract")),
        language=language_code(_text(article.get("Language"))),
        keywords=_keywords(parts),
        publication_types=[_line(one) for one in _list(article.get("PublicationTypeList"))],
        original_title=title_of(_markup(article.get("VernacularTitle"))),
        source=SOURCE,
    )
    for comment in _list(parts.get("CommentsCorrectionsList")):
        citation, other = _text(comment.find("RefSource")), comment.find("PMID")
        kind = comment.get("RefType", "")
        notices.add_reference(record, kind, citation, pmid_of(_text(other)), SOURCE)
    notices.add_what_types_and_title_say(record, SOURCE)
    return record


def _book_record(element: Element) -> Record:
    parts = _children(element.find("BookDocument"))
    book = _children(parts.get("Book"))
    publisher = _children(book.get("Publisher"))
    year, date = _date(book.get("PubDate"), parts.get("ContributionDate"))
    ids = _ids(parts.get("ArticleIdList"))
    ids |= _ids(element.find("PubmedBookData/ArticleIdList"))
    title, of_book = title_of(_markup(parts.get("ArticleTitle"))), _markup(book.get("BookTitle"))
    lists = [*parts.get("AuthorList*", []), *book.get("AuthorList*", [])]
    editors = [one for one in lists if one.get("Type") == "editors"]
    authors = [one for one in lists if one not in editors]
    record = Record(
        title=title or title_of(of_book),
        authors=_authors(authors[0] if authors else None),
        year=year,
        date=date,
        container=title_of(of_book) if title else "",
        volume=_line(book.get("Volume")),
        pages=_pages(parts.get("Pagination"), []),
        doi=_doi(book.get("ELocationID*", []), ids),
        pmid=pmid_of(_text(parts.get("PMID"))),
        pmcid=pmcid_of(ids.get("pmc")),
        identifiers={"bookaccession": ids["bookaccession"]} if "bookaccession" in ids else {},
        type="chapter" if title else "book",
        abstract=_abstract(parts.get("Abstract")),
        language=language_code(_text(parts.get("Language"))),
        keywords=_keywords(parts),
        publication_types=[_line(one) for one in parts.get("PublicationType*", [])],
        original_title=title_of(_markup(parts.get("VernacularTitle"))),
        editors=[name for one in editors for name in _authors(one)],
        edition=_line(book.get("Edition")),
        publisher=_line(publisher.get("PublisherName")),
        source=SOURCE,
    )
    notices.add_what_types_and_title_say(record, SOURCE)
    return record


def _children(element: Element | None) -> dict[str, Any]:
    """The first child of each name; all of a name that may come again under “name*”."""
    found: dict[str, Any] = {}
    for child in element if element is not None else ():
        tag = child.tag
        found.setdefault(tag, child)
        if tag in _REPEATED:
            found.setdefault(f"{tag}*", []).append(child)
    return found


_REPEATED = {"ELocationID", "AuthorList", "KeywordList", "PublicationType"}


def _list(element: Element | None) -> Iterable[Element]:
    return element if element is not None else ()


def _text(element: Element | None) -> str:
    return (element.text or "") if element is not None else ""


def _line(element: Element | None) -> str:
    """The text of an element that may hold markup, on one line."""
    return plain(_markup(element))


def _markup(element: Element | None) -> str:
    """All the text within; exponents raised, a space where mathematics parts things."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    return "".join(_runs(element))


def _runs(element: Element) -> Iterator[str]:
    before = element.text or ""
    yield before
    for child in element:
        inner = _markup(child) if "}math" not in str(child.tag) else _formula(child)
        after_digit = before[-1:].isdigit()
        yield raised(inner) if child.tag == "sup" and after_digit and _is_exponent(inner) else inner
        before = child.tail or ""
        yield before


def _is_exponent(text: str) -> bool:
    return text.lstrip("+-−–").isdigit()


def _formula(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _authors(element: Element | None) -> list[Name]:
    names: list[Name] = []
    for author in _list(element):
        if author.get("ValidYN") == "N":
            continue
        parts = {child.tag: child for child in author}
        if "CollectiveName" in parts:
            names.append({"literal": _line(parts["CollectiveName"]).rstrip(".")})
        elif "LastName" in parts:
            given = parts["ForeName"] if "ForeName" in parts else parts.get("Initials")
            suffix = _line(parts["Suffix"]) if "Suffix" in parts else ""
            names.append(person(_line(parts["LastName"]), _line(given), suffix))
    return names


def _date(printed: Element | None, electronic: Element | None) -> tuple[int | None, str]:
    """The date of the issue; of the article online where the issue has none."""
    told = [_date_text(printed), _date_text(electronic)]
    year, date = year_and_date(told[0])
    return (year, date) if year else year_and_date(told[1])


def _date_text(element: Element | None) -> str:
    parts = {child.tag: child.text or "" for child in _list(element)}
    if "MedlineDate" in parts:
        return parts["MedlineDate"]
    month = parts.get("Month", "")
    if month.isdigit():
        day = parts.get("Day", "")
        return "-".join(filter(None, (parts.get("Year", ""), month, day)))
    return " ".join(filter(None, (parts.get("Year", ""), month, parts.get("Day", ""))))


def _pages(element: Element | None, places: Iterable[Element]) -> str:
    parts = {child.tag: child.text or "" for child in _list(element)}
    if told := pages_of(parts.get("MedlinePgn", "")):
        return told
    if told := page_range(parts.get("StartPage", ""), parts.get("EndPage", "")):
        return told
    numbers = (article_number(_text(place)) for place in places if place.get("EIdType") == "pii")
    return next(filter(None, numbers), "")


def _doi(places: Iterable[Element], ids: dict[str, str]) -> str | None:
    told = [_text(place) for place in places if place.get("EIdType") == "doi"]
    return doi_of(*told, ids.get("doi", ""))


def _ids(element: Element | None) -> dict[str, str]:
    return {one.get("IdType", ""): (one.text or "").strip() for one in _list(element)}


def _abstract(element: Element | None) -> str:
    parts = []
    for child in _list(element):
        if child.tag != "AbstractText":
            continue
        text, label = paragraphs(_markup(child)), child.get("Label", "")
        unlabelled = not label or label == "UNLABELLED"
        parts.append(text if unlabelled else f"{label}: {text}")
    return "\n".join(filter(None, parts))


def _keywords(parts: dict[str, Any]) -> list[str]:
    """The authors' keywords, then the NLM's headings."""
    words = [_line(word) for one in parts.get("KeywordList*", []) for word in one]
    headings = [_text(one[0]) for one in _list(parts.get("MeshHeadingList")) if len(one)]
    return list(dict.fromkeys(filter(None, [*words, *headings])))


def _medline_ta(element: Element | None) -> str:
    return _line(element.find("MedlineTA")) if element is not None else ""
