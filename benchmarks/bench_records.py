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

RECORDS = 6_000
WORDS = (
    *("therapy", "alliance", "outcome", "clients", "empathy", "sessions", "measured", "after"),
    *("between", "groups", "trial", "anxiety", "depression", "change", "weeks", "scale"),
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


def pieces(records: int) -> Iterator[str]:
    random.seed(1)
    yield '<?xml version="1.0"?>\n<PubmedArticleSet>\n'
    yield from map(article, range(1, records + 1))
    yield "</PubmedArticleSet>\n"


def write(path: Path, records: int = RECORDS) -> int:
    """A gzipped file; its size unpacked."""
    size = 0
    with gzip.open(path, "wt", compresslevel=1) as file:
        for piece in pieces(records):
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

    path = folder / "pubmed.xml.gz"
    size = write(path)
    print(f"{RECORDS:,} records, {size / RECORDS / 1000:.1f} kB each")

    def read() -> None:
        with read_records(path) as found:
            for _outcome in found.outcomes:
                pass

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = timed(read)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"read, every field:      {RECORDS / spent:8,.0f} records a second, {grown:.0f} MB more")

    call_command("migrate", verbosity=0)
    for what in ("read and stored, new:   ", "read and merged, known: "):
        run = ImportRun.objects.create(filename=path.name)
        spent = timed(lambda run=run: go_on(run, path))
        print(
            f"{what}{RECORDS / spent:8,.0f} records a second (new {run.new}, {run.merged} merged)"
        )
    print(f"{Article.objects.count():,} articles")


if __name__ == "__main__":
    main()
