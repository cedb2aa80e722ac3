"""Exports and feeds: what stands in them besides posts is left, and every line is told of."""

from pathlib import Path

import pytest

from gleanings.page_import import read_page

LAYOUTS = Path(__file__).parent / "layouts"


@pytest.mark.parametrize("name", ["wordpress_export.xml", "feed_rss.xml", "feed_atom.xml"])
def test_the_account_has_each_line_once(name: str) -> None:
    data = (LAYOUTS / name).read_bytes()
    page = read_page(data, name)
    assert [row.line for row in page.account] == list(range(1, len(data.splitlines()) + 1))
    assert page.layout == "feed"


def test_pages_files_and_what_was_thrown_away_are_left_with_the_reason() -> None:
    page = read_page((LAYOUTS / "wordpress_export.xml").read_bytes(), "export.xml")
    left = {row.text.strip()[:40]: row.where for row in page.account if row.left}
    assert "left: a page, not a post" in left.values()
    assert "left: a picture or file, not a post" in left.values()
    assert "left: a post in the bin" in left.values()
    comments = [row for row in page.account if "a reader's comment" in row.where]
    assert "it works a treat" in comments[0].text


def test_a_control_character_and_lines_before_the_declaration_do_no_harm() -> None:
    data = (LAYOUTS / "wordpress_export.xml").read_bytes()
    page = read_page(b"\n\n" + data.replace(b"Many clients", b"Many \x0bclients"), "export.xml")
    assert page.entries[0].text.startswith("Many clients leave")
    assert page.account[2].text.startswith("<?xml")


def test_categories_that_no_topic_is_called_by_are_proposed_as_new() -> None:
    page = read_page((LAYOUTS / "wordpress_export.xml").read_bytes(), "export.xml")
    assert page.entries[1].new_topics == ("Clinic News",)
    assert page.entries[0].topics[0] == "Feedback and Progress Monitoring"


def test_bloggers_comments_and_settings_are_no_posts() -> None:
    google = "http://schemas.google.com/blogger/2008/kind#"
    feed = f"""<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>
<entry><title>Template</title><category scheme='x.google.com' term='{google}template'/>
<content type='text'>body {{}}</content></entry>
<entry><title>Listening</title><published>2019-02-03T10:00:00Z</published>
<category scheme='x.google.com' term='{google}post'/><content type='xhtml'><div>
<p>Clients who felt <em>heard</em> stayed.</p><h3>Practice Implications</h3><p>Listen.</p></div>
</content><app:control><app:draft>yes</app:draft></app:control></entry>
<entry><title>Well said</title><category scheme='x.google.com' term='{google}comment'/>
<content type='html'>Nice</content></entry></feed>"""
    page = read_page(feed.encode(), "blog.xml")
    (entry,) = page.entries
    assert (entry.title, entry.month, entry.status) == ("Listening", "2019-02", "draft")
    assert entry.implications == ("Listen.",)
    assert "<em>heard</em>" in entry.text_html
