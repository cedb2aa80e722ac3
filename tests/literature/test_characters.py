"""What nobody means to write is taken out; what means something stays."""

from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import pytest

from gleanings.literature.characters import cleaned, cleaned_field, without_control_characters

NEVER_MEANT = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *("\ud800", "\udbff", "\udc00", "\udfff", "\ufeff", "\ufffe", "\uffff"),
]
MEANT = ["\t", "\n", "\r"]


@pytest.mark.parametrize("character", [one for one in NEVER_MEANT if one not in MEANT])
def test_each_of_them_goes_and_what_is_left_is_xml(character):
    for text in (f"a{character}b", f"{character}a", f"a{character}", f"1{character}2"):
        clean = without_control_characters(text)
        assert character not in clean
        fromstring(f"<p>{clean}</p>".encode())  # noqa: S314


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\r\nend of line",
        "👩\u200d⚕️ 👨\u200d👩\u200d👧",  # joined
        "می\u200cخواهم",  # Persian, not joined
        "שלום\u200f (abc)\u200e",  # direction
        "\u2067שלום\u2069",
        "psycho\u00adtherapy",
        "12\u202f345\u00a0%",
        "a\u2028b",
        "𝔄 \U0001f600",
    ],
)
def test_what_carries_meaning_stays(text):
    assert without_control_characters(text) == text


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("ther\x02apy", "therapy"),  # a PDF's hyphen at the end of a line
        ("one\x0btwo", "one two"),  # Word's line break
        ("one \x0btwo", "one two"),
        ("page\x0cpage", "page page"),
        ("\x0bone\x0b", "one"),
        ("1\x0245 people", "1 45 people"),  # no other number in silence
        ("don\x92t, 12\x9614 weeks", "don’t, 12–14 weeks"),  # Windows' bytes read as Latin-1
        ("a\ud83db", "ab"),
        ("\x02\x0b\ufffe", ""),
    ],
)
def test_words_and_numbers_keep_apart_or_together(pasted, meant):
    assert without_control_characters(pasted) == meant


def test_within_lists_and_objects():
    names = [{"family": "O\x02kafor", "given": ["A\x0b"]}, 3, None]
    assert cleaned(names) == [{"family": "Okafor", "given": ["A"]}, 3, None]


def test_the_rich_text_editor_writes_them_as_escapes():
    sent = json.dumps({"blocks": [{"text": "ther\x02apy \ud83d \\u0002"}]})
    assert json.loads(cleaned_field(sent)) == {"blocks": [{"text": "therapy  \\u0002"}]}


@pytest.mark.parametrize("text", ["{not json \\u0002", "[1] \\u0002", "plain \\u0002"])
def test_a_text_that_only_looks_like_json_is_left(text):
    assert cleaned_field(text) == text
