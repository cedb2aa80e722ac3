"""How often the tests for small-study effects speak where no study is missing.

`python -m benchmarks.bench_small_studies` simulates unbiased studies, measure by measure, and
prints the table of docs/evidence.md: the share of reviews with p < .10 by the regression on the
standard error of the measure itself, by the one that `appraise` makes, and the share to which
trim and fill adds three studies or more, unconditionally and as `appraise` does.
"""

import argparse
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from gleanings.evidence import effect_size, egger, pool, trim_and_fill
from gleanings.evidence.appraisal.models import Model
from gleanings.evidence.appraisal.reading import Reader
from gleanings.evidence.appraisal.result import SmallStudies
from gleanings.evidence.appraisal.small_studies import small_studies
from gleanings.evidence.appraisal.studies import studies_of
from gleanings.evidence.conventions import DOUBTFUL_P

STUDIES = 20
SEED = 20261129
MANY = 3


class Sample(NamedTuple):
    """Effects, variances and people of one review's studies."""

    yi: Any
    vi: Any
    ni: Any


Draw = Callable[[Any, Any], Sample]


def correlations(measure: str, r: float, spread: float) -> Draw:
    def draw(rng: Any, n: Any) -> Sample:
        true = np.arctanh(r) + rng.normal(0, spread, n.size)
        seen = np.tanh(true + rng.normal(0, 1 / np.sqrt(n - 3)))
        return Sample(*effect_size(measure, ri=seen, ni=n), n)

    return draw


def differences(measure: str, d: float, spread: float, share: float = 0.5) -> Draw:
    """share: of people in the first group."""

    def draw(rng: Any, n: Any) -> Sample:
        first = np.maximum(np.round(n * share), 3)
        second = n - first
        true = d + rng.normal(0, spread, n.size)
        mean = rng.normal(true, np.sqrt(1 / first + 1 / second))
        sd = np.sqrt(rng.chisquare(n - 2) / (n - 2))
        return Sample(*effect_size(measure, di=mean / sd, n1i=first, n2i=second), n)

    return draw


def changes(measure: str, d: float, spread: float, r: float) -> Draw:
    """r: correlation of both measurements."""

    def draw(rng: Any, n: Any) -> Sample:
        true = d + rng.normal(0, spread, n.size)
        mean = rng.normal(true, np.sqrt(2 * (1 - r) / n))
        sd = np.sqrt(rng.chisquare(n - 1) / (n - 1))
        return Sample(*effect_size(measure, m1i=mean, m2i=0, sd1i=sd, ni=n, ri=r), n)

    return draw


def events(measure: str, first: float, second: float, spread: float) -> Draw:
    """Risks of both groups; spread: of the second's log odds and of the log odds ratio."""

    def draw(rng: Any, n: Any) -> Sample:
        half = n // 2
        base = _logit(second) + rng.normal(0, 0.3, n.size)
        shift = _logit(first) - _logit(second) + rng.normal(0, spread, n.size)
        a = rng.binomial(half, _risk(base + shift))
        c = rng.binomial(half, _risk(base))
        return Sample(*effect_size(measure, ai=a, n1i=half, ci=c, n2i=half, drop00=True), 2 * half)

    return draw


def shares(measure: str, p: float, spread: float) -> Draw:
    def draw(rng: Any, n: Any) -> Sample:
        seen = rng.binomial(n, _risk(_logit(p) + rng.normal(0, spread, n.size)))
        return Sample(*effect_size(measure, xi=seen, ni=n), n)

    return draw


def _logit(p: float) -> float:
    return float(np.log(p / (1 - p)))


