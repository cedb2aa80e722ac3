"""Counts of whatever was studied, in a text that studies something."""

from __future__ import annotations

import pytest

from gleanings.evidence.reading import read_statistics


def _counts(text: str) -> list[float | None]:
    return [s.value for s in read_statistics(text) if s.kind in {"count", "fraction"}]


COUNTED = [
    ("n = 1 204 patients", []),
    ("A total of 2015 patients took part.", [2015]),
    ("The trials included 1988 adults.", [1988]),
    ("Considering therapy, 1880 patients had received it.", [1880]),
    ("In 2015 patients took part.", []),
    ("In May, 2015 patients took part.", []),
    ("By 2015 patients had left.", []),
    ("Thirty-five short-term (14 weeks or less) RCTs of patients.", [35]),
    ("It was conducted at 36 U.S. centers with patients.", [36]),
    ("We studied 12 posttraumatic stress disorder (PTSD) patients.", [12]),
    ("In two visits (at week 8), patients left.", []),
    ("One group (n = 187) comprised women from there, and patients.", []),
    ("With olanzapine, 10 mg/day, patients improved.", []),
    ("Within 1 year post-disaster, studies of patients began.", []),
    ("They were more sedated than group 1 and 2 patients.", []),
    ("Group 1 had 243 patients; group 2, 248 patients.", [243, 248]),
    ("A 23 year old man, no patient before, left.", []),
    ("We found 23 phase III trials.", [23]),
    ("They were more sedated than men and 2 patients.", [2]),
    ("Patients came from five Veterans Affairs clinics.", []),
    ("Patients came with five Veterans of wars.", [5]),
    ("The level in patients was 10 parts per million.", []),
    ("The cluster in patients had 2659 voxels.", []),
    ("Fourteen good- and fair-quality controlled trials of patients.", [14]),
    ("n = 45, 120 patients", [120]),
    ("One in five clients drops out.", []),
    ("Three in ten patients relapsed.", []),
    ("1 in 4 therapists had burnout.", []),
    ("Un client sur cinq abandonne.", []),
    ("Trois patients sur dix ont rechuté.", []),
    ("Trois patients sur 73 ont rechuté dans l’étude.", [3]),
    ("Symptoms fell by 4 in 120 clients.", [120]),
    ("Symptoms fell in 50 clients.", [50]),
    ("Over 12 sessions, clients improved.", []),
    ("82 anxious, depressed clients took part.", [82]),
    ("82 homeless, depressed clients took part.", [82]),
    ("We enrolled 82 asylum-seekers.", [82]),
    ("The sample had 339 medically underserved, adult women.", [339]),
    ("A total of 534 twins (267 pairs) were included.", [534, 267]),
    ("Of 212 patients, 21 were mechanically ventilated and 2 were excluded.", [212, 21, 2]),
    ("Of the patients in 2011, 21 were ventilated.", [21]),
    ("Of the patients, more than 564 had undergone surgery.", [564]),
    ("Ninety-one were treated, of the patients.", [91]),
    ("After enrolment, 14 dogs had it; later seven dogs did in a cohort.", [14, 7]),
    ("The trial randomized 120 soldiers and 45 male survivors.", [120, 45]),
    ("About half of the women in the study (414/840) had less pain.", [414]),
    ("Twenty-three of the 26 identified techniques of the sample held.", [23]),
    ("It was a randomised trial. 2443 air force personnel took part.", [2443]),
    ("We found 70 publications.", [70]),
    ("Patients: 1955 adult smokers.", [1955]),
    ("Patients: 1955 adult smokers.", [1955]),
    ("Follow-up was completed by 150, 136, and 120 patients.", [150, 136, 120]),
    ("We saw 30 and 45 patients, respectively.", [30, 45]),
    ("Resistance was found for 15 of the studies.", [15]),
    ("For 1 year 152 patients were seen.", [152]),
    ("In 2. Eight healthy male volunteers took part.", [8]),
    ("Three thousand and thirty-four hospital staff attended, patients too.", [3034]),
    ("A group of 8 dogs received it.", [8]),
    ("Six mothers of the control group could not recall.", [6]),
    ("A trial in a district of 69 general practices.", [69]),
    ("This study included 207,954 Veterans at two places.", [207954]),
    ("Iranian lactating mothers (ILMs) were patients: 556 ILM, in all.", [556]),
    ("Patients were audited, and 59 in the post-intervention study.", [59]),
    ("There were 68 patients with gastric ulcers and 51 with duodenal ulcers.", [68, 51]),
    ("Patients completed it (62 taking one drug, 66 taking another).", [62, 66]),
    ("The mortality of patients was low (3 of 36), and less later (n = 2/24).", [3, 2]),
    ("Patients reported on 16?121?483 prescriptions.", []),
    ("Patients asked (were they 483 residents?) 483 residents.", [483, 483]),
    ("Patients were seen after the September 11 attacks.", []),
    ("Patients were seen; in September, 11 attacks followed.", [11]),
    ("One week (OCA 1, 40 patients) or two (OCA 2, 41 patients).", [40, 41]),
    ("Seen were 150, and 120 patients.", [150, 120]),
    ("Risk rose for all 17 PTSD symptoms among women with it, and patients.", []),
    ("Of the patients, 20 with and 18 without PTSD left.", [20, 18]),
    ("The rate in patients was 61/100 000 women-years, and 61/100 women died.", [61]),
    ("It was seen after that day (9/11) in patients (9/12).", [9]),
    ("Studies with at least 20 subjects or with 30 or more patients were included.", []),
    ("A total of at least 20 subjects was included.", [20]),
    ("Studies had fewer than 3 patients, and fewer than 4 patients died.", [4]),
    ("Patients with a score greater than 30 were interviewed.", []),
    ("Patients lived through between 8 and 55 different types of it.", []),
    ("Patients lived through it between us and 55 different types of it.", [55]),
    ("Fifty-three centers in eight countries enrolled patients.", [53]),
    ("Patients of eight enrolled patients and 12 rats treated clients.", [8, 12]),
    ("One in 1000 patients relapsed.", []),
    ("The patients saw over 20 caseworkers.", [20]),
    ("The patients saw over 19 caseworkers.", []),
    ("With at least 20 subjects seen, 12 patients left.", [12]),
    ("We enrolled 82 asylum-seekers as participants; 4 asylum-seekers left.", [82, 4]),
    ("We enrolled them as participants; 4 asylum-seekers left.", []),
    ("Two were friends of the patients; ten were not.", [10]),
    ("Seen were 2010, 45, and 120 patients.", [45, 120]),
    ("Patients were treated on one of 27 wards.", [27]),
    ("One of 27 patients died.", [1]),
    ("Patients had 30 fewer relapses, 12 relapses/year and 12 relapses in all.", [30, 12]),
    ("It was restored in 85 with tolterodine (CI, 40 to 129) of 1000 patients.", [1000]),
    ("There were 68 patients, and 23 with relapses (95% of all).", [68, 23]),
    ("In patients erosion was found in 17/34 on the drug versus 28/38 on placebo.", [17, 28]),
]


