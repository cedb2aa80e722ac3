"""The one table of measures: what each is, by its code.

A new measure is one entry here and, where it is computed from what studies report, its formula in
`effect_sizes`. Entries that have much in common are made `like` one of their kind.
"""

import math
from dataclasses import replace
from typing import Any

from ..distributions import COX
from ..language.catalogue import Text
from . import funnel, sizes
from .measure import Measure
from .phrasing import Phrasing
from .scale import Scale


def like(one: Measure, code: str, **differing: Any) -> Measure:
    """The same but for what differs, and for what is said of each by itself."""
    own = {"is_reported": False, "is_common": False, "pooled_from": (), "reported_as": one.kind}
    return replace(one, code=code, **{**own, **differing})


WITHIN_ONE = (-1.0, 1.0)
SHARE = (0.0, 1.0)
ABOVE_0 = (0.0, math.inf)
UP_TO_1 = (-math.inf, 1.0)

# --- correlations

R = Measure(
    "r",
    Text("a correlation", "une corrélation"),
    Phrasing.CORRELATION,
    scale=Scale.FISHER,
    interval=Scale.FISHER,
    bounds=WITHIN_ONE,
    thresholds=sizes.CORRELATION,
    reach=0.5,
    symbol="r",
    precision_follows_from_n=True,
    is_reported=True,
    is_test=True,
    headers="r correlation pearsonr pearsonsr rdepearson correlationr",
)
RHO = like(
    R,
    "rho",
    name=Text("a rank correlation", "une corrélation des rangs"),
    symbol="ρ",
    is_reported=True,
)
ZCOR = like(
    R,
    "ZCOR",
    title=Text("Fisher's z of a correlation", "z de Fisher d’une corrélation"),
    is_test=False,
    is_common=True,
    pooled_from=("r", "fishers-z"),
    reported_columns=("ri", "ni"),
)
COR = like(
    ZCOR,
    "COR",
    scale=Scale.IDENTITY,
    title=None,
    pooled_from=("r",),
    funnel=funnel.ON_FISHERS_Z,
)
UCOR = like(
    COR,
    "UCOR",
    title=Text("correlation, corrected for its bias", "corrélation, corrigée de son biais"),
)
FISHERS_Z = Measure(
    "fishers-z",
    Text("a Fisher’s z", "un z de Fisher"),
    Phrasing.CORRELATION,
    reach=0.5,
)
"""A z that an interval or a standard error belongs to: see `reported`. Never stored as such."""

# of unlike kinds: their intervals are reported as they are pooled
_OTHER_CORRELATION = like(
    COR,
    "",
    interval=Scale.IDENTITY,
    precision_follows_from_n=False,
    reported_columns=(),
    symbol=None,
    reported_as="",
    funnel=funnel.BY_SIZE_ON_FISHERS_Z,
)
RPB = like(
    _OTHER_CORRELATION,
    "RPB",
    name=Text("a point-biserial correlation", "une corrélation bisériale de point"),
)
RBIS = like(
    _OTHER_CORRELATION, "RBIS", name=Text("a biserial correlation", "une corrélation bisériale")
)
RTET = like(
    _OTHER_CORRELATION,
    "RTET",
    name=Text("a tetrachoric correlation", "une corrélation tétrachorique"),
)
PHI = like(
    _OTHER_CORRELATION,
    "PHI",
    name=Text("a phi coefficient", "un coefficient phi"),
    funnel=funnel.ON_FISHERS_Z,
    interval=Scale.FISHER,
    reported_as="r",
)
YUQ = like(
    _OTHER_CORRELATION,
    "YUQ",
    name=Text("a Yule's Q", "un Q de Yule"),
    phrasing=Phrasing.OTHER,
    thresholds=None,
)
YUY = like(YUQ, "YUY", name=Text("a Yule's Y", "un Y de Yule"))
PCOR = like(
    _OTHER_CORRELATION,
    "PCOR",
    name=Text("a partial correlation", "une corrélation partielle"),
    phrasing=Phrasing.PARTIAL,
    interval=Scale.FISHER,
    reported_as="r",
    funnel=funnel.ON_FISHERS_Z,
    symbol="pr",
    is_reported=True,
    is_test=True,
)
ZPCOR = like(
    PCOR,
    "ZPCOR",
    title=Text("Fisher's z of a partial correlation", "z de Fisher d’une corrélation partielle"),
    scale=Scale.FISHER,
    funnel=funnel.AS_POOLED,
    symbol=None,
    is_test=False,
)
SPCOR = like(
    PCOR,
    "SPCOR",
    name=Text("a semi-partial correlation", "une corrélation semi-partielle"),
    interval=Scale.IDENTITY,
    reported_as="",
    funnel=funnel.BY_SIZE_ON_FISHERS_Z,
    symbol="sr",
    is_reported=True,
    is_test=False,
)
# --- coefficients of a regression

