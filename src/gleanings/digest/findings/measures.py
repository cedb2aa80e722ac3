"""What a finding's number may be, in readers' words; the keys are the evidence library's kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    CORRELATION = "r", _("correlation (r)")
    RANK_CORRELATION = "rho", _("rank correlation (ρ)")
    D = "d", _("standardized difference (d)")
    G = "g", _("standardized difference (Hedges' g)")
    SMD = "SMD", _("standardized mean difference")
    MEAN_DIFFERENCE = "MD", _("mean difference")
    ODDS_RATIO = "OR", _("odds ratio")
    RISK_RATIO = "RR", _("risk ratio")
    HAZARD_RATIO = "HR", _("hazard ratio")
    RATE_RATIO = "IRR", _("incidence rate ratio")
    RISK_DIFFERENCE = "RD", _("risk difference")
    BETA = "beta", _("standardized coefficient (β)")
    B = "b", _("regression coefficient (b)")
    ESTIMATE = "estimate", _("estimate with an interval")
    T = "t", _("t test")
    F = "F", _("F test")
    CHI2 = "chi2", _("chi-square test")
    Z = "z", _("z")
    Q = "Q", _("heterogeneity (Q)")
    QB = "QB", _("heterogeneity between groups (Q)")
    QW = "QW", _("heterogeneity within groups (Q)")
    QM = "QM", _("test of moderators (Q)")
    QE = "QE", _("residual heterogeneity (Q)")
    QT = "QT", _("total heterogeneity (Q)")
    I2 = "I2", _("heterogeneity (I²)")
    TAU2 = "tau2", _("variance between studies (τ²)")
    ETA2 = "eta2", _("eta squared (η²)")
    OMEGA2 = "omega2", _("omega squared (ω²)")
    F2 = "f2", _("Cohen's f²")
    R2 = "R2", _("explained variance (R²)")
    ALPHA = "alpha", _("Cronbach's alpha")
    KAPPA = "kappa", _("Cohen's kappa")
    ICC = "ICC", _("intraclass correlation")
    MEAN = "M", _("mean")
    N = "n", _("sample size (n)")
    K = "k", _("number of studies (k)")
    COUNT = "count", _("count")
    FRACTION = "fraction", _("so many of so many")
    PERCENTAGE = "percentage", _("per cent")
    RANGE = "range", _("from … to …")


EFFECTS = frozenset(
    {"r", "rho", "d", "g", "SMD", "MD", "OR", "RR", "HR", "IRR", "RD", "beta", "b", "estimate"}
)
"""Measures that say how strong something is, and that an interval belongs to."""

COUNTS = frozenset({"n", "k", "count"})
"""Measures that say how much was studied."""
