"""Answers, labels and certainty: each sentence on each side of its limits."""

from gleanings.evidence.report import (
    PlainPhrases,
    answer_in_words,
    certainty,
    label_words,
    not_pooled_in_words,
    value_in_words,
)

from .truth import each, joined

POOLED = {
    "measure": "d", "estimate": 0.5, "ci_low": 0.3, "ci_high": 0.7, "k": 12, "n_studies": 12,
    "predictor": "CBT", "outcome": "depression",
}  # fmt: skip


def answer(**changed):
    return lambda language: answer_in_words(**POOLED | changed, language=language).sentence


def risks(measure, ratio, **changed):
    """Of reminders and dropout."""
    about = {
        "measure": measure, "estimate": ratio, "ci_low": ratio * 0.9, "ci_high": ratio * 1.1,
        "predictor": "reminders", "outcome": "dropout", "better": "lower", "baseline_risk": 0.05,
    }  # fmt: skip
    return answer(**about | changed)


PHRASES = {
    "en": PlainPhrases(
        "clients in CBT", "have fewer symptoms", "clients who wait", "the one in CBT"
    ),
    "fr": PlainPhrases(
        "les clients en TCC",
        "avoir moins de symptômes",
        "les clients qui attendent",
        "celle en TCC",
    ),
}
DROPPED_OUT = {
    "en": PlainPhrases("clients who get reminders", "drop out"),
    "fr": PlainPhrases("les clients qui reçoivent des rappels", "abandonner"),
}


def plainly(phrases=PHRASES, part="sentence", **changed):
    def said(language):
        known = POOLED | {"better": "higher", "plain": phrases[language]} | changed
        return getattr(answer_in_words(**known, language=language), part)

    return said


def expected_in(low, high, **changed):
    ends = {"prediction_low": low, "prediction_high": high}
    return lambda language: answer_in_words(**POOLED | ends | changed, language=language).prediction


def not_pooled(reason, **facts):
    return lambda language: not_pooled_in_words(reason, language, **facts)


def label(name, measure=""):
    return lambda language: label_words(name, language, measure)


RATED = {"label": "effect", "k": 12, "n_studies": 12, "n_people": 1000, "small_study_p": 0.5}


def sure(measure="", **changed):
    def said(language):
        rated = certainty(**RATED | changed).in_words(language, measure)
        return [rated.sentence, *rated.reasons]

    return said


LABELS = ("no-study", "few-or-imprecise", "near-zero", "effect", "not-rated", "side-by-side")

