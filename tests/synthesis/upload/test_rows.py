"""Each row is checked by itself; one that is wrong does not refuse the others."""

import math

import pytest

from gleanings.evidence.conversions import se_from_ci
from synthesis.upload.files import correlations, csv_of, numbers, read


def row_of(measure: str, /, **cells: object):
    """What becomes of a single row."""
    cells = {"study": "A", "citation": "X (2001).", **cells}
    found = read(csv_of([list(cells), list(cells.values())], ";"), measure)
    assert len(found.rows) + len(found.refused) == 1
    return found.rows[0] if found.rows else found.refused[0]


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"ri": 1.5, "ni": 80}, "ri: 1.5 is not a correlation; it must lie between -1 and 1."),
        ({"ri": 0.3, "ni": 1}, "ni: 1 is too small a sample; it must be at least 2."),
        ({"ri": 0.3, "ni": 3}, "ZCOR is not defined for the numbers of this row, or has no vari"),
        ({"ri": 1, "ni": 30}, "ZCOR is not defined"),
        ({"ri": 0.3, "n": 0.5}, "n: 0.5 is not a number of people."),
        ({"yi": 0.3, "vi": 0}, "vi: 0 is not a variance; it must be above 0."),
        ({"effect": 0.3, "se": -1}, "se: -1 is not a standard error; it must be above 0."),
        ({"effect": 0.3, "se": 1e-200}, "ZCOR is not defined"),
        ({"effect": 0.3, "ci_low": 0.1, "ci_high": 1}, "ci_high: 1 is impossible for ZCOR; it mu"),
        ({"effect": 0.3, "ci_low": 0.5, "ci_high": 0.1}, "ci_low: 0.5 is not below ci_high, 0.1."),
        ({"effect": 0.3, "ci_low": 0.1, "ci_high": 0.5, "level": 120}, "level: 120 is not a conf"),
        ({"effect": 0.3, "ci_low": 0.1, "ci_high": ""}, "an effect but not how precise it is"),
    ],
)
def test_impossible_numbers_are_refused_with_the_rule(cells, complaint):
    if cells.get("ci_high") == "":
        cells = {**cells, "se": ""}
    assert complaint in row_of("ZCOR", **cells).reasons[0]


def test_each_bad_row_is_refused_alone_and_all_are_found():
    header = ["study", "citation", "ai", "bi", "ci", "di", "n1i", "n2i"]
    rows = [
        ["A", "X.", 12, 28, 20, 22, "", ""],
        ["B", "X.", 50, "", 20, "", 40, 42],
        ["C", "X.", 12, "", 20, "", 40, 42],
        ["D", "X.", -1, 28, 20, 22, "", ""],
        ["E", "X.", 1.5, 28, 20, 22, "", ""],
        ["F", "X.", 12, 28, 0, 0, "", ""],
        ["G", "X.", 12, 28, 20, "", "", ""],
    ]
    found = read(csv_of([header, *rows]), "OR")
    assert numbers(found.rows) == [2, 4]
    assert [row.reasons for row in found.refused] == [
        ["ai: 50 is above its total n1i."],
        ["ai: -1 is not a count; it must be 0 or more."],
        ["ai: 1.5 is not a whole number."],
        ["ci + di: 0 is a group with nobody in it."],
        ["The row is not enough for OR; it lacks di."],
    ]


def test_every_fault_of_a_row_is_told_at_once():
    found = read("study,citation,doi,year,ri,ni\n=A1,X.,10.x,May,abc,80\n")
    assert len(found.refused[0].reasons) == 4


@pytest.mark.parametrize("measure", ["OR", "RR", "IRR"])
def test_ratios_are_read_as_ratios_and_pooled_as_logs(measure):
    row = row_of(measure, effect=1.5, ci_low=1.1, ci_high=2.05)
    assert row.yi == pytest.approx(math.log(1.5), rel=1e-14)
    assert row.vi == pytest.approx(se_from_ci(1.1, 2.05, scale="log") ** 2, rel=1e-14)
    assert row_of(measure, effect=1.5, se=0.2).vi == pytest.approx(0.04, rel=1e-14)


