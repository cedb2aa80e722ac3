"""The same numbers in another language: no wrong one passes, and no right one is stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gleanings.digest.demo
from gleanings.digest.text import plain
from gleanings.digest.translations.numbers import MOST, differences

SAME = [
    ("over 84% of clients", "plus de 84 % des clients"),
    ("over 84% of clients", "84 % des clients ou plus"),
    ("at least 1,000 clients", "au moins 1 000 clients"),
    ("no more than 12 sessions", "au plus 12 séances"),
    ("a dozen therapists", "une douzaine de thérapeutes"),
    ("about a hundred therapists", "une centaine de thérapeutes"),
    ("about 20 therapists", "une vingtaine de thérapeutes"),
    ("a fortnight later", "une quinzaine de jours plus tard"),
    ("r = .278, p = .04", "r = ,278, p = ,04"),
    ("r = .278, p = .04", "r = 0,278 (p = 0,04)"),
    ("95% CI [.26, .34]", "IC à 95 % [0,26 ; 0,34]"),
    ("95% CI [.26, .34]", "IC à 95 % : [,26, ,34]"),
    ("95% CI [−.26, .34]", "IC à 95 % [−0,26 – 0,34]"),
    ("OR = 2.5 (95% CI 1.2–3.4)", "OR = 2,5 (IC 95 % 1,2–3,4)"),
    ("95% confidence interval .19 to .32", "intervalle de confiance à 95 % de 0,19 à 0,32"),
    ("1,024 clients in 13 studies", "1 024 clients dans treize études"),
    ("1,024 clients", "1\u202f024 clients"),
    ("12,345.6 dollars", "12 345,6 dollars"),
    ("4 thousand people", "4 000 personnes"),
    ("two-thirds of the 1.2 million", "les deux tiers de 1,2 million"),
    ("three studies of 46% of 200 patients", "trois études sur 46 % de 200 patients"),
    ("46 per cent", "46 pour cent"),
    ("5 percentage points", "5 points de pourcentage"),
    ("between 40 and 60% improved", "entre 40 % et 60 % se sont améliorés"),
    ("60–80% of the variance", "de 60 à 80 % de la variance"),
    ("half of the 50% improved", "la moitié des 50 % s’est améliorée"),
    ("F(1, 98) = 4.50, p < .001", "F(1, 98) = 4,50, p < ,001"),
    ("F(1,98) = 4.50", "F(1,98) = 4,50"),
    ("χ²(1, N = 90) = 3.84", "χ2(1, N = 90) = 3,84"),
    ("I² = 46%, τ² = .02", "I2 = 46 %, τ2 = 0,02"),
    ("d = −0.45", "d = –0,45"),
    ("Cohen's d = 0.50", "d de Cohen = 0,50"),
    ("OR = 1.8", "RC = 1,8"),
    ("SD = 4.2; M = 3.1", "ET = 4,2 ; M = 3,1"),
    ("p less than .05", "p < 0,05"),
    ("PHQ-9 and OQ-45.2 at 6-month follow-up", "le PHQ-9 et l’OQ-45.2 six mois plus tard"),
    ("In the 20th century and the 1990s", "Au XXe siècle et dans les années 90"),
    ("On March 5, 2018, aged 18-65", "Le 5 mars 2018, âgés de 18 à 65 ans"),
    ("in 2018 300 patients", "en 2018 300 patients"),
    ("the 3rd session of Study 1", "la troisième séance de l’étude 1"),
    ("9 out of 10", "neuf sur dix"),
    ("At 1.5 years", "À un an et demi"),
    ("See https://doi.org/10.1002/cpp.2180", "Voir l’article"),
    ("One of them, as one might expect", "L’un d’eux, comme on peut s’y attendre"),
    ("twelve weeks", "douze semaines"),
    ("Two-thirds of clients kept a secret.", "Deux tiers des clients gardaient un secret."),
    ("Two-thirds of clients", "67 % des clients"),
    ("half of the clients", "un client sur deux"),
    ("one in five clients", "20 % des clients"),
    ("a five-point scale (1 = never)", "une échelle en 5 points (1 = jamais)"),
    ("a Likert scale of 1–7", "une échelle de Likert de 1 à 7"),
    ("34.5 years (range 18–71)", "34 ans et demi (de 18 à 71 ans)"),
    ("in the 1980s", "dans les années quatre-vingt"),
    ("over 1.5 million people", "plus d’un million et demi de personnes"),
    ("two weeks", "quinze jours"),
    ("a decade of research", "dix ans de recherche"),
    ("a tenfold increase", "dix fois plus"),
    ("Vol. 55, No. 3 (2018)", "Vol. 55, n°\u202f3 (2018)"),
    ("about 12% got worse", "près de «\u202f12\u00a0%\u202f» vont plus mal"),
    ("p < .001; d = 0.80", "p\u202f<\u202f0,001\u00a0; d\u202f=\u202f0,80"),
    ("Vol. 1, https://doi.org/10.1037/pst0000172", "Vol. 1, doi: 10.1037/pst0000172"),
]
OTHER = [
    ("over 84% of clients", "moins de 84 % des clients", [("84%", "84 %")]),
    ("at least 1,000 clients", "au plus 1 000 clients", [("1,000", "1 000")]),
    ("fewer than 12 clients", "plus de 12 clients", [("12", "12")]),
    ("a dozen therapists", "une vingtaine de thérapeutes", [("a dozen", "une vingtaine")]),
    ("r = .278, p = .04", "r = ,872, p = ,41", [("r = .278", "r = ,872"), ("p = .04", "p = ,41")]),
    ("r = .28", "d = 0,28", [("r = .28", "d = 0,28")]),
    ("p < .05", "p > ,05", [("p < .05", "p > ,05")]),
    ("p < .05", "p = ,05", [("p < .05", "p = ,05")]),
    ("d = −0.45", "d = 0,45", [("d = −0.45", "d = 0,45")]),
    ("46% of clients", "46 clients", [("46%", "46")]),
    ("46%", "64 %", [("46%", "64 %")]),
    ("1,024 clients", "1,024 clients, écrit-il", [("1,024", "1,024")]),
    ("13 studies", "31 études", [("13", "31")]),
    ("thirteen studies", "trente études", [("thirteen studies", "trente études")]),
    ("three studies", "des études", [("three studies", "")]),
    ("r = .28, k = 13", "r = ,28", [("k = 13", "")]),
    ("Clients did better", "48 clients allaient mieux", [("", "48")]),
    ("95% CI [.26, .34]", "IC à 90 % [0,26 ; 0,34]", [("95%", "90 %")]),
    ("1.2 million", "1,2 milliard", [("1.2 million", "1,2 milliard")]),
    ("t(58) = 2.10", "t(85) = 2,10", [("58", "85")]),
    ("twelve weeks", "dix semaines", [("twelve weeks", "dix semaines")]),
    ("twice a week", "trois fois par semaine", [("", "trois fois")]),
    ("two thirds of us", "trois quarts de nous", [("two thirds", "trois quarts")]),
    ("half of us", "un quart d’entre nous", [("half of", "un quart d")]),
    ("one in five clients", "un client sur quatre", [("one in five", "un client sur quatre")]),
    ("34.5 years", "35 ans et demi", [("34.5", "35")]),
    ("the 1980s", "les années soixante-dix", [("1980", "1970")]),
    ("on a scale of 1–7", "de 1 à 5", [("7", "5")]),
    ("[−.05, .30]", "[0,05 ; 0,30]", [("−.05", "0,05")]),
]


def told(english: str, french: str) -> list[tuple[str, str]]:
    found = differences([("text", english)], [("text", french)], "en", "fr")
    return [(one.original, one.translation) for one in found]


@pytest.mark.parametrize(("english", "french"), SAME)
def test_the_same_number_is_no_alarm_however_the_language_spells_it(english, french):
    assert told(english, french) == []
    back = differences([("text", french)], [("text", english)], "fr", "en")
    assert back == []


@pytest.mark.parametrize(("english", "french", "expected"), OTHER)
def test_another_number_is_told_in_the_words_of_both(english, french, expected):
    assert told(english, french) == expected


def test_a_number_may_move_to_another_passage():
    english = [("text", "Of 46 clients"), ("text", "r = .28")]
    french = [("text", "r = ,28"), ("text", "Sur 46 clients")]
    assert differences(english, french, "en", "fr") == []


def test_a_number_is_told_with_its_field_and_the_words_around_it():
    (one,) = differences([("title", "In 13 trials")], [("title", "Dans 12 essais")], "en", "fr")
    assert (one.field, one.passage) == ("title", "Dans 12 essais")


def test_the_demo_and_its_translation_say_the_same():
    compared = 0
    for file in Path(gleanings.digest.demo.__file__).parent.glob("2018-*.json"):
        for summary in json.loads(file.read_text())["summaries"]:
            if "fr" in summary:
                compared += 1
                assert differences(_passages(summary), _passages(summary["fr"]), "en", "fr") == []
    assert compared


def _passages(record: dict) -> list[tuple[str, str]]:
    return [
        ("title", record["title"]),
        ("studied", record["studied"]),
        *(("text", plain(block)) for block in record["text_html"]),
        *(("implications", words) for words in record["implications"]),
    ]


def test_a_text_of_nothing_but_other_numbers_is_told_up_to_a_bound():
    ours = " ".join(f".{number}" for number in range(1000, 9000))
    theirs = " ".join(f",{number}" for number in range(11000, 19000))
    assert len(told(ours, theirs)) == MOST
