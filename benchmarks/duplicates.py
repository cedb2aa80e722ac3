"""`find_duplicates` on sets with known duplicates, and its time on many records.

    python -m benchmarks.duplicates [FOLDER]

FOLDER holds a folder for each set, with ``records_pre_merged.csv`` and, in
``merged_record_ids.csv``, the true groups. Without it, made-up records alone are timed.
"""

import csv
import random
import sys
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from gleanings.literature.duplicates.csv_file import read_csv
from gleanings.literature.duplicates.groups import find_duplicates
from gleanings.literature.duplicates.normal_form import NormalForm, normal_form

MANY = 80_000
WORDS = [
    "alliance",
    "anxiety",
    "attachment",
    "change",
    "children",
    "clients",
    "couples",
    "depression",
    "dropout",
    "emotion",
    "empathy",
    "families",
    "feedback",
    "grief",
    "group",
    "hope",
    "insight",
    "longing",
    "meaning",
    "narrative",
    "online",
    "outcome",
    "panic",
    "process",
    "recovery",
    "relapse",
    "repair",
    "rupture",
    "session",
    "shame",
    "silence",
    "sleep",
    "supervision",
    "symptoms",
    "therapists",
    "training",
    "trauma",
    "trial",
    "trust",
    "video",
    "waiting",
    "women",
    "work",
    "worry",
    "young",
]

Pairs = set[tuple[str, str]]


def pairs_of(groups: Iterable[list[str]]) -> Pairs:
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def known(folder: Path) -> None:
    begin = time.perf_counter()
    records = read_csv(folder / "records_pre_merged.csv")
    found = find_duplicates(records)
    seconds = time.perf_counter() - begin
    with (folder / "merged_record_ids.csv").open(encoding="utf-8") as file:
        true = pairs_of(row["merged_ids"].split(";") for row in csv.DictReader(file))
    given = pairs_of(found.groups)
    right = len(true & given)
    print(
        f"{folder.name}: {len(records)} records, precision {right / max(len(given), 1):.3f}, "
        f"recall {right / len(true):.3f}, to judge {len(found.doubtful)}, {seconds:.2f} s"
    )


def made_up(many: int) -> list[NormalForm]:
    """Every third record stands twice, once with less of what a citation says."""
    chance = random.Random(1)
    records: list[NormalForm] = []
    while len(records) < many:
        number = str(len(records))
        first = chance.randint(1, 2_000)
        fields = {
            "title": " ".join(chance.choices(WORDS, k=9)),
            "authors": [f"{chance.choice(WORDS)}, {chance.choice('ABCDE')}." for _name in "abc"],
            "year": chance.randint(1990, 2025),
            "journal": f"Journal of {chance.choice(WORDS)}",
            "volume": str(chance.randint(1, 90)),
            "pages": f"{first}-{first + 12}",
            "abstract": " ".join(chance.choices(WORDS, k=150)),
        }
        records.append(normal_form(number, **fields))
        if chance.random() < 1 / 3:
            records.append(normal_form(f"{number}b", **(fields | {"journal": "", "volume": ""})))
    return records


def main() -> None:
    for folder in sorted(Path(sys.argv[1]).iterdir() if sys.argv[1:] else []):
        if folder.is_dir():
            known(folder)
    begin = time.perf_counter()
    found = find_duplicates(made_up(MANY))
    print(
        f"{MANY} made-up records: {len(found.groups)} groups, {time.perf_counter() - begin:.1f} s"
    )


if __name__ == "__main__":
    main()
