"""Habits of systems and their themes that nobody's guess should have to meet."""

import pytest

from gleanings.page_import import read_page
from gleanings.page_import.implications import Paragraph, split_implications
from gleanings.page_import.page import Entry

CITATION = (
    "Roe, J., & Doe, A. (2018). Listening in the first session. Psychotherapy, 55(4), 316-340. "
    "https://doi.org/10.1037/pst0000999"
)
TEXT = "The authors asked what helps, and found that being listened to does (r = .28)."


def post(heading: str = "Practice implications") -> str:
    return (
        f"<article class='post'><h2 class='entry-title'>Listening helps</h2><p>{TEXT}</p>"
        f"<h3>{heading}</h3><ul><li>Listen well.</li><li>Ask for feedback.</li></ul>"
        f"<p>{CITATION}</p></article>"
    )


def export(content: str) -> str:
    return (
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>"
        "<title>Listening helps</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>"
        "<wp:status>publish</wp:status><wp:post_date>2019-02-11 08:30:00</wp:post_date>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )


def only(text: str, name: str = "page.html") -> Entry:
    (entry,) = read_page(text.encode(), name).entries
    return entry


@pytest.mark.parametrize(
    "heading",
    [
        "Take-home points for clinicians",
        "Key takeaways for therapists",
        "What you can do on Monday",
        "En pratique",
        "Pistes cliniques",
        "Implications pour votre pratique",
        "À retenir pour la pratique",
        "Ce que cela change pour la pratique",
    ],
)
def test_headings_of_implications(heading: str) -> None:
    entry = only(f"<html><body>{post(heading)}</body></html>")
    assert entry.implications == ("Listen well.", "Ask for feedback.")
    assert entry.implications_heading == heading
    assert entry.text == TEXT


def test_the_sentence_over_a_list_leads_up_to_it() -> None:
    found = split_implications([Paragraph("Groups help."), *[Paragraph("Ask.", item=True)] * 2])
    assert found.lead == "Groups help."
    assert found.items == ("Ask.", "Ask.")
    mixed = split_implications([Paragraph("Groups help."), Paragraph("Ask for feedback.")])
    assert mixed.items == ("Groups help.", "Ask for feedback.")


def test_shortcodes_of_any_plugin_are_no_text_and_brackets_of_the_text_stay() -> None:
    kept = (
        "Effects [post-treatment] were small [d = .3] and they [sic] lasted for more than a year."
    )
    entry = only(
        export(
            f'[su_box title="A box"]{kept}[/su_box]\n\n[contact-form-7 id="12" title="Contact"]'
            "\n\n[jetpack-related-posts]\n\n[sharedaddy]"
        ),
        "export.xml",
    )
    assert entry.text == kept


def test_a_short_post_of_an_export_is_a_post() -> None:
    entry = only(export("<p>How do you end a therapy? Write to us.</p>"), "export.xml")
    assert (entry.title, entry.text) == (
        "Listening helps",
        "How do you end a therapy? Write to us.",
    )


def test_a_citation_after_the_implications_belongs_to_the_entry_above() -> None:
    """As Word saves it: headings, plain paragraphs, a byline under each title."""
    entries = "".join(
        f"<h2>{title}</h2><p class=MsoNormal>Jane Roe, March {day}, 2019</p><p>{TEXT}</p>"
        "<p><b>Practice implications</b></p><p class=MsoListParagraph>1. Listen well.</p>"
        f"<p class=MsoListParagraph>2. Ask.</p><p>{CITATION.replace('Listening', title)}</p>"
        for title, day in (("Listening helps", 4), ("Asking helps", 5))
    )
    page = read_page(f"<html><body><p>Summaries</p>{entries}</body></html>".encode(), "w.htm")
    assert [entry.title for entry in page.entries] == ["Listening helps", "Asking helps"]
    for entry in page.entries:
        assert entry.text == TEXT
        assert entry.article is not None
        assert entry.article.title.startswith(entry.title)


def test_a_date_with_dots_has_its_day_first() -> None:
    marked = "<span class='entry-date'>11.02.2019</span><p>The authors"
    entry = only(f"<html><body>{post().replace('<p>The authors', marked, 1)}</body></html>")
    assert entry.date == "2019-02-11"


def test_a_theme_may_call_the_line_of_date_and_author_secondary() -> None:
    meta = (
        "<span class='blog-meta-secondary'><time datetime='2020-11-09'>11/9/20</time>"
        "<span class='blog-author'>Sam Whitfield</span></span><p>The authors"
    )
    entry = only(f"<html><body>{post().replace('<p>The authors', meta, 1)}</body></html>")
    assert (entry.date, entry.authors) == ("2020-11-09", ("Sam Whitfield",))
