"""The terms beside a number, explained; each measure that a text reports leads to one of them."""

import pytest

from gleanings.evidence.measures import MEASURES
from gleanings.evidence.report import glossary, term_of

from .truth import each, joined

SLUGS = [term.slug for term in glossary()]
# what says itself what it is, or is no number that readers meet as a result
WITHOUT = {
    *("percentage", "index", "estimate", "t", "F", "chi2", "z", "n", "k", "count"),
    *("fraction", "range", "Q", "QB", "QW", "QM", "QE", "QT"),
}


def said(slug):
    return lambda language: next(
        (term.name, term.meaning) for term in glossary(language) if term.slug == slug
    )


@each("glossary", {slug: said(slug) for slug in SLUGS})
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


@pytest.mark.parametrize(
    "measure", [one for one in MEASURES.values() if one.is_reported], ids=lambda one: one.code
)
def test_each_measure_has_its_term(measure):
    assert (term_of(measure.code) in SLUGS) == (measure.code not in WITHOUT)


def test_a_z_of_a_correlation_has_a_term_of_its_own():
    assert term_of("fishers-z") == "fishers-z"
    assert term_of("no such measure") == ""
