"""Only what readers of a blog could see goes online here; the rest stays a draft, and says why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from gleanings.digest.models import ImportedPage, Summary
from gleanings.page_import import read_page
from gleanings.page_import.post_status import in_words, why_not_online

SEEN = {"Seen": ("publish", ""), "Seen without a status": ("", "")}
HIDDEN = {
    "Unfinished": ("draft", "", "was a draft in the blog"),
    "Among ourselves": ("private", "", "was private in the blog"),
    "For the editor": ("pending", "", "waited for review in the blog"),
    "Next spring": ("future", "", "was scheduled in the blog"),
    "Members only": ("publish", "sesame", "asked for a password in the blog"),
    "Put away": ("archived", "", "had the status “archived” in the blog"),
}


def item(number: int, title: str, status: str, password: str = "") -> str:
    return f"""<item><title>{title}</title><link>https://old.example.org/{number}/</link>
<content:encoded><![CDATA[<p>Moreau, L., &amp; Quist, P. T. (2019). Staying in therapy, part
{number}. Journal of Imagined Therapy, 12({number}), 45-67.</p>
<p>In this meta-analysis of {number * 17} studies, clients of “{title}” stayed with their therapists
for longer.</p>
<h3>Practice Implications</h3><ul><li>Ask how {title} fares.</li></ul>]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2019-06-0{number} 09:00:00</wp:post_date>
<wp:post_type>post</wp:post_type><wp:status>{status}</wp:status>
<wp:post_password>{password}</wp:post_password></item>"""


@pytest.fixture
def export(tmp_path):
    posts = {**SEEN, **{title: said[:2] for title, said in HIDDEN.items()}}
    items = [item(n, title, *said) for n, (title, said) in enumerate(posts.items(), start=1)]
    path = tmp_path / "export.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"{''.join(items)}</channel></rss>",
        encoding="utf-8",
    )
    return path


@pytest.mark.django_db
def test_what_readers_of_the_blog_could_not_see_stays_a_draft_and_is_named(
    export, capsys, client, editor
):
    call_command("import_page", export, "--publish")
    online = set(Summary.objects.filter(live=True, alias_of=None).values_list("title", flat=True))
    assert online == set(SEEN)
    assert set(
        Summary.objects.filter(live=False, alias_of=None).values_list("title", flat=True)
    ) == set(HIDDEN)
    out = capsys.readouterr().out
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("imported_pages:inspect", args=[ImportedPage.objects.get().pk])
    shown = client.get(address).content.decode()
    named = shown[shown.index("Not online in the blog") : shown.index("Every line")]
    for title, (_status, _password, why) in HIDDEN.items():
        assert f"Kept as a draft: “{title}” {why}." in out
        assert f"{title}</a> {why}" in named
    assert all(f"{title}<" not in named and f"“{title}”" not in out for title in SEEN)


@pytest.mark.django_db
def test_a_dry_run_says_what_would_stay_a_draft(export, capsys):
    call_command("import_page", export, "--dry-run")
    out = capsys.readouterr().out
    assert out.count("--publish leaves it a draft") == len(HIDDEN)
    assert not ImportedPage.objects.exists()


def test_what_has_a_date_to_come_is_scheduled():
    today = dt.date(2026, 5, 4)
    assert why_not_online("publish", "2026-05-04", today) == ""
    assert why_not_online("publish", "2026-05-05", today) == "was scheduled in the blog"
    assert why_not_online("", "", today) == ""


@pytest.mark.parametrize(
    ("classes", "status"),
    [
        ("post status-publish hentry", ""),
        ("post status-private hentry", "private"),
        ("post status-publish post-password-required hentry", "password"),
        ("post status-quo hentry", ""),
    ],
)
def test_a_theme_gives_away_what_only_its_author_saw(classes, status):
    page = read_page(
        f"""<html><body><article class="{classes}"><h2 class="entry-title">Staying</h2>
<div class="entry-content"><p>Clients who were asked each week how they fared stayed with their
therapists for longer than the others did.</p><h3>Practice Implications</h3>
<ul><li>Ask how clients fare.</li></ul></div></article></body></html>""".encode(),
        "page.html",
    )
    assert [entry.status for entry in page.entries] == [status]


@pytest.mark.parametrize(
    ("said", "status"), [("LIVE", "publish"), ("DRAFT", "draft"), ("SCHEDULED", "future")]
)
def test_bloggers_newer_exports_have_a_status_of_their_own(said, status):
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="urn:b"><entry>
<blogger:type>POST</blogger:type><blogger:status>{said}</blogger:status><title>Staying</title>
<published>2019-02-03T10:00:00Z</published><content type="html">&lt;p&gt;Clients who were asked
stayed.&lt;/p&gt;&lt;h3&gt;Practice Implications&lt;/h3&gt;&lt;p&gt;Ask.&lt;/p&gt;</content></entry>
<entry><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>
<title>So true</title><content type="html">We have seen this, too.</content></entry></feed>"""
    assert [e.status for e in read_page(feed.encode(), "feed.atom").entries] == [status]


def test_a_reason_is_told_in_french_too():
    from django.utils.translation import override

    whys = [why for _status, _password, why in HIDDEN.values()]
    with override("fr"):
        assert not {in_words(why) for why in whys} & set(whys)
        assert "archived" in in_words(whys[-1])
