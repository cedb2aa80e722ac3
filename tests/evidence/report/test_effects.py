"""One finding in words: a table of examples in both languages, and what holds for all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gleanings.evidence import effect_measures
from gleanings.evidence.reading import KINDS
from gleanings.evidence.report import effect_in_words, size_of

ALLIANCE = {"predictor": "alliance", "outcome": "outcome of therapy", "better": "higher"}
CBT = {"predictor": "CBT", "outcome": "relapse", "better": "lower"}
TCC = {"predictor": "TCC", "outcome": "symptômes dépressifs", "better": "lower"}


def sentence(language: str = "en", **given_) -> str:
    return re.sub("[\u00a0\u202f]", " ", effect_in_words(language=language, **given_).sentence)


ENGLISH = [
    (
        {"measure": "r", "estimate": 0.27, "ci_low": 0.2, "ci_high": 0.34, **ALLIANCE},
        "People higher in alliance tended to do better (outcome of therapy); the link is moderate: "
        "about 7% of the differences in outcome of therapy go with it. Of two people, the one "
        "higher in alliance does better in about 59 of 100 such pairs; without a link it would be "
        "50.",
    ),
    (
        {"measure": "r", "estimate": -0.15, "predictor": "age", "outcome": "well-being"},
        "People higher in age tended to be lower in well-being; the link is small: about 2% of the "
        "differences in well-being go with it. Of two people, the one higher in age is the one "
        "lower in well-being in about 55 of 100 such pairs; without a link it would be 50.",
    ),
    (
        {"measure": "COR", "estimate": 0.02, "ci_low": -0.05, "ci_high": 0.09, **ALLIANCE},
        "There was hardly any link between alliance and outcome of therapy: less than 1% of the "
        "differences in outcome of therapy go with alliance. The data are precise enough to say: "
        "if there is a link at all, it is on average too small to matter.",
    ),
    (
        {"measure": "r", "estimate": 0.02, "ci_low": -0.3, "ci_high": 0.34, **ALLIANCE},
        "These data cannot tell whether there is a link: none at all is possible, and so is one "
        "that matters. There was hardly any link between alliance and outcome of therapy: less "
        "than 1% of the differences in outcome of therapy go with alliance.",
    ),
    (
        {"measure": "z", "estimate": 0.3, "ci_low": 0.2, "ci_high": 0.39},
        "People higher in the factor studied tended to be higher in the outcome studied too; the "
        "link is moderate: about 8% of the differences in the outcome studied go with it. Of two "
        "people, the one higher in the factor studied is also the one higher in the outcome "
        "studied in about 59 of 100 such pairs; without a link it would be 50.",
    ),
    (
        {"measure": "beta", "estimate": -0.4, **ALLIANCE},
        "Other things in the analysis being equal, people higher in alliance tended to do worse "
        "(outcome of therapy); the link is large.",
    ),
    (
        {"measure": "g", "estimate": 0.5, "better": "higher", "predictor": "CBT",
         "outcome": "mood"},
        "With CBT, people did better on average than in the comparison (mood); that is a moderate "
        "difference. Take one person from each: in about 64 of 100 such pairs the one with CBT "
        "does better; without a difference it would be 50.",
    ),
    (
        {"measure": "d", "estimate": -0.1, "ci_low": -0.6, "ci_high": 0.4},
        "These data cannot tell whether there is an effect: none at all is possible, and so is "
        "one that matters. In the first group, people did on average about the same as in the "
        "comparison; that is hardly any difference.",
    ),
    (
        {"measure": "SMCC", "estimate": 0.9, "outcome": "mood", "better": "higher"},
        "On average people changed for the better (mood); that is a large change.",
    ),
    (
        {"measure": "OR", "estimate": 0.4, **CBT},
        "With CBT, the odds of relapse were 0.40 times those in the comparison; whether that is "
        "much depends on how frequent relapse is. Odds are not risks: unless relapse is rare, the "
        "risks differ by less than that. The comparison favours CBT.",
    ),
    (
        {"measure": "OR", "estimate": 1.0, **CBT},
        "With CBT, the odds of relapse were the same as in the comparison.",
    ),
    (
        {"measure": "RR", "estimate": 2.5, "k": 1, **CBT},
        "This rests on very few studies, and how precise it is is not known. For every 100 cases "
        "of relapse in the comparison there were about 250 among as many people with CBT; whether "
        "that is much depends on how frequent relapse is.",
    ),
    (
        {"measure": "HR", "estimate": 0.7, "outcome": "relapse"},
        "In the first group, the risk of relapse at any one moment, for people not yet affected, "
        "was 0.70 times that in the comparison; whether that is much depends on how frequent "
        "relapse is.",
    ),
    (
        {"measure": "IRR", "estimate": 1.3, "outcome": "relapse"},
        "In the first group, cases of relapse were 1.30 times as frequent as in the comparison "
        "over the same time; whether that is much depends on how frequent relapse is.",
    ),
    (
        {"measure": "RD", "estimate": -0.12, **CBT},
        "Among 100 people with CBT there were about 12 fewer cases of relapse than among 100 in "
        "the comparison. The comparison favours CBT.",
    ),
    (
        {"measure": "RD", "estimate": 12, "outcome": "relapse"},
        "Among 100 people in the first group there were about 12 more cases of relapse than among "
        "100 in the comparison.",
    ),
    (
        {"measure": "RD", "estimate": 0.001, **CBT},
        "Among 100 people with CBT there were about as many cases of relapse as among 100 in the "
        "comparison.",
    ),
    (
        {"measure": "MD", "estimate": -2.3, "ci_low": -5, "ci_high": 0.4, **CBT},
        "These data cannot tell whether there is an effect: none at all is possible. With CBT, "
        "people did better on average than in the comparison (relapse), by 2.30 in the units of "
        "the measure. Whether that is much depends on the measure.",
    ),
    (
        {"measure": "b", "estimate": 1.5, "predictor": "sessions", "outcome": "mood"},
        "People one unit higher in sessions tended to be 1.50 higher in mood, in the units of the "
        "measures. Whether that is much depends on the measure.",
    ),
    (
        {"measure": "R2", "estimate": 0.07, **ALLIANCE},
        "Of the differences in outcome of therapy, about 7% go with alliance; that is a moderate "
        "share.",
    ),
    ({"measure": "percentage", "estimate": 54.3, "outcome": "remission"},
     "The share is 54.3% (remission)."),
    ({"measure": "PR", "estimate": 0.5}, "The share is 50%."),
    ({"measure": "M", "estimate": 12.3, "outcome": "BDI-II"}, "The average is 12.3 (BDI-II)."),
    ({"measure": "n", "estimate": 1572}, "The number of people is 1,572."),
    ({"measure": "I2", "estimate": 62}, "Of the variation between the studies' results, about 62% "
     "is real rather than chance."),
    ({"measure": "tau2", "estimate": 0.04}, "The studies' true effects scatter around their "
     "average with a standard deviation of about 0.20."),
    ({"measure": "alpha", "estimate": 0.9}, "The reliability is .90; 1 would be perfect."),
    ({"measure": "estimate", "estimate": 0.3}, "The estimate is 0.30."),
    ({"measure": "t", "estimate": 2.2}, ""),
    ({"measure": "r", "estimate": None, **ALLIANCE}, ""),
    ({"measure": "OR", "estimate": -1.0}, ""),
]  # fmt: skip
FRENCH = [
    (
        {"measure": "r", "estimate": 0.27, "ci_low": 0.2, "ci_high": 0.34,
         "predictor": "alliance", "outcome": "issue de la thérapie", "better": "higher"},
        "Les personnes ayant une valeur plus élevée pour « alliance » tendaient à aller mieux "
        "(« issue de la thérapie ») ; le lien est modéré : environ 7 % des différences pour "
        "« issue de la thérapie » y sont liées. De deux personnes, celle qui a la valeur plus "
        "élevée pour « alliance » va mieux dans environ 59 paires sur 100 ; sans lien, ce "
        "serait 50.",
    ),
    (
        {"measure": "r", "estimate": 0.02, "ci_low": -0.3, "ci_high": 0.34},
        "Ces données ne permettent pas de dire s’il y a un lien : l’absence de tout lien est "
        "possible, un lien qui compte l’est aussi. Il n’y avait guère de lien entre le facteur "
        "étudié et le résultat étudié : moins de 1 % des différences pour le résultat étudié vont "
        "de pair avec le facteur étudié.",
    ),
    (
        {"measure": "g", "estimate": -0.5, **TCC},
        "Avec « TCC », les personnes allaient en moyenne mieux que dans le groupe de comparaison "
        "(« symptômes dépressifs ») ; c’est une différence modérée. Si l’on prend une personne de "
        "chaque groupe, la personne avec « TCC » va mieux dans environ 64 paires sur 100 ; sans "
        "différence, ce serait 50.",
    ),
    (
        {"measure": "OR", "estimate": 2.5, "outcome": "rechute"},
        "Dans le premier groupe, les cotes pour « rechute » valaient 2,50 fois celles observées "
        "dans le groupe de comparaison ; que ce soit beaucoup ou peu dépend de la "
        "fréquence de « rechute ». Des "
        "cotes ne sont pas des risques : sauf si "
        "les cas sont rares, les risques diffèrent moins que cela.",
    ),
    (
        {"measure": "RR", "estimate": 0.4, "predictor": "TCC", "outcome": "rechute",
         "better": "lower"},
        "Pour 100 cas (« rechute ») dans le groupe de comparaison, il y en avait environ 40 parmi "
        "autant de personnes avec « TCC » ; que ce soit beaucoup ou peu dépend de la fréquence de "
        "« rechute ». La comparaison plaide pour « TCC ».",
    ),
    (
        {"measure": "RD", "estimate": -0.12, "outcome": "rechute"},
        "Sur 100 personnes dans le premier groupe, il y avait environ 12 cas de moins "
        "(« rechute ») que sur 100 dans le groupe de comparaison.",
    ),
    (
        {"measure": "MD", "estimate": -2.3, **TCC},
        "Avec « TCC », les personnes allaient en moyenne mieux que dans le groupe de comparaison "
        "(« symptômes dépressifs »), de 2,30 dans les unités de la mesure. C’est beaucoup ou peu "
        "selon la mesure.",
    ),
    ({"measure": "percentage", "estimate": 54.3}, "La part est de 54,3 %."),
    ({"measure": "n", "estimate": 1572}, "Le nombre de personnes est de 1 572."),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "said"), ENGLISH)
def test_english(given_, said):
    assert sentence(**given_) == said


@pytest.mark.parametrize(("given_", "said"), FRENCH)
def test_french(given_, said):
    assert sentence("fr", **given_) == said


def test_the_interval_is_told_without_the_misreadings():
    found = effect_in_words(measure="r", estimate=0.27, ci_low=0.2, ci_high=0.34, level=90)
    assert found.interval == (
        "Values between .20 and .34 fit these data well, values outside fit them poorly (90% "
        "confidence interval). No link would be 0, outside the interval. This is about people as a "
        "group, not about any one of them."
    )
    french = effect_in_words(
        measure="OR", estimate=1.2, ci_low=0.8, ci_high=1.7, level=0.95, language="fr"
    )
    assert "entre 0,80 et 1,70" in french.interval
    assert "(IC à 95\u00a0%)" in french.interval
    unsaid = effect_in_words(measure="r", estimate=0.3, ci_low=0.1, ci_high=0.5, level=None)
    assert unsaid.interval.endswith("is not given; it is taken for 95%, as most are.")
    assert "serait 1, dans l’intervalle" in french.interval


def test_what_is_not_known_of_the_interval_is_said():
    half = effect_in_words(measure="r", estimate=0.27, ci_low=0.2)
    assert half.interval.startswith("Only the lower end of the 95% confidence interval is known")
    bare = effect_in_words(measure="d", estimate=0.5)
    assert bare.interval == (
        "No interval is given, so that it cannot be said how precise this number is."
    )
    reckoned = effect_in_words(measure="r", estimate=0.27, n=103)
    assert reckoned.interval.startswith("Values between .08 and .44 fit")
    assert reckoned.interval.endswith("worked out here from the number of people.")
    assert effect_in_words(measure="t", estimate=2.2).interval == ""
    assert effect_in_words(measure="percentage", estimate=50).interval == ""


def test_every_number_says_whom_when_and_which_way():
    found = effect_in_words(
        measure="r", estimate=-0.3, predictor="alliance", outcome="depressive symptoms",
        group="adults in CBT", time="at the end of treatment.", better="lower",
    )  # fmt: skip
    assert found.refers_to == "Who: adults in CBT. When: at the end of treatment."
    assert found.direction == (
        "Direction: a number below 0 means that people higher in alliance do better."
    )
    unknown = effect_in_words(measure="OR", estimate=2, outcome="relapse").direction
    assert unknown.startswith("Direction: a number above 1 ")
    assert unknown.endswith("one below 1 fewer.")


def test_the_caution_says_what_such_words_cannot_say():
    link = effect_in_words(measure="r", estimate=0.3).caution
    assert "not a cause" in link and "one client" in link and "Funder & Ozer 2019" in link
    average = effect_in_words(measure="d", estimate=0.3, predictor="CBT").caution
    assert "no promise for one client" in average and "Cohen 1988" in average
    assert "conventions" not in effect_in_words(measure="MD", estimate=0.3).caution
    assert effect_in_words(measure="percentage", estimate=50).caution == ""


def test_what_an_editor_typed_stands_as_it_is_and_does_no_harm():
    said = sentence(measure="r", estimate=0.3, predictor=" {alliance}\n « x » ", outcome="50% {0}")
    assert "higher in {alliance} « x" in said
    assert "50% {0}" in said


def test_an_empty_better_is_one_that_nobody_said():
    given_ = {"measure": "RD", "estimate": 0.3, "outcome": "mood"}
    assert effect_in_words(better="", **given_) == effect_in_words(better=None, **given_)


def test_another_better_or_language_is_refused():
    with pytest.raises(ValueError, match="better = 'up'; use 'higher', 'lower', 'unknown' or None"):
        effect_in_words(measure="r", estimate=0.3, better="up")
    with pytest.raises(ValueError, match="there are en, fr"):
        effect_in_words(measure="r", estimate=0.3, language="de")


ALL = sorted({*KINDS, *effect_measures(), "unheard of"})
finite = st.floats(allow_nan=False, allow_infinity=False) | st.floats(-3, 3)
maybe = st.none() | finite | st.just(float("nan"))


@given(
    measure=st.sampled_from(ALL),
    estimate=maybe,
    ci_low=maybe,
    ci_high=maybe,
    level=st.sampled_from([95.0, 90, 0.95, 99.5]),
    k=st.none() | st.integers(0, 50),
    n=st.none() | st.integers(0, 10**6),
    predictor=st.sampled_from(["", "alliance", "l’alliance"]),
    outcome=st.sampled_from(["", "symptoms", " ... "]),
    better=st.sampled_from(["higher", "lower", None]),
    language=st.sampled_from(["en", "fr"]),
)
def test_whatever_the_numbers_there_are_words(**given_):
    found = effect_in_words(**given_)
    for text in (found.sentence, found.interval, found.direction, found.caution):
        assert not re.search(r"[{}]|\bnan\b|None|\binf\b|  |\.\.|−\.(?!\d)", text), text
        assert text == text.strip()
        assert not text or text.endswith(".")
    assert found.size in (None, "none", "small", "moderate", "large")


SWAPPED = [("better", "worse"), ("higher", "lower"), ("rose", "fell"), ("more", "fewer")]


def mirrored(text: str) -> str:
    """The text with each direction word turned round, and what goes with it made alike."""
    text = text.replace("is also the one", "is the one").replace(" too;", ";")
    turned = dict(SWAPPED) | {other: one for one, other in SWAPPED}
    return re.sub(r"\w+", lambda word: turned.get(word[0], word[0]), text)


@given(
    measure=st.sampled_from(["r", "beta", "d", "g", "SMCC", "RD", "MD", "b", "MC"]),
    estimate=st.floats(0.001, 0.999),
    better=st.sampled_from(["higher", "lower", None]),
)
def test_a_mirrored_effect_mirrors_the_direction_and_nothing_else(measure, estimate, better):
    given_ = {"measure": measure, "predictor": "P", "outcome": "Y", "better": better}
    one, other = (effect_in_words(estimate=x, **given_) for x in (estimate, -estimate))
    assert (one.size, one.label) == (other.size, other.label)
    assert (one.direction, one.caution) == (other.direction, other.caution)

    def bare(text: str) -> str:
        # "people higher in P" is whom, not which way
        text = re.sub(r"(one|people|People|unit) higher in P", r"\1 with P", text)
        return re.sub(r"(favours|speaks against) P", "favours P", text)

    up, down = mirrored(bare(one.sentence)), bare(other.sentence)
    assert up == down


@given(st.floats(0.01, 0.99), st.sampled_from(["OR", "RR", "HR", "IRR"]))
def test_a_ratio_turned_round_is_as_large_the_other_way(ratio, measure):
    better = {"measure": measure, "better": "lower", "outcome": "relapse"}
    low, high = (effect_in_words(estimate=x, **better) for x in (ratio, 1 / ratio))
    assert low.size == high.size
    if size_of(measure, ratio) != "none":
        assert "favours the first group" in low.sentence
        assert "speaks against the first group" in high.sentence