def test_the_level_of_the_interval_is_95_unless_told():
    usual = row_of("MD", effect=2, ci_low=1, ci_high=3)
    assert usual.vi == pytest.approx((2 / 3.919927969080108) ** 2, rel=1e-12)
    for level in (90, 0.9, "90 %", "90%"):
        narrow = row_of("MD", effect=2, ci_low=1, ci_high=3, level=level)
        assert narrow.vi == pytest.approx((2 / 3.289707253902945) ** 2, rel=1e-12)


def test_correlations_are_pooled_on_fishers_scale_or_as_they_are():
    z = row_of("ZCOR", effect=0.3, ci_low=0.1, ci_high=0.48)
    se = (math.atanh(0.48) - math.atanh(0.1)) / 3.919927969080108
    assert (z.yi, z.vi) == pytest.approx((math.atanh(0.3), se**2), rel=1e-12)
    r = row_of("COR", effect=0.3, ci_low=0.1, ci_high=0.48)
    assert (r.yi, r.vi) == pytest.approx((0.3, (se * 0.91) ** 2), rel=1e-12)


def test_a_correlation_needs_only_the_number_of_people():
    for cells in ({"effect": 0.3, "n": 80}, {"ri": 0.3, "ni": 80}, {"r": 0.3, "n": 80}):
        row = row_of("ZCOR", **cells)
        assert (row.yi, row.vi, row.n) == (pytest.approx(math.atanh(0.3)), 1 / 77, 80)


def test_proportions_are_read_as_proportions_and_pooled_as_logits():
    row = row_of("PLO", effect=0.4, ci_low=0.3, ci_high=0.51)
    assert row.yi == pytest.approx(math.log(0.4 / 0.6), rel=1e-12)
    width = math.log(0.51 / 0.49) - math.log(0.3 / 0.7)
    assert row.vi == pytest.approx((width / 3.919927969080108) ** 2, rel=1e-12)


def test_a_difference_needs_the_sizes_of_both_groups():
    row = row_of("SMD", d=0.5, n1i=40, n2i=42)
    assert (row.yi, row.n) == (pytest.approx(0.4953, abs=1e-4), 82)


def test_rows_may_give_what_they_have_in_different_ways():
    found = read(
        "study,citation,m1i,sd1i,n1i,m2i,sd2i,n2i,g,ci_low,ci_high,se\n"
        "A,X.,14,5,40,17,5,40,,,,\nB,X.,,,,,,,-0.4,-0.8,0,\nC,X.,,,,,,,-0.4,,,0.2\n",
        "SMD",
    )
    assert numbers(found.rows) == [2, 3, 4]


