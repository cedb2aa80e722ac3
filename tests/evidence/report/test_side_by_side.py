"""What results say that are not pooled: each side of each condition, in both languages."""

import pytest

from gleanings.evidence.report import Single, WhyApart, side_by_side_in_words

from .truth import each


def meta(estimate, low=None, high=None, n_studies=None, **changes):
    """A meta-analysis that reports a correlation."""
    fields = {"measure": "r", "is_meta_analysis": True, "n_studies": n_studies}
    return Single(estimate=estimate, ci_low=low, ci_high=high, **fields | changes)


def study(estimate, low=None, high=None, n_people=None, **changes):
    return Single(
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        **{"measure": "d", "n_people": n_people} | changes,
    )


SHARED = ("share-primary-studies",)
FEW = ("fewer-than-three",)
CBT = {"whom": "adults in CBT"}
PILLS = {"whom": "adults on medication"}


def said(*results, reasons=SHARED, better="higher"):
    return lambda language: side_by_side_in_words(
        results, reasons, better=better, language=language
    )


SAID = {
    # --- how many, whose, of what
    "one meta-analysis": said(meta(0.26, 0.19, 0.32, 13)),
    "one meta-analysis of one study, of whom": said(meta(0.26, 0.19, 0.32, 1, **CBT)),
    "one meta-analysis, of nobody knows how many": said(meta(0.26, 0.19, 0.32)),
    "one study": said(study(0.5, 0.3, 0.7, 120), reasons=FEW),
    "one study of one person": said(study(0.5, 0.3, 0.7, 1), reasons=FEW),
    "two, each of others": said(
        meta(0.26, 0.19, 0.32, 13, **CBT), meta(0.29, 0.18, 0.40, 8, **PILLS)
    ),
    "two, each of others, sizes not known": said(
        meta(0.26, 0.19, 0.32, **CBT), meta(0.29, 0.18, 0.40, 8, **PILLS)
    ),
    "two of the same": said(meta(0.26, 0.19, 0.32, 13, **CBT), meta(0.29, 0.18, 0.40, 8, **CBT)),
    "two, of whom one does not say": said(
        meta(0.26, 0.19, 0.32, 13, **CBT), meta(0.29, 0.18, 0.40, 8)
    ),
    "two of as many studies": said(meta(0.26, 0.19, 0.32, 8), meta(0.29, 0.18, 0.40, 8)),
    "two studies": said(study(0.5, 0.3, 0.7, 120), study(0.6, 0.3, 0.9, 80), reasons=FEW),
    "two studies of as many": said(study(0.5, 0.3, 0.7, 80), study(0.6, 0.3, 0.9, 80), reasons=FEW),
    "two results of one meta-analysis": said(
        meta(0.26, 0.19, 0.32, 13, source="a"), meta(0.29, 0.18, 0.40, 13, source="a")
    ),
    "three results of two": said(
        meta(0.26, 0.19, 0.32, 13, source="a"), meta(0.29, 0.18, 0.40, 13, source="a"),
        meta(0.28, 0.18, 0.40, 13, source="b"),
    ),
    "three of from few to many studies": said(
        meta(0.26, 0.19, 0.32, 13), meta(0.29, 0.18, 0.40, 8), meta(0.25, 0.1, 0.4, 40)
    ),
    "three of as many people": said(
        *(study(value, 0.3, 0.9, 80) for value in (0.5, 0.6, 0.7)), reasons=("mixed-measures",)
    ),
    "three of from few to many people": said(
        *(study(value, 0.3, 0.9, n) for value, n in ((0.5, 80), (0.6, 1200), (0.7, 90))),
        reasons=("mixed-measures",),
    ),
    "three, of one nobody knows how many": said(
        meta(0.26, 0.19, 0.32, 13), meta(0.29, 0.18, 0.40), meta(0.25, 0.1, 0.4, 40)
    ),
    "nine": said(*(meta(0.25 + row / 100, 0.1, 0.4) for row in range(9))),
    "ten": said(*(meta(0.25 + row / 100, 0.1, 0.4) for row in range(10))),
    "six and seven": said(*6 * [meta(0.15, 0.1, 0.2)], *7 * [meta(0.25, 0.2, 0.3)]),
    "nine and eight": said(*9 * [meta(0.15, 0.1, 0.2)], *8 * [meta(0.25, 0.2, 0.3)]),
    "two meta-analyses and a study": said(
        meta(0.26, 0.19, 0.32, 13), meta(0.29, 0.18, 0.40, 8),
        study(0.3, 0.12, 0.46, 100, measure="r"), reasons=("beside-studies",),
    ),
    # --- whether they agree
    "small, just below moderate": said(meta(0.194, 0.1, 0.3)),
    "moderate, at its threshold": said(meta(0.2, 0.1, 0.3)),
    "a link the other way": said(meta(-0.26, -0.32, -0.19)),
    "an effect the other way": said(study(-0.5, -0.7, -0.3)),
    "an effect, a lower number being better": said(study(-0.5, -0.7, -0.3), better="lower"),
    "an effect, nothing being better": said(study(0.5, 0.3, 0.7), better=None),
    "an effect downwards, nothing being better": said(study(-0.5, -0.7, -0.3), better=None),
    "a ratio below one": said(study(0.5, 0.3, 0.7, measure="OR"), better="lower"),
    "the same at every size": said(
        meta(0.05, 0.01, 0.09), meta(0.06, 0.01, 0.09), meta(0.07, 0.01, 0.09)
    ),
    "two of other sizes": said(meta(0.15, 0.1, 0.2), meta(0.45, 0.4, 0.5)),
    "two of other sizes, the other way": said(meta(-0.15, -0.2, -0.1), meta(-0.45, -0.5, -0.4)),
    "two that disagree": said(meta(0.26, 0.19, 0.32), meta(-0.26, -0.32, -0.19)),
    "two effects that disagree": said(study(0.3, 0.1, 0.5), study(-0.9, -1.1, -0.7)),
    "two effects of other sizes": said(study(0.3, 0.1, 0.5), study(0.9, 0.7, 1.1)),
    "two effects, nothing being better, that disagree": said(
        study(0.3, 0.1, 0.5), study(-0.9, -1.1, -0.7), better=None
    ),
    "two effects downwards of other sizes": said(
        study(-0.3, -0.5, -0.1), study(-0.9, -1.1, -0.7), better=None
    ),
    "two large effects, for the worse": said(study(-0.9, -1.1, -0.7), study(-1.0, -1.1, -0.7)),
    "two small effects upwards": said(study(0.3, 0.1, 0.5), study(0.31, 0.1, 0.5), better=None),
    "two large effects upwards": said(study(0.9, 0.7, 1.1), study(1.1, 0.7, 1.3), better=None),
    "two small effects, for the worse": said(study(-0.3, -0.5, -0.1), study(-0.31, -0.5, -0.1)),
    "two moderate effects, for the worse": said(study(-0.6, -0.8, -0.4), study(-0.61, -0.8, -0.4)),
    "a link and hardly any": said(meta(0.26, 0.19, 0.32), meta(0.02, -0.05, 0.09)),
    "a link and hardly any the other way": said(
        meta(0.26, 0.19, 0.32), meta(-0.02, -0.09, 0.05)
    ),
    "a link and hardly any the other way, though surely some": said(
        meta(0.26, 0.19, 0.32), meta(-0.08, -0.13, -0.03)
    ),
    "four, of which one is hardly any, the other way": said(
        *(meta(value, 0.1, 0.4) for value in (0.2, 0.25, 0.29)), meta(-0.03, -0.1, 0.04)
    ),
    "ratios either way, surely some": said(
        study(0.82, 0.72, 0.93, measure="RR"), study(1.5, 1.2, 1.9, measure="RR"), better="lower"
    ),
    "a ratio, and one near 1 that may be none": said(
        study(0.82, 0.6, 1.1, measure="RR"), study(1.5, 1.2, 1.9, measure="RR"), better="lower"
    ),
    "a ratio, and one that is too near 1 to matter": said(
        study(0.95, 0.85, 1.1, measure="RR"), study(1.5, 1.2, 1.9, measure="RR"), better="lower"
    ),
    "an effect and hardly any": said(study(0.5, 0.3, 0.7), study(0.02, -0.1, 0.1)),
    "three, two ways": said(
        meta(0.15, 0.1, 0.2), meta(0.16, 0.1, 0.2), meta(-0.15, -0.2, -0.1)
    ),
    "three, one way, two sizes": said(
        meta(0.15, 0.1, 0.2), meta(0.16, 0.1, 0.2), meta(0.45, 0.4, 0.5)
    ),
    "three, of which one is hardly any": said(
        meta(0.15, 0.1, 0.2), meta(0.16, 0.1, 0.2), meta(0.02, -0.05, 0.09)
    ),
    "three that are one number": said(*3 * [meta(0.26, 0.19, 0.32)]),
    "large negative links": said(meta(-0.45, -0.5, -0.4), meta(-0.5, -0.6, -0.4)),
    # --- in which measures
    "the same in two measures": said(
        study(0.3, 0.1, 0.5), study(2.0, 1.5, 2.6, measure="OR"), reasons=("mixed-measures",)
    ),
    "three of two measures that agree": said(
        study(0.3, 0.1, 0.5), study(0.4, 0.1, 0.5), study(2.0, 1.5, 2.6, measure="OR"),
        reasons=("mixed-measures",),
    ),
    "a link and two effects": said(
        meta(0.26, 0.19, 0.32), study(0.5, 0.3, 0.7), study(0.9, 0.3, 1.2),
        reasons=("mixed-measures",),
    ),
    "unlike measures, one each way": said(
        study(0.5, 0.3, 0.7), study(0.5, 0.3, 0.7, measure="OR"), reasons=("mixed-measures",)
    ),
    "a link and an effect": said(
        meta(0.26, 0.19, 0.32), study(0.5, 0.3, 0.7), reasons=("mixed-measures",)
    ),
    "Fisher's z, told as the correlation that it is": said(meta(0.30, 0.19, 0.41, 9, measure="z")),
    "without agreed sizes": said(study(3.0, 1.0, 5.0, measure="MD")),
    "without agreed sizes, the other way": said(study(-3.0, -5.0, -1.0, measure="MD")),
    "without agreed sizes, up": said(study(3.0, 1.0, 5.0, measure="MD"), better=None),
    "without agreed sizes, down": said(study(-3.0, -5.0, -1.0, measure="MD"), better=None),
    "without agreed sizes, exactly none": said(study(0.0, -2.0, 2.0, measure="MD")),
    "a slope": said(study(0.4, 0.1, 0.7, measure="b")),
    "a slope down": said(study(-0.4, -0.7, -0.1, measure="b")),
    "a slope of nought": said(study(0.0, -0.7, 0.7, measure="b")),
    "a share has no direction": said(study(0.07, measure="R2")),
    "a percentage": said(
        study(24.0, 20.0, 28.0, measure="percentage"), study(31.0, 20.0, 40.0, measure="percentage")
    ),
    # --- as long as nobody has said which way they speak
    "direction not said": said(
        study(0.5, 0.3, 0.7, has_direction=False), study(0.4, 0.3, 0.7, has_direction=False),
        reasons=("direction-not-said",),
    ),
    "a large effect, direction not said": said(
        study(0.9, 0.3, 1.7, has_direction=False), reasons=("direction-not-said",)
    ),
    "a moderate effect, direction not said": said(
        study(0.6, 0.3, 1.7, has_direction=False), reasons=("direction-not-said",)
    ),
    "no agreed size, direction not said": said(
        study(3.0, 0.3, 7.7, measure="MD", has_direction=False), reasons=("direction-not-said",)
    ),
    "a slope, direction not said": said(
        study(3.0, 0.3, 7.7, measure="b", has_direction=False), reasons=("direction-not-said",)
    ),
    "links, direction not said": said(
        meta(0.26, has_direction=False), meta(-0.15, has_direction=False),
        meta(0.5, has_direction=False), reasons=("direction-not-said",),
    ),
    # --- what the intervals leave open
    "one, its interval ends at none": said(meta(0.2, 0.0, 0.4)),
    "one, its interval ends just above none": said(meta(0.2, 0.001, 0.4)),
    "one, its interval ends just below none": said(meta(-0.2, -0.4, -0.001)),
    "one, its interval ends at none from below": said(meta(-0.2, -0.4, 0.0)),
    "one effect in doubt": said(study(0.3, -0.1, 0.7)),
    "one ratio in doubt": said(study(1.5, 0.9, 2.6, measure="OR")),
    "one of two in doubt": said(meta(0.15, 0.1, 0.2), meta(0.16, -0.1, 0.4)),
    "one of two effects in doubt": said(study(0.3, 0.1, 0.5), study(0.31, -0.1, 0.7)),
    "both in doubt": said(meta(0.15, -0.1, 0.4), meta(0.16, -0.1, 0.4)),
    "both effects in doubt": said(study(0.3, -0.1, 0.7), study(0.31, -0.1, 0.7)),
    "two of three in doubt": said(
        meta(0.15, -0.1, 0.4), meta(0.16, -0.1, 0.4), meta(0.17, 0.1, 0.24)
    ),
    "two of three effects in doubt": said(
        study(0.3, -0.1, 0.7), study(0.31, -0.1, 0.7), study(0.32, 0.1, 0.5)
    ),
    "precisely near none": said(meta(0.02, -0.1, 0.1)),
    "not so precisely near none": said(meta(0.02, -0.1, 0.101)),
    "both precisely near none": said(study(0.02, -0.1, 0.1), study(0.03, -0.1, 0.1)),
    "one precisely near none, one in doubt": said(meta(0.02, -0.05, 0.09), meta(0.02, -0.2, 0.24)),
    "one study's interval follows from its people": said(study(0.1, n_people=50, measure="r")),
    "that of a meta-analysis does not": said(meta(0.1, n_people=50)),
    # --- why
    "two, from few studies": said(meta(0.26), meta(0.27), reasons=FEW),
    "two, beside studies": said(meta(0.26), meta(0.27), reasons=("beside-studies",)),
    "two, of other measures": said(meta(0.26), meta(0.27), reasons=("mixed-measures",)),
    "two, not weighed": said(meta(0.26), meta(0.27), reasons=("not-weighed",)),
    "two, each for its own reason": said(meta(0.26), meta(0.27), reasons=("not-weighed", *SHARED)),
    "two, for no reason that is known": said(meta(0.26), meta(0.27), reasons=()),
    "one, not weighed": said(meta(0.26), reasons=("not-weighed",)),
}  # fmt: skip


@each("side_by_side", SAID)
def test_what_is_said(said, language, expected):
    assert said(language) == expected


def test_every_reason_has_its_sentence():
    told = {said(meta(0.26), meta(0.27), reasons=(why,))("en") for why in WhyApart}
    assert len(told) == len(WhyApart)


def test_without_a_result_there_is_nothing_to_tell():
    with pytest.raises(ValueError, match="no result"):
        side_by_side_in_words([], SHARED)