BETA = Measure(
    "beta",
    Text("a standardized coefficient", "un coefficient standardisé"),
    Phrasing.PARTIAL,
    thresholds=sizes.COEFFICIENT,
    reach=0.5,
    symbol="β",
    is_reported=True,
)
B = Measure(
    "b",
    Text("a regression coefficient", "un coefficient de régression"),
    Phrasing.SLOPE,
    symbol="b",
    is_reported=True,
)

# --- differences between two groups

D = Measure(
    "d",
    Text("a standardized difference", "une différence standardisée"),
    Phrasing.DIFFERENCE,
    thresholds=sizes.DIFFERENCE,
    reach=1.0,
    symbol="d",
    is_reported=True,
)
G = like(
    D,
    "g",
    symbol="g",
    label=Text("standardized difference (Hedges' g)", "différence standardisée (g de Hedges)"),
    is_reported=True,
)
# A d is taken for a g: they differ by less than 1 % from 80 people on (Hedges 1981).
SMD = like(
    D,
    "SMD",
    name=Text("a standardized mean difference", "une différence de moyennes standardisée"),
    symbol=None,
    estimator=Text("Hedges' g", "g de Hedges"),
    is_reported=True,
    is_common=True,
    pooled_from=("d", "g", "SMD"),
    reported_columns=("di", "n1i", "n2i"),
    headers="d g smd dmsm cohend cohensd hedgesg ddecohen gdehedges",
    funnel=funnel.OF_TWO_GROUPS,
)
SMDH = like(
    SMD,
    "SMDH",
    estimator=None,
    title=Text(
        "standardized mean difference, unequal variances",
        "différence de moyennes standardisée, variances inégales",
    ),
    reported_columns=(),
)
SMD1 = like(
    SMDH,
    "SMD1",
    title=Text(
        "standardized by the second group's SD", "standardisée par l’écart type du second groupe"
    ),
    funnel=funnel.BY_ONE_GROUPS_SD,
)
SMD1H = like(
    SMD1,
    "SMD1H",
    title=Text(
        "standardized by the second group's SD, unequal variances",
        "standardisée par l’écart type du second groupe, variances inégales",
    ),
)
_OF_TABLES = like(SMDH, "", funnel=funnel.BY_SIZE)
OR2D = like(
    _OF_TABLES,
    "OR2D",
    title=Text(
        "standardized mean difference from an odds ratio (logistic)",
        "différence de moyennes standardisée tirée d’un rapport de cotes (logistique)",
    ),
)
OR2DL = like(OR2D, "OR2DL")
OR2DN = like(
    OR2D,
    "OR2DN",
    title=Text(
        "standardized mean difference from an odds ratio (normal)",
        "différence de moyennes standardisée tirée d’un rapport de cotes (normale)",
    ),
)
PBIT = like(
    _OF_TABLES,
    "PBIT",
    name=Text("a probit difference", "une différence de probits"),
    phrasing=Phrasing.OTHER,
    thresholds=None,
    title=None,
)
DPPC2 = like(
    SMDH,
    "DPPC2",
    name=Text("a standardized difference of changes", "une différence standardisée de changements"),
    title=Text(
        "difference of two groups' changes, by the SD before",
        "différence entre les changements de deux groupes, par l’écart type initial",
    ),
    funnel=funnel.OF_CONTRASTED_CHANGE,
)
MD = Measure(
    "MD",
    Text("a mean difference", "une différence de moyennes"),
    Phrasing.MEAN_DIFFERENCE,
    is_reported=True,
    is_common=True,
    pooled_from=("MD",),
    headers="md meandifference differencedemoyennes dm",
)

