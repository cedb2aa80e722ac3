"""The bibliographic record of an invented article."""

from __future__ import annotations

from random import Random

from benchmarks.archive.words import words
from gleanings.digest.demo.records import ArticleRecord, AuthorName

# DOIs under this prefix are for tests and resolve to nothing
TEST_PREFIX = "10.5555"


def invent(rng: Random, title: str, month: str, doi_suffix: str) -> ArticleRecord:
    """An article that came out in the months before a summary's month."""
    year, in_month = int(month[:4]), int(month[5:])
    online = rng.random() < 0.15
    if in_month <= rng.randint(1, 6):
        year, in_month = year - 1, 13
    first_page = rng.randint(1, 900)
    left_out = rng.random() < 0.08
    return {
        "authors": _authors(rng, 7 if left_out else rng.randint(1, 6)),
        "authors_left_out": left_out,
        "year": year,
        "date": f"{year}-{rng.randint(1, in_month - 1):02}-{rng.randint(1, 28):02}"
        if online
        else "",
        "title": title,
        "container": rng.choice(words()["journals"]),
        "volume": "" if online else str(year - 1980),
        "issue": "" if online else str(rng.randint(1, 6)),
        "pages": "" if online else f"{first_page}-{first_page + rng.randint(6, 22)}",
        "doi": f"{TEST_PREFIX}/{doi_suffix}" if rng.random() < 0.9 else "",
        "advance_online": online,
    }


def _authors(rng: Random, count: int) -> list[AuthorName]:
    families = rng.sample(words()["surnames"], count)
    return [{"family": family, "given": _given(rng)} for family in families]


def _given(rng: Random) -> str:
    if rng.random() < 0.15:
        return str(rng.choice(words()["given"]))
    initials = rng.choices("ABCDEFGHIJKLMNOPRSTVWÉ", k=rng.choice((1, 1, 2)))
    return " ".join(f"{initial}." for initial in initials)
