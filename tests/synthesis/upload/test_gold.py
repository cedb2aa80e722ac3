"""The published datasets, uploaded, give the reference effects."""

import pytest

from evidence.gold import cases, dataset
from synthesis.upload.files import csv_of, read, xlsx_of

# the decimals of a float survive both kinds of file; what is left is the arithmetic
CLOSE = {"rel": 1e-10, "abs": 1e-10}


def table_of(case: str, *, comma: bool = False) -> list[list[object]]:
    inputs = dict(dataset(case)["inputs"])
    inputs.pop("esid", None)
    k = dataset(case)["k"]
    rows = []
    for i in range(k):
        cells = [values[i] for values in inputs.values()]
        if comma:
            cells = [str(cell).replace(".", ",") for cell in cells]
        rows.append([f"Study {i}", f"Author {i} ({1900 + i % 120})", *cells])
    return [["study", "citation", *inputs], *rows]


def uploadable(case: str) -> bool:
    """Those computed with metafor's defaults, as an upload is."""
    found = dataset(case)
    return not set(found.get("escalc_args") or {}) - {"measure"}


def alike_in_both_groups(measure: str, inputs: dict[str, list[float]], row: int) -> bool:
    """Metafor takes such rows for a ratio of 1; they say nothing (Cochrane Handbook 10.4.4)."""
    if measure not in {"OR", "RR", "PETO", "PHI"}:
        return False
    a, b, c, d = (inputs[name][row] for name in ("ai", "bi", "ci", "di"))
    return a == c == 0 or b == d == 0


@pytest.mark.parametrize("case", [case for case in cases() if uploadable(case)])
@pytest.mark.parametrize("kind", ["csv", "decimal commas", "xlsx"])
def test_a_dataset_comes_back_with_the_reference_effects(case, kind):
    found = dataset(case)
    table = table_of(case, comma=kind == "decimal commas")
    raw = xlsx_of(table) if kind == "xlsx" else csv_of(table, ";")
    upload = read(raw, found["measure"])
    inputs = found["inputs"]
    defined = [
        (i, yi, vi)
        for i, (yi, vi) in enumerate(zip(found["escalc"]["yi"], found["escalc"]["vi"], strict=True))
        if yi is not None and vi and not alike_in_both_groups(found["measure"], inputs, i)
    ]
    assert [row.number for row in upload.rows] == [i + 2 for i, _, _ in defined]
    assert len(upload.refused) == found["k"] - len(defined)
    assert [row.yi for row in upload.rows] == pytest.approx([yi for _, yi, _ in defined], **CLOSE)
    assert [row.vi for row in upload.rows] == pytest.approx([vi for _, _, vi in defined], **CLOSE)


def test_most_datasets_are_among_them():
    measures = {dataset(case)["measure"] for case in cases() if uploadable(case)}
    assert {"ZCOR", "COR", "SMD", "MD", "OR", "RR", "RD", "PLO", "IRR", "GEN"} <= measures
