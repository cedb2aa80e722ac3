"""What a clinician would say: each measure, design and way, by the phrases of both languages."""

import pytest

from gleanings.evidence.measures import MEASURES
from gleanings.evidence.report import PlainPhrases, effect_in_words
from gleanings.evidence.report.plain import SAID_PLAINLY

from .truth import each, joined

ALLIANCE = {
    "en": PlainPhrases(
        "clients with a stronger alliance",
        "have better outcomes",
        one="the one with the stronger alliance",
    ),
    "fr": PlainPhrases(
        "les clients dont l’alliance est plus forte",
        "avoir de meilleurs résultats",
        one="celle dont l’alliance est plus forte",
    ),
}
TRIAL = {
    "en": PlainPhrases(
        "clients in CBT",
        "have fewer depressive symptoms",
        "clients on a waiting list",
        "the one in CBT",
    ),
    "fr": PlainPhrases(
        "les clients en TCC",
        "avoir moins de symptômes dépressifs",
        "les clients sur liste d’attente",
        "celle en TCC",
    ),
}
REMINDED = {
    "en": PlainPhrases("clients who get reminders", "drop out", "other clients"),
    "fr": PlainPhrases(
        "les clients qui reçoivent des rappels", "abandonner", "un groupe sans rappels"
    ),
}
NO_COMPARISON = {
    "en": PlainPhrases("clients who get reminders", "drop out"),
    "fr": PlainPhrases("les clients qui reçoivent des rappels", "abandonner"),
}
DROPOUT = {
    "en": PlainPhrases("clients in private practice", "dropped out"),
    "fr": PlainPhrases("les clients en libéral", "ont abandonné"),
}
SESSIONS = {
    "en": PlainPhrases("these clients", "sessions attended"),
    "fr": PlainPhrases("ces clients", "séances suivies"),
}
ELEVEN = {
    "en": PlainPhrases("clients in CBT", "have fewer symptoms", "eleven others"),
    "fr": PlainPhrases("les clients en TCC", "avoir moins de symptômes", "onze autres"),
}
HALF = {"en": PlainPhrases("clients in CBT"), "fr": PlainPhrases("les clients en TCC")}


def part(name, measure, estimate, phrases, **given):
    return lambda language: getattr(
        effect_in_words(
            measure=measure, estimate=estimate, plain=phrases[language], language=language, **given
        ),
        name,
    )


def said(measure, estimate, phrases, **given):
    return part("sentence", measure, estimate, phrases, **{"better": "higher", **given})


def more(measure, estimate, phrases, **given):
    return part("more", measure, estimate, phrases, **{"better": "higher", **given})


