"""The measures that are shipped: their authors’ words, and numbers with their sources."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from gleanings.practice.measures import measures
from gleanings.practice.measures.table import FILES

ALL = measures()
WITH_ITEMS = {"phq9", "phq8", "gad7", "pcl5", "k6", "k10"}
TOTAL_ALONE = {
    *("ors", "srs", "wai_sr", "arm5", "haq2", "wsas", "isi", "dass21", "who5", "core10"),
}

OF_THE_PHQ = """
Little interest or pleasure in doing things
Feeling down, depressed, or hopeless
Trouble falling or staying asleep, or sleeping too much
Feeling tired or having little energy
Poor appetite or overeating
Feeling bad about yourself — or that you are a failure or have let yourself or your family down
Trouble concentrating on things, such as reading the newspaper or watching television
Moving or speaking so slowly that other people could have noticed? Or the opposite — being so \
fidgety or restless that you have been moving around a lot more than usual
Thoughts that you would be better off dead or of hurting yourself in some way
"""
OF_THE_GAD = """
Feeling nervous, anxious or on edge
Not being able to stop or control worrying
Worrying too much about different things
Trouble relaxing
Being so restless that it is hard to sit still
Becoming easily annoyed or irritable
Feeling afraid as if something awful might happen
"""
OF_THE_PCL = """
Repeated, disturbing, and unwanted memories of the stressful experience?
Repeated, disturbing dreams of the stressful experience?
Suddenly feeling or acting as if the stressful experience were actually happening again (as if you \
were actually back there reliving it)?
Feeling very upset when something reminded you of the stressful experience?
Having strong physical reactions when something reminded you of the stressful experience (for \
example, heart pounding, trouble breathing, sweating)?
Avoiding memories, thoughts, or feelings related to the stressful experience?
Avoiding external reminders of the stressful experience (for example, people, places, \
conversations, activities, objects, or situations)?
Trouble remembering important parts of the stressful experience?
Having strong negative beliefs about yourself, other people, or the world (for example, having \
thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the \
world is completely dangerous)?
Blaming yourself or someone else for the stressful experience or what happened after it?
Having strong negative feelings such as fear, horror, anger, guilt, or shame?
Loss of interest in activities that you used to enjoy?
Feeling distant or cut off from other people?
Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving \
feelings for people close to you)?
Irritable behavior, angry outbursts, or acting aggressively?
Taking too many risks or doing things that could cause you harm?
Being "superalert" or watchful or on guard?
Feeling jumpy or easily startled?
Having difficulty concentrating?
Trouble falling or staying asleep?
"""
OF_THE_K10 = """
tired out for no good reason?
nervous?
so nervous that nothing could calm you down?
hopeless?
restless or fidgety?
so restless that you could not sit still?
depressed?
so depressed that nothing could cheer you up?
that everything was an effort?
worthless?
"""
OFTEN = ["Not at all", "Several days", "More than half the days", "Nearly every day"]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize(
    ("code", "items", "answers"),
    [
        ("phq9", lines(OF_THE_PHQ), OFTEN),
        ("phq8", lines(OF_THE_PHQ)[:8], OFTEN),
        # "Not at all sure" stands in many copies, and never stood in the original
        ("gad7", lines(OF_THE_GAD), OFTEN),
        (
            "pcl5",
            lines(OF_THE_PCL),
            ["Not at all", "A little bit", "Moderately", "Quite a bit", "Extremely"],
        ),
        (
            "k10",
            lines(OF_THE_K10),
            [f"{much} of the time" for much in ("None", "A little", "Some", "Most", "All")],
        ),
        (
            "k6",
            [lines(OF_THE_K10)[at] for at in (1, 3, 4, 7, 8, 9)],
            [f"{much} of the time" for much in ("None", "A little", "Some", "Most", "All")],
        ),
    ],
)
def test_items_and_answers_are_those_of_the_original(code, items, answers):
    words = ALL[code].wordings["en"]
    assert list(words.items) == items
    assert list(words.answers) == answers


def test_items_are_shown_only_where_the_licence_lets_them():
    assert {code for code, one in ALL.items() if one.wordings} == WITH_ITEMS
    assert {code for code, one in ALL.items() if not one.wordings} == TOTAL_ALONE


@pytest.mark.parametrize("code", sorted(WITH_ITEMS))
def test_the_range_is_that_of_the_answers(code):
    one = ALL[code]
    for words in one.wordings.values():
        least = len(words.items) * one.first_answer
        assert one.lowest == least
        assert one.highest == least + len(words.items) * (len(words.answers) - 1)


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_measure_has_its_licence_and_every_number_its_source(code):
    one = ALL[code]
    assert one.terms and one.terms_source
    assert date(2026, 1, 1) < one.terms_date
    assert one.lowest < one.highest
    for numbers in (one.cut_offs, one.reliable_change):
        if numbers:
            assert numbers.source
            assert all(0 < points <= one.highest for points in numbers.points)


def test_the_ninth_item_of_the_phq_is_asked_about():
    assert {code: one.critical_item for code, one in ALL.items() if one.critical_item} == {
        "core10": 6,
        "phq9": 9,
    }
    assert "better off dead" in ALL["phq9"].wordings["en"].items[8]


def test_a_language_without_checked_words_has_the_total_alone():
    assert ALL["phq9"].for_the_page("en")["items"]
    assert ALL["phq9"].for_the_page("fr")["items"] is None


def test_a_file_says_nothing_that_is_not_read():
    known = {
        "name",
        "lowest",
        "highest",
        "higher_is_better",
        "first_answer",
        "critical_item",
        "most_of_an_item",
    }
    known |= {"licence", "cut_offs", "reliable_change", "en", "fr"}
    for path in FILES.glob("*.toml"):
        assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= known, path.name


def test_so_high_a_total_cannot_be_without_the_critical_item():
    assert ALL["phq9"].critical_from == 27 - 3 + 1
    assert ALL["core10"].critical_from == 40 - 4 + 1
    assert ALL["gad7"].critical_from is None
