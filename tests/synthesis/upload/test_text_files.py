"""CSV as spreadsheets of any language write it."""

import pytest

from gleanings.synthesis.upload import UploadError
from synthesis.upload.files import correlations, csv_of, numbers, read

FRENCH = [
    ["Étude", "Référence", "r", "N"],
    ["Élodie (2015)", "Bélanger, É. (2015).", "0,35", "80"],
    ["Noël (2016)", "Noël, A. (2016).", "−,2", "40"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_french_table_is_read_whatever_wrote_it(encoding, mark):
    table = [[cell.replace("−", "-") for cell in row] for row in FRENCH]
    found = read(csv_of(table, mark, encoding))
    assert [row.given["ri"] for row in found.rows] == [0.35, -0.2]
    assert [row.label for row in found.rows] == ["Élodie (2015)", "Noël (2016)"]
    assert found.rows[0].citation == "Bélanger, É. (2015)."
    assert found.columns == {"Étude": "study", "Référence": "citation", "r": "ri", "N": "n"}
    assert not found.refused


def test_a_minus_of_a_typesetter_is_a_minus():
    assert read(csv_of(FRENCH, ";")).rows[1].given["ri"] == -0.2


def test_decimal_commas_and_points_in_one_file_are_refused_where_the_comma_is():
    found = read(csv_of(correlations("0,35", "0.4"), ";"))
    assert numbers(found.rows) == [3]
    assert found.refused[0].reasons == [
        "ri: 0,35 has a decimal comma, other numbers of the file have a point. "
        "Write all of them in the same way."
    ]


def test_a_comma_that_may_part_thousands_is_refused_with_both_readings():
    table = [["study", "citation", "ri", "ni"], ["A", "A (2001).", ".3", "1,234"]]
    (refused,) = read(csv_of(table, ";")).refused
    assert "1,234 can be read as 1.234 or as 1234" in refused.reasons[0]


def test_a_p_may_have_a_point_where_other_numbers_have_commas():
    found = read("study;citation;ri;ni;p\nA;X (2001).;0,35;80;< .01\nB;Y.;0,35;80;0,002\n")
    assert numbers(found.rows) == [2, 3]


def test_what_the_commas_of_citations_say_does_not_count():
    found = read('study,citation,ri,ni\nA,"1,5","0,35",80\nB,"2.5","0,4",80\n')
    assert [row.given["ri"] for row in found.rows] == [0.35, 0.4]


def test_a_file_of_one_line_end_or_another_is_read():
    for end in ("\n", "\r\n", "\r"):
        assert len(read(csv_of(correlations(0.3, 0.4)).replace(b"\r\n", end.encode())).rows) == 2


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    found = read("\n\nstudy,citation,ri,ni\n\nA,X (2001).,.3,80\n,,,\nB,X (2001).,2,80\n,,,\n")
    assert (numbers(found.rows), found.refused[0].number) == ([5], 7)


def test_a_row_of_other_width_is_refused_alone():
    found = read("study,citation,ri,ni\nA,X (2001).,.3,80\nB,Y, Z (2001).,.3,80\nC,.3\n")
    assert numbers(found.rows) == [2]
    assert [row.number for row in found.refused] == [3, 4]
    assert "has 5 cells, the header 4" in found.refused[0].reasons[0]
    assert found.refused[0].cells == ["B", "Y", "Z (2001).", ".3", "80"]


def test_empty_columns_at_the_right_are_no_matter():
    assert len(read("study,citation,ri,ni,,\nA,X (2001).,.3,80,,\n").rows) == 1


def test_columns_without_a_name_are_told_of():
    found = read("study,citation,ri,ni,\nA,X (2001).,.3,80,yes\n")
    assert found.notes == ["Columns without a name were not read: E."]


def test_a_quotation_mark_that_never_closes_loses_no_row():
    text = 'study,citation,ri,ni\nA,"X (2001).,.3,80\nB,Y (2001).,.3,80\n'
    found = read(text)
    assert (found.rows, [row.number for row in found.refused]) == ([], [2])
    with pytest.raises(UploadError, match="a quotation mark in it is opened"):
        read(text + "B,Y (2001).,.3,80\n" * 10_000)


@pytest.mark.parametrize(
    ("cell", "value"), [("35%", 0.35), ("35 %", 0.35), ("35\u00a0%", 0.35), ("-3.5%", -0.035)]
)
def test_per_cent_is_a_hundredth_and_says_so(cell, value):
    (row,) = read(csv_of(correlations(cell))).rows
    assert row.given["ri"] == pytest.approx(value, rel=1e-15)
    assert row.notes == [f"ri is in per cent; it was read as {value}."]


@pytest.mark.parametrize("cell", ["abc", "0.3.1", "1 000", "TRUE", "1e999", "1" * 60, "٣"])
def test_what_is_no_number_is_refused_by_name(cell):
    (refused,) = read(csv_of(correlations(cell))).refused
    assert refused.reasons[0].startswith("ri: ") and "is not a number" in refused.reasons[0]


@pytest.mark.parametrize("cell", ["", "NA", "n/a", ".", "#N/A"])
def test_a_missing_number_is_said_to_lack(cell):
    (refused,) = read(csv_of(correlations(cell, 0.3))).refused
    assert refused.reasons == ["The row is not enough for ZCOR; it lacks ri."]


@pytest.mark.parametrize("cell", ["#REF!", "#DIV/0!", "#VALEUR!"])
def test_an_error_of_the_spreadsheet_is_named(cell):
    (refused,) = read(csv_of(correlations(cell))).refused
    assert refused.reasons == [f"ri holds the spreadsheet's error {cell}."]


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(A1)", "+cmd|' /C calc'!A0", "@SUM(A1)", "-A1", "＝A1", "=1+1", "-2+3|x"]
)
def test_text_that_a_spreadsheet_would_run_is_refused(cell):
    quoted = cell.replace('"', '""')
    (refused,) = read(f'study,citation,ri,ni\n"{quoted}",X (2001).,.3,80\n').refused
    assert refused.reasons[0].startswith("study begins like a formula")


def test_names_may_hold_signs_that_run_nothing():
    labels = ["A+B (2001)", "Smith-Jones = x", "-5 to 5 scale", "a@b.org"]
    table = [["study", "citation", "ri", "ni"], *([x, "X (2001).", 0.3, 80] for x in labels)]
    assert [row.label for row in read(csv_of(table)).rows] == labels


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2015", 2015), ("2015a", 2015), ("2015.0", 2015), ("2015-03-01", 2015), ("01/03/2015", 2015),
     ("in press", None), ("", None)],
)  # fmt: skip
def test_years_are_read_in_any_dress(cell, year):
    (row,) = read(f"study,citation,year,ri,ni\nA,X.,{cell},.3,80\n").rows
    assert row.year == year