# --- ratios between two groups

_RATIO = Measure(
    "",
    Text("a ratio", "un rapport"),
    Phrasing.OTHER,
    scale=Scale.LOG,
    interval=Scale.LOG,
    null=1.0,
    bounds=ABOVE_0,
    reach=3.0,
)
OR = replace(
    _RATIO,
    code="OR",
    name=Text("an odds ratio", "un rapport de cotes"),
    phrasing=Phrasing.ODDS,
    thresholds=sizes.ODDS,
    title=Text("log odds ratio", "logarithme du rapport de cotes"),
    is_reported=True,
    is_common=True,
    pooled_from=("OR",),
    headers="or oddsratio rapportdecotes rapportdescotes rc",
    funnel=funnel.BY_SIZE,
)
PETO = like(
    OR,
    "PETO",
    title=Text(
        "log odds ratio, Peto's one-step method",
        "logarithme du rapport de cotes, méthode en une étape de Peto",
    ),
)
D2OR = like(
    OR,
    "D2OR",
    title=Text(
        "log odds ratio from a standardized difference (logistic)",
        "logarithme du rapport de cotes tiré d’une différence standardisée (logistique)",
    ),
    funnel=funnel.as_log_odds(),
)
D2ORL = like(D2OR, "D2ORL")
D2ORN = like(
    D2OR,
    "D2ORN",
    title=Text(
        "log odds ratio from a standardized difference (normal)",
        "logarithme du rapport de cotes tiré d’une différence standardisée (normale)",
    ),
    funnel=funnel.as_log_odds(COX),
)
MPOR = like(
    OR,
    "MPOR",
    name=Text(
        "a marginal odds ratio of matched pairs",
        "un rapport de cotes marginal de paires appariées",
    ),
    title=Text(
        "marginal log odds ratio of matched pairs",
        "logarithme du rapport de cotes marginal de paires appariées",
    ),
)
MPORC = like(
    OR,
    "MPORC",
    name=Text(
        "a conditional odds ratio of matched pairs",
        "un rapport de cotes conditionnel de paires appariées",
    ),
    title=Text(
        "conditional log odds ratio of matched pairs",
        "logarithme du rapport de cotes conditionnel de paires appariées",
    ),
)
MPPETO = like(
    MPORC,
    "MPPETO",
    title=Text(
        "conditional log odds ratio of matched pairs, Peto's method",
        "logarithme du rapport de cotes conditionnel de paires appariées, méthode de Peto",
    ),
)
RR = like(
    OR,
    "RR",
    name=Text("a risk ratio", "un rapport de risques"),
    phrasing=Phrasing.RISK,
    thresholds=sizes.RISK,
    title=Text("log risk ratio", "logarithme du rapport de risques"),
    is_reported=True,
    is_common=True,
    pooled_from=("RR",),
    headers="rr riskratio relativerisk risquerelatif rapportderisques",
)
MPRR = like(
    RR,
    "MPRR",
    title=Text(
        "log risk ratio of matched pairs", "logarithme du rapport de risques de paires appariées"
    ),
)
HR = like(
    RR,
    "HR",
    name=Text("a hazard ratio", "un rapport de risques instantanés"),
    phrasing=Phrasing.HAZARD,
    title=Text("log hazard ratio", "logarithme du rapport de risques instantanés"),
    is_reported=True,
    is_common=True,
    pooled_from=("HR",),
    headers="hr hazardratio rapportderisquesinstantanes",
    funnel=funnel.AS_POOLED,
)
IRR = like(
    RR,
    "IRR",
    name=Text("an incidence rate ratio", "un rapport de taux d’incidence"),
    phrasing=Phrasing.RATE_RATIO,
    title=Text("log incidence rate ratio", "logarithme du rapport de taux d’incidence"),
    is_reported=True,
    is_common=True,
    pooled_from=("IRR",),
    headers="irr rateratio incidencerateratio rapportdetaux",
)
ROM = replace(
    _RATIO,
    code="ROM",
    name=Text("a ratio of means", "un rapport de moyennes"),
    title=Text("log ratio of means", "logarithme du rapport de moyennes"),
    funnel=funnel.BY_SIZE,
)
VR = replace(
    _RATIO,
    code="VR",
    name=Text("a variability ratio", "un rapport de variabilités"),
    title=Text("log variability ratio", "logarithme du rapport de variabilités"),
)
CVR = replace(
    _RATIO,
    code="CVR",
    name=Text("a ratio of coefficients of variation", "un rapport de coefficients de variation"),
    title=Text(
        "log ratio of coefficients of variation",
        "logarithme du rapport de coefficients de variation",
    ),
    funnel=funnel.BY_SIZE,
)
ROMC = replace(
    ROM,
    code="ROMC",
    title=Text(
        "log ratio of means of one group, after to before",
        "logarithme du rapport de moyennes d’un même groupe, après sur avant",
    ),
)
VRC = replace(
    VR,
    code="VRC",
    title=Text(
        "log variability ratio of one group, after to before",
        "logarithme du rapport de variabilités d’un même groupe, après sur avant",
    ),
)
CVRC = replace(
    CVR,
    code="CVRC",
    title=Text(
        "log ratio of coefficients of variation of one group, after to before",
        "logarithme du rapport de coefficients de variation d’un même groupe, après sur avant",
    ),
)

