"""From one statistic to another, back to the scale that is read, and into plain words."""

from .back import BackTransformed, back_transform
from .convert import convert
from .effects import (
    d_from_log_odds,
    d_from_r,
    fisher_z,
    hedges_correction,
    log_odds_from_d,
    r_from_d,
    r_from_fisher_z,
    risk_from_odds_ratio,
)
from .intervals import ConfidenceInterval, ci_from_se, pooled_se, se_from_ci
from .plain_words import (
    common_language,
    number_needed_to_treat,
    share_above,
    share_responding,
    variance_explained,
)
from .statistics import (
    d_from_chi2,
    d_from_f,
    d_from_p,
    d_from_t,
    d_from_z,
    r_from_chi2,
    r_from_f,
    r_from_p,
    r_from_t,
    r_from_z,
)

__all__ = [
    "BackTransformed",
    "ConfidenceInterval",
    "back_transform",
    "ci_from_se",
    "common_language",
    "convert",
    "d_from_chi2",
    "d_from_f",
    "d_from_log_odds",
    "d_from_p",
    "d_from_r",
    "d_from_t",
    "d_from_z",
    "fisher_z",
    "hedges_correction",
    "log_odds_from_d",
    "number_needed_to_treat",
    "pooled_se",
    "r_from_chi2",
    "r_from_d",
    "r_from_f",
    "r_from_fisher_z",
    "r_from_p",
    "r_from_t",
    "r_from_z",
    "risk_from_odds_ratio",
    "se_from_ci",
    "share_above",
    "share_responding",
    "variance_explained",
]