SAID = {
    "an answer": answer(),
    "as a clinician would say it": plainly(),
    "as a clinician would say it, a tap away": plainly(part="more"),
    "a clinician's phrases, and nothing": plainly(estimate=0.0, ci_low=-0.1, ci_high=0.1),
    "a clinician's phrases, and in doubt": plainly(ci_low=-0.1, ci_high=1.1),
    "a clinician's phrases, and the other way": plainly(estimate=-0.5, ci_low=-0.7, ci_high=-0.3),
    "a clinician's phrases, the other way, a tap away": plainly(
        part="more", estimate=-0.5, ci_low=-0.7, ci_high=-0.3
    ),
    "a clinician's phrases of an event, fewer": plainly(
        DROPPED_OUT, measure="OR", estimate=0.5, ci_low=0.4, ci_high=0.6, better="lower"
    ),
    "a clinician's phrases of an event, more": plainly(
        DROPPED_OUT, measure="OR", estimate=2.0, ci_low=1.6, ci_high=2.5, better="lower"
    ),
    "a clinician's phrases of an event whose risks are known": plainly(
        DROPPED_OUT, measure="OR", estimate=0.5, ci_low=0.4, ci_high=0.6, better="lower",
        baseline_risk=0.3,
    ),
    "from one study": answer(k=1, n_studies=1),
    "from two studies, one person": answer(k=2, n_studies=2, n_people=1),
    "several results of a study, many people": answer(k=1300, n_studies=1200, n_people=12345),
    "of meta-analyses": answer(of_meta_analyses=True, n_people=0),
    "no estimate": answer(estimate=None, ci_low=None, ci_high=None, k=0, n_studies=0),
    "no estimate of two studies": answer(
        estimate=None, ci_low=None, ci_high=None, n_studies=2, k=2
    ),
    "in doubt": answer(ci_low=-0.1),
    "twice the odds, 5 of 100 in the comparison": risks("OR", 2.11),
    "twice the risk, 5 of 100 in the comparison": risks("RR", 2.0),
    "half the risk, one in doubt": risks("RR", 0.5, ci_low=0.2, ci_high=1.3),
    "a risk that stays": risks("RR", 1.05),
    "a risk just below 4.5 of 100": risks("RR", 0.5, baseline_risk=0.0899),
    "a risk of 4.5 of 100": risks("RR", 0.5, baseline_risk=0.0901),
    "a risk beyond all": risks("RR", 2.0, baseline_risk=0.6),
    "twice the odds, the comparison not known": risks("OR", 2.11, baseline_risk=None),
    "twice the risk, the comparison not known": risks("RR", 2.0, baseline_risk=None),
    "a hazard ratio has no two risks": risks("HR", 2.0),
    "ratios expected": expected_in(1.3, 2.6, measure="RR", better="higher"),
    "next to no ratio expected": expected_in(0.9, 1.1, measure="RR", better="higher"),
    "a ratio near 1 expected, and some throughout": expected_in(
        0.85, 0.95, measure="RR", better="lower"
    ),
    "nothing expected": expected_in(None, 0.9),
    "nothing expected either": expected_in(0.9, None),
    "expected, in order": expected_in(0.9, -0.3, level=90),
    "expected, for the better": expected_in(0.3, 0.9, better="higher"),
    "expected, for the worse": expected_in(0.3, 0.9, better="lower"),
    "expected, for worse or better": expected_in(-0.6, 0.9, better="higher"),
    "expected just within the small": expected_in(-0.2, 0.2),
    "expected just beyond the small": expected_in(-0.2, 0.21),
    "expected below the small": expected_in(-0.21, 0.2),
    "a value": lambda language: value_in_words(
        measure="SMD", estimate=0.5, ci_low=0.3, ci_high=0.7, level=0.95, language=language
    ),
    "a correlation": lambda language: value_in_words(
        measure="ZCOR", estimate=0.26, ci_low=-0.01, ci_high=0.5, level=0.9, language=language
    ),
    "no study": not_pooled("no-study"),
    "no result": not_pooled("fewer-than-three", k=0),
    "one study": not_pooled("fewer-than-three", k=1),
    "two studies": not_pooled("fewer-than-three", k=2),
    "few studies": not_pooled("fewer-than-three"),
    "perhaps the same studies": not_pooled("share-primary-studies"),
    "other measures": not_pooled("mixed-measures"),
    "other measures, named": not_pooled("mixed-measures", measures=["d", "OR"]),
    "another measure, named": not_pooled("mixed-measures", measures="d"),
    "not weighed": not_pooled("not-weighed"),
    "only bounds": not_pooled("only-a-bound"),
    "who did better is not said": not_pooled("direction-not-said"),
    **{f"label {name}": label(name) for name in LABELS},
    **{f"label {name} of a link": label(name, "r") for name in LABELS},
    "label of a difference": label("effect", "d"),
    "high": sure(),
    "no study to rate": sure(n_studies=0),
    "labelled no study": sure(label="no-study"),
    "no result to rate": sure(k=0),
    "one study to rate": sure(k=1, n_studies=1),
    "four studies": sure(k=4, n_studies=4),
    "five studies": sure(k=5, n_studies=5),
    "nine studies": sure(k=9, n_studies=9),
    "ten studies, p just below .10": sure(k=10, n_studies=10, small_study_p=0.0999),
    "ten studies, p at .10": sure(k=10, n_studies=10, small_study_p=0.1),
    "not tested": sure(small_study_p=None),
    "399 people": sure(n_people=399),
    "400 people": sure(n_people=400),
    "people not known": sure(n_people=None),
    "picked": sure(is_searched=False),
    "found by a search": sure(is_searched=True),
    "picked, and all but sure for another reason": sure(is_searched=False, small_study_p=0.05),
    "imprecise, as wide as 8": sure(label="few-or-imprecise", interval_width_vs_small=8.0),
    "imprecise, wider than 8": sure(label="few-or-imprecise", interval_width_vs_small=8.01),
    "imprecise, width not known": sure(label="few-or-imprecise"),
    "a link, imprecise": sure("r", label="few-or-imprecise"),
    "not rated": sure(label="not-rated", interval_width_vs_small=9.0),
    "near none": sure(label="near-zero"),
    "as wide as 4": sure(interval_width_vs_small=4.0),
    "wider than 4": sure(interval_width_vs_small=4.01),
    "a link, wider than 4": sure("r", interval_width_vs_small=4.01),
    "I² just below 50": sure(i2=49.9, q_p=0.01),
    "I² of 50, p of Q just below .10": sure(i2=50.0, q_p=0.0999),
    "I² of 50, p of Q at .10": sure(i2=50.0, q_p=0.1),
    "I² of 50, p of Q not known": sure(i2=50.0),
    "I² of 80, none not expected": sure(i2=80.0, q_p=0.01, prediction_includes_null=False),
    "I² just below 75, none expected": sure(i2=74.9, q_p=0.01, prediction_includes_null=True),
    "I² of 75, none expected": sure(i2=75.0, q_p=0.01, prediction_includes_null=True),
    "a link, I² of 75, none expected": sure("r", i2=75.0, q_p=0.01, prediction_includes_null=True),
    "I² of 75, none expected, average near none": sure(
        label="near-zero", i2=75.0, q_p=0.01, prediction_includes_null=True
    ),
    "none expected, studies alike": sure(prediction_includes_null=True),
    "a link, none expected, studies alike": sure("r", prediction_includes_null=True),
    "none expected, average near none": sure(label="near-zero", prediction_includes_null=True),
    "all at once": sure(
        label="few-or-imprecise", k=2, n_studies=1, n_people=30, i2=80.0, q_p=0.0,
        interval_width_vs_small=20.0,
    ),
}  # fmt: skip


@each("answer_sentences", SAID)
def test_what_is_said(said, language, expected):
    assert joined(said(language)) == expected
