"""Two records side by side: one article, another, or for a person to judge.

Each case stands beside its neighbour on the other side of the line.
"""

from typing import Any

import pytest

from gleanings.literature.duplicates.comparison import Verdict, compare
from gleanings.literature.duplicates.normal_form import NormalForm, normal_form

TITLE = "Repairing ruptures in the working alliance with adolescents: a process study"
ARTICLE: dict[str, Any] = {
    "title": TITLE,
    "authors": ["Marchetti, Giulia R.", "Okonkwo, Chidi", "Lund, Sven"],
    "year": 2017,
    "journal": "Journal of Clinical Processes",
    "volume": "31",
    "number": "4",
    "pages": "412-425",
}


def record(**changes: Any) -> NormalForm:
    return normal_form("x", **(ARTICLE | changes))


def verdict(**changes: Any) -> Verdict:
    there = compare(record(), record(**changes)).verdict
    assert there is compare(record(**changes), record()).verdict, "the order makes a difference"
    return there


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "REPAIRING RUPTURES IN THE WORKING ALLIANCE WITH ADOLESCENTS - A PROCESS STUDY."},
        {"title": f"[{TITLE}]. [Italian]"},
        {"title": f"{TITLE}. [Review] [52 refs]"},
        {"title": f"{TITLE}.[Erratum appears in J Clin Process. 2018;32(1):9 Note: Lu"},
        {"title": f"RETRACTED: {TITLE}"},
        {"title": TITLE.replace("ruptures", "<i>ruptures</i>").replace("adolesc", "adoles")},
        {"title": "Repairing ruptures in the working alliance with adolescents"},
        {"authors": ["Marchetti, G. R.", "Okonkwo, C.", "Lund, S."]},
        {"authors": ["Marchetti, G.R., et al"]},
        {"authors": []},
        {"journal": "J Clin Process"},
        {"journal": "Journal of Clinical Processes / Società di Ricerca"},
        {"journal": "JCP"},
        {"year": 2018},
        {"year": None, "journal": ""},
        {"pages": "412-25"},
        {"pages": "412"},
        {"pages": "p. 411-425"},
        {"pages": ""},
        {"number": "", "volume": "31 (4)"},
        {"number": "", "pages": "", "volume": "", "year": 2015},
        {"volume": "", "number": "31", "pages": "4"},
        {"doi": "10.1000/jcp.2017.31"},
    ],
)
def test_spelled_otherwise_it_is_the_same_article(changes: dict[str, Any]) -> None:
    assert verdict(**changes) is Verdict.SAME


@pytest.mark.parametrize(
    "changes",
    [
        {
            "title": f"Erratum: {TITLE}",
            "pages": "640",
        },
        {
            "title": f"{TITLE} - Reply",
            "pages": "426-427",
        },
        {
            "title": f"Comment on: {TITLE}",
            "authors": ["Haas, Petra"],
            "pages": "428",
        },
        {
            "title": TITLE.replace("a process study", "protocol of a process study"),
            "year": 2013,
            "volume": "27",
            "pages": "1-9",
            "number": "1",
        },
        {
            "title": "Repairing ruptures in the working alliance with adults: a process study",
            "volume": "32",
            "pages": "10-22",
            "year": 2018,
            "number": "1",
        },
        {"journal": "Annals of Group Work", "volume": "8", "pages": "77-90", "number": "2"},
        {"authors": ["Haas, Petra", "Brandt, Uwe"], "pages": "1-9", "volume": "2"},
        {"year": 2009, "volume": "23", "pages": "5-17", "number": "1"},
    ],
)
def test_what_belongs_to_an_article_is_another(changes: dict[str, Any]) -> None:
    assert verdict(**changes) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # the title counts for nothing, everything else agrees
        ({"title": ""}, Verdict.DOUBTFUL),
        ({"title": "", "pages": "9-11"}, Verdict.DIFFERENT),
        # an abstract of a congress and its article, in another number of the volume
        ({"pages": "93", "number": "2"}, Verdict.DOUBTFUL),
        ({"pages": "93"}, Verdict.SAME),
        # found by its title alone
        ({"authors": [], "journal": "", "volume": "", "number": "", "pages": ""}, Verdict.DOUBTFUL),
        ({"journal": "", "volume": "", "number": "", "pages": ""}, Verdict.SAME),
        # one title in two journals, and nothing more
        ({"journal": "Annals of Hope", "volume": "", "number": "", "pages": ""}, Verdict.DOUBTFUL),
        ({"journal": "Annals of Hope"}, Verdict.SAME),
        # online first, then in print, some years later
        ({"volume": "", "number": "", "pages": "", "year": 2020}, Verdict.DOUBTFUL),
    ],
)
def test_in_doubt_a_person_judges(changes: dict[str, Any], expected: Verdict) -> None:
    assert verdict(**changes) is expected


