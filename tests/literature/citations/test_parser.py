"""Citations in APA style, as people really write them, are read into their fields."""

from typing import Any

import pytest

from gleanings.literature.citations import (
    CITATION_LIKELY,
    Name,
    looks_like_citation,
    parse_citation,
)

AUTHORS = "Foote, A. B., & Barr, C."
JOURNAL = "Journal of Listening, 12(3), 45-67."


def names(citation: str) -> list[str]:
    return [str(name) for name in parse_citation(citation).authors]


def test_an_article_in_full() -> None:
    parsed = parse_citation(
        "Foote, A. B., Barr, C., & van der Berg, D.-E. (2018). Listening well: A meta-analysis. "
        "Journal of Listening, 12(3), 45–67. https://doi.org/10.9999/JL.12"
    )
    assert parsed.authors == (
        Name("Foote", "A. B."),
        Name("Barr", "C."),
        Name("van der Berg", "D.-E."),
    )
    assert (parsed.year, parsed.date) == (2018, None)
    assert parsed.title == "Listening well: A meta-analysis"
    assert parsed.container == "Journal of Listening"
    assert (parsed.volume, parsed.issue, parsed.pages) == ("12", "3", "45-67")
    assert parsed.doi == "10.9999/jl.12"
    assert parsed.type == "article-journal"
    assert not parsed.advance_online
    assert not parsed.ellipsis
    assert parsed.unread == ()


@pytest.mark.parametrize(
    "dots", [", . . . ", ", ... & ", ", … ", ", …. ", ",....", ", ….& ", "... ", ", . . ., & "]
)
def test_the_ellipsis_of_authors_in_every_spelling(dots: str) -> None:
    parsed = parse_citation(f"Foote, A. B., Barr, C.{dots}Zorn, V. (2018). A title. {JOURNAL}")
    assert [str(name) for name in parsed.authors] == ["Foote, A. B.", "Barr, C.", "Zorn, V."]
    assert parsed.ellipsis_at == 2


def test_et_al_leaves_authors_out_at_the_end() -> None:
    parsed = parse_citation(f"Foote, A. B., et al. (2018). A title. {JOURNAL}")
    assert [str(name) for name in parsed.authors] == ["Foote, A. B."]
    assert parsed.ellipsis_at == 1


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("Love, M. & Farrow, B.A.", ["Love, M.", "Farrow, B.A."]),
        ("Love, M., and Farrow, B. A.", ["Love, M.", "Farrow, B. A."]),
        ("Love, M. &amp; Farrow, B. A.", ["Love, M.", "Farrow, B. A."]),
        ("Love, M.,Farrow, B.A.,&Gold, C.", ["Love, M.", "Farrow, B.A.", "Gold, C."]),
        ("Love, M. Farrow, B. A., & Gold, C.", ["Love, M.", "Farrow, B. A.", "Gold, C."]),
        ("Love M., Farrow B. A.", ["Love, M.", "Farrow, B. A."]),
        ("Love M, Farrow BA", ["Love, M", "Farrow, BA"]),
        ("Love, M; Farrow, B A", ["Love, M", "Farrow, B A"]),
        ("Swift, Joshua K., & Green, Roger", ["Swift, Joshua K.", "Green, Roger"]),
        ("Joshua K. Swift and Roger P. Green", ["Swift, Joshua K.", "Green, Roger P."]),
        ("Smith, J. A., Jr., & Doe, J., III", ["Smith, J. A., Jr.", "Doe, J., III"]),
        ("Smith, Jr., J. A., & Doe III, J.", ["Smith, J. A., Jr.", "Doe, J., III"]),
        ("de la Cruz, M.‐J., & O’Brien, K.", ["de la Cruz, M.-J.", "O’Brien, K."]),
        ("Müller, Ö., Côté, É., & Ångström, Å.", ["Müller, Ö.", "Côté, É.", "Ångström, Å."]),
        ("American Psychological Association", ["American Psychological Association"]),
        (
            "National Institute for Health and Care Excellence",
            ["National Institute for Health and Care Excellence"],
        ),
        (
            "Norton, J. C., & American Psychological Association",
            ["Norton, J. C.", "American Psychological Association"],
        ),
        ("Love, M., for the ABC Study Group", ["Love, M.", "ABC Study Group"]),
    ],
)
def test_authors_in_many_spellings(people: str, expected: list[str]) -> None:
    assert names(f"{people} (2018). A title of some kind. {JOURNAL}") == expected


