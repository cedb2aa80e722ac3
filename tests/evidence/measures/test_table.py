"""The table of measures says of each what nothing else says again."""

import math

import pytest

from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.measures import (
    FISHERS_Z,
    MEASURES,
    SIZES,
    Scale,
    measure_of,
    reported,
    reported_measures,
)
from gleanings.evidence.measures.phrasing import RATIOS
from gleanings.evidence.reading import KINDS

ARTICLES = {"en": ("a ", "an "), "fr": ("un ", "une ")}
EACH = pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda one: one.code)


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@EACH
def test_it_has_its_names_in_each_language(measure, language):
    assert measure.name.said_in(language).startswith(ARTICLES[language])
    assert measure.label_in(language)
    assert measure.title_in(language)
    assert measure.heading_in(language)[0].isupper()


@EACH
def test_its_facts_agree_with_each_other(measure):
    assert MEASURES[measure.code] is measure
    low, high = measure.bounds
    assert low < high
    if measure.null is not None:
        assert low <= measure.null <= high
        assert measure.natural(measure.pooled_null) == pytest.approx(measure.null)
    else:
        assert math.isnan(measure.pooled_null)
    assert measure.is_ratio or measure.phrasing not in RATIOS
    if measure.thresholds:
        assert measure.null == (1.0 if measure.is_ratio else 0.0)
    assert measure.kind == "" or MEASURES[measure.kind].is_reported
    assert all(code == FISHERS_Z.code or MEASURES[code].is_reported for code in measure.pooled_from)


def test_every_code_stands_once():
    assert len({one.code for one in MEASURES.values()}) == len(MEASURES)


def test_what_is_read_out_of_prose_is_in_the_table():
    assert {one.code for one in reported_measures()} == KINDS.keys()


def test_no_family_of_sizes_is_idle():
    assert {one.thresholds for one in MEASURES.values()} - {None} == set(SIZES.values())


def test_headers_are_as_they_are_compared():
    for one in MEASURES.values():
        assert one.headers == "" or one.headers.replace(" ", "").isascii()
        assert one.headers == one.headers.casefold()


@pytest.mark.parametrize(
    ("code", "label", "heading", "pooled"),
    [
        ("ZCOR", "correlation (r)", "Correlation", "correlation (r)"),
        ("SMD", "standardized mean difference", "Standardized mean difference",
         "standardized mean difference (Hedges' g)"),
        ("HR", "hazard ratio", "Hazard ratio", "hazard ratio"),
        ("PAS", "proportion", "Proportion", "arcsine square root of a proportion"),
        ("I2", "heterogeneity (I²)", "Heterogeneity", "heterogeneity"),
    ],
)  # fmt: skip
def test_what_it_is_called(code, label, heading, pooled):
    measure = MEASURES[code]
    said = (measure.label_in("en"), measure.heading_in("en"), measure.pooled_label_in("en"))
    assert said == (label, heading, pooled)


@pytest.mark.parametrize(
    ("codes", "scale"),
    [
        ("OR HR RR IRR ROM PETO", Scale.LOG),
        ("r rho COR UCOR ZCOR ZPCOR PHI", Scale.FISHER),
        ("d g SMD MD RD beta b GEN ARAW", Scale.IDENTITY),
        ("PLO", Scale.LOGIT),
        ("percentage alpha R2 estimate PAS ABT", None),
    ],
)
def test_on_which_scale_a_reported_interval_is_symmetric(codes, scale):
    assert {MEASURES[code].interval for code in codes.split()} == {scale}


def test_a_measure_is_found_by_its_code_and_by_metafors_in_small_letters():
    assert measure_of("r").scale is Scale.FISHER
    assert measure_of("zcor") is MEASURES["ZCOR"]
    assert measure_of("unheard of", MEASURES["GEN"]) is MEASURES["GEN"]
    with pytest.raises(ValueError, match="no measure 'unheard of'; there are r, rho"):
        measure_of("unheard of")


def test_a_z_is_fishers_where_something_says_how_precise_it_is():
    assert reported("z", has_precision=True) is FISHERS_Z
    assert reported("z", has_precision=False).is_test
    assert reported("r", has_precision=True) is MEASURES["r"]


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="there are en, fr"):
        MEASURES["r"].label_in("de")