# --- differences of risks and rates

RD = Measure(
    "RD",
    Text("a risk difference", "une différence de risques"),
    Phrasing.RISK_DIFFERENCE,
    bounds=WITHIN_ONE,
    reach=0.5,
    maybe_per_cent=True,
    is_reported=True,
    is_common=True,
    pooled_from=("RD",),
    headers="rd riskdifference differencederisque differencederisques",
    funnel=funnel.BY_SIZE,
)
MPRD = like(
    RD,
    "MPRD",
    title=Text("risk difference of matched pairs", "différence de risques de paires appariées"),
)
AS = Measure(
    "AS",
    Text(
        "an arcsine square root risk difference",
        "une différence d’arcsinus de la racine des risques",
    ),
    Phrasing.OTHER,
)
IRD = Measure(
    "IRD",
    Text("an incidence rate difference", "une différence de taux d’incidence"),
    Phrasing.OTHER,
    funnel=funnel.BY_SIZE,
)
IRSD = Measure(
    "IRSD",
    Text(
        "a square root incidence rate difference",
        "une différence de racines de taux d’incidence",
    ),
    Phrasing.OTHER,
)

# --- change of one group

# after minus before: above 0 is a rise
MC = Measure(
    "MC",
    Text("a mean change", "un changement moyen"),
    Phrasing.MEAN_CHANGE,
    title=Text("mean change (after minus before)", "changement moyen (après moins avant)"),
)
SMCC = Measure(
    "SMCC",
    Text("a standardized mean change", "un changement moyen standardisé"),
    Phrasing.CHANGE,
    thresholds=sizes.DIFFERENCE,
    reach=1.0,
    title=Text(
        "standardized mean change (after minus before), by the SD of change",
        "changement moyen standardisé (après moins avant), par l’écart type du changement",
    ),
    funnel=funnel.OF_CHANGE,
)
SMCR = replace(
    SMCC,
    code="SMCR",
    title=Text(
        "standardized mean change (after minus before), by the SD before",
        "changement moyen standardisé (après moins avant), par l’écart type initial",
    ),
)
SMCRH = replace(
    SMCC,
    code="SMCRH",
    title=Text(
        "standardized mean change (after minus before), by the SD before, unequal variances",
        "changement moyen standardisé (après moins avant), par l’écart type initial, "
        "variances inégales",
    ),
)

