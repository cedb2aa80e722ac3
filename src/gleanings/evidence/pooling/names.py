"""What each measure is called in a sentence, after the way back to the scale that is read."""

from ..languages import Words

# The name that the catalogues give a measure; ratios and correlations are read after the way back.
_NAMES = {
    **dict.fromkeys(("COR", "UCOR", "ZCOR"), "correlation"),
    **dict.fromkeys(("PCOR", "ZPCOR"), "partial_correlation"),
    "SPCOR": "semipartial_correlation",
    "RPB": "point_biserial",
    "RBIS": "biserial",
    "RTET": "tetrachoric",
    "PHI": "phi",
    "YUQ": "yule_q",
    "YUY": "yule_y",
    "MD": "mean_difference",
    "SMD": "hedges_g",
    **dict.fromkeys(("SMDH", "SMD1", "SMD1H", "OR2D", "OR2DL", "OR2DN"), "smd"),
    "MC": "mean_change",
    **dict.fromkeys(("SMCC", "SMCR", "SMCRH"), "standardized_change"),
    **dict.fromkeys(("ROM", "ROMC"), "ratio_of_means"),
    **dict.fromkeys(("VR", "VRC"), "variability_ratio"),
    **dict.fromkeys(("CVR", "CVRC"), "cv_ratio"),
    **dict.fromkeys(("OR", "PETO", "D2OR", "D2ORL", "D2ORN"), "odds_ratio"),
    "MPOR": "marginal_odds_ratio",
    **dict.fromkeys(("MPORC", "MPPETO"), "conditional_odds_ratio"),
    **dict.fromkeys(("RR", "MPRR"), "risk_ratio"),
    **dict.fromkeys(("RD", "MPRD"), "risk_difference"),
    "AS": "arcsine_difference",
    "PBIT": "probit_difference",
    **dict.fromkeys(("PR", "PLN", "PLO", "PAS"), "proportion"),
    "PFT": "freeman_tukey",
    **dict.fromkeys(("IR", "IRLN", "IRS"), "rate"),
    "IRFT": "freeman_tukey_rate",
    "IRR": "rate_ratio",
    "IRD": "rate_difference",
    "IRSD": "root_rate_difference",
    **dict.fromkeys(("MN", "MNLN"), "mean"),
    "SMN": "standardized_mean",
    "SDLN": "sd",
    "CVLN": "cv",
    **dict.fromkeys(("ARAW", "AHW", "ABT"), "alpha"),
    "GEN": "effect",
}


def name_of(measure: str | None, words: Words) -> str:
    """The measure with its article: "a correlation", and not Fisher's z of one."""
    return words[f"name_{_NAMES[measure or 'GEN']}"]
