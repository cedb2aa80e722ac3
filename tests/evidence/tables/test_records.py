from gleanings.evidence.tables import decimals, decoded, reads_two_ways, records


def rows(text: str) -> list[list[str]]:
    return list(records(text))


def test_empty_lines_keep_their_place_so_that_rows_can_be_told_by_number():
    assert rows("\nyi,vi\n\n1,2\n") == [[], ["yi", "vi"], [], ["1", "2"]]


def test_old_line_ends_part_lines():
    assert rows("yi,vi\r1,2\r3,4") == [["yi", "vi"], ["1", "2"], ["3", "4"]]


def test_a_line_break_within_quotes_belongs_to_the_cell():
    assert rows('a,b\r\n"x\r\ny",2') == [["a", "b"], ["x\r\ny", "2"]]


def test_text_of_any_encoding_is_decoded():
    text = "étude;année\nÉlodie;2015\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert decoded(text.encode(encoding)).removeprefix("\ufeff") == text


def test_decimals_are_those_written():
    written = {"0.30": 2, "12": 0, "1,25": 2, "1.2e-4": 5, "-3.": 0, "1.25e1": 1}
    assert {text: decimals(text) for text in written} == written


def test_a_comma_before_three_digits_reads_two_ways():
    assert reads_two_ways("1,234")
    assert not any(map(reads_two_ways, ["0,234", "1,23", "1,234,567", "1234"]))