# Each row says more than it needs; what it says more does not fit.
DISAGREE = [
    ("ZCOR", {"ri": 0.3, "ni": 80, "ci_low": 0.28, "ci_high": 0.32}, "needs"),
    ("ZCOR", {"ri": 0.3, "ni": 80, "ci_low": 0.4, "ci_high": 0.6}, "lies outside its own interval"),
    ("ZCOR", {"ri": 0.3, "ni": 80, "p": 0.4}, "not p = 0.4"),
    ("ZCOR", {"ri": 0.3, "ni": 80, "p": "ns"}, "not ns"),
    ("ZCOR", {"ri": 0.3, "ni": 80, "t": 4.5}, "t = 4.5 of 80 people gives r = 0.454, not 0.3."),
    ("OR", {"effect": 1.5, "ci_low": 1.4, "ci_high": 2.8}, "too far from the estimate"),
    ("OR", {"effect": 1.5, "ci_low": 1.1, "ci_high": 2.05, "p": 0.5}, "not p = 0.5"),
    ("MD", {"effect": 2, "se": 1.0, "t": 5.0}, "gives 2"),
    ("MD", {"effect": 2.0, "se": 1.0, "p": "0.50"}, "not p = 0.50"),
    ("SMD", {"effect": 0.5, "ci_low": 0.1, "ci_high": 0.9, "se": 0.5}, "standard errors of 0.5"),
    ("SMD", {"effect": 0.5, "se": 0.2, "t": 2.5, "df": 30, "p": 0.2}, "not p = 0.2"),
    ("GEN", {"yi": 0.4, "vi": 0.04, "sei": 0.5}, "vi = 0.04 is not the square of sei = 0.5."),
    ("OR", {"ai": 12, "bi": 28, "ci": 20, "di": 22, "n1i": 50}, "do not add up to n1i = 50"),
    # precision that so many people cannot have
    ("SMD", {"effect": 0.5, "ci_low": 0.45, "ci_high": 0.55, "n": 30}, "as small as 0.026"),
    ("SMD", {"effect": 0.5, "se": 0.03, "n": 30}, "as small as 0.03"),
    ("ZCOR", {"effect": 0.7, "se": 0.05, "n": 30}, "as small as"),
    ("ZCOR", {"yi": 0.4, "vi": 0.2, "ni": 100}, "as large as 0.45"),
    ("ZCOR", {"yi": 0.4, "vi": 0.0003, "n": 100}, "as small as 0.017"),
    ("ZCOR", {"yi": 0.4, "vi": 0.0041 - 0.0001, "n": 100}, "at least about 0.064"),
    ("ZCOR", {"yi": 0.4, "vi": 0.0413, "n": 100}, "at most about 0.2"),
    ("COR", {"yi": 0.5, "vi": 0.0022, "n": 100}, "as small as 0.047"),
    ("OR", {"yi": 0.7, "vi": 0.06, "n": 100}, "as small as 0.24"),
    ("HR", {"yi": 0.7, "vi": 0.015, "n": 100}, "as small as 0.12"),
]


@pytest.mark.parametrize(("measure", "cells", "why"), DISAGREE)
def test_a_row_whose_numbers_do_not_fit_is_refused_unless_a_reason_is_given(measure, cells, why):
    refused = row_of(measure, **cells)
    assert why in refused.reasons[0]
    assert "give the reason in the column note" in refused.reasons[-1]
    taken = row_of(measure, **cells, note="So in the article's Table 2.")
    assert why in taken.notes[0]
    assert taken.reason == "So in the article's Table 2."


@pytest.mark.parametrize(
    ("measure", "cells"),
    [
        ("ZCOR", {"ri": 0.3, "ni": 80, "ci_low": 0.09, "ci_high": 0.49, "p": ".007"}),
        ("ZCOR", {"ri": 0.3, "ni": 80, "t": 2.78, "p": "< .01"}),
        ("ZCOR", {"ri": -0.3, "ni": 80, "t": -2.8, "p": "<.05"}),
        ("OR", {"effect": 1.5, "ci_low": 1.1, "ci_high": 2.05, "p": "p = .01"}),
        ("MD", {"effect": 2, "se": 1, "t": 2.0, "p": "≤ .05"}),
        ("SMD", {"effect": 0.5, "ci_low": 0.1, "ci_high": 0.9, "se": 0.2, "p": 0.014}),
        ("RD", {"effect": 0.1, "ci_low": -0.02, "ci_high": 0.22, "p": "ns"}),
        ("IRR", {"effect": 1.5, "ci_low": 1.1, "ci_high": 2.05, "level": 95}),
        ("PLO", {"effect": 0.4, "ci_low": 0.3, "ci_high": 0.51}),
        ("SMD", {"effect": 0.5, "se": 0.26, "n": 30}),
        ("ZCOR", {"yi": 0.4, "vi": 0.0042, "n": 100}),
        ("ZCOR", {"yi": 0.4, "vi": 0.041, "n": 100}),
        ("COR", {"yi": 0.5, "vi": 0.0024, "n": 100}),
        ("OR", {"yi": 0.7, "vi": 0.065, "n": 100}),
        ("HR", {"yi": 0.7, "vi": 0.017, "n": 100}),
        ("MD", {"effect": 0.5, "se": 0.01, "n": 100}),
        ("OR", {"ai": 12, "bi": 28, "ci": 20, "di": 22, "n1i": 40, "n2i": 42}),
        ("GEN", {"yi": 0.4, "vi": 0.04, "sei": 0.2}),
        ("GEN", {"yi": 0.4, "vi": 0.0412, "sei": 0.2}),
        ("MD", {"effect": 2, "ci_low": 1, "ci_high": 3, "level": "95 %"}),
    ],
)
def test_numbers_that_fit_are_taken_without_a_word(measure, cells):
    assert row_of(measure, **cells).notes == []


