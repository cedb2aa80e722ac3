"""The evidence library side by side with PyMARE, statsmodels and, where Rscript is, metafor."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.metafor import metafor_seconds
from benchmarks.timing import busy_seconds, print_table, seconds, shown
from gleanings import evidence
from gleanings.evidence.appraisal import (
    Appraisal,
    appraise,
    cumulative_over_years,
    forest,
    funnel,
)

SIZES = (10, 100, 1_000, 10_000)
SEED = 20240501


def main() -> None:
    import statsmodels.stats.meta_analysis  # noqa: F401  # it turns its warnings on when imported

    metafor = metafor_seconds()
    if metafor is None:
        print("metafor: not installed (no Rscript with metafor); its columns stay empty")
    pooling(metafor or {})
    many_fits(metafor or {})
    dependent_effects(metafor or {})
    topic_page()
    synthesis()
    prose()
    figures()
    command()


def studies(k: int, seed: int = SEED) -> tuple[Any, Any]:
    random = np.random.default_rng(seed)
    vi = random.uniform(0.01, 0.2, k)
    return random.normal(0.4, np.sqrt(0.1 + vi)), vi


def clusters(k: int) -> tuple[Any, Any, Any]:
    """Effects in clusters of about five."""
    random = np.random.default_rng(SEED)
    cluster = np.sort(random.integers(0, max(k // 5, 2), k))
    vi = random.uniform(0.01, 0.2, k)
    common = random.normal(0, 0.3, k)[cluster]
    return 0.4 + common + random.normal(0, np.sqrt(0.05 + vi)), vi, cluster


def gleanings_fit(yi: Any, vi: Any) -> Any:
    return evidence.pool(yi, vi, method="REML", test="knapp-hartung")


def gleanings_many(y: Any, v: Any) -> Any:
    return evidence.pool_many(y.T, v.T, method="REML", test="knapp-hartung")


def pymare_fit(yi: Any, vi: Any) -> Any:
    from pymare import Dataset
    from pymare.estimators import VarianceBasedLikelihoodEstimator

    results = VarianceBasedLikelihoodEstimator(method="REML").fit_dataset(Dataset(yi, vi)).summary()
    return results.get_fe_stats(), results.get_heterogeneity_stats()


def statsmodels_fit(yi: Any, vi: Any) -> Any:
    from statsmodels.stats.meta_analysis import combine_effects

    return combine_effects(yi, vi, method_re="iterated", use_t=True).summary_frame()


def pooling(metafor: dict[str, float]) -> None:
    rows = []
    for k in SIZES:
        yi, vi = studies(k)
        ours = seconds(gleanings_fit, yi, vi)
        pymare = seconds(pymare_fit, yi, vi)
        statsmodels = seconds(statsmodels_fit, yi, vi)
        theirs = metafor.get(f"reml_{k}")
        rows.append([f"{k:,}", *map(shown, (ours, pymare, statsmodels, theirs))])
    print_table(
        "REML with Knapp–Hartung, one fit (statsmodels has no REML: Paule–Mandel there)",
        ["k", "Gleanings", "PyMARE", "statsmodels", "metafor"],
        rows,
    )


def many_fits(metafor: dict[str, float]) -> None:
    data = [studies(20, seed) for seed in range(1_000)]
    y, v = (np.column_stack([pair[part] for pair in data]) for part in (0, 1))

    def one_by_one() -> None:
        for yi, vi in data:
            gleanings_fit(yi, vi)

    def pymare_one_by_one() -> None:
        for yi, vi in data:
            pymare_fit(yi, vi)

    rows = [
        ["one by one", shown(seconds(one_by_one)), shown(seconds(pymare_one_by_one)),
         shown(metafor.get("fits_20"))],
        ["in one call", *(shown(seconds(fit, y, v)) for fit in (gleanings_many, pymare_fit)), "–"],
    ]  # fmt: skip
    print_table("1,000 fits of k = 20", ["", "Gleanings", "PyMARE", "metafor"], rows)


def dependent_effects(metafor: dict[str, float]) -> None:
    rows = []
    for k in (50, 500, 2_000):
        yi, vi, cluster = clusters(k)
        ours = seconds(evidence.three_level, yi, vi, cluster)
        rows.append([f"three-level, {k:,}", shown(ours), shown(metafor.get(f"three_level_{k}"))])
    yi, vi, cluster = clusters(500)
    fit = evidence.three_level(yi, vi, cluster)
    rows.append(["CR2 of it, 500", shown(seconds(evidence.robust, fit)), shown(metafor.get("cr2"))])
    rows.append(
        [
            "correlated and hierarchical, 500",
            shown(seconds(evidence.correlated_hierarchical, yi, vi, cluster, rho=0.6)),
            "–",
        ]
    )
    print_table("Dependent effects (no other Python library)", ["", "Gleanings", "metafor"], rows)


def topic_page() -> None:
    """What a topic page needs: everything of pooling, bias and sensitivity at k = 50."""
    yi, vi = studies(50)
    group = np.arange(50) % 3
    dose = np.linspace(0, 1, 50)
    parts: dict[str, Callable[[], Any]] = {
        "nine estimators of τ²": lambda: [
            evidence.pool(yi, vi, method=method, test="knapp-hartung")
            for method in ("EE", "DL", "REML", "ML", "PM", "SJ", "HE", "HS", "EB")
        ],
        "moderator": lambda: evidence.pool(yi, vi, moderators={"dose": dose}),
        "subgroups": lambda: evidence.subgroups(yi, vi, group),
        "Egger": lambda: evidence.egger(yi, vi),
        "rank correlation": lambda: evidence.rank_correlation(yi, vi),
        "trim and fill": lambda: evidence.trim_and_fill(yi, vi),
        "PET-PEESE": lambda: evidence.pet_peese(yi, vi),
        "selection model": lambda: evidence.selection_model(yi, vi),
        "fail-safe N": lambda: evidence.failsafe_n(yi, vi),
        "leave one out": lambda: evidence.leave_one_out(yi, vi),
        "cumulative": lambda: evidence.cumulative(yi, vi),
        "influence": lambda: evidence.influence(yi, vi),
        "Baujat": lambda: evidence.baujat(yi, vi),
    }
    spent = {name: seconds(part, budget=0.3) for name, part in parts.items()}
    rows = [[name, shown(value)] for name, value in spent.items()]
    rows.append(["all of it", shown(sum(spent.values()))])
    print_table("A topic page's worth of work, k = 50", ["", "Gleanings"], rows)


def synthesis() -> None:
    """One run of 500 effects, of 500 studies and of 200, stored, and drawn from what is stored."""
    random = np.random.default_rng(SEED)
    yi, vi = studies(500)
    study = random.integers(0, 200, 500)
    dependent = yi + random.normal(0, 0.3, 200)[study]
    known = {
        "measure": "SMD",
        "labels": [f"Author and others, study {number}" for number in range(500)],
        "subgroups": [("CBT", "psychodynamic", "other")[number % 3] for number in study],
        "ni": (40 + study).tolist(),
    }
    years = 1980 + random.integers(0, 40, 500)
    work: dict[str, Callable[[], Any]] = {
        "run, 500 studies": lambda: appraise(yi, vi, years=years, **known),
        "run, 200 studies": lambda: appraise(
            dependent, vi, cluster=study, years=years[study], **known
        ),
    }
    stored = json.dumps(work["run, 200 studies"]().to_dict())
    work |= {
        "read from JSON": lambda: Appraisal.from_dict(json.loads(stored)),
        "forest, wide": lambda: forest(json.loads(stored)),
        "forest, phone": lambda: forest(json.loads(stored), width="phone"),
        "forest by subgroup": lambda: forest(json.loads(stored), by_subgroup=True),
        "funnel": lambda: funnel(json.loads(stored)),
        "over the years": lambda: cumulative_over_years(json.loads(stored)),
        "strip of one finding": lambda: evidence.interval_chart(0.27, 0.18, 0.36, "COR"),
    }
    rows = [[name, shown(seconds(part)), shown(busy_seconds(part))] for name, part in work.items()]
    print_table("A synthesis of 500 effects", ["", "time", "of which processor"], rows)


ABSTRACT = (
    "Background: the alliance is thought to predict outcome. Method: {n} adults (mean age 38.4) "
    "with depression were randomised to {m} sessions of cognitive or psychodynamic therapy. "
    "Results: completers improved, t({df}) = {t:.2f}, p = {p:.3f}, d = {d:.2f}, 95% CI "
    "[{low:.2f}, {high:.2f}]. Dropout was 18.3% (n = 41). The groups differed, F(2, {df}) = "
    "{f:.2f}, p < .05, and the correlation with alliance was r = .{r:02d}. Therapists agreed in "
    "most sessions, and 13 of 22 clients kept their gains a year later. Conclusion: the findings "
    "support routine monitoring, with the usual limits of a naturalistic design and small cells."
)


def abstracts(count: int) -> list[str]:
    random = np.random.default_rng(SEED)
    facts = zip(
        random.integers(30, 400, count),
        random.uniform(0.5, 4.0, count),
        random.uniform(0.1, 0.9, count),
        strict=True,
    )
    return [
        ABSTRACT.format(n=n, m=n % 20 + 4, df=n - 2, t=t, p=0.05 / t, d=d, low=d - 0.2,
                        high=d + 0.2, f=t * t, r=int(d * 90))
        for n, t, d in facts
    ]  # fmt: skip


def prose() -> None:
    texts = abstracts(10_000)
    rows = []
    for name, work in (("read", evidence.read_statistics), ("read and check", evidence.check)):
        started = time.perf_counter()
        found = sum(len(work(text)) for text in texts)
        spent = time.perf_counter() - started
        rows.append([name, shown(spent), f"{found:,}", f"{len(texts) / spent:,.0f}"])
    print_table("10,000 abstracts", ["", "Gleanings", "statistics", "abstracts a second"], rows)


def figures() -> None:
    yi, vi = studies(50)
    fit = evidence.pool(yi, vi)
    rows = []
    for name, draw in (("forest", evidence.forest_plot), ("funnel", evidence.funnel_plot)):
        for form in ("svg", "png"):
            spent = seconds(draw, yi, vi, pooled=fit, format=form, budget=0.5)
            rows.append([f"{name}, {form}", shown(spent)])
    print_table("A figure of 50 studies", ["", "Gleanings"], rows)


def command() -> None:
    rows = []
    for name, arguments, piped in (
        ("check", ["check", "-"], "t(28) = 2.20, p = .036"),
        ("pool", ["pool", "-", "--measure", "GEN"], "yi,vi\n.2,.1\n.4,.2\n.3,.1\n"),
        ("--help", ["--help"], ""),
    ):
        line = [sys.executable, "-m", "gleanings.evidence", *arguments]
        spent = seconds(
            subprocess.run, line, input=piped, text=True, check=True, capture_output=True
        )
        rows.append([name, shown(spent)])
    rows.append(["python itself", shown(seconds(subprocess.run, [sys.executable, "-c", ""]))])
    print_table("The command, from start to end", ["", "time"], rows)
