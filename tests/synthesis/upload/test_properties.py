"""Nothing is lost, whatever is uploaded."""

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gleanings.synthesis.upload import UploadError
from synthesis.upload.files import read, xlsx_of

HEADER = ["study", "citation", "ri", "ni", "subgroup"]
NAMES = st.from_regex(r"[A-Z][a-zéè]{1,8}( [A-Z][a-z]{1,5})?", fullmatch=True)
VALID = st.lists(
    st.tuples(
        NAMES,
        NAMES.map(lambda name: f"{name}, A. (2001). Title, 3(2), 1–9."),
        st.floats(-0.9, 0.9).map(lambda r: round(r, 4)),
        st.integers(5, 9_000),
    ),
    min_size=1,
    max_size=12,
)
CELLS = st.one_of(
    st.sampled_from(["", "0.3", "0,3", "1,234", "=A1", "#REF!", "80", "-1", "NA", "10%", "2e400"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)


def text_of(table, mark):
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(table)
    return out.getvalue().encode()


@given(VALID, st.sampled_from(",;\t"), st.booleans())
@settings(deadline=None)
def test_any_table_of_valid_rows_comes_back_whole_and_in_order(rows, mark, as_workbook):
    # a subgroup of its own for each row, so that none is a duplicate
    table = [HEADER, *([*row, f"g{i}"] for i, row in enumerate(rows))]
    found = read(xlsx_of(table) if as_workbook else text_of(table, mark))
    assert found.refused == []
    assert [
        (row.label, row.citation, row.given["ri"], row.given["ni"], row.subgroup)
        for row in found.rows
    ] == [tuple(row) for row in table[1:]]


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=8), st.booleans())
@settings(deadline=None)
def test_every_row_is_taken_or_refused_and_none_twice(rows, as_workbook):
    table = [HEADER, *rows]
    filled = [
        number
        for number, row in enumerate(table, start=1)
        if any(cell.strip() for cell in row) and not first_text(row).startswith("# ")
    ]
    try:
        found = read(xlsx_of(table) if as_workbook else text_of(table, ","))
    except UploadError as error:
        assert "no rows" in str(error) or "examples" in str(error)
        return
    seen = [row.number for row in found.rows] + [row.number for row in found.refused]
    assert sorted(seen) == filled[1:]
    assert all(row.reasons and all(row.reasons) for row in found.refused)


def first_text(row):
    return next((cell.strip() for cell in row if cell.strip()), "")


@given(st.binary(max_size=300), st.sampled_from(["ZCOR", "SMD", "OR", "GEN"]))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(raw, measure):
    try:
        read(raw, measure)
    except UploadError as error:
        assert str(error)


@given(st.binary(max_size=200), st.sampled_from([b",", b";", b"\t", b"\n"]))
@settings(deadline=None)
def test_any_bytes_below_a_good_header_are_read_or_refused(raw, mark):
    head = mark.join([b"study", b"citation", b"effect", b"ci_low", b"ci_high", b"ni", b"p", b"t"])
    try:
        found = read(head + b"\n" + raw, "ZCOR")
    except UploadError:
        return
    assert found.rows or found.refused


WORKBOOK = xlsx_of([HEADER, ["A", "X.", 0.3, 80, ""], ["B", "Y.", 0.4, 80, ""]])


@given(st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_to_a_workbook_is_survived(data):
    raw = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(raw))
    except UploadError as error:
        assert str(error)


NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.sampled_from(["0", "-0", "1", "1e-320", "0.9999999999999999", "1e308", "5", ""]),
)


@given(
    st.sampled_from(["ZCOR", "COR", "SMD", "OR", "RD", "MD", "GEN", "PLO", "IRR"]),
    st.lists(st.lists(NUMBERS, min_size=7, max_size=7), min_size=1, max_size=3),
)
@settings(deadline=None)
def test_extreme_numbers_give_a_usable_effect_or_a_reason(measure, rows):
    header = "study,citation,effect,ci_low,ci_high,level,se,n,p"
    lines = [f"S{i},X.,{','.join(row)}" for i, row in enumerate(rows)]
    found = read("\n".join([header, *lines]), measure)
    assert len(found.rows) + len(found.refused) == len(rows)
    assert all(abs(row.yi) < float("inf") and 0 < row.vi < float("inf") for row in found.rows)