@pytest.mark.parametrize(
    ("bracket", "year", "date"),
    [
        ("(2017)", 2017, None),
        ("(2017a)", 2017, None),
        ("( 2017 )", 2017, None),
        ("[2017]", 2017, None),
        ("(2017, December 21)", 2017, "2017-12-21"),
        ("(2017, Dec. 21)", 2017, "2017-12-21"),
        ("(2017, 21 December)", 2017, "2017-12-21"),
        ("(December, 2017)", 2017, "2017-12"),
        ("(2017, décembre)", 2017, "2017-12"),
        ("(2017-12-21)", 2017, "2017-12-21"),
        ("(2017, Advance online publication)", 2017, None),
        ("(in press)", None, None),
        ("(n.d.)", None, None),
        ("2017.", 2017, None),
    ],
)
def test_the_date_in_the_brackets_of_the_year(
    bracket: str, year: int | None, date: str | None
) -> None:
    parsed = parse_citation(f"{AUTHORS} {bracket}. Listening well. {JOURNAL}")
    assert (parsed.year, parsed.date, parsed.title) == (year, date, "Listening well")
    assert [str(name) for name in parsed.authors] == ["Foote, A. B.", "Barr, C."]


@pytest.mark.parametrize(
    ("where", "volume", "issue", "pages"),
    [
        ("12(3), 45-67.", "12", "3", "45-67"),
        ("12 (3), 45 – 67", "12", "3", "45-67"),
        ("12(3),45-67", "12", "3", "45-67"),
        ("12(3):45-67.", "12", "3", "45-67"),
        ("12: 45-67.", "12", "", "45-67"),
        ("12, 45-67.", "12", "", "45-67"),
        ("Vol. 12, No. 3, pp. 45-67.", "12", "3", "45-67"),
        ("12, No. 3, 45-67", "12", "3", "45-67"),
        ("12, 3, 45-67", "12", "3", "45-67"),
        ("12(3-4), pp 45-67.", "12", "3-4", "45-67"),
        ("12(Suppl. 1), S45–S67.", "12", "Suppl. 1", "S45-S67"),
        ("12(3), e0123456.", "12", "3", "e0123456"),
        ("12(3), Article e0123456.", "12", "3", "e0123456"),
        ("12, Article 123.", "12", "", "123"),
        ("12(3).", "12", "3", ""),
        ("12.", "12", "", ""),
        ("pp. 45-67.", "", "", "45-67"),
        ("45-67.", "", "", "45-67"),
    ],
)
def test_volume_issue_and_pages(where: str, volume: str, issue: str, pages: str) -> None:
    parsed = parse_citation(f"{AUTHORS} (2018). Listening well. Journal of Listening, {where}")
    assert (parsed.title, parsed.container) == ("Listening well", "Journal of Listening")
    assert (parsed.volume, parsed.issue, parsed.pages) == (volume, issue, pages)