def _risk(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


CASES: dict[str, tuple[str, Draw]] = {
    "ZCOR, r = .45": ("ZCOR", correlations("ZCOR", 0.45, 0.1)),
    "COR, r = .28": ("COR", correlations("COR", 0.28, 0.1)),
    "COR, r = .45": ("COR", correlations("COR", 0.45, 0.1)),
    "SMD, d = 0.5": ("SMD", differences("SMD", 0.5, 0.2)),
    "SMD, d = 1.2": ("SMD", differences("SMD", 1.2, 0.2)),
    "SMD, d = 1.2, a fifth treated": ("SMD", differences("SMD", 1.2, 0.2, 0.2)),
    "RPB, d = 1": ("RPB", differences("RPB", 1.0, 0.2)),
    "SMCR, d = 0.9, r = .5": ("SMCR", changes("SMCR", 0.9, 0.15, 0.5)),
    "SMCR, d = 0.9, r = .8": ("SMCR", changes("SMCR", 0.9, 0.15, 0.8)),
    "OR, 4 % and 10 %": ("OR", events("OR", 0.04, 0.10, 0.2)),
    "OR, 20 % and 40 %": ("OR", events("OR", 0.20, 0.40, 0.2)),
    "RR, 4 % and 10 %": ("RR", events("RR", 0.04, 0.10, 0.2)),
    "RR, 20 % and 40 %": ("RR", events("RR", 0.20, 0.40, 0.2)),
    "RD, 20 % and 40 %": ("RD", events("RD", 0.20, 0.40, 0.2)),
    "YUQ, 20 % and 40 %": ("YUQ", events("YUQ", 0.20, 0.40, 0.2)),
    "PLO, 10 %": ("PLO", shares("PLO", 0.10, 0.2)),
    "PR, 10 %": ("PR", shares("PR", 0.10, 0.2)),
}


class Rates(NamedTuple):
    """Shares of reviews."""

    naive: float
    ours: float | None
    naive_filled: float
    ours_filled: float


def found_in(measure: str, of: Sample) -> SmallStudies:
    """As `appraise` has it of independent effects."""
    studies = studies_of(of.yi, of.vi, None, None, None, None, of.ni)
    model = Model(studies, Reader(measure, None), "REML", 0.95, None)
    return small_studies(model, model.fit())


def sizes(rng: Any, k: int = STUDIES) -> Any:
    """From 20 to 200 people, evenly on the logarithm; even numbers."""
    return 2 * np.round(np.exp(rng.uniform(np.log(10), np.log(100), k))).astype(int)


def rates(name: str, reviews: int, seed: int = SEED) -> Rates:
    """Of one of `CASES`."""
    measure, draw = CASES[name]
    rng = np.random.default_rng(seed)
    rows = list(_judged(measure, draw, rng, reviews))
    naive, ours, filled, ours_filled = (list(column) for column in zip(*rows, strict=True))
    tested = [one for one in ours if one is not None]
    return Rates(
        float(np.mean(naive)),
        float(np.mean(tested)) if tested else None,
        float(np.mean(filled)),
        float(np.mean(ours_filled)),
    )


def _judged(
    measure: str, draw: Draw, rng: Any, reviews: int
) -> Iterator[tuple[bool, bool | None, bool, bool]]:
    for _ in range(reviews):
        drawn = draw(rng, sizes(rng))
        usable = np.isfinite(drawn.yi) & np.isfinite(drawn.vi) & (drawn.vi > 0)
        seen = Sample(*(column[usable] for column in drawn))
        found, fit = found_in(measure, seen), pool(seen.yi, seen.vi)
        yield (
            egger(fit, test="knapp-hartung-adhoc").p < DOUBTFUL_P,
            None if found.egger is None else (found.egger.p or 0.0) < DOUBTFUL_P,
            trim_and_fill(fit).k0 >= MANY,
            found.trim_and_fill is not None and found.trim_and_fill.k0 >= MANY,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviews", type=int, default=1000, help="reviews of each kind")
    reviews = parser.parse_args().reviews
    print(f"{reviews:,} reviews of {STUDIES} unbiased studies each; p < {DOUBTFUL_P:g}.\n")
    print("| measure, truth | Egger's, as it is | of `appraise` | filled | of `appraise` |")
    print("|---|---|---|---|---|")
    for name in CASES:
        found = rates(name, reviews)
        ours = "not tested" if found.ours is None else f"{found.ours:.0%}"
        print(
            f"| {name} | {found.naive:.0%} | {ours} | {found.naive_filled:.0%} | "
            f"{found.ours_filled:.0%} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