@pytest.mark.parametrize(("text", "values"), COUNTED)
def test_what_is_counted(text: str, values: list):
    assert _counts(text) == values


MEASURED = [
    "We matched two healthy children for each patient.",
    "Eight criteria were reported by fewer than 4 studies.",
    "Patients were seen for 12 weeks and 14 sessions.",
    "Participants answered 17 individual items on 3 scales.",
    "The sample had 12 months prevalent cases.",
    "A 36 years-old male with patients around him.",
    "From day 4 to 21 all patients received it.",
    "At week 12 patients were better; Table 12 shows participants.",
    "Patients took 40 mg tablets and 20 ml doses.",
    "Rats treated with the 400 micrograms dose were controls for patients.",
    "Rates per 10,000 person-years of patients were low.",
    "Type 2 diabetes patients and stage 3 cancer patients were enrolled.",
    "Patients were recorded from 10 to 15 sites.",
    "Patients had 3 friends and nine cats.",
    "Groups 1 and 2 were alike in patients.",
    "This is one of the first studies of patients.",
    "Between 15 and 20 patients a week were seen.",
    "Patients with more than 10 erosions, or fewer than five erosions, were seen.",
    "It was the most costly test of patients (p < 0. 001 compared with others).",
    "Patients were randomized to 1 of 2 experimental groups.",
    "In patients at least 2 of the 3 following tests were positive.",
    "Patients of those caring for more than 50 patients a week did better.",
    "Patients (PTSD) had 12 PTSD symptoms and 50 MHz and 40 IU of it.",
    "Patients were evaluated at baseline, week 8, and 16 with the scale.",
    "Patients' blood pressure was 120/80 in the morning, or in 130/90 on rest.",
    "In 1955 patients were few.",
    "Wards of patients had >200 beds each.",
    "A cut-off of 84 beats per minute was used for participants.",
    "Patients received 60 Gy in 30 fractions.",
    "Patients had 126 cells/mm2 at the margin.",
    "There was a gain of 3 cases in 100, the patients said.",
    "Patients reported errors: 4.51 per 100 orders, and 3 cases in 100.",
    "A score of 30 produced good results in patients.",
    "The cut-off of 2/3 (2/3) was used for participants.",
]


@pytest.mark.parametrize("text", MEASURED)
def test_what_is_merely_measured(text: str):
    assert _counts(text) == []


@pytest.mark.parametrize("text", ["The ferry carries 120 cars.", "33 crows flew; 21 were black."])
def test_nothing_is_counted_where_nothing_is_studied(text: str):
    assert _counts(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("we treated 48 adolescent and adult patients", ["48 adolescent and adult patients"]),
        ("we treated 59 H. pylori-positive patients", ["59 H. pylori-positive patients"]),
        (
            "patients came, 276 in the intervention and 30 in the control group",
            ["276 in the intervention", "30 in the control group"],
        ),
        ("5,000 adults in 12 countries\nIn this meta-analysis", ["5,000 adults"]),
        ("60 adultes dans 12 pays\nLes patients allaient mieux", ["60 adultes", "12 pays"]),
        ("15 Norwegian\nclients took part", ["15 Norwegian clients"]),
    ],
)
def test_no_count_runs_on_into_the_next_field(text, counted):
    found = [s.text for s in read_statistics(text) if s.kind == "count"]
    assert [" ".join(one.split()) for one in found] == counted