SMCRP = replace(
    SMCC,
    code="SMCRP",
    title=Text(
        "standardized mean change (after minus before), by the mean of both SDs",
        "changement moyen standardisé (après moins avant), par la moyenne des deux écarts types",
    ),
    funnel=funnel.BY_BOTH_SDS,
)

# --- shares of variance

ETA2 = Measure(
    "eta2",
    Text("an eta squared", "un êta carré"),
    Phrasing.SHARE,
    interval=None,
    bounds=WITHIN_ONE,  # adjusted ones may fall below 0
    thresholds=sizes.SHARE,
    symbol="η²",
    is_reported=True,
)
OMEGA2 = like(
    ETA2,
    "omega2",
    name=Text("an omega squared", "un oméga carré"),
    symbol="ω²",
    is_reported=True,
)
R2 = like(
    ETA2,
    "R2",
    name=Text("an explained variance", "une variance expliquée"),
    thresholds=sizes.EXPLAINED,
    symbol="R²",
    is_reported=True,
)
F2 = Measure(
    "f2",
    Text("a Cohen's f²", "un f² de Cohen"),
    Phrasing.F2,
    interval=None,
    bounds=ABOVE_0,
    thresholds=sizes.F2,
    symbol="f²",
    label=Text("Cohen's f²", "f² de Cohen"),
    is_reported=True,
)

# --- a single proportion, rate, mean or reliability: there is no "no effect"

PERCENTAGE = Measure(
    "percentage",
    Text("a per cent", "un pour cent"),
    Phrasing.PERCENTAGE,
    interval=None,
    null=None,
    symbol="",
    per_cent=True,
    is_reported=True,
)
_PROPORTION = Measure(
    "PR",
    Text("a proportion", "une proportion"),
    Phrasing.PROPORTION,
    null=None,
    bounds=SHARE,
    funnel=funnel.SINGLE,
)
PR = _PROPORTION
PLN = replace(
    PR,
    code="PLN",
    title=Text("log proportion", "logarithme de la proportion"),
    scale=Scale.LOG,
    interval=Scale.LOG,
)
PLO = replace(
    PR,
    code="PLO",
    title=Text("logit of a proportion", "logit d’une proportion"),
    scale=Scale.LOGIT,
    interval=Scale.LOGIT,
    is_common=True,
)
PAS = replace(
    PR,
    code="PAS",
    title=Text("arcsine square root of a proportion", "arcsinus de la racine d’une proportion"),
    scale=Scale.ARCSINE,
    interval=None,
)
PFT = replace(
    PAS,
    code="PFT",
    title=Text(
        "Freeman-Tukey double arcsine of a proportion",
        "double arcsinus de Freeman-Tukey d’une proportion",
    ),
    scale=Scale.FREEMAN_TUKEY,
)
IR = Measure(
    "IR",
    Text("an incidence rate", "un taux d’incidence"),
    Phrasing.OTHER,
    null=None,
    funnel=funnel.SINGLE,
)
IRLN = replace(
    IR,
    code="IRLN",
    title=Text("log incidence rate", "logarithme du taux d’incidence"),
    scale=Scale.LOG,
    interval=Scale.LOG,
    bounds=ABOVE_0,
)
IRS = replace(
    IR,
    code="IRS",
    title=Text("square root of an incidence rate", "racine carrée d’un taux d’incidence"),
    scale=Scale.SQUARE_ROOT,
    interval=None,
)
IRFT = replace(
    IRS,
    code="IRFT",
    title=Text(
        "Freeman-Tukey transformed incidence rate",
        "taux d’incidence transformé selon Freeman-Tukey",
    ),
    scale=Scale.FREEMAN_TUKEY_RATE,
)
M = Measure(
    "M", Text("a mean", "une moyenne"), Phrasing.MEAN, null=None, symbol="M", is_reported=True,
    label=Text("mean", "moyenne"), funnel=funnel.SINGLE,
)  # fmt: skip
MEDIAN = Measure(
    "median",
    Text("a median", "une médiane"),
    Phrasing.MEDIAN,
    interval=None,
    null=None,
    is_reported=True,
)
MN = like(M, "MN", symbol=None, label=None, reported_as="")
MNLN = like(
    MN,
    "MNLN",
    title=Text("log mean", "logarithme de la moyenne"),
    scale=Scale.LOG,
    interval=Scale.LOG,
    bounds=ABOVE_0,
)
SMN = Measure(
    "SMN",
    Text("a standardized mean", "une moyenne standardisée"),
    Phrasing.OTHER,
    funnel=funnel.SINGLE,
    reach=1.0,
)
SDLN = replace(
    MNLN,
    code="SDLN",
    name=Text("a standard deviation", "un écart type"),
    phrasing=Phrasing.OTHER,
    title=Text("log standard deviation", "logarithme de l’écart type"),
)
CVLN = replace(
    SDLN,
    code="CVLN",
    name=Text("a coefficient of variation", "un coefficient de variation"),
    title=Text("log coefficient of variation", "logarithme du coefficient de variation"),
)
ALPHA = Measure(
    "alpha",
    Text("a Cronbach's alpha", "un alpha de Cronbach"),
    Phrasing.RELIABILITY,
    interval=None,
    null=None,
    bounds=UP_TO_1,
    symbol="α",
    label=Text("Cronbach's alpha", "alpha de Cronbach"),
    is_reported=True,
    funnel=funnel.SINGLE,
)
ARAW = like(ALPHA, "ARAW", interval=Scale.IDENTITY, symbol=None, label=None)
AHW = replace(
    ARAW,
    code="AHW",
    title=Text(
        "Cronbach's alpha, Hakstian & Whalen's cube root",
        "alpha de Cronbach, racine cubique de Hakstian et Whalen",
    ),
    scale=Scale.CUBE_ROOT,
    interval=None,
)
ABT = replace(
    AHW,
    code="ABT",
    title=Text("Cronbach's alpha, Bonett's logarithm", "alpha de Cronbach, logarithme de Bonett"),
    scale=Scale.BONETT,
)
KAPPA = Measure(
    "kappa",
    Text("a Cohen's kappa", "un kappa de Cohen"),
    Phrasing.AGREEMENT,
    interval=None,
    null=None,
    bounds=WITHIN_ONE,
    symbol="κ",
    label=Text("Cohen's kappa", "kappa de Cohen"),
    is_reported=True,
)
ICC = like(
    KAPPA,
    "ICC",
    name=Text("an intraclass correlation", "une corrélation intraclasse"),
    phrasing=Phrasing.INTRACLASS,
    symbol="ICC",
    label=Text("intraclass correlation", "corrélation intraclasse"),
    is_reported=True,
)