@pytest.mark.parametrize("measure", ["OR", "RR"])
@pytest.mark.parametrize(
    ("events", "why"), [(0, "Neither group had an event"), (20, "Everybody in both groups")]
)
def test_tables_alike_in_both_groups_say_nothing_of_a_ratio(measure, events, why):
    """Cochrane Handbook 10.4.4; of differences of risks they do."""
    cells = {"ai": events, "n1i": 20, "ci": events, "n2i": 20}
    assert why in row_of(measure, **cells).reasons[0]
    assert row_of("RD", **cells).yi == 0
    assert row_of(measure, **cells | {"ci": 5}).yi != 0


def test_a_group_of_nobody_is_refused_by_its_row():
    assert "is a group with nobody in it" in row_of("OR", ai=0, n1i=0, ci=3, n2i=9).reasons[0]


def test_a_reason_does_not_make_the_impossible_possible():
    assert row_of("ZCOR", ri=1.5, ni=80, note="So it says.").reasons


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"doi": "not a doi"}, "“not a doi” is not a DOI"),
        ({"citation": ""}, "The row has no source"),
        ({"citation": "", "author": "Smith"}, "The row has no source"),
        ({"citation": "", "year": 2015}, "The row has no source"),
    ],
)
def test_a_row_needs_a_source(cells, complaint):
    assert complaint in row_of("ZCOR", ri=0.3, ni=80, **cells).reasons[0]


def test_a_doi_or_author_and_year_will_do_as_the_source():
    by_doi = row_of("ZCOR", ri=0.3, ni=80, citation="", doi="https://doi.org/10.1037/PST0000166")
    assert (by_doi.doi, by_doi.citation, by_doi.label) == ("10.1037/pst0000166", "", "A")
    by_name = row_of("ZCOR", ri=0.3, ni=80, study="", citation="", author="Smith", year=2010)
    assert (by_name.citation, by_name.label, by_name.year) == ("Smith (2010)",) * 2 + (2010,)


def test_the_rest_of_a_row_is_kept():
    row = row_of("ZCOR", ri=0.3, ni=80, subgroup="adults", page="Table 2", cluster="lab 1")
    assert (row.subgroup, row.page, row.cluster, row.n) == ("adults", "Table 2", "lab 1", 80)
    assert row_of("ZCOR", ri=0.3, ni=80).cluster == "A"


def test_rows_of_another_measure_are_refused_naming_both():
    found = read("study,citation,ri,ni,measure\nA,X.,.3,80,r\nB,X.,.3,80,OR\nC,X.,.3,80,\n")
    assert numbers(found.rows) == [2, 4]
    assert found.refused[0].reasons == [
        "The row is of another measure, OR; the question is of ZCOR."
    ]
    assert row_of("SMD", effect=0.3, se=0.1, mesure="Hedges' g").yi == 0.3
    assert "MD" in row_of("SMD", effect=0.3, se=0.1, mesure="MD").reasons[0]


def test_a_row_that_is_there_twice_is_refused_as_a_duplicate():
    text = "study,citation,ri,ni\nSmith (2010),X.,.3,80\nB,X.,.3,80\n SMITH 2010,Y.,.30,80\n"
    found = read(text)
    assert numbers(found.rows) == [2, 3]
    assert "duplicate of row 2" in found.refused[0].reasons[0]