TEAM = ["Marchetti, Giulia R.", "Okonkwo, Chidi", "Lund, Sven", "Haas, Ute"]
ELSEWHERE = {"pages": "93", "number": "2"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Verdict.SAME),
        ({"authors": TEAM[:3]}, Verdict.DOUBTFUL),
        ({"authors": [*TEAM[1:], TEAM[0]]}, Verdict.DOUBTFUL),
        ({"volume": "30"}, Verdict.DIFFERENT),
        ({"volume": ""}, Verdict.DOUBTFUL),
        ({"year": 2018}, Verdict.DOUBTFUL),
        ({"journal": "Annals of Hope"}, Verdict.DIFFERENT),
        ({"title": f"Erratum: {TITLE}"}, Verdict.DIFFERENT),
        (
            {"title": f"{TITLE} [Erratum appears in J Clin Process. 2017;31(4):412]"},
            Verdict.DOUBTFUL,
        ),
        ({"title": f"{TITLE} [Article in German]"}, Verdict.SAME),
    ],
)
def test_what_a_team_has_in_one_volume_under_one_title(
    changes: dict[str, Any], expected: Verdict
) -> None:
    whole = record(authors=TEAM)
    other = record(**({"authors": TEAM} | ELSEWHERE | changes))
    assert compare(whole, other).verdict is expected
    assert compare(other, whole).verdict is expected


@pytest.mark.parametrize("doi", ["", "10.1000/jcp.1"])
def test_an_article_that_tells_of_its_erratum_is_one_at_the_same_place(doi: str) -> None:
    telling = f"{TITLE} [Published erratum appears in J Clin Process. 2017;31(6):700]"
    assert verdict(title=telling) is Verdict.SAME
    one, other = record(doi=doi), record(doi=doi, title=telling, pages="e12")
    assert compare(one, other).verdict is (Verdict.SAME if doi else Verdict.DOUBTFUL)


@pytest.mark.parametrize(
    "reference",  # cut off by a field that was too short
    ["(Journal of Clinical Processes (M", "(Journal of Clinical Processes (March 2017) (412-4"],
)
def test_two_notices_of_one_article_are_one(reference: str) -> None:
    here = {"authors": ["Marchetti"], "number": "6", "pages": "700-700"}
    one = record(title=f"{TITLE} (vol 31, pg 412, 2017)", **here)
    other = record(title=f"Erratum: {TITLE} {reference}", **here)
    assert compare(one, other).verdict is Verdict.SAME


def test_two_dois_are_two_articles_whatever_else_agrees() -> None:
    one, other = record(doi="10.1000/jcp.1"), record(doi="10.1000/jcp.2")
    assert compare(one, other).verdict is Verdict.DIFFERENT
    assert compare(one, record(doi="https://doi.org/10.1000/JCP.1")).verdict is Verdict.SAME


def test_two_numbers_of_pubmed_are_two_articles() -> None:
    assert compare(record(pmid="123"), record(pmid="124")).verdict is Verdict.DIFFERENT
    assert (
        compare(record(pmid="123"), record(pmid=" 0123 ", title="Repairing ruptures")).verdict
        is Verdict.SAME
    )


def test_one_doi_with_two_titles_is_doubtful() -> None:
    """The abstracts of a supplement share its DOI."""
    other = normal_form(
        "y",
        title="Sleep and mood in shift workers",
        authors=["Haas, P."],
        doi="10.1000/s",
        year=2017,
    )
    assert compare(record(doi="10.1000/s"), other).verdict is Verdict.DOUBTFUL