@pytest.mark.parametrize(
    ("between", "title"),
    [
        ("Does it help? A trial. Psychotherapy Research, ", "Does it help? A trial"),
        ("Does it help?Psychotherapy Research, ", "Does it help?"),
        ("A trial of listening.Psychotherapy Research,", "A trial of listening"),
        ("A trial of listening Psychotherapy Research, ", "A trial of listening"),
        ("High vs. low listeners, Psychotherapy Research, ", "High vs. low listeners"),
        ("“A trial of listening.” Psychotherapy Research, ", "A trial of listening"),
        ("A trial of listening. *Psychotherapy Research*, ", "A trial of listening"),
        ("A trial of listening. <em>Psychotherapy Research</em>, ", "A trial of listening"),
        ("A trial in the U.S. and Canada. Psychotherapy Research, ",
         "A trial in the U.S. and Canada"),
    ],
)  # fmt: skip
def test_where_the_title_ends_and_the_journal_begins(between: str, title: str) -> None:
    parsed = parse_citation(f"{AUTHORS} (2018). {between}12(3), 45-67.")
    assert (parsed.title, parsed.container) == (title, "Psychotherapy Research")


def test_an_unknown_journal_run_into_the_title() -> None:
    parsed = parse_citation(
        f"{AUTHORS} (2018). The uses of silence Annals of Quiet Studies, 1, 2-3"
    )
    assert (parsed.title, parsed.container) == ("The uses of silence", "Annals of Quiet Studies")


@pytest.mark.parametrize(
    "words",
    [
        "Advance online publication.",
        "Advanced Online Publication",
        "Online first publication.",
        "Published online first.",
        "[Epub ahead of print]",
        "Advance online publication: https://doi.org/10.9999/jl.1",
        "Online First, doi:10.9999/jl.1",
    ],
)
def test_not_yet_in_an_issue(words: str) -> None:
    parsed = parse_citation(f"{AUTHORS} (2018). Listening well. Journal of Listening. {words}")
    assert parsed.advance_online
    assert (parsed.title, parsed.container) == ("Listening well", "Journal of Listening")
    assert parsed.unread == ()


def test_in_press_is_not_online() -> None:
    parsed = parse_citation(f"{AUTHORS} (in press). Listening well. Journal of Listening.")
    assert parsed.in_press
    assert not parsed.advance_online


CHAPTER: dict[str, Any] = {
    "type": "chapter",
    "title": "Listening in groups",
    "container": "The handbook of listening",
    "pages": "258-297",
    "publisher": "Quiet Press",
}


@pytest.mark.parametrize(
    "source",
    [
        "In C. Ode & D. E. Poe (Eds.), The handbook of listening (pp. 258–297). Quiet Press.",
        "In In C. Ode & D. E. Poe (Eds.), The handbook of listening (pp. 258-297). Quiet Press.",
        "In C. Ode and D. E. Poe (Eds). The handbook of listening (6th ed., pp. 258-297). "
        "Ottawa, ON: Quiet Press.",
        "In: C. Ode, D. E. Poe (eds), The handbook of listening, pp. 258-297. Quiet Press.",
        "In Ode, C., & Poe, D. E. (Eds.), The handbook of listening (pp. 258-297). Quiet Press.",
        "In The handbook of listening, C. Ode & D. E. Poe (Eds.), pp. 258-297. Quiet Press.",
    ],
)
def test_a_chapter(source: str) -> None:
    parsed = parse_citation(f"{AUTHORS} (2013). Listening in groups. {source}")
    assert {key: getattr(parsed, key) for key in CHAPTER} == CHAPTER
    assert [str(name) for name in parsed.editors] == ["Ode, C.", "Poe, D. E."]
    assert [str(name) for name in parsed.authors] == ["Foote, A. B.", "Barr, C."]


@pytest.mark.parametrize(
    "text",
    [
        "(2013). Chapter 4: Listening in groups. In C. Ode (Ed.), The handbook (pp. 1-2). Wiley.",
        "(2013). Listening in groups. In C. Ode (Ed.), The handbook. Chapter 4. Wiley.",
        "(2013). Listening in groups (Chapter 4). In C. Ode (Ed.), The handbook. Wiley.",
    ],
)
def test_the_number_of_a_chapter(text: str) -> None:
    parsed = parse_citation(f"{AUTHORS} {text}")
    assert (parsed.chapter, parsed.title) == ("4", "Listening in groups")
    assert (parsed.container, parsed.publisher) == ("The handbook", "Wiley")