def test_a_row_that_the_question_has_is_refused():
    text = "study,citation,ri,ni\nSmith (2010),X.,.3,80\nB,X.,.3,80\n"
    already = read(text).rows
    again = read(text + "Smith (2010),X.,.4,80\n", already=already)
    assert numbers(again.rows) == [4]
    assert [row.number for row in again.refused] == [2, 3]
    assert "The question has this row already: Smith (2010)" in again.refused[0].reasons[0]
    assert "Smith (2010) (row 4)" in again.notes[0]


def test_a_subgroup_tells_effects_with_the_same_numbers_apart():
    found = read("study,citation,ri,ni,subgroup\nA,X.,.3,80,pain\nA,X.,.3,80,mood\n")
    assert len(found.rows) == 2


def test_two_studies_of_one_name_are_no_duplicates():
    found = read("study,doi,ri,ni\nSmith (2010),10.1000/a,.3,80\nSmith (2010),10.1000/b,.3,80\n")
    assert numbers(found.rows) == [2, 3]


def test_bounded_effects_stay_in_their_bounds():
    assert row_of("PR", effect=1.2, se=0.1).reasons == ["effect: 1.2 is impossible for PR."]
    assert row_of("RD", effect=-1.2, se=0.1).reasons == ["effect: -1.2 is impossible for RD."]
    assert row_of("RD", effect=-0.9, ci_low=-1.02, ci_high=-0.78).yi == -0.9


def test_a_logarithm_in_the_place_of_a_ratio_is_shown_where_it_belongs():
    reason = row_of("OR", effect=-0.4, se=0.1).reasons[0]
    assert reason.endswith("it must be above 0. A logarithm belongs in the column yi.")
    assert row_of("OR", yi=-0.4, sei=0.1).vi == pytest.approx(0.01)


def test_an_example_is_one_of_the_template_only():
    assert row_of("ZCOR", ri=0.3, ni=80, study="Example-based learning (2010)").yi > 0


def test_several_effects_of_a_study_are_noted_as_dependent():
    found = read("study,citation,ri,ni\nA,X.,.3,80\nA,X.,.4,80\nB,X.,.3,80\n")
    assert found.notes == [
        "Several effects of one study will be treated as dependent: A (rows 2, 3)."
    ]


def test_one_article_under_two_names_and_two_articles_under_one_are_noted():
    found = read("study,doi,ri,ni\nA,10.1000/x1,.3,80\nB,10.1000/x1,.3,80\nA,10.1000/x2,.4,80\n")
    assert found.rows[1].notes == ["The same article has the same numbers as A already."]
    assert "Rows 2, 4 are one study by name, A, but cite different articles" in found.notes[1]


@pytest.mark.parametrize(
    ("measure", "cells", "doubt"),
    [
        ("ZCOR", {"ri": 0.3, "ni": 1e6}, "ni = 1000000.0 is an unusually large study"),
        ("ZCOR", {"ri": 0.99, "ni": 80}, "A correlation of .99 is rare"),
        ("ZCOR", {"ri": -0.97, "ni": 80}, "A correlation of −.97 is rare"),
        ("SMD", {"effect": 6, "se": 0.5}, "A standardized difference of 6.0 is rare"),
        ("OR", {"effect": 80, "se": 0.5}, "So large a ratio is rare"),
        ("SMD", {"m1i": 14, "sd1i": 0.8, "n1i": 40, "m2i": 17, "sd2i": 0.9, "n2i": 40},
         "be standard errors, so that it would be about −0.6?"),
        ("OR", {"ai": 12, "bi": 28, "ci": 20, "di": 22, "effect": 2.1},
         "another effect than the 2.1"),
    ],
)  # fmt: skip
def test_the_implausible_is_noted_and_taken(measure, cells, doubt):
    assert any(doubt in note for note in row_of(measure, **cells).notes)


def test_a_good_table_has_no_notes():
    found = read(csv_of(correlations(0.3, -0.2, 0.5)))
    assert (found.notes, [row.notes for row in found.rows]) == ([], [[], [], []])
