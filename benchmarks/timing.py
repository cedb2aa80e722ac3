"""Timing and tables for the benchmarks."""

import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any


def seconds(
    work: Callable[..., Any], *arguments: Any, budget: float = 1.0, **options: Any
) -> float:
    """The shortest of several runs, after one to warm up; at least two, else for `budget` seconds.

    Other libraries warn as they like; here that would only cost lines.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _once(work, arguments, options)
        best = _once(work, arguments, options)
        ends = time.perf_counter() + budget
        while time.perf_counter() < ends:
            best = min(best, _once(work, arguments, options))
    return best


def busy_seconds(work: Callable[[], Any], repeats: int = 3) -> float:
    """What the processor was busy with it: the rest of `seconds` is other programs."""
    spent = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def _once(work: Callable[..., Any], arguments: Any, options: Any) -> float:
    started = time.perf_counter()
    work(*arguments, **options)
    return time.perf_counter() - started


def shown(value: float | None) -> str:
    """Seconds with the unit that reads best; a dash where there is nothing to measure."""
    if value is None:
        return "–"
    if value < 1e-3:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1e3:.3g} ms"
    return f"{value:.3g} s"


def print_table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[place]) for row in [header, *rows]) for place in range(len(header))]
    print(f"\n{title}")
    for row in (header, *rows):
        first, *rest = row
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        print("  " + "   ".join(cells))
