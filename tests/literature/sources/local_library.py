"""All four sources on this machine, over one list of made-up articles.

Each below its name, in the form that it really answers in: ``/pubmed``, ``/crossref``,
``/openalex``, ``/europepmc``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

from literature.records.files import pubmed as article_set

from .local_source import Answer, Asked, LocalSource, local_source

PAGE = 100


@dataclass
class Paper:
    number: int
    came: date
    title: str = ""
    abstract: str = "Ninety adults took part."
    issn: str = "1234-5679"
    language: str = "eng"
    retraction: str = ""
    """The DOI of its retraction notice."""

    def __post_init__(self) -> None:
        self.title = self.title or f"Listening to people of clinic {self.number}"

    @property
    def doi(self) -> str:
        return f"10.5555/listen.{self.number}"

    @property
    def pmid(self) -> str:
        return str(3_000_000 + self.number)


@dataclass
class LocalLibrary:
    papers: list[Paper] = field(default_factory=list)
    instead: Callable[[Asked], Answer | None] = lambda _asked: None
    """What is answered instead, where it gives something."""

    def __call__(self, asked: Asked) -> Answer:
        if (other := self.instead(asked)) is not None:
            return other
        source, _slash, path = asked.path.partition("/")
        return getattr(self, source)(path, asked.parameters)

    def named(self, dois: list[str], pmids: list[str]) -> list[Paper]:
        return [one for one in self.papers if one.doi in dois or one.pmid in pmids]

    def came(self, since: str, until: str, words: str = "") -> list[Paper]:
        plain = re.sub(r"\[\w+\]", "", words)
        alone = {word.lower() for word in re.findall(r"\w+", plain) if word not in ("AND", "OR")}
        found = [one for one in self.papers if since <= one.came.isoformat() <= until]
        return [one for one in found if alone <= set(re.findall(r"\w+", one.title.lower()))]

    # --- PubMed ---

    def pubmed(self, path: str, given: dict[str, str]) -> Answer:
        if path == "efetch.fcgi":
            return Answer(article_set(*map(pubmed_article, self.named([], given["id"].split(",")))))
        if "mindate" in given:
            since, until = (given[name].replace("/", "-") for name in ("mindate", "maxdate"))
            words = re.match(r"\(([^()]*)\)", given["term"])
            found = self.came(since, until, words[1] if words else "")
        else:
            found = self.named(re.findall(r'"([^"]+)"\[aid\]', given["term"]), [])
        start, most = int(given.get("retstart", 0)), int(given.get("retmax", 20))
        keys = "".join(f"<Id>{one.pmid}</Id>" for one in found[start : start + most])
        return Answer(
            '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC '
            '"-//NLM//DTD esearch 20060628//EN" '
            '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
            f"<eSearchResult><Count>{len(found)}</Count><RetMax>{most}</RetMax>"
            f"<RetStart>{start}</RetStart><IdList>{keys}</IdList></eSearchResult>"
        )

    # --- by cursor ---

    def crossref(self, path: str, given: dict[str, str]) -> Answer:
        if path.startswith("works/"):
            found = self.named([unquote(path.removeprefix("works/"))], [])
            if not found:
                return Answer("Resource not found.", status=404)
            return Answer(
                {"status": "ok", "message-type": "work", "message": crossref_work(found[0])}
            )
        filters = given["filter"].split(",")
        if dois := [one.removeprefix("doi:") for one in filters if one.startswith("doi:")]:
            found = self.named(dois, [])
        else:
            told = dict(one.split(":", 1) for one in filters)
            words = given.get("query.bibliographic", "")
            found = self.came(told["from-created-date"], told["until-created-date"], words)
        part, following = paged(found, given.get("cursor"), int(given.get("rows", 20)))
        message: dict[str, Any] = {"items": [crossref_work(one) for one in part]}
        message |= {"total-results": len(found), "next-cursor": following, "items-per-page": PAGE}
        return Answer({"status": "ok", "message-type": "work-list", "message": message})

    def openalex(self, _path: str, given: dict[str, str]) -> Answer:
        if "api_key" not in given:
            return Answer({"error": "Unauthorized", "message": "An API key is needed"}, status=401)
        told = dict(one.split(":", 1) for one in given["filter"].split(","))
        if "from_created_date" in told:
            words = told.get("title_and_abstract.search", "")
            found = self.came(told["from_created_date"], told["to_created_date"], words)
        else:
            found = self.named(told.get("doi", "").split("|"), told.get("pmid", "").split("|"))
        part, following = paged(found, given.get("cursor"), int(given.get("per_page", 25)))
        meta = {"count": len(found), "next_cursor": following or None, "cost_usd": 0.0001}
        return Answer({"meta": meta, "results": [openalex_work(one) for one in part]})

    def europepmc(self, _path: str, given: dict[str, str]) -> Answer:
        span = re.search(r"FIRST_IDATE:\[(\S+) TO (\S+)\]", given["query"])
        words = re.search(r"AND \(([^()]*)\)", given["query"])
        assert span
        found = self.came(span[1], span[2], words[1] if words else "")
        part, following = paged(found, given.get("cursorMark"), int(given.get("pageSize", 25)))
        results = [europepmc_result(one) for one in part]
        return Answer(
            {
                "version": "6.9",
                "hitCount": len(found),
                "nextCursorMark": following or given.get("cursorMark", "*"),
                "resultList": {"result": results},
            }
        )


def paged(found: list[Paper], cursor: str | None, size: int) -> tuple[list[Paper], str]:
    start = 0 if cursor in (None, "*") else int(cursor.removeprefix("at-"))
    part = found[start : start + size]
    return part, f"at-{start + size}" if start + size < len(found) else ""


def pubmed_article(one: Paper) -> str:
    retracted = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        f"<RefSource>J Imagined Ther. 2026 Nov 2. doi: {one.retraction}</RefSource>"
        "</CommentsCorrections></CommentsCorrectionsList>"
        if one.retraction
        else ""
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{one.pmid}</PMID>'
        f'<Article><Journal><ISSN IssnType="Print">{one.issn}</ISSN>'
        "<JournalIssue><Volume>12</Volume><Issue>3</Issue>"
        f"<PubDate><Year>{one.came.year}</Year></PubDate></JournalIssue>"
        "<Title>Journal of Imagined Therapy</Title></Journal>"
        f"<ArticleTitle>{one.title}.</ArticleTitle>"
        f"<Pagination><MedlinePgn>{one.number}-{one.number + 9}</MedlinePgn></Pagination>"
        f"<Abstract><AbstractText>{one.abstract}</AbstractText></Abstract>"
        "<AuthorList><Author><LastName>Moreau</LastName><ForeName>Louise</ForeName></Author>"
        "<Author><LastName>Quist</LastName><ForeName>Per</ForeName></Author></AuthorList>"
        f"<Language>{one.language}</Language></Article>{retracted}</MedlineCitation>"
        "<PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{one.pmid}</ArticleId>'
        f'<ArticleId IdType="doi">{one.doi}</ArticleId>'
        f'<ArticleId IdType="pmc">PMC{one.number + 70_000}</ArticleId>'
        "</ArticleIdList></PubmedData></PubmedArticle>"
    )


def crossref_work(one: Paper) -> dict[str, Any]:
    work: dict[str, Any] = {
        "DOI": one.doi,
        "type": "journal-article",
        "title": [one.title],
        "author": [
            {"family": "Moreau", "given": "Louise", "sequence": "first"},
            {"family": "Quist", "given": "Per", "sequence": "additional"},
        ],
        "container-title": ["Journal of Imagined Therapy"],
        "volume": "12",
        "issue": "3",
        "page": f"{one.number}-{one.number + 9}",
        "issued": {"date-parts": [[one.came.year]]},
        "ISSN": [one.issn],
        "language": one.language[:2],
    }
    if one.retraction:
        update = {"DOI": one.retraction, "type": "retraction", "label": "Retraction"}
        stamp = {"updated": {"date-time": "2026-11-02T00:00:00Z"}, "source": "publisher"}
        work["updated-by"] = [update | stamp]
    return work


def openalex_work(one: Paper) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{one.number}",
        "doi": f"https://doi.org/{one.doi}",
        "title": one.title,
        "publication_year": one.came.year,
        "publication_date": f"{one.came.year}-01-01",
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{one.pmid}"},
        "language": one.language[:2],
        "type": "article",
        "biblio": {"volume": "12", "issue": "3", "first_page": str(one.number), "last_page": None},
        "authorships": [{"raw_author_name": "Louise Moreau"}, {"raw_author_name": "Per Quist"}],
        "is_retracted": bool(one.retraction),
        "abstract_inverted_index": {word: [n] for n, word in enumerate(one.abstract.split())},
    }


def europepmc_result(one: Paper) -> dict[str, Any]:
    return {
        "id": one.pmid,
        "source": "MED",
        "pmid": one.pmid,
        "doi": one.doi,
        "title": f"{one.title}.",
        "authorString": "Moreau L, Quist P.",
        "pubYear": str(one.came.year),
        "journalInfo": {"volume": "12", "issue": "3", "journal": {"title": "J Imagined Ther"}},
        "pageInfo": f"{one.number}-{one.number + 9}",
        "abstractText": one.abstract,
        "language": one.language,
    }


@contextmanager
def library_at_work(library: LocalLibrary) -> Iterator[LocalSource]:
    with local_source(library) as source:
        yield source
