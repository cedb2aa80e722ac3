"""Records as each form writes them; everything in them is made up."""

from __future__ import annotations

from pathlib import Path

from gleanings.literature.records import Record, Refused, read_records


def read(path: Path) -> tuple[list[Record], list[Refused]]:
    with read_records(path) as found:
        outcomes = list(found.outcomes)
    records = [one for one in outcomes if isinstance(one, Record)]
    return records, [one for one in outcomes if isinstance(one, Refused)]


def read_bytes(folder: Path, content: bytes | str, name: str = "records") -> tuple:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def pubmed(*articles: str) -> str:
    return (
        '<?xml version="1.0" ?>\n'
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        "<PubmedArticleSet>\n" + "\n".join(articles) + "\n</PubmedArticleSet>\n"
    )


def article(pmid: int = 1, title: str = "On listening", more: str = "", within: str = "") -> str:
    """``more`` stands in the citation, ``within`` in its Article."""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        "<Article><Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue>"
        "<PubDate><Year>2019</Year><Month>May</Month><Day>2</Day></PubDate></JournalIssue>"
        "<Title>Journal of Imagined Therapy</Title></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle>"
        "<Pagination><MedlinePgn>45-67</MedlinePgn></Pagination>"
        f"{within}<Language>eng</Language></Article>{more}</MedlineCitation>"
        "<PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId>'
        f'<ArticleId IdType="doi">10.5555/listen.{pmid}</ArticleId>'
        '</ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">'
        "10.5555/cited</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>"
        "</PubmedArticle>"
    )


RIS = """TY  - JOUR
AU  - Moreau, Louise
AU  - Quist, P.T.
TI  - Empathy and outcome.
T2  - Journal of Imagined Therapy
PY  - 2019
DA  - 2019/05/02/
VL  - 12
IS  - 3
SP  - 45
EP  - 67
DO  - https://doi.org/10.5555/Empathy.1
AB  - Something long
that goes on.
KW  - empathy
LA  - English
ER  -
"""
