"""A whole site comes in by short steps, and as if it had been read at once."""

from __future__ import annotations

import json

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gleanings.digest.models import ImportedEntry, ImportedPage, Summary
from gleanings.page_import import read_page, steps
from gleanings.page_import.entries import path_of
from gleanings.page_import.models import UnreadPosts
from gleanings.page_import.undo import take_back

pytestmark = pytest.mark.django_db

AS_JSON = {"Accept": "application/json"}
POSTS = 24


def site(posts: int = POSTS) -> bytes:
    """An export whose posts put their advice under a heading of their own, "For Monday:"; every
    third says what another says in its title, and one is a page."""
    items = [
        f"""<item><title>What We Read, Part {number // 3 * 3}</title>
<link>https://old.example.org/{number}/</link><wp:post_id>{number}</wp:post_id>
<wp:post_date>2019-0{1 + number // 9}-03 10:00:00</wp:post_date>
<wp:post_type>{"page" if number == 5 else "post"}</wp:post_type><wp:status>publish</wp:status>
<content:encoded><![CDATA[In study {number}, clients who were asked how they felt stayed longer.

Moreau, L. ({1990 + number}). Study {number} of staying. Journal of Imagined Therapy, 12, 45-67.

For Monday:
<ul><li>Ask each client how the last session was.</li><li>Write the answer down.</li></ul>
Read on next week, and tell us what you make of it.]]></content:encoded></item>"""
        for number in range(posts)
    ]
    head = (
        '<rss version="2.0" xmlns:content="c" xmlns:wp="w"><channel><title>Blog</title>\n'
        "<!-- wordpress.org/export/1.2/ -->\n"
    )
    return (head + "\n\n".join(items) + "\n</channel></rss>\n").encode()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(desk, data: bytes, name: str = "site.xml") -> ImportedPage:
    file = SimpleUploadedFile(name, data)
    answer = desk.post(reverse("import_upload"), {"file": file, "language": "en"})
    assert answer.status_code == 302
    return ImportedPage.objects.get()


def step(desk, imported: ImportedPage) -> dict:
    return desk.post(reverse("import_progress", args=[imported.pk]), headers=AS_JSON).json()


def read_all(desk, imported: ImportedPage) -> list[dict]:
    told = [step(desk, imported)]
    while told[-1].get("words", "").startswith("The file"):
        told.append(step(desk, imported))
    return told


def test_what_is_read_by_steps_is_what_is_read_at_once(desk):
    imported = upload(desk, site())
    told = read_all(desk, imported)
    assert [state["done"] for state in told] == [0, 10, 20, 0]
    page = read_page(site(), "site.xml")
    imported.refresh_from_db()
    kept = [entry.reading for entry in imported.waiting]
    assert [entry["title"] for entry in kept] == [entry.title for entry in page.entries]
    assert kept == [jsoned(entry.to_record()) for entry in page.entries]
    assert imported.reading["account"] == [[row.line, row.where] for row in page.account]
    assert imported.reading["unplaced"] == [row.to_json() for row in page.unplaced]
    assert imported.text == "\n".join(row.text for row in page.account)
    assert not UnreadPosts.objects.exists()
    # learnt of the blog as a whole, and so known in each step
    assert all(len(entry["implications"]) == 2 for entry in kept)
    said = "left: stands in several posts"
    assert sum(said in where for _line, where in imported.reading["account"]) == POSTS - 1


def jsoned(record: dict) -> dict:
    return json.loads(json.dumps(record))


def test_posts_of_one_title_and_other_words_are_several_over_all_steps(desk):
    imported = upload(desk, site())
    read_all(desk, imported)
    assert imported.entries.count() == POSTS - 1


def test_two_who_read_the_same_posts_store_them_once(desk):
    imported = upload(desk, site())
    step(desk, imported)
    imported.refresh_from_db()
    row = UnreadPosts.objects.first()
    steps._read(imported, row)
    steps._read(imported, row)
    assert imported.entries.count() == 10
    read_all(desk, imported)
    assert imported.entries.count() == POSTS - 1