@pytest.mark.parametrize("cell", ["15", "20155", "May", "1066", "3000"])
def test_what_is_no_year_is_refused(cell):
    (refused,) = read(f"study,citation,year,ri,ni\nA,X.,{cell},.3,80\n").refused
    assert refused.reasons == [f"year: “{cell}” is not a year."]


def test_long_texts_are_refused_rather_than_cut():
    (refused,) = read(f"study,citation,ri,ni\n{'A' * 201},X.,.3,80\n").refused
    assert refused.reasons == ["study is too long: 201 characters; at most 200."]


def test_line_breaks_and_control_characters_become_spaces():
    (row,) = read('study,citation,ri,ni\n"A\r\n(2001)","X\x07Y\t(2001).",.3,80\n').rows
    assert (row.label, row.citation) == ("A (2001)", "X Y (2001).")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("–.30", -0.30), ("−0.30", -0.30), ("‑.30", -0.30), ("— .30", None), ("–", None),
        (".30*", 0.30), (".30**", 0.30), ("-.30 ***", -0.30), (".30†", 0.30), ("–.30*", -0.30),
        ("*.30", None), (".3*0", None), ("3-4", None),
    ],
)  # fmt: skip
def test_numbers_stand_as_journals_print_them(cell, value):
    found = read(csv_of(correlations(cell, 0.2)))
    if value is None:
        assert [row.number for row in found.refused] == [2]
    else:
        assert found.rows[0].given["ri"] == value
        assert found.rows[0].notes == []


def test_a_starred_number_has_the_decimals_that_are_printed():
    """A p of .012 is within what .28 of 80 people gives, and not what .280 gives."""
    table = [["study", "citation", "ri", "ni", "p"], ["A", "X (2001).", ".28*", 80, ".012"]]
    assert read(csv_of(table)).refused == []


def test_a_point_among_decimal_commas_is_what_is_blamed():
    """1.200 people, as a French spreadsheet may write them."""
    found = read(csv_of([
        ["study", "citation", "ri", "ni"], ["A", "X (2001).", "0,35", "1.200"],
        ["B", "Y (2001).", "0,4", "80"],
    ], ";"))  # fmt: skip
    assert numbers(found.rows) == [3]
    assert found.refused[0].reasons == [
        "ni: 1.200 has a point, and other numbers of the file a decimal comma. Write it as 1200, "
        "without a mark between thousands, or as 1,200."
    ]


def test_a_point_after_a_minus_is_no_formula_among_decimal_commas():
    found = read(csv_of(correlations("-1.200", "0,4", "-0,35"), ";"))
    assert numbers(found.rows) == [3, 4]
    assert found.refused[0].reasons[0].startswith("ri: -1.200 has a point")


def test_three_decimals_after_a_point_are_decimals_where_no_comma_is():
    (row,) = read(csv_of([["study", "citation", "yi", "vi"], ["A", "X.", "1.200", "0.040"]])).rows
    assert row.yi == 1.2
