"""The public site as files: every link leads somewhere, and nothing in it is for some alone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from digest.factories import make_article, make_author, make_issue, make_summary, translate
from gleanings.site.static_copy.folder import put_in_place
from gleanings.site.static_copy.links import in_the_copy
from gleanings.synthesis.recompute import recompute
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    issue = make_issue("2018-03")
    summary = make_summary(
        issue, "Openly told", articles=[make_article()], authors=[make_author("Ada Lee")]
    )
    translate(summary, "Dit ouvertement")
    secret = make_summary(issue, "Secretly told")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="open")
    # the crawl comes by it, as by a link in an editor's text
    Redirect.objects.create(old_path="/2014/hidden", redirect_page=secret, site=Site.objects.get())
    make_summary(issue, "Draft of it", live=False)
    question = make_question("alliance")
    with_correlations(question)
    recompute(question)
    Redirect.objects.create(
        old_path="/2013/05/old-post",
        redirect_page=summary,
        site=Site.objects.get(),
        is_permanent=True,
    )
    return summary


def export(folder: Path, *options: str) -> Path:
    call_command("export_static", str(folder), *options)
    return folder


def file_at(folder: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path)
    return folder / (path[1:] + ("index.html" if path.endswith("/") else ""))


def links_of(file: Path, address: str) -> list[str]:
    if file.suffix == ".css":
        return [
            urljoin(address, link)
            for link in re.findall(r"url\(['\"]?([^)'\"]+)", file.read_text())
        ]
    soup = BeautifulSoup(file.read_bytes(), "html.parser" if file.suffix == ".html" else "xml")
    found = [
        tag[name] for name in ("href", "src", "action") for tag in soup.find_all(attrs={name: True})
    ]
    found += [
        part.split()[0] for tag in soup.find_all(srcset=True) for part in tag["srcset"].split(",")
    ]
    if file.suffix != ".html":
        found += [
            tag.text.strip() for tag in soup.find_all(["loc", "id", "guid", "link"]) if tag.text
        ]
    return [urljoin(address, link) for link in found]


def is_ours(address: str) -> bool:
    return address == site.URL or address.startswith(f"{site.URL}/")


def crawl(folder: Path) -> tuple[dict[str, Path], set[str], set[str]]:
    """Files by the addresses that were met, what is missing, and what leads to the site."""
    met: dict[str, Path] = {}
    missing, live = set(), set()
    waiting = [f"{site.URL}/", f"{site.URL}/404.html", f"{site.URL}/sitemap.xml"]
    while waiting:
        address = waiting.pop()
        if address in met:
            continue
        file = file_at(folder, address)
        if not file.is_file():
            missing.add(address)
            continue
        met[address] = file
        if file.suffix in (".html", ".xml", ".atom", ".rss", ".css"):
            for link in links_of(file, address):
                whole, _fragment = urldefrag(link)
                if is_ours(whole) and urlsplit(whole).query:
                    live.add(whole)
                elif is_ours(whole):
                    waiting.append(whole)
    return met, missing, live


def test_alone_every_link_leads_to_a_file(world, tmp_path):
    folder = export(tmp_path / "copy", "--alone")
    met, missing, live = crawl(folder)
    assert missing == set()
    assert live == set()
    assert len(met) > 60
    for path in (
        "/en/",
        "/fr/",
        world.url,
        "/en/topics/",
        "/fr/archive/",
        "/en/evidence/alliance/",
    ):
        assert f"{site.URL}{path}" in met, path
    assert any(address.endswith((".svg", ".png")) for address in met)
    assert any("/static/" in address and address.endswith(".css") for address in met)
    assert any(address.endswith("feed.atom") for address in met)
    search = BeautifulSoup(met[f"{site.URL}/en/"].read_bytes(), "html.parser").find(role="search")
    gone = file_at(folder, search["action"]).read_text()
    assert f"a copy of {site.URL}" in gone
    assert "data-hx-" not in (folder / "en/summaries/index.html").read_text()


def test_otherwise_what_is_not_in_it_leads_to_the_site(world, tmp_path):
    folder = export(tmp_path / "copy")
    met, missing, _live = crawl(folder)
    home = BeautifulSoup((folder / "en/index.html").read_bytes(), "html.parser")
    assert home.find(role="search")["action"] == f"{site.URL}/en/summaries/"
    # each whole, so that it leads to the site from wherever the copy stands
    for address in missing:
        for file in {file for file in met.values() if file.suffix == ".html"}:
            text = file.read_text()
            path = urlsplit(address).path
            assert f'href="{path}"' not in text, (address, file)
            assert f'action="{path}"' not in text, (address, file)
    assert not any('method="post"' in file.read_text() for file in folder.rglob("*.html"))


def test_pages_are_what_readers_get(world, client, tmp_path):
    folder = export(tmp_path / "copy")
    live = BeautifulSoup(client.get(world.url).content, "html.parser")
    copied = BeautifulSoup(file_at(folder, world.url).read_bytes(), "html.parser")
    assert copied.find("article").get_text() != ""
    assert copied.find("h1").get_text() == live.find("h1").get_text()
    feed = client.get("/en/feed.atom", headers={"host": urlsplit(site.URL).netloc})
    assert (folder / "en/feed.atom").read_bytes() == feed.content


def test_what_is_private_or_a_draft_is_nowhere_in_it(world, tmp_path):
    folder = export(tmp_path / "copy")
    everything = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"Openly told" in everything
    assert b"Dit ouvertement" in everything
    assert b"Secretly" not in everything
    assert b"secretly" not in everything
    assert b"Draft of it" not in everything
    # what is of one reader: a form, and what it is sent to
    assert not any((folder / f"en/{path}index.html").exists() for path in ("ask/", "e-mail/"))


def test_old_addresses_lead_on(world, tmp_path):
    folder = export(tmp_path / "copy")
    assert f'url={world.url}"' in (folder / "2013/05/old-post/index.html").read_text()
    assert 'url=/en/"' in (folder / "index.html").read_text()
    assert (folder / "feed.atom").read_bytes() == (folder / "en/feed.atom").read_bytes()


# --- the folder -----------------------------------------------------------------------------------
def test_it_takes_the_place_of_an_earlier_copy_when_it_is_whole(world, tmp_path, monkeypatch):
    folder = export(tmp_path / "copy")
    (folder / "of-before").touch()
    monkeypatch.setattr("gleanings.site.static_copy.crawl.in_the_copy", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(folder)
    assert (folder / "of-before").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["copy"]
    monkeypatch.undo()
    export(folder)
    assert not (folder / "of-before").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["copy"]


def test_a_folder_of_somebody_elses_is_not_replaced(tmp_path):
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(CommandError, match="something else"):
        export(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_a_page_that_fails_makes_no_copy(world, tmp_path, monkeypatch):
    def fails(*given: object, **named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("gleanings.reader.views.archive.archive_years", fails, raising=False)
    monkeypatch.setattr("gleanings.reader.sitemaps.all_entries", fails)
    with pytest.raises(CommandError, match=r"sitemap\.xml fails \(500\): no copy was made"):
        export(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_put_back_if_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    with put_in_place(tmp_path / "copy") as aside:
        (aside / "first").touch()
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self.name.startswith(".copy-") and not self.name.endswith("-old"):
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(OSError, match="no"), put_in_place(tmp_path / "copy"):
        pass
    assert (tmp_path / "copy/first").exists()


# --- links ----------------------------------------------------------------------------------------
def test_links_keep_their_fragments_and_their_signs():
    page = '<a href="/en/x/?a=1&amp;b=2#c">x</a><a href="#top">y</a><a href="/en/here/">z</a>'
    changed = in_the_copy(
        page,
        "https://a.org/en/",
        lambda address: address if "?" in address else None,
        "https://a.org/en/",
    )
    assert 'href="https://a.org/en/x/?a=1&amp;b=2#c"' in changed
    assert 'href="#top"' in changed
    assert 'href="/en/here/"' in changed