# --- effects that do not say what they are

INDEX = Measure(
    "index",
    Text("an index", "un indice"),
    Phrasing.SILENT,
    interval=None,
    null=None,
    symbol="",
    label=Text("index (sensitivity, fit, …)", "indice (sensibilité, ajustement, …)"),
    is_reported=True,
)
"""a number by a name of its own: sensitivity, AUC, an index of fit"""
GEN = Measure(
    "GEN",
    Text("an effect", "un effet"),
    Phrasing.OTHER,
    label=Text("another effect, with its variance", "un autre effet, avec sa variance"),
    title=Text("effect as given", "effet tel quel"),
    is_common=True,
    reported_as="b",
)
ESTIMATE = Measure(
    "estimate",
    Text("an estimate", "une estimation"),
    Phrasing.OTHER,
    interval=None,
    null=None,
    symbol="",
    label=Text("estimate with an interval", "estimation avec un intervalle"),
    is_reported=True,
)

UNKNOWN = Measure("", Text("a number", "un nombre"), Phrasing.OTHER, null=None)
"""What is told of a code that there is no measure of."""

# --- tests and heterogeneity

T = Measure(
    "t",
    Text("a t test", "un test t"),
    Phrasing.SILENT,
    null=None,
    symbol="t",
    label=Text("t test", "test t"),
    is_reported=True,
    is_test=True,
)
F = like(
    T,
    "F",
    name=Text("an F test", "un test F"),
    bounds=ABOVE_0,
    symbol="F",
    label=Text("F test", "test F"),
    is_reported=True,
)
CHI2 = like(
    F,
    "chi2",
    name=Text("a chi-square test", "un test du khi-deux"),
    symbol="χ²",
    label=Text("chi-square test", "test du khi-deux"),
    is_reported=True,
)
Z = like(T, "z", name=Text("a z", "un z"), symbol="z", label=Text("z", "z"), is_reported=True)