def test_a_stop_in_between_loses_nothing_and_doubles_nothing(desk, monkeypatch):
    imported = upload(desk, site())
    step(desk, imported)
    step(desk, imported)
    with monkeypatch.context() as patch:

        def stopped(*args, **kwargs):
            keep(*args, **kwargs)
            raise KeyboardInterrupt

        keep = steps.keep_entries
        patch.setattr(steps, "keep_entries", stopped)
        with pytest.raises(KeyboardInterrupt):
            steps.next_step(ImportedPage.objects.get())
    assert imported.entries.count() == 10
    assert "10 / 23" in desk.get(reverse("import_progress", args=[imported.pk])).content.decode()
    inspect = desk.get(reverse("imported_pages:inspect", args=[imported.pk])).content.decode()
    assert "Go on reading (10 / 23)" in inspect
    read_all(desk, imported)
    assert imported.entries.count() == POSTS - 1


def test_a_file_brought_again_while_it_is_read_goes_on(desk):
    imported = upload(desk, site())
    step(desk, imported)
    step(desk, imported)
    assert upload(desk, site()) == imported
    assert step(desk, imported)["done"] == 20


def test_an_import_that_is_being_read_is_taken_back_as_one(desk):
    imported = upload(desk, site())
    step(desk, imported)
    step(desk, imported)
    progress = reverse("import_progress", args=[imported.pk])
    take_back(imported)
    assert not ImportedPage.objects.exists()
    assert not UnreadPosts.objects.exists()
    assert not ImportedEntry.objects.exists()
    assert desk.post(progress).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (site()[:-40], "site.xml", "cut short"),
        (b"<rss><channel><item><title>A</title></item></channel></rss>", "a.xml", "another layout"),
        (b'<?xml version="1.0"?><opml><body></body></opml>', "a.xml", "XML of another kind"),
        (b"A shopping list\nMilk\nBread\n", "list.txt", "another layout"),
    ],
)
def test_a_file_that_turns_out_to_be_none_is_refused_in_its_flow(desk, data, name, says):
    imported = upload(desk, data, name)
    told = step(desk, imported)
    while not told["finished"]:
        told = step(desk, imported)
    assert told["end"] == reverse("import_upload")
    assert says in desk.get(told["end"]).content.decode()
    assert not ImportedPage.objects.exists()
    assert not UnreadPosts.objects.exists()


def test_without_scripts_a_refusal_leads_back_to_the_form(desk):
    imported = upload(desk, site()[:-40])
    answer = desk.post(reverse("import_progress", args=[imported.pk]))
    assert answer["Location"] == reverse("import_upload")
    assert "cut short" in str(next(iter(get_messages(answer.wsgi_request))))


def test_a_file_of_which_all_is_known_stays_when_it_is_refused_no_more(desk):
    """What came in before stays, whatever becomes of the same file brought again."""
    imported = upload(desk, site(3))
    read_all(desk, imported)
    steps.discard(imported)
    assert imported.entries.count() == 3


def test_steps_that_do_not_need_the_file_do_not_load_it(desk):
    imported = upload(desk, site())
    step(desk, imported)
    with CaptureQueriesContext(connection) as queries:
        step(desk, imported)  # reads posts
        step(desk, imported)
        desk.get(reverse("import_progress", args=[imported.pk]))
    loads = [query["sql"] for query in queries if '"digest_importedpage"."text"' in query["sql"]]
    assert not loads
    read_all(desk, imported)
    with CaptureQueriesContext(connection) as queries:
        assert step(desk, imported)["done"] == 1  # makes a draft
        desk.post(reverse("import_take_back", args=[imported.pk]), headers=AS_JSON)
        desk.get(reverse("imported_pages:index"))
    loads = [query["sql"] for query in queries if '"digest_importedpage"."text"' in query["sql"]]
    assert not loads
    assert not Summary.objects.exists()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://a.example/blog/b/?utm_source=rss&utm_medium=rss", "/blog/b/"),
        ("https://a.example/b?fbclid=x&p=7", "/b?p=7"),
        ("https://a.example/?p=7&utm_campaign=a", "/?p=7"),
        ("https://a.example/?p=7", "/?p=7"),
        ("https://a.example/b?source=rss----12---4", "/b"),
        ("https://a.example/b?source=book", "/b?source=book"),
        ("https://a.example/b?pk_campaign=a&mc_cid=b&gclid=c", "/b"),
        ("https://a.example/b?utmost=1", "/b?utmost=1"),
        ("https://a.example/?utm_source=rss", ""),
        ("/b/?ref=feed", "/b/"),
    ],
)
def test_an_old_address_is_without_what_says_where_a_reader_came_from(address: str, path: str):
    assert path_of(address) == path