def test_a_book_and_its_edition() -> None:
    parsed = parse_citation(f"{AUTHORS} (2015). The great debate (2nd ed.). New York: Routledge.")
    assert (parsed.type, parsed.title, parsed.edition) == ("book", "The great debate", "2nd")
    assert (parsed.place, parsed.publisher) == ("New York", "Routledge")


def test_an_edited_book_has_editors_and_no_authors() -> None:
    parsed = parse_citation(
        "Ode, C. (Ed.). (2011). The handbook (2nd ed.). Oxford University Press."
    )
    assert (parsed.authors, [str(name) for name in parsed.editors]) == ((), ["Ode, C."])


def test_a_web_address_is_kept_apart() -> None:
    parsed = parse_citation(
        "American Psychological Association (2013). A resolution. "
        "Retrieved from http://www.example.org/policy/resolution.aspx"
    )
    assert parsed.title == "A resolution"
    assert parsed.url == "http://www.example.org/policy/resolution.aspx"


def test_what_is_not_understood_is_said() -> None:
    parsed = parse_citation(f"{AUTHORS} (2018). Listening well. {JOURNAL} Author email: a@b.org")
    assert parsed.unread == ("Author email: a@b.org",)
    assert parsed.pages == "45-67"


@pytest.mark.parametrize("text", ["", "   ", "()", "(2018)", "In In", "&", "…", "x" * 10_000])
def test_rubbish_gives_an_empty_citation(text: str) -> None:
    parsed = parse_citation(text)
    assert parsed.authors == ()
    assert parsed.doi is None


class TestMedicalStyle:
    def test_the_date_before_the_volume_is_no_part_of_the_journal(self) -> None:
        cited = parse_citation(
            "Foote AB, Barr C, Lind D. Listening in the clinic: A systematic review. "
            "Harbour Psychiatry. 2017 Apr 1;74(4):319-328. doi: 10.9999/harbour.2016.4287."
        )
        assert [str(name) for name in cited.authors] == ["Foote, AB", "Barr, C", "Lind, D"]
        assert cited.title == "Listening in the clinic: A systematic review"
        assert (cited.container, cited.volume, cited.issue, cited.pages) == (
            "Harbour Psychiatry",
            "74",
            "4",
            "319-328",
        )
        assert (cited.year, cited.date) == (2017, "2017-04-01")

    def test_et_al_closes_the_authors_where_no_year_does(self) -> None:
        cited = parse_citation(
            "Foote AB, Barr C, Lind D, et al. Listening in the clinic: a network meta-analysis. "
            "Harbour Psychiatry. 2021;20(2):283-293."
        )
        assert [name.family for name in cited.authors] == ["Foote", "Barr", "Lind"]
        assert cited.ellipsis_at == 3
        assert cited.title == "Listening in the clinic: a network meta-analysis"


@pytest.mark.parametrize(
    "label",
    ["Reference: ", "Full citation: ", "The full reference is: ", "Citation for this article: "],
)
def test_what_announces_a_citation_is_no_part_of_it(label: str) -> None:
    line = f"{label}Foote, A. B. (2018). Listening well. Psychotherapy, 55(1), 89-100."
    assert looks_like_citation(line) >= CITATION_LIKELY
    assert parse_citation(line).authors[0].family == "Foote"


@pytest.mark.parametrize(("length", "is_read"), [(3_000, True), (3_001, False)])
def test_what_is_longer_than_any_citation_is_left_as_it_is(length: int, is_read: bool) -> None:
    read = parse_citation("Foote, A. B. " + "(2016). ".ljust(length, "x"))  # counted from the year
    assert read.year == 2016
    assert (read.unread == ()) == is_read
    text = "Foote, A. B., 2016. ".ljust(length, "x")  # no list of names before a year in brackets
    assert (parse_citation(text).unread == (text,)) != is_read