AFTER = {"design": "before-after"}
SAID = {
    # links
    "a link": said("r", 0.28, ALLIANCE),
    "a link, worse": said("r", -0.28, ALLIANCE),
    "a link, lower is better": said("r", -0.28, ALLIANCE, better="lower"),
    "a link, not about better": said("r", 0.28, ALLIANCE, better=None),
    "a link, nobody said who did better": said("r", 0.28, ALLIANCE, better="unknown"),
    "a perfect link": said("r", 0.9999, ALLIANCE),
    "a link, just one": said("r", 0.1, ALLIANCE),
    "hardly a link": said("r", 0.099, ALLIANCE),
    "a link without the one of two": said("r", 0.28, NO_COMPARISON),
    "a partial link": said("PCOR", 0.28, ALLIANCE),
    "hardly a partial link": said("PCOR", 0.01, ALLIANCE),
    "a slope": said("b", 0.4, ALLIANCE),
    "no slope": said("b", 0.0, ALLIANCE),
    "Fisher's z": said("z", 0.3, ALLIANCE, ci_low=0.2, ci_high=0.4),
    "cross-sectional": said("r", 0.28, ALLIANCE, design="cross-sectional"),
    # groups
    "a difference": said("d", 0.5, TRIAL),
    "a difference, lower is better": said("d", -0.5, TRIAL, better="lower"),
    "a difference, worse": said("d", -0.5, TRIAL),
    "a difference of groups that nobody treated": said("d", 0.5, TRIAL, design="cross-sectional"),
    "a comparison that begins with eleven": said("d", 0.5, ELEVEN),
    "a difference, not about better": said("d", 0.5, TRIAL, better=None),
    "hardly a difference": said("d", 0.199, TRIAL),
    "a difference, just one": said("d", 0.2, TRIAL),
    "a difference of nobody knows what": said("d", 0.5, TRIAL, design=None),
    "a difference, nobody said who did better": said("d", 0.5, TRIAL, better="unknown"),
    "a difference without a comparison": said("d", 0.5, ALLIANCE),
    "hardly a difference without a comparison": said("d", 0.05, ALLIANCE),
    "a difference in units": said("MD", -3.2, TRIAL, better="lower"),
    "no difference in units": said("MD", 0.0, TRIAL),
    "a change": said("d", 0.5, TRIAL, **AFTER),
    "hardly a change": said("d", 0.1, TRIAL, **AFTER),
    "a change in units": said("MD", 3.2, TRIAL, **AFTER),
    "no change in units": said("MD", 0.0, TRIAL, **AFTER),
    "in a single group": said("d", 0.5, TRIAL, design="single-group"),
    # events
    "odds above": said("OR", 2.5, REMINDED, better="lower"),
    "odds below": said("OR", 0.4, REMINDED, better="lower"),
    "odds alike": said("OR", 1.1, REMINDED, better="lower"),
    "odds alike without a comparison": said("OR", 1.1, NO_COMPARISON, better="lower"),
    "odds, not about better": said("OR", 0.4, REMINDED, better=None),
    "odds without a comparison": said("OR", 0.4, NO_COMPARISON, better="lower"),
    "odds nobody can have": said("OR", -0.4, REMINDED),
    "odds before and after": said("OR", 0.4, REMINDED, **AFTER),
    "risks": said("RR", 0.62, REMINDED, better="lower"),
    "risks next to none": said("RR", 0.004, REMINDED, better="lower"),
    "hazards": said("HR", 2.0, REMINDED, better="lower"),
    "rates above": said("IRR", 2.0, REMINDED, better="lower"),
    "rates below": said("IRR", 0.5, REMINDED, better="lower"),
    "rates alike": said("IRR", 1.0, REMINDED, better="lower"),
    "a risk difference above": said("RD", 0.12, REMINDED, better="lower"),
    "a risk difference below": said("RD", -0.12, REMINDED, better="lower"),
    "a large risk difference": said("RD", 0.98, REMINDED, better="lower"),
    "a risk difference of few": said("RD", 0.04, REMINDED, better="lower"),
    "no risk difference": said("RD", 0.004, REMINDED, better="lower"),
    # shares and averages
    "a percentage": said("percentage", 23.0, DROPOUT),
    "a percentage of half a sentence": said("percentage", 54.0, HALF),
    "more than a percentage": said("percentage", 84.0, DROPOUT, bound=">"),
    "at least a percentage": said("percentage", 84.0, DROPOUT, bound=">="),
    "a proportion": said("PR", 0.125, DROPOUT),
    "so many of so many": said("fraction", 18.0, DROPOUT, total=22.0),
    "fewer than so many of so many": said("fraction", 18.0, DROPOUT, total=22.0, bound="<"),
    "a range of per cents": said("range", None, DROPOUT, ci_low=20.0, ci_high=30.0, per_cent=True),
    "another range": said("range", None, SESSIONS, ci_low=5.0, ci_high=10.0),
    "an average": said("M", 8.4, SESSIONS),
    "a middle value": said("median", 8.0, SESSIONS),
    "a middle value above": said("median", 8.0, SESSIONS, bound=">", outcome="sessions"),
    "an average above": said("M", 8.4, SESSIONS, bound=">"),
    # what is not said so
    "half of the phrases": said("d", 0.5, HALF),
    "a bound of an effect": said("r", 0.3, ALLIANCE, bound=">"),
    "explained variance": said("R2", 0.07, ALLIANCE),
    "no number": said("r", None, ALLIANCE),
    # how sure
    "could be none": said("d", 0.3, TRIAL, ci_low=-0.1, ci_high=0.7),
    "in units, could be none": said("MD", 0.3, TRIAL, ci_low=-0.1, ci_high=0.7),
    "in units, sure": said("MD", 0.3, TRIAL, ci_low=0.1, ci_high=0.7),
    "near none": said("d", 0.1, TRIAL, ci_low=-0.1, ci_high=0.2),
    "very small, and surely some": said("d", 0.18, TRIAL, ci_low=0.05, ci_high=0.31),
    "a very small link, surely some": said("r", 0.08, ALLIANCE, ci_low=0.03, ci_high=0.13),
    "odds near 1, surely some": said(
        "OR", 0.82, REMINDED, ci_low=0.74, ci_high=0.91, better="lower"
    ),
    "odds near 1, too small to matter": said(
        "OR", 0.9, REMINDED, ci_low=0.8, ci_high=1.02, better="lower"
    ),
    "rates near 1, surely some": said(
        "IRR", 1.2, REMINDED, ci_low=1.15, ci_high=1.25, better="lower"
    ),
    "few studies": said("d", 0.3, TRIAL, k=2),
    "sure": said("d", 0.5, TRIAL, ci_low=0.3, ci_high=0.7),
    # a tap away
    "more on a link": more("r", 0.28, ALLIANCE),
    "more on a very small link": more("r", 0.08, ALLIANCE, ci_low=0.03, ci_high=0.13),
    "more on hardly a link": more("r", 0.05, ALLIANCE),
    "more on a difference": more("d", 0.5, TRIAL),
    "more on a difference in units": more("MD", 0.5, TRIAL),
    "more on odds": more("OR", 2.5, REMINDED),
    "no more where it is not said so": more("r", 0.28, HALF),
    "the sign is not explained": part("direction", "r", 0.28, ALLIANCE, better="higher"),
    "whom and when": part("refers_to", "r", 0.28, ALLIANCE, group="adults", time="at the end"),
    "nobody says whom": part("refers_to", "r", 0.28, ALLIANCE),
}