def _q(code: str, english: str, french: str) -> Measure:
    name = Text(english, french)
    return like(F, code, name=name, symbol="Q", label=None, is_reported=True)


QS = (
    _q("Q", "a heterogeneity", "une hétérogénéité"),
    _q("QB", "a heterogeneity between groups", "une hétérogénéité entre les groupes"),
    _q("QW", "a heterogeneity within groups", "une hétérogénéité dans les groupes"),
    _q("QM", "a test of moderators", "un test des modérateurs"),
    _q("QE", "a residual heterogeneity", "une hétérogénéité résiduelle"),
    _q("QT", "a total heterogeneity", "une hétérogénéité totale"),
)
I2 = Measure(
    "I2",
    Text("a heterogeneity", "une hétérogénéité"),
    Phrasing.I2,
    interval=None,
    null=None,
    bounds=(0.0, 100.0),
    symbol="I²",
    per_cent=True,
    is_reported=True,
)
TAU2 = Measure(
    "tau2",
    Text("a variance between studies", "une variance entre les études"),
    Phrasing.TAU2,
    interval=None,
    null=None,
    bounds=ABOVE_0,
    symbol="τ²",
    is_reported=True,
)

# --- how much was studied, and bare numbers

N = Measure(
    "n",
    Text("a sample size", "une taille de l’échantillon"),
    Phrasing.PEOPLE,
    null=None,
    symbol="n",
    is_reported=True,
    is_count=True,
)
K = Measure(
    "k",
    Text("a number of studies", "un nombre d’études"),
    Phrasing.STUDIES,
    null=None,
    symbol="k",
    is_reported=True,
    is_count=True,
)
COUNT = Measure(
    "count",
    Text("a count", "un nombre"),
    Phrasing.SILENT,
    null=None,
    symbol="",
    is_reported=True,
    is_count=True,
)
FRACTION = like(
    COUNT,
    "fraction",
    name=Text("a so many of so many", "un tant sur tant"),
    phrasing=Phrasing.FRACTION,
    is_reported=True,
    is_count=False,
)
RANGE = like(
    FRACTION,
    "range",
    name=Text("a from … to …", "un de … à …"),
    phrasing=Phrasing.RANGE,
    is_reported=True,
)


def _by_code(*entries: Measure) -> dict[str, Measure]:
    return {one.code: one for one in entries}


MEASURES = _by_code(
    R, RHO, FISHERS_Z, COR, UCOR, ZCOR, PCOR, ZPCOR, SPCOR, RPB, RBIS, PHI, RTET, YUQ, YUY,
    BETA, B,
    D, G, SMD, SMDH, SMD1, SMD1H, OR2D, OR2DL, OR2DN, PBIT, DPPC2, MD,
    OR, PETO, D2OR, D2ORL, D2ORN, MPOR, MPORC, MPPETO, RR, MPRR, HR, IRR,
    ROM, VR, CVR, ROMC, VRC, CVRC,
    RD, MPRD, AS, IRD, IRSD,
    MC, SMCC, SMCR, SMCRH, SMCRP,
    ETA2, OMEGA2, R2, F2,
    PERCENTAGE, PR, PLN, PLO, PAS, PFT, IR, IRLN, IRS, IRFT, M, MN, MNLN, SMN, SDLN, CVLN,
    MEDIAN,
    ALPHA, ARAW, AHW, ABT, KAPPA, ICC,
    GEN, ESTIMATE, INDEX,
    T, F, CHI2, Z, *QS, I2, TAU2,
    N, K, COUNT, FRACTION, RANGE,
)  # fmt: skip
"""Every measure by its code."""
