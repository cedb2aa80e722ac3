"""docs/words.md is executed as it stands, and its tables say what the code does."""

import doctest
import re
from pathlib import Path

import pytest

from gleanings.evidence import conventions
from gleanings.evidence.measures import MEASURES, SIZES
from gleanings.evidence.report import LABELS, label_words
from gleanings.evidence.report.certainty import _COSTS, FEW_PEOPLE, VERY_WIDE, WIDE

PAGE = (Path(__file__).parents[3] / "docs" / "words.md").read_text(encoding="utf-8")


def rows(header: str) -> list[list[str]]:
    """The cells of the table under a header line."""
    body = PAGE.partition(f"\n{header}\n")[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in body]


def test_the_examples_give_what_they_say():
    source = "".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    example = doctest.DocTestParser().get_doctest(source, {}, "words.md", "words.md", 0)
    faults: list[str] = []
    result = doctest.DocTestRunner().run(example, out=faults.append)
    assert result.attempted > 20
    assert result.failed == 0, "".join(faults)


def test_the_thresholds_are_those_of_the_code():
    told = rows("| family | measures | small | moderate | large | source |")
    assert told == [
        [
            name,
            ", ".join(code for code, one in MEASURES.items() if one.thresholds is family),
            *(f"{round(x, 2):g}" for x in (family.small, family.moderate, family.large)),
            family.source,
        ]
        for name, family in SIZES.items()
    ]


def test_every_label_stands_in_the_table():
    told = rows("| label | heading | when |")
    assert {(row[0].strip("`"), row[1]) for row in told} == {
        (label, label_words(label).heading) for label in LABELS
    }


def test_the_reasons_and_what_they_take_are_those_of_the_code():
    told = rows("| reason | when | takes | source |")
    assert {row[0].strip("`"): int(row[2]) for row in told} == _COSTS


@pytest.mark.parametrize(
    ("reason", "numbers"),
    [
        ("few-studies", [conventions.STUDIES_FOR_SPREAD]),
        ("few-people", [FEW_PEOPLE]),
        ("very-imprecise", [VERY_WIDE]),
        ("wide-interval", [WIDE]),
        ("inconsistent", [conventions.SUBSTANTIAL_I2, conventions.DOUBTFUL_P]),
        ("very-inconsistent", [conventions.CONSIDERABLE_I2]),
        ("small-study-effects", [conventions.DOUBTFUL_P, conventions.STUDIES_FOR_ASYMMETRY]),
        ("small-study-untested", [conventions.STUDIES_FOR_ASYMMETRY]),
    ],
)
def test_the_numbers_of_the_rules_are_those_of_the_code(reason, numbers):
    told = {row[0].strip("`"): row[1] for row in rows("| reason | when | takes | source |")}
    assert [float(x) for x in re.findall(r"\d*\.?\d+", told[reason])] == numbers
