"""The terms that readers meet beside a number, each explained in a few plain sentences."""

from typing import NamedTuple

from ..language.catalogue import N_, language_of
from ..measures import FISHERS_Z, MEASURES, Phrasing

_TERMS = {
    "correlation": (
        N_("Correlation (r)"),
        N_(
            "How closely two things go together. At 0, knowing the one tells nothing of the other; "
            "at 1 they rise together without exception, at −1 the one falls as the other rises. "
            "That two things go together does not make one the cause of the other."
        ),
    ),
    "fishers-z": (
        N_("Fisher’s z"),
        N_(
            "A correlation on another scale, on which correlations can be averaged. Small ones are "
            "nearly the same on both."
        ),
    ),
    "partial": (
        N_("Other things being equal (partial correlation, β)"),
        N_(
            "How closely two things go together among people who are alike in the other things "
            "that were measured."
        ),
    ),
    "slope": (
        N_("Slope (b)"),
        N_("By how much one thing is higher, on average, where the other is higher by one unit."),
    ),
    "standardized-difference": (
        N_("Standardized difference (d, g)"),
        N_(
            "How far apart two groups are on average, measured by how much people differ anyway "
            "(in standard deviations). At 0 they are alike. So studies with different "
            "questionnaires can be compared."
        ),
    ),
    "mean-difference": (
        N_("Mean difference"),
        N_("How far apart two groups are on average, in the units of the questionnaire."),
    ),
    "odds-ratio": (
        N_("Odds ratio"),
        N_(
            "The odds of an event in one group, divided by those in the other. At 1 they are the "
            "same. Odds of 1 to 4 are a risk of one in five: unless an event is rare, an odds "
            "ratio looks larger than the difference in risk is."
        ),
    ),
    "risk-ratio": (
        N_("Risk ratio"),
        N_(
            "How often an event happens in one group, divided by how often it happens in the "
            "other. At 1 it is as frequent in both; at 0.5 half as frequent in the first."
        ),
    ),
    "hazard-ratio": (
        N_("Hazard ratio"),
        N_(
            "As a risk ratio, but at any one moment, for people to whom the event has not happened "
            "yet. It tells how fast events come."
        ),
    ),
    "rate-ratio": (
        N_("Rate ratio"),
        N_("How many events there are in one group over some time, divided by those in the other."),
    ),
    "risk-difference": (
        N_("Risk difference"),
        N_("How many more or fewer of 100 people the event happens to."),
    ),
    "explained-variance": (
        N_("Explained variance (R², η²)"),
        N_(
            "Which share of the differences between people goes with something else that was "
            "measured. It does not say which way, nor that the one makes the other."
        ),
    ),
    "reliability": (
        N_("Reliability and agreement (α, ICC, κ)"),
        N_(
            "How far a measure, or two raters, would give the same answer again. 1 would be "
            "always. An ICC may also say how alike the clients of one therapist are: there .05 is "
            "much."
        ),
    ),
    "average": (
        N_("Average (mean) and middle value (median)"),
        N_(
            "The mean is the sum of all values, divided by how many there are: a few very high "
            "ones pull it up. The median is the value in the middle: half are lower, half are "
            "higher, however far away."
        ),
    ),
    "number-needed-to-treat": (
        N_("Number needed to treat (NNT)"),
        N_(
            "How many people have to have a treatment, on average, so that one more of them does "
            "well than without it. At 1 everybody would owe it to the treatment; at 10, one in "
            "ten. It depends on how many do well anyway, and so differs from setting to setting."
        ),
    ),
    "accuracy": (
        N_("How well a test tells (sensitivity, specificity, AUC)"),
        N_(
            "Sensitivity is the share of those who have a problem that a test finds; specificity "
            "the share of those who do not have it that it lets pass. The AUC takes both together: "
            "of two people, one with and one without the problem, it is how often the test has "
            "the right one higher. .50 would be chance, 1 never wrong."
        ),
    ),
    "confidence-interval": (
        N_("Confidence interval"),
        N_(
            "A study sees some people only, so its number is not exactly right for all. The "
            "interval holds the values that fit its data well. A wide one means that little is "
            "known; one that holds “no effect” leaves open whether there is any."
        ),
    ),
    "p": (
        N_("p"),
        N_(
            "How rarely such data, or data further from “no effect”, would come about if there "
            "were no effect. It says neither how large an effect is nor how likely it is to be "
            "real."
        ),
    ),
    "meta-analysis": (
        N_("Meta-analysis (k studies)"),
        N_("The results of several studies of one question, averaged; k is how many there are."),
    ),
    "heterogeneity": (
        N_("Heterogeneity (I², τ²)"),
        N_(
            "How much the results of studies differ beyond chance. The more they do, the less "
            "their average says about any one setting."
        ),
    ),
}
_OF = {
    Phrasing.CORRELATION: "correlation",
    Phrasing.PARTIAL: "partial",
    Phrasing.SLOPE: "slope",
    Phrasing.DIFFERENCE: "standardized-difference",
    Phrasing.CHANGE: "standardized-difference",
    Phrasing.MEAN_DIFFERENCE: "mean-difference",
    Phrasing.MEAN_CHANGE: "mean-difference",
    Phrasing.ODDS: "odds-ratio",
    Phrasing.RISK: "risk-ratio",
    Phrasing.HAZARD: "hazard-ratio",
    Phrasing.RATE_RATIO: "rate-ratio",
    Phrasing.RISK_DIFFERENCE: "risk-difference",
    Phrasing.MEAN: "average",
    Phrasing.MEDIAN: "average",
    Phrasing.SHARE: "explained-variance",
    Phrasing.F2: "explained-variance",
    Phrasing.RELIABILITY: "reliability",
    Phrasing.INTRACLASS: "reliability",
    Phrasing.AGREEMENT: "reliability",
    Phrasing.I2: "heterogeneity",
    Phrasing.TAU2: "heterogeneity",
}


class Term(NamedTuple):
    """A term with what it means; `slug` is its place on the page and stays."""

    slug: str
    name: str
    meaning: str


def glossary(language: str = "en") -> list[Term]:
    """Every term. Raises ValueError for a language without words."""
    say = language_of(language).say
    return [Term(slug, say(name), say(meaning)) for slug, (name, meaning) in _TERMS.items()]


def term_of(measure: str) -> str:
    """The slug of the term that explains a measure, by its code; "" where it explains itself."""
    if measure == FISHERS_Z.code:
        return "fishers-z"
    return _OF.get(MEASURES[measure].phrasing, "") if measure in MEASURES else ""
