"""The desk's ranking on labelled reviews, beside ASReview's default where that is installed.

    python -m benchmarks.screening FOLDER [--seeds 5] [--weeks | --tenths | --stopping]

FOLDER holds CSV files with columns title, abstract and label. Both start from the same two records
for a seed. ASReview is no dependency: `pip install asreview==3.0.8` into an environment that also
has scikit-learn and snowballstemmer is enough to run this with PYTHONPATH=src.

With ``--weeks`` as an editor lives it: half of the records are decided, the other half comes in by
five batches; each is ranked by what was decided before it, then decided too. With ``--tenths`` in
the same way, whether “7 in 10 that scored like this were taken up” is true. With ``--stopping``
what is said to be left when one looks from the top and stops.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from math import ceil
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

from gleanings.desk.ranking.features import Matrix
from gleanings.desk.ranking.labelled_csv import read_labelled
from gleanings.desk.ranking.learning import learn
from gleanings.desk.ranking.likelihood import likelihood_of, shares
from gleanings.desk.ranking.simulation import LabelledRecord, simulate, vectors

MEASURES = ("recall_5", "recall_10", "recall_20", "wss_95", "seconds")
Measures = list[float]


def ours(records: list[LabelledRecord], seed: int) -> Measures:
    result = simulate(records, seed)
    return [getattr(result, name) for name in MEASURES]


def of_asreview(records: list[LabelledRecord], seed: int) -> Measures:
    import pandas as pd
    from asreview import ActiveLearningCycle
    from asreview.models.models import get_ai_config
    from asreview.simulation.simulate import Simulate

    texts = pd.DataFrame([(r.title, r.abstract) for r in records], columns=["title", "abstract"])
    labels = np.array([int(r.relevant) for r in records])
    known = [
        int(np.random.RandomState(seed).choice(np.flatnonzero(labels == kind), 1)[0])
        for kind in (1, 0)
    ]
    np.random.seed(seed)
    began = time.process_time()
    cycle = ActiveLearningCycle.from_meta(get_ai_config()["value"])
    simulation = Simulate(texts, labels, [cycle], print_progress=False)
    simulation.label(known)
    simulation.review()
    seconds = time.process_time() - began
    return [*_measures(list(simulation._results["label"])[2:], labels), seconds]


def _measures(order: list[int], labels: np.ndarray) -> Measures:
    """It stops at the last relevant one: all after it are irrelevant."""
    to_find, records = labels.sum() - 1, len(labels) - 2
    found = np.cumsum(order)
    recalls = [
        found[min(max(1, round(share * records)), len(found)) - 1] / to_find
        for share in (0.05, 0.10, 0.20)
    ]
    looked_at = int(np.searchsorted(found, ceil(0.95 * to_find))) + 1
    return [*recalls, 1 - looked_at / records - 0.05]


BATCHES = 5


def weeks(records: list[LabelledRecord], seed: int) -> Measures:
    """Average precision and recall at 10 % of a batch, both means over batches that have something
    to find; how many were said to be taken up for each that was."""
    matrix, labels = vectors(records), np.array([record.relevant for record in records])
    order = np.random.default_rng(seed).permutation(len(records))
    known, batches = order[: len(order) // 2], np.array_split(order[len(order) // 2 :], BATCHES)
    precisions, recalls, said, taken = [], [], 0.0, 0
    for batch in batches:
        if labels[known].sum() < 2:
            known = np.concatenate([known, batch])
            continue
        scores = learn(matrix[known], labels[known]).scores(matrix[batch])
        likelihood = likelihood_of(matrix[known], labels[known], np.ones(len(known), dtype=bool))
        if likelihood:
            said += likelihood.left(scores)[0]
            taken += labels[batch].sum()
        if labels[batch].any():
            precisions.append(average_precision_score(labels[batch], scores))
            first = np.argsort(-scores)[: round(0.1 * len(batch))]
            recalls.append(labels[batch][first].sum() / labels[batch].sum())
        known = np.concatenate([known, batch])
    return [float(np.mean(precisions)), float(np.mean(recalls)), said / taken if taken else np.nan]


def print_weeks(folder: Path, seeds: int) -> None:
    print("| review | average precision | recall at 10 % | said to be taken up : taken up |")
    print("|---|---|---|---|")
    for path in sorted(folder.glob("*.csv*")):
        records = read_labelled(path).records
        runs = [weeks(records, seed) for seed in range(seeds)]
        precision, recall, ratio = np.mean(runs, axis=0)
        said = "too few decisions" if np.isnan(ratio) else f"{ratio:.2f}"
        print(f"| {path.name.partition('.')[0]} | {precision:.3f} | {recall:.3f} | {said} |")


def tenths(folder: Path, seeds: int) -> None:
    """Of all that was said to be taken up by so many in ten, how many in ten were, as weeks go."""
    became: dict[int, list[bool]] = {}
    for path in sorted(folder.glob("*.csv*")):
        records = read_labelled(path).records
        matrix, labels = vectors(records), np.array([record.relevant for record in records])
        for seed in range(seeds):
            order = np.random.default_rng(seed).permutation(len(records))
            known, half = order[: len(order) // 2], order[len(order) // 2 :]
            for batch in np.array_split(half, BATCHES):
                everything = np.ones(len(known), dtype=bool)
                if likelihood := likelihood_of(matrix[known], labels[known], everything):
                    scores = learn(matrix[known], labels[known]).scores(matrix[batch])
                    said = np.minimum(np.round(shares(likelihood.curve, scores) * 10), 9).astype(
                        int
                    )
                    for tenth, taken in zip(said, labels[batch], strict=True):
                        became.setdefault(int(tenth), []).append(bool(taken))
                known = np.concatenate([known, batch])
    print("| said, in 10 | records | taken up, in 10 |")
    print("|---|---|---|")
    for tenth, taken in sorted(became.items()):
        print(f"| {tenth} | {len(taken)} | {10 * np.mean(taken):.1f} |")


STOPS = (0.1, 0.2, 0.4, 0.6)


def stopping(folder: Path, seeds: int) -> None:
    """Looked at from the top, and stopped: what was said to be left, and what was."""
    print("| review | looked at | said to be left | at most | left |")
    print("|---|---|---|---|---|")
    for path in sorted(folder.glob("*.csv*")):
        records = read_labelled(path).records
        matrix, labels = vectors(records), np.array([record.relevant for record in records])
        told: dict[float, list[tuple[float, float, float]]] = {}
        for seed in range(seeds):
            for stop, one in _stops(matrix, labels, seed):
                told.setdefault(stop, []).append(one)
        for stop, several in told.items():
            expected, most, left = np.median(several, axis=0)
            covered = sum(one[2] <= one[1] for one in several)
            name = path.name.partition(".")[0]
            print(
                f"| {name} | {stop:.0%} | {expected:.0f} | {most:.0f} | {left:.0f} "
                f"({covered} of {len(several)} within) |",
                flush=True,
            )


def _stops(
    matrix: Matrix, labels: np.ndarray, seed: int
) -> Iterator[tuple[float, tuple[float, float, float]]]:
    """From five of each kind on, a tenth more of what is known between two rankings."""
    rng = np.random.default_rng(seed)
    kinds = (np.flatnonzero(labels == kind) for kind in (True, False))
    known = np.concatenate([rng.choice(kind, 5, replace=False) for kind in kinds])
    for stop in STOPS:
        while len(known) < stop * len(labels):
            scores = learn(matrix[known], labels[known]).scores(matrix)
            scores[known] = -np.inf
            top = np.argsort(-scores, kind="stable")
            known = np.concatenate([known, top[: max(10, len(known) // 10)]])
        rest = np.setdiff1d(np.arange(len(labels)), known)
        everything = np.ones(len(known), dtype=bool)
        if likelihood := likelihood_of(matrix[known], labels[known], everything):
            scores = learn(matrix[known], labels[known]).scores(matrix[rest])
            yield stop, (*likelihood.left(scores), float(labels[rest].sum()))


def rows(folder: Path, seeds: int) -> Iterator[tuple[str, str, Measures]]:
    rankings: dict[str, Callable[[list[LabelledRecord], int], Measures]] = {"desk": ours}
    if find_spec("asreview"):
        rankings["ASReview"] = of_asreview
    for path in sorted(folder.glob("*.csv*")):
        records = read_labelled(path).records
        for name, ranking in rankings.items():
            runs = [ranking(records, seed) for seed in range(seeds)]
            yield path.name.partition(".")[0], name, list(np.mean(runs, axis=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--weeks", action="store_true")
    parser.add_argument("--tenths", action="store_true")
    parser.add_argument("--stopping", action="store_true")
    options = parser.parse_args()
    if options.tenths:
        tenths(options.folder, options.seeds)
        return
    if options.stopping:
        stopping(options.folder, options.seeds)
        return
    if options.weeks:
        print_weeks(options.folder, options.seeds)
        return
    print("| review | ranking | recall at 5 % | 10 % | 20 % | WSS@95 | seconds |")
    print("|---|---|---|---|---|---|---|")
    sums: dict[str, list[Measures]] = {}
    for review, name, measures in rows(options.folder, options.seeds):
        sums.setdefault(name, []).append(measures)
        print(_row(review, name, measures), flush=True)
    for name, every in sums.items():
        print(_row("mean", name, list(np.mean(every, axis=0))))


def _row(review: str, name: str, measures: Measures) -> str:
    numbers = " | ".join(f"{value:.3f}" for value in measures[:4])
    return f"| {review} | {name} | {numbers} | {measures[4]:.1f} |"


if __name__ == "__main__":
    main()
