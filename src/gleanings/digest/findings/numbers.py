"""Between a finding's fields and the evidence library's statistic."""

from gleanings.digest.models import Finding
from gleanings.evidence.reading import Number, Statistic


def same_words(words: str) -> str:
    """Words as they are compared: white space and the kind of dash say nothing."""
    return " ".join(words.replace("\u00a0", " ").replace("−", "-").replace("–", "-").split())


def numbers_of(statistic: Statistic) -> dict[str, object]:
    """The fields of a finding that a statistic fills."""
    is_range = statistic.kind == "range"
    return {
        "measure": statistic.kind,
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
    return None if number is None or number < 0 else round(number)


def statistic_of(finding: Finding) -> Statistic:
    """The finding's own numbers as the evidence library checks them."""
    is_range = finding.measure == "range"
    low, high = _number(finding.ci_low), _number(finding.ci_high)
    return Statistic(
        start=0,
        end=0,
        text=finding.words,
        kind=finding.measure,
        value_written=_number(finding.estimate, finding.decimals),
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
        se_written=_number(finding.se),
    )


def _number(value: float | None, decimals: int | None = None) -> Number | None:
    """A number with the decimals that its shortest spelling shows."""
    if value is None:
        return None
    text = f"{value:g}" if decimals is None else f"{value:.{decimals}f}"
    return Number(text, float(value), len(text.partition(".")[2]) if "e" not in text else 6)
