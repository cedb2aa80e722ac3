"""What a statistic found in prose consists of."""

from __future__ import annotations

from dataclasses import dataclass, field

from gleanings.evidence.reading.subject import subject_of

KINDS: dict[str, str] = {
    "t": "Student's t (df in df2)",
    "F": "F ratio (df1, df2)",
    "chi2": "chi-square, also G² (df in df1)",
    "z": "z of a test, or Fisher's z of a correlation when it has an interval or a standard error",
    "r": "Pearson's correlation (df in df2)",
    "PCOR": "partial correlation (df in df2)",
    "SPCOR": "semi-partial (part) correlation",
    "rho": "Spearman's rank correlation (df in df2)",
    "Q": "heterogeneity Q (df in df1)",
    "QB": "Q between groups (df in df1)",
    "QW": "Q within groups (df in df1)",
    "QM": "Q of the moderators (df in df1)",
    "QE": "residual Q (df in df1)",
    "QT": "total Q (df in df1)",
    "d": "Cohen's d",
    "g": "Hedges' g",
    "SMD": "standardised mean difference",
    "beta": "standardised regression coefficient",
    "b": "regression coefficient",
    "OR": "odds ratio",
    "RR": "risk ratio",
    "HR": "hazard ratio",
    "IRR": "incidence rate ratio",
    "RD": "risk difference",
    "MD": "mean difference",
    "estimate": "an estimate with an interval, its measure not named",
    "eta2": "eta squared, also partial",
    "omega2": "omega squared",
    "f2": "Cohen's f²",
    "R2": "explained variance",
    "I2": "heterogeneity I² in per cent",
    "tau2": "between-study variance",
    "alpha": "Cronbach's alpha",
    "kappa": "Cohen's kappa",
    "ICC": "intraclass correlation",
    "M": "mean",
    "median": "median (with its range in low and high)",
    "index": "another number by its name: sensitivity, AUC, an index of fit, a rate",
    "n": "sample size written as n = …",
    "k": "number of studies written as k = …",
    "count": "a count in words: 13 trials, 572 participants",
    "fraction": "so many of so many (the second in total)",
    "percentage": "per cent",
    "range": "between one number and another (in low and high)",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text, with the decimals that it was rounded to."""

    text: str
    value: float
    decimals: int

    @property
    def low(self) -> float:
        """Smallest true value that is written so after rounding."""
        return self.value - 0.5 * float(10.0**-self.decimals)

    @property
    def high(self) -> float:
        """Largest true value that is written so after rounding."""
        return self.value + 0.5 * float(10.0**-self.decimals)


def _value(number: Number | None) -> float | None:
    return None if number is None else number.value


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic of a text; ``text`` is the source from ``start`` to ``end``, unchanged.

    ``kind`` is a key of ``KINDS``. The ``*_written`` fields hold the numbers as written; the
    properties of the same name give plain floats. ``comparison`` and ``p_comparison`` are one of
    ``= < > <= >=``; ``p_comparison`` is ``ns`` where the text says "not significant" instead of a
    p. ``damaged`` says that a sign was lost in conversion and read from what stands around it.
    ``n_stated`` says that ``n`` belongs to this statistic by the grammar of the sentence; an ``n``
    without it is merely the last sample size mentioned before. ``p_corrected`` says that the text
    calls its p corrected for many tests, ``decrease`` that it calls the number a decrease.
    ``derived_from`` is what it follows from: the Q before an I², the r that "is d = …", the r
    beside a share of the variance (``of_variance``). ``groups`` are the two means that a t or a d
    compares.
    ``doubtful`` names what stands near and may belong to another number ("p", "interval"): it is
    not given to this one.
    """

    start: int
    end: int
    text: str
    kind: str
    value_written: Number | None = None
    comparison: str = "="
    df1_written: Number | None = None
    df2_written: Number | None = None
    p_written: Number | None = None
    p_comparison: str | None = None
    p_corrected: bool = False
    one_tailed: bool = False
    n_written: Number | None = None
    n_stated: bool = False
    k_written: Number | None = None
    count_written: Number | None = None
    total_written: Number | None = None
    ci_low_written: Number | None = None
    ci_high_written: Number | None = None
    level: float | None = None
    se_written: Number | None = None
    sd_written: Number | None = None
    low_written: Number | None = None
    high_written: Number | None = None
    test_ratio_of: Statistic | None = None
    derived_from: Statistic | None = None
    groups: tuple[Statistic, Statistic] | None = None
    of_variance: bool = False
    whole_numbers: bool = False
    resampled: bool = False
    decrease: bool = False
    damaged: bool = False
    doubtful: tuple[str, ...] = ()
    before: str = field(default="", repr=False, compare=False)

    @property
    def subject(self) -> str:
        """The words that say what it is about, "" where there are none."""
        return subject_of(self.before)

    @property
    def value(self) -> float | None:
        return _value(self.value_written)

    @property
    def decimals(self) -> int | None:
        return None if self.value_written is None else self.value_written.decimals

    @property
    def df1(self) -> float | None:
        return _value(self.df1_written)

    @property
    def df2(self) -> float | None:
        return _value(self.df2_written)

    @property
    def p(self) -> float | None:
        return _value(self.p_written)

    @property
    def n(self) -> float | None:
        return _value(self.n_written)

    @property
    def k(self) -> float | None:
        return _value(self.k_written)

    @property
    def count(self) -> float | None:
        return _value(self.count_written)

    @property
    def total(self) -> float | None:
        return _value(self.total_written)

    @property
    def ci_low(self) -> float | None:
        return _value(self.ci_low_written)

    @property
    def ci_high(self) -> float | None:
        return _value(self.ci_high_written)

    @property
    def se(self) -> float | None:
        return _value(self.se_written)

    @property
    def sd(self) -> float | None:
        return _value(self.sd_written)

    @property
    def low(self) -> float | None:
        return _value(self.low_written)

    @property
    def high(self) -> float | None:
        return _value(self.high_written)