@each("plain_sentences", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected


@pytest.mark.parametrize(
    "measure", [one for one in MEASURES.values() if one.is_reported], ids=lambda one: one.code
)
def test_each_measure_is_said_so_or_as_before(measure):
    phrases = ALLIANCE["en"]
    given = {"measure": measure.code, "estimate": 0.5, "better": "higher"}
    found = effect_in_words(
        **given, plain=phrases, total=2.0, ci_low=0.4, ci_high=0.6, per_cent=True
    )
    before = effect_in_words(**given, total=2.0, ci_low=0.4, ci_high=0.6, per_cent=True)
    told = measure.phrasing in SAID_PLAINLY or measure.code == "z"
    assert found.is_plain == told
    assert (found.sentence != before.sentence) == told
    assert ("alliance" in found.sentence.lower()) == told


def test_what_is_typed_is_set_into_the_sentence_without_its_stops():
    phrases = PlainPhrases(" clients\nwith «more» trust; ", "have {better} outcomes. ")
    (sentence,) = {
        effect_in_words(measure="r", estimate=0.3, better="higher", plain=phrases).sentence
    }
    assert sentence == "Clients with «more» trust tended to have {better} outcomes."


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("abandonner", "susceptibles d’abandonner"),
        ("y mettre fin", "susceptibles d’y mettre fin"),
        ("hésiter", "susceptibles d’hésiter"),
        ("Hospitaliser", "susceptibles d’Hospitaliser"),
        ("être hostiles", "susceptibles d’être hostiles"),
        ("harceler", "susceptibles de harceler"),
        ("hausser le ton", "susceptibles de hausser le ton"),
        ("honnir", "susceptibles d’honnir"),
        ("yodler", "susceptibles de yodler"),
    ],
)
def test_french_drops_the_vowel_before_another(outcome, expected):
    phrases = PlainPhrases("les clients", outcome)
    said = effect_in_words(measure="OR", estimate=0.4, better="lower", plain=phrases, language="fr")
    assert expected in said.sentence


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("un groupe", "qu’un groupe"),
        ("Hélène", "qu’Hélène"),
        ("huit autres", "que huit autres"),
        ("onze autres", "que onze autres"),
        ("ceux d’Yvonne", "que ceux d’Yvonne"),
    ],
)
def test_and_so_it_does_of_those_compared_with(others, expected):
    phrases = PlainPhrases("les clients", "abandonner", others)
    said = effect_in_words(measure="OR", estimate=0.4, better="lower", plain=phrases, language="fr")
    assert f" {expected}" in said.sentence


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("subject", "begins"),
    [
        ("iCBT clients", "iCBT clients "),
        ("eHealth users", "eHealth users "),
        ("clients in iCBT", "Clients in iCBT "),
        ("élèves", "Élèves "),
    ],
)
def test_a_word_that_has_its_own_capital_keeps_its_small_letter(subject, begins, language):
    said = effect_in_words(
        measure="r",
        estimate=0.3,
        better="higher",
        plain=PlainPhrases(subject, "have better outcomes"),
        language=language,
    )
    assert said.sentence.startswith(begins)


@pytest.mark.parametrize(
    ("design", "has_pairs"),
    [("comparison", True), ("cross-sectional", False), (None, False)],
)
def test_pairs_of_two_groups_are_counted_of_a_comparison_alone(design, has_pairs):
    said = effect_in_words(
        measure="d",
        estimate=0.5,
        better="higher",
        design=design,
        plain=TRIAL["en"],
        k=20,
        n=2_000,
        ci_low=0.4,
        ci_high=0.6,
    )
    assert ("of 100 such pairs" in said.sentence) == has_pairs
