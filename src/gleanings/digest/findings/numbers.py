"""Between a finding's fields and the evidence library's statistic."""

from gleanings.digest.models import Finding
from gleanings.evidence.reading import Number, Statistic

FROM_THE_WORDS = ("bound", "decimals", "df1", "df2", "total")
"""What follows from the words of a finding, where it has some."""
LARGEST = 2_147_483_647
"""The largest whole number that every database holds."""


def same_words(words: str) -> str:
    """Words as they are compared: white space and the kind of dash say nothing."""
    return " ".join(words.replace("\u00a0", " ").replace("−", "-").replace("–", "-").split())


def numbers_of(statistic: Statistic) -> dict[str, object]:
    """The fields of a finding that a statistic fills."""
    is_range = statistic.kind == "range"
    return {
        "measure": statistic.kind,
        "bound": "" if statistic.comparison == "=" else statistic.comparison,
        "estimate": statistic.value,
        "decimals": statistic.decimals,
        "ci_low": statistic.low if is_range else statistic.ci_low,
        "ci_high": statistic.high if is_range else statistic.ci_high,
        "level": None if is_range else statistic.level,
        "se": statistic.se,
        # an n that was merely mentioned before need not be this number's
        "n": _whole(statistic.n) if statistic.n_stated else None,
        "k": _whole(statistic.k),
        "p": statistic.p,
        "p_comparison": statistic.p_comparison or "",
        "df1": statistic.df1,
        "df2": statistic.df2,
        "total": statistic.total,
    }


def _whole(number: float | None) -> int | None:
    return round(number) if number is not None and 0 <= number <= LARGEST else None


def statistic_of(finding: Finding) -> Statistic:
    """The finding's own numbers as the evidence library checks them."""
    is_range = finding.measure == "range"
    # an interval is printed with the decimals of its estimate, though 0.20 is kept as 0.2
    low = _number(finding.ci_low, finding.decimals)
    high = _number(finding.ci_high, finding.decimals)
    return Statistic(
        start=0,
        end=0,
        text=finding.words,
        kind=finding.measure,
        value_written=_number(finding.estimate, finding.decimals),
        comparison=finding.bound or "=",
        df1_written=_number(finding.df1),
        df2_written=_number(finding.df2),
        p_written=_number(finding.p),
        p_comparison=finding.p_comparison or ("=" if finding.p is not None else None),
        n_written=_number(finding.n),
        n_stated=finding.n is not None,
        k_written=_number(finding.k),
        total_written=_number(finding.total),
        ci_low_written=None if is_range else low,
        ci_high_written=None if is_range else high,
        low_written=low if is_range else None,
        high_written=high if is_range else None,
        level=finding.level,
        se_written=_number(finding.se, finding.decimals),
    )


def _number(value: float | None, at_least: int | None = None) -> Number | None:
    """A number with the decimals that its shortest spelling shows, or with more."""
    if value is None:
        return None
    shortest = f"{value:.15g}"
    decimals = 6 if "e" in shortest else len(shortest.partition(".")[2])
    decimals = max(decimals, at_least or 0)
    return Number(f"{value:.{decimals}f}", float(value), decimals)
