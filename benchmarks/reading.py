"""How well statistics are read out of real text and checked: against what people coded by hand.

`python -m benchmarks.reading FOLDER [--show]`, the folder holding `hand-read.json` (abstracts with
each statistic that a careful reader sees, and numerals that are none) and
`alarms-in-abstracts.json` (alarms of an earlier version, each judged). With `--show`, what is
missed, read wrongly, and raised as an alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gleanings.evidence.checking import Verdict, check
from gleanings.evidence.reading import Statistic
from gleanings.evidence.report import why

Coded = dict[str, Any]
# What stands beside an estimate, by its name in the coded set.
BELONGINGS = {"low": "ci_low", "high": "ci_high", "p": "p", "n": "n", "sd": "sd", "se": "se",
              "df1": "df1", "df2": "df2", "count": "count"}  # fmt: skip
OTHER_KINDS = {"other", "mean", "mean_sd"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    alarms(_load(options.folder, "alarms-in-abstracts.json"), options.show)
    hand_read(_load(options.folder, "hand-read.json"), options.show)
    return 0


def _load(folder: Path, name: str) -> list[Any]:
    rows: list[Any] = json.loads((folder / name).read_text("utf-8"))
    return rows


def _said(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.3f})" if whole else "none"


def _meet(one: Coded, other: Coded) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _span(statistic: Statistic) -> Coded:
    return {"start": statistic.start, "end": statistic.end}


def alarms(rows: list[Any], show: bool) -> None:
    """Alarms and notes by how the alarm at their place was judged; what is new is not judged."""
    raised: Counter[str] = Counter()
    noted: Counter[str] = Counter()
    decisions: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for row in rows:
        verdicts = [one for one in check(row["text"]) if _speaks(one)]
        for alarm in row["alarms"]:
            judged[alarm["judged"]] += 1
            heard = [one for one in verdicts if _meet(alarm, _span(one.statistic))]
            seen[alarm["judged"]] += any(one.is_alarm for one in heard)
            if show and alarm["judged"].startswith("true") and not heard:
                _said(
                    "UNSEEN",
                    alarm["words"],
                    "|",
                    row["text"][alarm["start"] - 80 : alarm["end"] + 40],
                )
        for verdict in verdicts:
            places = [one for one in row["alarms"] if _meet(one, _span(verdict.statistic))]
            how = places[0]["judged"] if places else "new"
            (raised if verdict.is_alarm else noted)[how] += 1
            if verdict.verdict == "decision error":
                decisions[how] += 1
            if show and not (verdict.is_alarm and how.startswith("true")):
                start, end = verdict.statistic.start, verdict.statistic.end
                _said(verdict.verdict.upper(), how, "|", why(verdict))
                _said("    ", " ".join(row["text"][max(0, start - 120) : end + 60].split()))
    true = sum(raised[how] for how in ("true", "true, by rounding"))
    _said(
        "alarms that are true:",
        _share(true, sum(raised.values()) - raised["unclear"]),
        dict(raised),
    )
    _said("notes:", dict(noted))
    _said("true contradictions seen:", _share(seen["true"], judged["true"]))
    _said("rounding slips seen:", seen["true, by rounding"] + noted["true, by rounding"],
          "of", judged["true, by rounding"])  # fmt: skip
    _said("decision errors:", dict(decisions))


def _speaks(verdict: Verdict) -> bool:
    return verdict.verdict not in {"consistent", "not checkable"}


def hand_read(rows: list[Any], show: bool) -> None:
    """Of the coded statistics those that are read, with what belongs to them; and wrong reads."""
    found: Counter[str] = Counter()
    coded: Counter[str] = Counter()
    belongs: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    reads = wrong = trapped = 0
    for row in rows:
        statistics = [verdict.statistic for verdict in check(row["text"])]
        used: set[int] = set()
        for one in row["statistics"]:
            match = _read_as(one, statistics)
            used |= {id(match)} if match else set()
            if one.get("optional") or one["kind"] == "p-only":
                continue
            coded[one["kind"]] += 1
            found[one["kind"]] += match is not None
            if match is None:
                if show:
                    around = row["text"][max(0, one["start"] - 70) : one["end"] + 40]
                    _said("MISSED", one["kind"], repr(one["quote"]), "|", " ".join(around.split()))
                continue
            for name, attribute in _belongings(one):
                belongs[name] += 1
                if not _same(getattr(match, attribute), one[name]) and not _other_place(
                    match, name, one
                ):
                    missed[name] += 1
                    if show:
                        _said("WITHOUT", name, one[name], "|", repr(one["quote"]), "|", match.text)
        for statistic in statistics:
            reads += 1
            on_trap = any(_meet(trap, _span(statistic)) for trap in row["traps"])
            of_none = not any(_meet(one, _span(statistic)) for one in row["statistics"])
            contrary = not of_none and id(statistic) not in used and not _is_said(statistic, row)
            trapped += on_trap
            if (on_trap and of_none) or of_none or contrary:
                wrong += 1
                if show:
                    why = "TRAP" if on_trap else "UNCODED" if of_none else "CONTRARY"
                    around = row["text"][max(0, statistic.start - 60) : statistic.end + 40]
                    _said(why, statistic.kind, statistic.value, repr(statistic.text), "|",
                          " ".join(around.split()))  # fmt: skip
    named = [kind for kind in coded if kind not in OTHER_KINDS]
    _said(
        "read, of named kinds:", _share(sum(found[k] for k in named), sum(coded[k] for k in named))
    )
    _said("read, of all kinds:", _share(found.total(), coded.total()))
    _said("  ", ", ".join(f"{kind} {found[kind]}/{coded[kind]}" for kind in coded))
    _said(
        "what belongs to them:",
        _share(belongs.total() - missed.total(), belongs.total()),
        dict(missed),
    )
    _said("reads that are wrong or not coded:", _share(wrong, reads), "on traps:", trapped)


def _read_as(coded: Coded, statistics: list[Statistic]) -> Statistic | None:
    near = [one for one in statistics if _meet(coded, _span(one))]
    return next((one for one in near if _same_numbers(coded, one)), None)


def _same_numbers(coded: Coded, statistic: Statistic) -> bool:
    if coded["kind"] == "fraction" and "count" in coded:
        return _same(statistic.value, coded["count"]) and _same(statistic.total, coded["n"])
    if "estimate" in coded:
        return _same(statistic.value, coded["estimate"])
    low, high = coded.get("low"), coded.get("high")
    bounds = (statistic.low, statistic.high), (statistic.ci_low, statistic.ci_high)
    return any(_same(a, low) and _same(b, high) for a, b in bounds)


def _same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(abs(one) - abs(other)) < 1e-9


def _belongings(coded: Coded) -> Iterator[tuple[str, str]]:
    for name, attribute in BELONGINGS.items():
        if name in coded and coded[name] is not None and "estimate" in coded:
            if name == "p" and coded.get("p_maybe"):
                continue
            yield name, attribute


def _other_place(statistic: Statistic, name: str, coded: Coded) -> bool:
    """A range or the whole of a fraction stands in a field of its own."""
    other = {"low": statistic.low, "high": statistic.high, "n": statistic.total}.get(name)
    return _same(other, coded[name])


def _is_said(statistic: Statistic, row: Coded) -> bool:
    """Whether some coded statistic there has the number of this one, as its own or beside it."""
    near = [one for one in row["statistics"] if _meet(one, _span(statistic))]
    numbers = [number for one in near for number in one.values() if isinstance(number, int | float)]
    value = statistic.low if statistic.value is None else statistic.value
    return any(_same(value, number) for number in numbers)


if __name__ == "__main__":
    sys.exit(main())
