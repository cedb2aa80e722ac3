"""The template: refused kindly while empty, read when filled."""

from io import BytesIO

import openpyxl
import pytest
from django.utils import translation

from gleanings.evidence.effect_sizes import effect_measures
from gleanings.synthesis.upload import UploadError, template_csv, template_xlsx
from synthesis.upload.files import read, saved


@pytest.fixture(params=["en", "fr"])
def language(request, french_catalogue):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize("measure", effect_measures())
def test_the_untouched_template_is_refused_kindly(measure, language):
    for raw in (template_csv(measure).encode("utf-8-sig"), template_xlsx(measure)):
        with pytest.raises(UploadError) as error:
            read(raw, measure)
        if language == "en":
            assert "holds nothing but its examples" in str(error.value)


@pytest.mark.parametrize("measure", effect_measures())
def test_the_filled_template_is_read_in_either_language(measure, language):
    text = template_csv(measure)
    for number in "12":
        text = text.replace(f"EXAMPLE {number}", f"S{number}")
        text = text.replace(f"EXEMPLE {number}", f"S{number}")
    found = read(text, measure)
    assert (len(found.rows), found.refused) == (2, [])
    assert [row.notes for row in found.rows] == [[], []]
    assert all(found.columns.values())


def test_the_filled_workbook_is_read_without_a_word_on_its_second_sheet(language):
    book = openpyxl.load_workbook(BytesIO(template_xlsx("SMD")))
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A3"] = "Smith (2010)", "Tremblay (2015)"
    found = read(saved(book), "SMD")
    assert [row.number for row in found.rows] == [2, 3]
    assert found.notes == []


def test_an_example_left_among_studies_is_refused_alone():
    text = template_csv("ZCOR").replace("EXAMPLE 1, delete this row", "Smith (2010)")
    found = read(text)
    assert [row.label for row in found.rows] == ["Smith (2010)"]
    assert found.refused[0].reasons == ["This is an example of the template. Delete it."]


def test_each_column_says_what_it_is():
    lines = [line.strip('"') for line in template_csv("OR").splitlines()]
    header = lines[0].split(",")
    told = [line for line in lines if line.startswith("# ")]
    assert [line[2:].partition(":")[0] for line in told] == header
    book = openpyxl.load_workbook(BytesIO(template_xlsx("OR")))
    assert [cell.value for cell in book.worksheets[0][1]] == header
    assert all(cell.comment.text for cell in book.worksheets[0][1])
    assert [row[0].value for row in book.worksheets[1].rows] == header


def test_a_workbook_of_the_template_holds_no_formula():
    for sheet in openpyxl.load_workbook(BytesIO(template_xlsx("SMD"))):
        assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
