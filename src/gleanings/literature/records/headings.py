"""Which column of a spreadsheet holds what, by the headings that databases and people give."""

import re

_HEADINGS = {
    "title": "title|article title|primary title|document title|publication title of article|"
    "titre|titre de l article|titel|ti|study title",
    "authors": "author full names|authors full names|authors|author s|author|author names|"
    "first authors|auteurs|auteur|autoren|au|af|authors list",
    "year": "year|publication year|pub year|pubyear|publicationyear|published year|"
    "year published|année|annee|jahr|py|year of publication|yr",
    "date": "publication date|date|date published|pubdate|pub date|da|date de publication",
    "month": "month|published month|pd",
    "day": "day",
    "container": "journal|source title|journal book|publication|publication name|journal title|"
    "secondary title|container title|journal name|alternate title3|alternate title1|"
    "alternate title2|full journal name|pubtitle|journaltitle|publicationtitle|revue|"
    "zeitschrift|so|t2|source",
    "publication title": "publication title|booktitle|book title",
    "volume": "volume|vol|journal volume|vl|band",
    "issue": "issue|number|no|journal issue|issue number|numéro|numero|is|heft",
    "pages": "pages|page|page numbers|page range|pg|seiten|pagination",
    "first page": "start page|page start|first page|startpage|bp|sp|beginning page",
    "last page": "end page|page end|last page|endpage|ep|ending page",
    "article number": "art no|article number|ar|article no|elocation id",
    "doi": "doi|di|digital object identifier|doi link|doi url|do",
    "pmid": "pmid|pubmed id|pubmedid|pubmed pmid|pm|pubmed",
    "pmcid": "pmcid|pmc id|pmc",
    "abstract": "abstract|abstract note|abstracts|notes abstract|abstract text|ab|résumé|resume|"
    "zusammenfassung|abstract en",
    "keywords": "author keywords|keywords|keyword|manual tags|de|mots clés|mots cles|tags",
    "type": "type of reference|item type|reference type|ty|pt|entry type",
    "publication type": "document type|documenttype|articletype|doctype|publication type|"
    "publication types|type|dt|article type",
    "language": "language|langue|la|language of original document|sprache|languages",
    "url": "url|link|web address|ur|open url link|urls",
    "publisher": "publisher|pu|verlag|éditeur",
    "editors": "editors|editor|be",
    "edition": "edition",
    "chapter": "chapter",
    "retracted": "retracted|is retracted|retraction|retraction status|rétracté",
    "status": "status",
    "notices": "notices",
    "wos": "ut|ut unique wos id|unique wos id|accession number wos",
    "scopus": "eid",
}
_FIELD_OF = {
    heading: (field, rank)
    for field, headings in _HEADINGS.items()
    for rank, heading in enumerate(headings.split("|"))
}
_TELLING = {"title", "doi", "pmid", "pmcid", "abstract"}


def normal(heading: str) -> str:
    """Words alone, in lower case: “Journal/Book” and “art. no.” as “journal book”, “art no”."""
    return " ".join(re.findall(r"\w+", heading.replace("_", " ").casefold()))


def columns_of(header: list[str]) -> dict[str, list[int]]:
    """Which columns hold each field, the likeliest first; empty where the row is no header."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, heading in enumerate(header):
        if told := _FIELD_OF.get(normal(str(heading or ""))):
            field, rank = told
            found.setdefault(field, []).append((rank, place))
    if not found.keys() & _TELLING:
        return {}
    columns = {field: [place for _rank, place in sorted(places)] for field, places in found.items()}
    if "publication title" in columns:  # Zotero's journal
        columns.setdefault("container", []).extend(columns.pop("publication title"))
    return columns
