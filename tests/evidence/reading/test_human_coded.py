"""Statistics as people coded them from papers; the codes themselves hold two slips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gleanings.evidence.reading import read_statistics

GOLD = json.loads((Path(__file__).parent / "gold" / "human_coded.json").read_text("utf-8"))
ROWS = [dict(zip(GOLD["columns"], row, strict=True)) for row in GOLD["rows"]]
KINDS = {"QBetween": "QB", "QWithin": "QW", "Chi2": "chi2"}
# Coded .001 for a written .0001; no df coded for t(309).
SLIPS_OF_THE_CODERS = {
    "As shown, QBetween(1) = 14.59, p = .0001.",
    "As shown,  t(309) = 0.02, ns.",
}


def _number(code: str | None) -> float | None:
    return None if code is None else float(code)


def _is_found(row: dict[str, str]) -> bool:
    kind = KINDS.get(row["test"], row["test"])
    return any(
        kind in {None, s.kind}
        and (s.df1, s.df2) == (_number(row["df1"]), _number(row["df2"]))
        and (s.value, s.p) == (_number(row["value"]), _number(row["p"]))
        and (s.comparison, s.p_comparison) == (row["comparison"], row["p_comparison"])
        for s in read_statistics(row["text"])
    )


@pytest.mark.parametrize(("damaged", "least"), [("0", 0.95), ("1", 0.98)])
def test_the_share_read_with_kind_df_value_p_and_signs(damaged: str, least: float):
    rows = [row for row in ROWS if row["damaged"] == damaged]
    assert sum(map(_is_found, rows)) / len(rows) >= least


@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row["text"]))
def test_each_is_found_but_for_slips_of_the_coders(row: dict[str, str]):
    assert _is_found(row) == (row["text"] not in SLIPS_OF_THE_CODERS)