@pytest.mark.parametrize(
    "title",
    [
        *("Editorial", "Introduction", "Book reviews", "In reply", "Éditorial", "In this issue"),
        *("Letters to the editor", "Introduction to the special issue", "Reply to Smith"),
        "Highlights from this issue",
    ],
)
def test_a_title_that_many_bear_needs_the_issue_to_agree(title: str) -> None:
    there = record(title=title)
    assert compare(there, record(title=title)).verdict is Verdict.SAME
    assert compare(there, record(title=title, number="", pages="")).verdict is not Verdict.SAME
    assert compare(there, record(title=title, volume="32")).verdict is not Verdict.SAME
    assert compare(there, record(title=title, number="5")).verdict is not Verdict.SAME
    assert compare(there, record(title=title, pages="1-2", number="1")).verdict is not Verdict.SAME
    one, other = (
        record(title=title, number="", pages=pages, doi="10.1000/e") for pages in ("", "412")
    )
    assert compare(one, other).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emotion in couple therapy, part 1", "Emotion in couple therapy, part 2"),
        ("Emotion in couple therapy: II. Outcome", "Emotion in couple therapy: III. Outcome"),
        ("Emotion in couple therapy after 12 weeks", "Emotion in couple therapy after 52 weeks"),
    ],
)
def test_parts_of_a_series_are_told_apart(one: str, other: str) -> None:
    """By the same people, in the same volume, pages unknown."""
    place = {"pages": "", "number": ""}
    assert (
        compare(record(title=one, **place), record(title=other, **place)).verdict
        is not Verdict.SAME
    )
    assert compare(record(title=one, **place), record(title=one, **place)).verdict is Verdict.SAME


def test_two_abstracts_on_one_page_are_not_merged() -> None:
    place = {"pages": "S12", "number": "Suppl 1", "journal": "Congress Abstracts"}
    one = record(title="A trial of the new programme in adults with panic", **place)
    other = record(title="A trial of the new programme in adolescents with panic", **place)
    assert compare(one, other).verdict is not Verdict.SAME


def test_a_translated_title_on_the_same_pages_is_the_same_article() -> None:
    one = record(title="Indications for the brief treatment of complicated grief. [Spanish]")
    assert (
        compare(
            one,
            record(
                title="[Indications of the brief treatment of complicated bereavement]. [Spanish]"
            ),
        ).verdict
        is Verdict.SAME
    )


def test_abstracts_decide_where_the_rest_does_not() -> None:
    text = (
        "Fifty dyads were followed over twelve sessions and each rupture was coded by two raters. "
        * 3
    )
    bare: dict[str, Any] = {"authors": [], "journal": "", "volume": "", "number": "", "pages": ""}
    there = record(abstract=text)
    assert compare(there, record(**bare, abstract=text.upper())).verdict is Verdict.SAME
    other = "Sleep diaries of shift workers were compared with those of a control group. " * 3
    assert compare(there, record(**bare, abstract=other)).verdict is not Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cognitive therapy for depression in men", "Cognitive therapy for depression in women"),
        ("Group therapy of grief in inpatients", "Group therapy of grief in outpatients"),
        ("Increased grief after therapy in veterans", "Decreased grief after therapy in veterans"),
        ("Therapy and hypotension in adults", "Therapy and hypertension in adults"),
        (
            "Intrapersonal problems and therapy of grief",
            "Interpersonal problems and therapy of grief",
        ),
    ],
)
@pytest.mark.parametrize(
    "places", [({"pages": "1-9"}, {"pages": "10-19"}), ({"pages": ""}, {"pages": ""})]
)
def test_a_word_that_turns_a_title_round_makes_another_article(one, other, places):
    first, second = (
        record(title=title, **place) for title, place in zip((one, other), places, strict=True)
    )
    assert compare(first, second).verdict is not Verdict.SAME
    again = record(title=one.replace("therapy", "thereapy"), **places[0])
    assert compare(first, again).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"volume": "", "number": "", "pages": ""}, {"volume": "", "number": "", "pages": ""}),
        (
            {"volume": "59", "number": "1", "pages": "1-3"},
            {"volume": "60", "number": "1", "pages": "1-3"},
        ),
    ],
)
def test_what_comes_out_each_year_under_one_title_is_not_merged(one, other):
    title = "Annual research review of child psychiatry"
    first, second = record(title=title, year=2018, **one), record(title=title, year=2019, **other)
    assert compare(first, second).verdict is not Verdict.SAME
    assert compare(first, record(title=title, year=2018, **one)).verdict is Verdict.SAME


def test_introductions_to_issues_need_the_issue_to_agree():
    first = record(title="Introduction to the issue 7", volume="20", number="", pages="300-302")
    second = record(title="Introduction to the issue 7", volume="20", number="", pages="100-102")
    assert compare(first, second).verdict is not Verdict.SAME
