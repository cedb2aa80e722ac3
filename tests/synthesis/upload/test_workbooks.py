"""Workbooks, and what people do in them."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from synthesis.upload.files import (
    HEADER,
    correlations,
    named,
    numbers,
    part,
    read,
    saved,
    with_parts,
    xlsx_of,
)


def book_of(table):
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    return book, book.active


def test_numbers_are_read_as_numbers_and_as_text():
    found = read(xlsx_of(correlations(0.3, "0.4", "−.5", 1 / 3)))
    assert [row.given["ri"] for row in found.rows] == [0.3, 0.4, -0.5, 1 / 3]


def test_a_decimal_comma_in_text_is_read_where_it_can_be_no_other_mark():
    assert read(xlsx_of(correlations(0.3, "0,4"))).rows[1].given["ri"] == 0.4
    table = [HEADER, ["A", "X (2001).", 0.3, "1,234"]]
    assert "1.234 or as 1234" in read(xlsx_of(table)).refused[0].reasons[0]


@pytest.mark.parametrize("column", ["A", "B", "C", "D"])
def test_a_formula_is_refused_with_what_to_do(column):
    book, sheet = book_of(correlations(0.3, 0.4))
    sheet[f"{column}2"] = "=1+1"
    found = read(saved(book))
    assert numbers(found.rows) == [3]
    assert "paste it as values" in found.refused[0].reasons[0]
    assert "=1+1" in found.refused[0].cells


def test_a_formula_for_a_whole_range_is_one_too():
    book, sheet = book_of(correlations(0.3))
    sheet["C2"] = ArrayFormula("C2:C2", "=SUM(D2:D2)")
    assert "=SUM(D2:D2)" in read(saved(book)).refused[0].reasons[0]


def test_a_formula_in_a_column_that_is_not_read_is_no_matter():
    book, sheet = book_of(correlations(0.3, header=[*HEADER, "mine"]))
    sheet["E2"] = "=1+1"
    assert len(read(saved(book)).rows) == 1


def test_text_that_begins_like_a_formula_is_refused():
    book, sheet = book_of(correlations(0.3))
    sheet["A2"] = "=cmd|' /C calc'!A0"
    sheet["A2"].data_type = "s"
    assert "begins like a formula" in read(saved(book)).refused[0].reasons[0]


def test_errors_are_missing_or_named():
    book, sheet = book_of(correlations(0.3, 0.4))
    for cell, error in (("C2", "#N/A"), ("C3", "#REF!")):
        sheet[cell] = error
        sheet[cell].data_type = "e"
    first, second = read(saved(book)).refused
    assert first.reasons == ["The row is not enough for ZCOR; it lacks ri."]
    assert second.reasons == ["ri holds the spreadsheet's error #REF!."]


def test_truth_values_are_no_numbers():
    assert "“TRUE” is not a number" in read(xlsx_of(correlations(True))).refused[0].reasons[0]


def test_dates_where_years_belong():
    header = ["study", "citation", "year", "ri", "ni"]
    rows = [["A", "X.", dt.datetime(2015, 3, 1), 0.3, 80], ["B", "X.", 2016, 0.3, 80]]
    book, sheet = book_of([header, *rows, ["C", "X.", 2017, 0.3, 80]])
    sheet["C4"].number_format = "yyyy-mm-dd"
    found = read(saved(book))
    assert [row.year for row in found.rows] == [2015, 2016, 2017]
    assert found.rows[0].notes == ["year: the date 2015-03-01 was read as the year 2015."]
    assert found.rows[2].notes == ["year: the date 1905-07-09 was read as the year 2017."]


def test_a_number_that_became_a_date_is_refused():
    (refused,) = read(xlsx_of(correlations(dt.datetime(2026, 2, 1)))).refused
    assert "ri: the spreadsheet made a date of a number (2026-02-01)" in refused.reasons[0]


def test_per_cent_cells_are_read_as_they_are_kept():
    book, sheet = book_of(correlations(0.35))
    sheet["C2"].number_format = "0%"
    (row,) = read(saved(book)).rows
    assert row.given["ri"] == 0.35
    assert row.notes == ["ri is in per cent; it was read as 0.35."]


def test_merged_cells_are_said_of_each_of_their_rows():
    header = ["study", "citation", "subgroup", "ri", "ni"]
    rows = [["A", "X (2001).", "i", 0.3, 80], ["", "", "ii", 0.4, None], ["B", "Y.", "", 0.5, 90]]
    book, sheet = book_of([header, *rows])
    for merged in ("A2:A3", "B2:B3", "E2:E3"):
        sheet.merge_cells(merged)
    found = read(saved(book))
    assert [(row.label, row.citation, row.n) for row in found.rows] == [
        ("A", "X (2001).", 80), ("A", "X (2001).", 80), ("B", "Y.", 90),
    ]  # fmt: skip
    assert "merged cells" in found.notes[0]


def test_a_heading_merged_over_a_whole_row_is_refused_alone():
    book, sheet = book_of([HEADER, ["Trials"], *correlations(0.3)[1:]])
    sheet.merge_cells("A2:D2")
    found = read(saved(book))
    assert (numbers(found.rows), found.refused[0].number) == ([3], 2)


def test_hidden_rows_are_read_and_told_of():
    book, sheet = book_of(correlations(0.3, 0.4))
    sheet.row_dimensions[3].hidden = True
    found = read(saved(book))
    assert numbers(found.rows) == [2, 3]
    assert found.notes == ["Row 3 is hidden in the sheet; it was read like any other."]


def test_empty_rows_between_and_below_are_no_rows():
    book, sheet = book_of([[], *correlations(0.3), [], *correlations(2)[1:]])
    sheet["F900"].number_format = "0%"
    found = read(saved(book))
    assert (numbers(found.rows), found.refused[0].number) == ([3], 5)


def test_the_first_sheet_with_data_is_read_and_others_are_told_of():
    found = read(xlsx_of([], correlations(0.3), [["more"]], []))
    assert len(found.rows) == 1
    assert found.notes == ["Only the sheet “Sheet1” was read. These hold something too: “Sheet2”."]


def test_a_hidden_sheet_is_not_taken_for_the_first():
    book, sheet = book_of([["secret"]])
    shown = book.create_sheet("Studies")
    for row in correlations(0.3):
        shown.append(row)
    sheet.sheet_state = "hidden"
    found = read(saved(book))
    assert len(found.rows) == 1
    assert "“Studies” was read" in found.notes[0]


def test_rows_beyond_the_size_that_the_sheet_claims_are_not_lost():
    raw = xlsx_of(correlations(0.3, 0.4, 0.5))
    sheet = part(raw, "xl/worksheets/sheet1.xml").replace(b'ref="A1:D4"', b'ref="A1:B2"')
    changed = with_parts(raw, **{named("xl/worksheets/sheet1.xml"): sheet})
    assert len(read(changed).rows) == 3


def test_links_to_articles_are_no_links_to_other_files():
    book, sheet = book_of(correlations(0.3, header=["study", "doi", "ri", "ni"]))
    sheet["B2"] = "10.1037/pst0000166"
    sheet["B2"].hyperlink = "https://doi.org/10.1037/pst0000166"
    (row,) = read(saved(book)).rows
    assert row.doi == "10.1037/pst0000166"


def test_colours_comments_filters_and_rules_are_no_matter():
    book, sheet = book_of(correlations(0.3, 0.4))
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["C2"].comment = Comment("see Table 2", "A colleague")
    sheet.auto_filter.ref = "A1:D3"
    sheet.freeze_panes = "A2"
    sheet.add_data_validation(DataValidation(type="decimal", sqref="C2:C99"))
    sheet.conditional_formatting.add("C2:C9", CellIsRule(operator="greaterThan", formula=["0.5"]))
    assert len(read(saved(book)).rows) == 2


@pytest.mark.parametrize("serial", [-1, 0, 60, 2_958_465, 2_958_466, 1e300])
def test_dates_at_the_ends_of_the_calendar_are_refused_or_read(serial):
    book, sheet = book_of([["study", "citation", "year", "ri", "ni"], ["A", "X.", 1, 0.3, 80]])
    sheet["C2"] = serial
    sheet["C2"].number_format = "yyyy-mm-dd"
    found = read(saved(book))
    assert len(found.rows) + len(found.refused) == 1
    assert all(row.notes for row in found.rows)
