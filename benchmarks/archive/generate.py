"""A synthetic archive of any size, for benchmarks and for trying search.

Nothing in it is a result: every summary says that it is a synthetic record, is signed by
"Synthetic archive", and cites journals that do not exist and DOIs that resolve to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

from benchmarks.archive.article import invent
from benchmarks.archive.finding import findings
from benchmarks.archive.study import Study, draw
from benchmarks.archive.text import article_title, write
from benchmarks.archive.words import sentences
from gleanings.digest.demo.records import Contact, IssueRecord, SummaryRecord

# the demo's own issues stay as they are
DEMO_MONTHS = {"2017-12", "2018-01", "2018-02", "2018-03", "2018-04", "2018-05"}
MONTHS = [
    month
    for year in range(2013, 2026)
    for number in range(1, 13)
    if (month := f"{year}-{number:02}") not in DEMO_MONTHS
]
AUTHOR: Contact = {"name": "Synthetic archive", "email": "archive@example.org"}
USUAL_SIZE = 3
LONGEST_SLUG = 80
SHARE_IN_FRENCH = 0.05
SECOND_TYPE = {
    "meta-analysis": "systematic-review",
    "expert-consensus": "survey",
    "survey": "qualitative-study",
    "qualitative-study": "naturalistic-study",
    "methods-and-measurement": "survey",
    "guideline": "systematic-review",
    "naturalistic-study": "methods-and-measurement",
}


def archive(summaries: int, seed: int) -> Iterator[IssueRecord]:
    """Issues, oldest first, with this many summaries in all; the same for the same arguments.

    The last issue is of December 2025. A small archive has three summaries to an issue and goes
    back as far as it needs; one that would pass January 2013 has larger issues instead.
    """
    rng = Random(seed)
    taken: set[str] = set()
    number = 0
    for month, size in _months(summaries):
        written = []
        for _ in range(size):
            number += 1
            written.append(_summary(rng, month, f"gleanings.{seed}.{number:06}", taken))
        yield {
            "month": month,
            "state": "published",
            "teaser": _teaser(written),
            "summaries": [summary for _, summary in written],
        }


def _months(summaries: int) -> list[tuple[str, int]]:
    count = min(len(MONTHS), -(-summaries // USUAL_SIZE))
    months = MONTHS[len(MONTHS) - count :]
    sizes = [summaries // count + (place < summaries % count) for place in range(count)]
    return list(zip(months, sizes, strict=True))


def _summary(rng: Random, month: str, suffix: str, taken: set[str]) -> tuple[Study, SummaryRecord]:
    study = draw(rng)
    english = write(rng, study, "en")
    summary: SummaryRecord = {
        **english,
        "slug": _slug(english["title"], taken),
        "state": "published",
        "topics": study.topics,
        "types": _types(rng, study.kind),
        "article": invent(rng, article_title(rng, study), month, suffix),
        "author": AUTHOR,
    }
    summary["findings"] = findings(study, english["text_html"])
    if rng.random() < SHARE_IN_FRENCH:
        summary["fr"] = write(rng, study, "fr")
    return study, summary


def _types(rng: Random, kind: str) -> list[str]:
    types: list[str] = list(sentences()[kind]["types"])
    second = SECOND_TYPE.get(types[0])
    return [*types, second] if second and rng.random() < 0.2 else types


def _teaser(written: list[tuple[Study, Any]]) -> dict[str, str]:
    people = list(dict.fromkeys(study.picked["pop"]["en"] for study, _ in written))[:3]
    gens = list(dict.fromkeys(f"des {study.picked['pop']['fr']}" for study, _ in written))[:3]
    teaser = {"en": f"This month: research on {_listed(people, 'and')}."}
    if any("fr" in summary for _, summary in written):
        teaser["fr"] = f"Ce mois-ci\u00a0: des recherches sur {_listed(gens, 'et')}."
    return teaser


def _listed(parts: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _slug(title: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(base) > LONGEST_SLUG:
        base = base[:LONGEST_SLUG].rpartition("-")[0]
    slug, again = base, 1
    while slug in taken:
        again += 1
        slug = f"{base}-{again}"
    taken.add(slug)
    return slug
