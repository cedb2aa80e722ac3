"""PubMed's XML read and stored: ``python -m benchmarks records``.

The file is made up in the proportions of the yearly baseline: six authors with their affiliations,
an abstract of 1,600 characters in four parts, ten headings, twenty references; 9 kB a record.
"""

import gzip
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

RECORDS = 2_000
ROUNDS = 5
"""The best counts: what other programs take of the processor is none of ours."""
WORDS = (
    *("therapy", "alliance", "outcome", "clients", "empathy", "sessions", "measured", "after"),
    *("between", "groups", "trial", "anxiety", "depression", "change", "weeks", "scale"),
)


TEN_FIELDS = (
    *(".//PMID", ".//ArticleTitle", ".//AbstractText", ".//Journal/Title", ".//Volume"),
    *(".//Issue", ".//PubDate/Year", ".//MedlinePgn", ".//LastName", ".//ELocationID"),
)


def words(number: int) -> str:
    return " ".join(random.choices(WORDS, k=number))


def article(pmid: int) -> str:
    authors = "".join(
        f"<Author ValidYN='Y'><LastName>Family{pmid % 997}{place}</LastName><ForeName>Ann B"
        f"</ForeName><Initials>AB</Initials><AffiliationInfo><Affiliation>{words(14)}"
        "</Affiliation></AffiliationInfo></Author>"
        for place in range(6)
    )
    abstract = "".join(
        f'<AbstractText Label="{label}" NlmCategory="{label}">{words(52)} (<i>p</i> &lt; .05)'
        "</AbstractText>"
        for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
    )
    headings = "".join(
        f'<MeshHeading><DescriptorName UI="D0{place}" MajorTopicYN="N">{words(2)}'
        '</DescriptorName><QualifierName UI="Q1" MajorTopicYN="Y">methods</QualifierName>'
        "</MeshHeading>"
        for place in range(10)
    )
    references = "".join(
        f"<Reference><Citation>{words(14)}</Citation><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{place}</ArticleId></ArticleIdList></Reference>'
        for place in range(20)
    )
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}'
        "</PMID><DateRevised><Year>2026</Year><Month>01</Month><Day>05</Day></DateRevised>"
        '<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN>'
        f'<JournalIssue CitedMedium="Print"><Volume>{pmid % 90}</Volume><Issue>3</Issue><PubDate>'
        "<Year>2025</Year><Month>May</Month></PubDate></JournalIssue><Title>Journal of Imagined "
        "Therapy</Title><ISOAbbreviation>J Imag Ther</ISOAbbreviation></Journal><ArticleTitle>"
        f"{words(12)} <i>{pmid}</i>.</ArticleTitle><Pagination><StartPage>{pmid}</StartPage>"
        f"<EndPage>{pmid + 9}</EndPage><MedlinePgn>{pmid}-{pmid + 9}</MedlinePgn></Pagination>"
        f'<ELocationID EIdType="doi" ValidYN="Y">10.5555/bench.{pmid}</ELocationID>'
        f"<Abstract>{abstract}</Abstract><AuthorList CompleteYN='Y'>{authors}</AuthorList>"
        "<Language>eng</Language><PublicationTypeList><PublicationType UI='D016428'>Journal "
        "Article</PublicationType></PublicationTypeList></Article><MedlineJournalInfo><MedlineTA>"
        "J Imag Ther</MedlineTA></MedlineJournalInfo><MeshHeadingList>"
        f"{headings}</MeshHeadingList></MedlineCitation><PubmedData><ArticleIdList><ArticleId "
        f'IdType="pubmed">{pmid}</ArticleId></ArticleIdList><ReferenceList>{references}'
        "</ReferenceList></PubmedData></PubmedArticle>\n"
    )


def pieces(records: int, first: int) -> Iterator[str]:
    random.seed(first)
    yield '<?xml version="1.0"?>\n<PubmedArticleSet>\n'
    yield from map(article, range(first, first + records))
    yield "</PubmedArticleSet>\n"


def write(path: Path, records: int = RECORDS, *, first: int = 1) -> int:
    """A gzipped file; its size unpacked."""
    size = 0
    with gzip.open(path, "wt", compresslevel=1) as file:
        for piece in pieces(records, first):
            size += file.write(piece)
    return size


def timed(work: Callable[[], object]) -> float:
    """Seconds that the processor was busy with it: the rest of the clock's is other programs."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GLEANINGS_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "gleanings.site.settings"
        import django

        django.setup()
        measure(Path(folder))


def measure(folder: Path) -> None:
    from django.core.management import call_command

    from gleanings.literature.models import Article, ImportRun
    from gleanings.literature.records import read_records
    from gleanings.literature.storing.runs import go_on

    call_command("migrate", verbosity=0)
    files = [folder / f"pubmed-{number}.xml.gz" for number in range(ROUNDS)]
    sizes = [write(path, first=number * RECORDS + 1) for number, path in enumerate(files)]
    print(f"{ROUNDS} rounds of {RECORDS:,} records, {sizes[0] / RECORDS / 1000:.1f} kB each")

    def read(path: Path) -> None:
        with read_records(path) as found:
            for _outcome in found.outcomes:
                pass

    def ten_fields(path: Path) -> None:
        with gzip.open(path) as file:
            for _event, element in etree.iterparse(file, tag="PubmedArticle"):
                for name in TEN_FIELDS:
                    element.findtext(name)
                element.clear()

    def store(path: Path) -> None:
        go_on(ImportRun.objects.create(filename=path.name), path)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read(files[0])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    work = {
        "ten fields by lxml alone": ten_fields,
        "read, every field": read,
        "read and stored, new": store,
        "read and merged, known": store,
    }
    best = dict.fromkeys(work, 0.0)
    for path in files:
        for what, do in work.items():
            best[what] = max(best[what], RECORDS / timed(lambda do=do, path=path: do(path)))
    for what, speed in best.items():
        print(f"{what:26} {speed:8,.0f} records a second")
    print(f"{grown:.0f} MB more while reading; {Article.objects.count():,} articles")


if __name__ == "__main__":
    main()
