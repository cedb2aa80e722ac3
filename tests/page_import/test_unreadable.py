"""What is no page, or is in no readable encoding, is refused with the reason."""

from pathlib import Path

import pytest
from django.utils import translation

from gleanings.page_import import UnreadablePage, read_page

TEXT = (Path(__file__).parent / "pages" / "twelve_months.txt").read_text(encoding="utf-8")
EXPORT = (Path(__file__).parent / "layouts" / "wordpress_export.xml").read_bytes()
HTML = b"<html><body><h2>March 2018</h2><p>This is working<ul><li>Listen.</li></ul></body></html>"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
)
PLAIN = TEXT.replace("\u2010", "-")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", TEXT),
        ("utf-8-sig", TEXT),
        ("utf-16", TEXT),
        ("utf-16-le", TEXT),
        ("utf-16-be", TEXT),
        ("utf-32", TEXT),
        ("cp1252", PLAIN),
    ],
)
def test_encodings_that_can_be_told_are_read(encoding: str, text: str) -> None:
    page = read_page(text.encode(encoding), "page.txt")
    assert page.to_json()["entries"] == read_page(text.encode(), "page.txt").to_json()["entries"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(newline: str) -> None:
    page = read_page(TEXT.replace("\n", newline).encode(), "page.txt")
    assert len(page.account) == len(TEXT.splitlines())
    assert len(page.entries) == 6


def test_windows_1252_is_remarked_on() -> None:
    page = read_page(PLAIN.encode("cp1252"), "page.txt")
    assert page.encoding == "windows-1252"
    assert page.notes


def test_a_single_garbled_character_is_remarked_on() -> None:
    page = read_page(TEXT.replace("therapists’", "therapistsâ€™").encode(), "page.txt")
    assert any("line" in note for note in page.notes)
    assert len(page.entries) == 6


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\n \t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.4 and more", "PDF"),
        (b"PK\x03\x04 and more", "Word"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (TEXT.encode()[:300] + b"\x00" * 40 + TEXT.encode()[300:], "binary"),
        (TEXT.encode().decode("latin-1").encode(), "encoding"),
        (PLAIN.encode().decode("cp1252", "replace").encode(), "encoding"),
        (PLAIN.encode("mac-roman"), "encoding"),
        ("日本語のページ\n心理療法".encode("shift-jis") * 9, "encoding"),
        (TEXT.replace("…", "\ufffd\ufffd\ufffd").replace("’", "\ufffd").encode(), "encoding"),
        (TEXT.encode("utf-7"), "encoding"),
        (TEXT.encode("utf-16")[:1001], "breaks off"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "MHTML"),
        (b"Dear all,\nwe meet on Monday in room 4.\nAnna\n", "another layout"),
        (b"<html><body><h1>News</h1><p>We meet on Monday.</p></body></html>", "another layout"),
        (b"month,title\n2018-04,Foo\n", "another layout"),
        (b"Events\nApril 2018\nSpring meeting\nMay 2018\nSummer school\n", "another layout"),
        (
            b"March 2018\nBo, S., & Au, T. (2018). On rest. *Journal of Rest, 5*(3), 4-6.\n",
            "has a citation, but neither",
        ),
        (b"<html><body></body></html>", "another layout"),
        (b'{"db": [{"meta": {"exported_on": 1}, "data": {"posts": []}}]}', "JSON"),
        (b'[{"id": 1, "title": "Listening"}]', "JSON"),
        (b'{"posts": [{"title": "cut', "JSON"),
        (b'<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', "another kind"),
        (b'<?xml version="1.0"?><opml version="1.0"><head/></opml>', "another kind"),
        (EXPORT[: len(EXPORT) * 2 // 3], "cut short"),
        (EXPORT[:-10], "cut short"),
        (EXPORT.replace(b"</title>", b"</titel>", 1), "is not valid XML"),
        (BOMB, "entities of its own"),
        (HTML[: HTML.rindex(b"working") + 4], "breaks off"),
        (HTML[: HTML.rindex(b"<li") + 2], "breaks off"),
    ],
)
def test_refusals_say_what_is_wrong(data: bytes, words: str) -> None:
    with pytest.raises(UnreadablePage, match=words) as refused:
        read_page(data, "somewhere/saved page.txt")
    assert str(refused.value).startswith("saved page.txt ")
    assert str(refused.value).endswith((".", "?"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "est vide"),
        (b"%PDF-1.4 and more", "est un PDF"),
        (bytes(range(256)) * 20, "fichier binaire"),
        (PLAIN.encode("mac-roman"), "encodage"),
        (b"month,title\n2018-04,Foo\n", "autre mise en page"),
        (b'[{"id": 1, "title": "Listening"}]', "JSON"),
        (b'<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', "autre sorte"),
        (EXPORT[:-10], "tronqué"),
        (EXPORT.replace(b"</title>", b"</titel>", 1), "XML correct"),
        (BOMB, "entités"),
        (HTML[: HTML.rindex(b"working") + 4], "tronqué"),
        (b"x" * 20_000_001, "le maximum est de 20"),
    ],
)
def test_refusals_speak_the_editors_language(data: bytes, words: str) -> None:
    with translation.override("fr"), pytest.raises(UnreadablePage, match=words):
        read_page(data, "page.txt")


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_control_characters_of_a_page_are_taken_out(name: str) -> None:
    text = TEXT.replace("therapists’", "ther\x02apists’", 1).replace(" the ", "\x0bthe ", 1)
    read = read_page(text.encode(), name)
    assert read.to_json()["entries"] == read_page(TEXT.encode(), name).to_json()["entries"]
