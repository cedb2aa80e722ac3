"""A DOI in any spelling has one normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.literature.identifiers import find_doi, normalise_doi, split_off_doi

SPELLINGS = [
    "10.9999/pst0000166",
    "10.9999/PST0000166",
    "doi:10.9999/pst0000166",
    "doi: 10.9999/pst0000166.",
    "DOI 10.9999/pst0000166",
    "DOI:10.9999/pst0000166,",
    "doi10.9999/pst0000166",
    "D.O.I. 10.9999/pst0000166",
    "(10.9999/pst0000166)",
    "[doi: 10.9999/pst0000166]",
    "<https://doi.org/10.9999/pst0000166>",
    "https://doi.org/10.9999/pst0000166",
    "http://dx.doi.org/10.9999/PST0000166).",
    "https://dx.doi.org/doi:10.9999/pst0000166",
    "doi:https://doi.org/10.9999/pst0000166",
    "doi.org/10.9999/pst0000166",
    "https//doi.org/10.9999/pst0000166",
    "https://doi.org/10.9999%2Fpst0000166",
    "https://doi-org.proxy.example.ca/10.9999/pst0000166",
    "https://journals.example.org/doi/full/10.9999/pst0000166?journalCode=x",
    "https://journals.example.org/doi/10.9999/pst0000166/abstract",
    "info:doi/10.9999/pst0000166",
    "doi: 10.9999/ pst0000166",
    "doi:\u00a010.9999/pst\u200b0000166",
    "&lt;10.9999/pst0000166&gt;",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_has_one_normal_form(spelling: str) -> None:
    assert normalise_doi(spelling) == "10.9999/pst0000166"


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("doi:10.1016/S0140-6736(05)66740-8)", "10.1016/s0140-6736(05)66740-8"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("10.1037//0033-3204.38.4.365", "10.1037//0033-3204.38.4.365"),
        ("10.1007/s10608‐016–9772-x", "10.1007/s10608-016-9772-x"),
    ],
)
def test_brackets_slashes_and_dashes_within_a_name_stay(spelling: str, expected: str) -> None:
    assert normalise_doi(spelling) == expected


@pytest.mark.parametrize(
    "text", ["", None, "hello", "10.5", "doi:", "https://doi.org/", "10.1037/"]
)
def test_what_is_no_doi_is_none(text: str | None) -> None:
    assert normalise_doi(text) is None


def test_two_dois_or_a_doi_in_prose_are_not_one_doi() -> None:
    assert normalise_doi("10.9999/abc 10.9999/def") is None
    assert normalise_doi("see 10.9999/abc for more") is None


def test_a_doi_is_found_in_prose() -> None:
    assert find_doi("As shown (doi: 10.9999/ABC.12), it works.") == "10.9999/abc.12"
    assert find_doi("nothing here, 10.5 times") is None


def test_splitting_off_takes_the_label_along() -> None:
    doi, rest = split_off_doi(
        "Psychotherapy, 55(1), 1–9. Retrieved from https://doi.org/10.9999/x1."
    )
    assert doi == "10.9999/x1"
    assert rest.strip(" .") == "Psychotherapy, 55(1), 1–9"


@given(st.text())
def test_it_never_raises(text: str) -> None:
    found = find_doi(text)
    assert found is None or normalise_doi(found) == found


@given(st.from_regex(r"10\.\d{4,6}/[a-z0-9]{1,8}[.\-_/]?[a-z0-9]{1,8}", fullmatch=True))
def test_the_normal_form_is_its_own(doi: str) -> None:
    assert normalise_doi(doi) == doi
    assert normalise_doi(f"https://doi.org/{doi.upper()}.") == normalise_doi(f"doi: {doi}")
