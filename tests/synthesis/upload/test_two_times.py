"""A change of one group is after minus before, whatever the columns are called."""

import pytest
from django.utils import translation

from gleanings.synthesis.answers import told
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.upload import UploadError, template_csv
from synthesis.factories import make_question, upload
from synthesis.upload.files import csv_of, read

BY_METAFORS_NAMES = ["m1i", "m2i", "sd1i", "sd2i"]
CHANGES = ("MC", "SMCC", "SMCR", "SMCRH", "SMCRP")


def table(*titles, numbers=(12, 20, 6, 7)):
    """One study in which symptoms fell from 20 to 12."""
    head = ["study", "citation", *titles, "ni", "ri"]
    return csv_of([head, ["A", "Author (2001).", *numbers, 50, 0.5]])


@pytest.mark.parametrize("measure", CHANGES)
@pytest.mark.parametrize(
    "titles",
    [
        ("m_post", "m_pre", "sd_pre", "sd_post"),
        ("Mean post", "Pre mean", "SD (pre)", "SD post"),
        ("After", "Baseline", "SD before", "SD after"),
        ("Moyenne après", "Moyenne avant", "écart type avant", "écart type après"),
        ("m1i (post)", "m2i (pre)", "sd1i (pre)", "sd2i (post)"),
    ],
)
def test_headings_that_say_the_time_are_taken_at_their_word(measure, titles):
    found = read(table(*titles), measure)
    (row,) = found.rows
    assert row.yi < 0
    assert row.given == {"m1i": 12, "m2i": 20, "sd1i": 6, "sd2i": 7, "ni": 50, "ri": 0.5}
    assert found.notes == []


def test_a_change_by_the_sd_before_is_divided_by_that():
    by_sd = table("m_post", "m_pre", "sd_post", "sd_pre", numbers=(12, 20, 16, 4))
    (row,) = read(by_sd, "SMCR").rows
    assert row.yi == pytest.approx(-8 / 4, rel=0.02)


def test_a_ratio_takes_each_sd_with_its_mean():
    by_ratio = table("m_pre", "m_post", "sd_pre", "sd_post", numbers=(20, 12, 7, 6))
    (row,) = read(by_ratio, "ROMC").rows
    assert row.given == {"m1i": 12, "m2i": 20, "sd1i": 6, "sd2i": 7, "ni": 50, "ri": 0.5}


@pytest.mark.parametrize("measure", [*CHANGES, "ROMC"])
def test_bare_names_are_read_as_metafor_has_them_and_that_is_said(measure):
    found = read(table(*BY_METAFORS_NAMES), measure)
    (row,) = found.rows
    assert row.yi < 0
    assert found.notes == [
        "m1i was read as the mean after and m2i as the mean before, so that more after than before "
        "is a rise. If your table has them the other way round, name the columns m_pre and m_post."
    ]


def test_of_spread_alone_the_deviations_are_told_of():
    (note,) = read(table("x1", "x2", "sd1i", "sd2i"), "VRC").notes[1:]
    assert note.startswith("sd1i was read as the standard deviation after")


def test_two_groups_are_no_two_times():
    head = ["study", "citation", *BY_METAFORS_NAMES, "n1i", "n2i"]
    found = read(csv_of([head, ["A", "Author (2001).", 12, 20, 6, 7, 50, 50]]), "SMD")
    assert found.notes == []


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("m1i (pre)", "m2i", "sd1i", "sd2i"), "m1i is the value after, .* column m_pre"),
        (("m1i", "m2i post", "sd1i", "sd2i"), "m2i is the value before, .* column m_post"),
        (("m_post", "m_pre", "sd1i_post", "sd2i_pre"), "sd1i is the value before, .* sd_post"),
        (("m1i avant", "m2i après", "sd1i", "sd2i"), "“m1i avant” says two things"),
    ],
)
def test_a_heading_that_contradicts_itself_is_asked_about(titles, said):
    with pytest.raises(UploadError, match=said):
        read(table(*titles), "SMCR")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("measure", [*CHANGES, "ROMC", "CVRC"])
def test_the_template_says_before_and_after_in_its_headings(measure, language, french_catalogue):
    with translation.override(language):
        header = template_csv(measure).splitlines()[0].lstrip("\ufeff").replace(";", ",").split(",")
    before, after = ("m_pre", "m_post") if language == "en" else ("m_avant", "m_apres")
    assert {before, after} <= set(header)
    assert not set(BY_METAFORS_NAMES) & set(header)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("measure", "better", "english", "french"),
    [
        ("MC", "", "people fell by 8.35", "ont baissé de 8,35"),
        ("SMCR", "", "people fell in outcome", "ont baissé"),
        ("SMCR", "lower", "changed for the better", "s’est amélioré"),
    ],
)
def test_symptoms_that_fell_are_told_as_a_fall(measure, better, english, french):
    question = make_question(measure=measure, better=better)
    columns = {
        "m_pre": [20, 22, 25], "m_post": [12, 14, 16], "sd_pre": [6, 7, 6], "sd_post": [6, 7, 6],
        "ni": [50, 60, 40], "ri": [0.5, 0.5, 0.6],
    }  # fmt: skip
    upload(question, columns)
    synthesis = recompute(question)
    assert english in told(synthesis, "en").answer
    assert french in told(synthesis, "fr").answer
    assert "after minus the value before" in " ".join(told(synthesis, "en").more.method)
