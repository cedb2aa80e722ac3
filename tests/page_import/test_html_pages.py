"""Pages saved as HTML: the site's boilerplate goes, the content stays, every line is told of."""

from pathlib import Path

from gleanings.page_import import Page, read_page

PAGES = Path(__file__).parent / "pages"


def read(name: str) -> Page:
    return read_page((PAGES / name).read_bytes(), name)


class TestDrupal:
    page = read("drupal.html")

    def test_the_head(self) -> None:
        assert self.page.intro.startswith("The network’s blog was started in 2014")
        assert self.page.notice == "This content is only available in English."
        assert self.page.teaser == "This month... …I blog about silence & homework."

    def test_the_filters_lists(self) -> None:
        assert self.page.topics == ("Adherance", "Empathy", "Group Psychotherapy")
        assert self.page.research_types == ("Meta-analysis", "Survey")

    def test_the_entries(self) -> None:
        first, second = self.page.entries
        assert (first.title, first.month) == ("Silence Can Be Productive for Clients", "2018-04")
        assert (second.title, second.month) == ("Homework Helps", "2018-03")
        assert first.implications == (
            "Let a silence last when the client seems to reflect.",
            "Ask gently what goes on when the client seems to withdraw.",
        )
        assert second.implications == ("Agree on homework rather than assigning it.",)
        assert first.contact == "Author email: marlowe@example.org"
        assert second.text.endswith("The 13 studies (p < .05) show that it helps.")

    def test_citations_across_tags_lines_and_entities(self) -> None:
        first, second = (entry.article for entry in self.page.entries)
        assert first is not None
        assert (first.container, first.volume, first.pages) == ("Psychotherapy", "55", "11-22")
        assert second is not None
        assert second.doi == "10.9999/cpp.0001"

    def test_emphasis_stays_and_scripts_do_not(self) -> None:
        assert "the <strong>small</strong> literature" in self.page.entries[0].text_html
        assert "javascript" not in self.page.entries[0].text_html

    def test_boilerplate_is_left_with_the_reason(self) -> None:
        left = {row.line: row.where for row in self.page.account if row.left}
        assert left[12] == "left: cookie banner"
        assert left[16] == "left: header"
        assert left[55] == "left: navigation"
        assert left[57] == "left: side column"
        assert left[59] == "left: footer"
        assert self.page.unplaced == ()


class TestWordPress:
    page = read("wordpress.html")

    def test_months_come_from_the_dates_of_posting(self) -> None:
        assert [(entry.title, entry.month, entry.missing) for entry in self.page.entries] == [
            ("Prescribers Need the Relationship Too", "2019-05", ()),
            ("Therapists Bring Their Own Attachment", "2019-04", ("citation",)),
        ]

    def test_categories_of_a_post_come_first_among_its_topics(self) -> None:
        assert self.page.entries[0].topics[0] == "Alliance and Therapeutic Relationship"

    def test_the_topics_of_the_side_column(self) -> None:
        assert self.page.topics == ("Adherance", "Empathy")
        assert self.page.unplaced == ()

    def test_sharing_buttons_are_no_implications(self) -> None:
        assert self.page.entries[0].implications == (
            "Attend to the relationship as much as to the dose",
            "Ask about side effects",
        )


def test_every_line_of_the_source_is_in_the_account() -> None:
    for path in sorted(PAGES.glob("*.html")):
        lines = path.read_text(encoding="utf-8").splitlines()
        page = read(path.name)
        assert [(row.line, row.text) for row in page.account] == list(enumerate(lines, 1))
        assert all(row.where for row in page.account)


def test_a_page_on_one_line() -> None:
    source = (PAGES / "drupal.html").read_text(encoding="utf-8").replace("\n", " ")
    page = read_page(source.encode(), "page.html")
    assert page.to_json() == read("drupal.html").to_json()
    assert "".join(row.text for row in page.account) == source


def test_deep_nesting_and_unclosed_tags_do_not_matter() -> None:
    body = "<div>" * 3_000 + (
        "<h2>March 2018<h3>A Title</h3><p>Foote, A. (2018). Listening. Psychotherapy, 5(1), 8-10."
        "<p>Text that says what was found.<p><b>Practice Implications<p>Listen."
    )
    page = read_page(f"<html><body>{body}".encode(), "page.html")
    (entry,) = page.entries
    assert entry.implications == ("Listen.",)


def test_a_month_to_a_page_with_bold_lines_for_headings() -> None:
    page = read("older_month.html")
    first, second = page.entries
    assert (page.author, page.months) == ("Helena M. Rivest", ("2013-05",))
    assert (first.title, second.title) == ("The Title of the First", "The Title of the Second")
    assert first.implications == ("One should listen. (1) is a number.", "One should listen more.")
    assert first.contact == "Author email: foote@example.org"
    assert second.implications == ("One should not listen badly.",)
    assert '<a href="http://example.org">a link</a>' in first.text_html
    assert page.unplaced == ()


def test_a_month_under_a_title_dates_it_and_the_next_title_is_no_implication() -> None:
    page = read_page(
        b"<h3>First title</h3><div>June 2022</div><div>Mahon, D. (2022). A scoping review. "
        b"Counselling and Psychotherapy Research, 23(4), 965-981.</div><p>Text.</p>"
        b"<h4>Practice Implications</h4><ol><li>One.</li></ol><h3>Second title</h3>"
        b"<div>June 2022</div><div>Eubanks, C. F., Muran, J. C., &amp; Safran, J. D. (2018). "
        b"Alliance rupture repair. Psychotherapy, 55(4), 508-519.</div><p>Text.</p>"
        b"<h4>Practice Implications</h4><p>Two.</p>",
        "page.html",
    )
    read_as = [(entry.title, entry.month, entry.implications) for entry in page.entries]
    assert read_as == [
        ("First title", "2022-06", ("One.",)),
        ("Second title", "2022-06", ("Two.",)),
    ]
