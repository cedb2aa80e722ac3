import math

import pytest

from gleanings.evidence.tables import read_table


def table(text: str):
    return read_table("data.csv", text)


@pytest.mark.parametrize(
    "text",
    [
        "yi,vi,study\n0.5,0.04,A\n-0.25,0.1,B\n",
        "yi;vi;study\n0.5;0.04;A\n-0.25;0.1;B\n",
        "yi;vi;study\n0,5;0,04;A\n-0,25;0,1;B\n",
        "yi\tvi\tstudy\n0,5\t0,04\tA\n−0,25\t0,1\tB\n",
        '"yi","vi","study"\r\n"0,5","0,04","A"\r\n"-0,25","0,1","B"\r\n',
        "\ufeffYI, Vi ,Study\n .5 , 4e-2 , A\n-.25,0.10,B\n\n",
        "sep=;\nyi;vi;study\n0,5;0,04;A\n-0,25;0,1;B",
        "yi vi study\n0.5 0.04 A\n-0.25 0.1 B\n",
        "yi|vi|study\n0.5|0.04|A\n-0.25|0.1|B\n",
        "yi,vi,study,\n0.5,0.04,A,\n-0.25,0.1,B,,,\n",
    ],
    ids=["comma", "semicolon", "decimal comma", "tab", "quoted", "BOM and spaces", "sep=",
         "spaces", "bar", "empty columns"],
)  # fmt: skip
def test_tables_of_any_spreadsheet_are_read(text):
    found = table(text)
    numbers = found.numbers(["yi", "vi"])
    assert numbers["yi"].tolist() == [0.5, -0.25]
    assert numbers["vi"].tolist() == [0.04, 0.1]
    assert found.text("STUDY") == ["A", "B"]


def test_missing_cells_are_nan():
    numbers = table("yi,vi\n0.5,NA\n,0.1\n.,nan\n").numbers(["yi", "vi"])
    assert [math.isnan(value) for value in numbers["yi"]] == [False, True, True]
    assert [math.isnan(value) for value in numbers["vi"]] == [True, False, True]


def test_every_cell_that_is_no_number_is_named():
    with pytest.raises(ValueError, match=r"yi, row 1: 'x'.*yi, row 3: '1\.2\.3'.*vi, row 2: '5%'"):
        table("yi,vi\nx,.1\n.2,5%\n1.2.3,.1\n").numbers(["yi", "vi"])


def test_a_mark_between_thousands_is_refused_since_it_might_be_a_decimal_comma():
    with pytest.raises(ValueError, match="ni, row 1: '1,234' is not a number; write it without"):
        table('ri,ni\n.5,"1,234"\n.4,80\n').numbers(["ri", "ni"])
    with pytest.raises(ValueError, match="ni, row 1"):
        table("ni;xi\n1,234;3\n2,345;4\n").numbers(["ni"])


def test_three_decimals_after_a_comma_are_decimals_where_others_tell():
    assert table("yi;vi\n1,234;0,04\n0,5;0,1\n").numbers(["yi"])["yi"].tolist() == [1.234, 0.5]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "data.csv is empty"),
        ("yi,vi\n", "has a header but no rows"),
        ("yi,vi,YI\n1,2,3\n", "two columns called yi"),
        ("yi,vi\n1,2\n3\n4,5,6\n", "row 2 has 1 cells; row 3 has 3 cells"),
        ("PK\0\0yi\n1\0\n", "is not a table of text"),
    ],
)
def test_what_is_no_table_is_refused(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        table(text)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ValueError, match=r"no column cluster; data\.csv has the columns yi, vi"):
        table("yi,vi\n1,2\n").text("cluster")


def test_rows_can_be_left_out():
    kept = table("yi;a\n0,5;x\n1,234;y\n").without([True, False])
    assert kept.numbers(["yi"])["yi"].tolist() == [1.234]
    assert kept.text("a") == ["y"]


def test_a_quotation_mark_that_never_closes_is_told_of():
    with pytest.raises(ValueError, match=r"data\.csv cannot be parted into cells; perhaps a quot"):
        table('yi,vi\n0.5,"' + "0.1\n" * 50_000)


def test_a_point_among_decimal_commas_is_refused_and_no_comma():
    with pytest.raises(ValueError, match=r"ni, row 1: '1\.200' is not a number; write it without"):
        table("ri;ni\n0,35;1.200\n0,4;80\n").numbers(["ri", "ni"])


def test_dashes_and_stars_of_journals_are_no_part_of_a_number():
    assert table("yi,vi\n–.5,.04*\n.3 **,.1\n").numbers(["yi", "vi"])["yi"].tolist() == [-0.5, 0.3]
