"""Sentences in each language say the same things, and numbers in them are the language's."""

import math
import re
import string
from pathlib import Path

import polib
import pytest

from gleanings.evidence.language import catalogue
from gleanings.evidence.language.catalogue import DOMAIN, LANGUAGES, language_of

EN, FR = language_of("en"), language_of("fr")
PO = Path(catalogue.__file__).with_name("locale") / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
ENTRIES = list(polib.pofile(str(PO)))


def test_numbers_are_spelled_as_the_language_writes_them():
    assert (EN.number(-0.05), FR.number(-0.05)) == ("−0.05", "−0,05")
    assert (EN.fixed(-0.4), FR.fixed(7.25, 1)) == ("0", "7,2")
    assert (EN.p_value(0.0432), FR.p_value(0.0432)) == ("p = .043", "p = 0,043")
    assert (EN.p_value(math.nan), FR.p_value(None)) == ("p not defined", "p non défini")
    assert (EN.percent(84), FR.percent(84.25, 1)) == ("84%", "84,2\u00a0%")
    assert (EN.level(0.95), FR.level(0.9), FR.level(0.975)) == ("95", "90", "97,5")
    assert (EN.at_most(2.2, 3), FR.at_most(14.0, 3), EN.at_most(0.66666, 3)) == (
        "2.2",
        "14",
        "0.667",
    )


@pytest.mark.parametrize(("n", "english", "french"), [
    (0, "0 studies", "une seule étude"),
    (1, "one study", "une seule étude"),
    (2, "2 studies", "2 études"),
    (1234, "1,234 studies", "1\u00a0234 études"),
])  # fmt: skip
def test_plurals_are_those_of_the_catalogue(n, english, french):
    assert EN.plural("one study", "{n} studies", n) == english
    assert FR.plural("one study", "{n} studies", n) == french


def test_a_language_without_sentences_is_refused():
    with pytest.raises(ValueError, match="No words in language 'de'; there are en, fr"):
        language_of("de")


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.msgid[:40])
def test_a_translation_has_the_parts_of_its_sentence(entry):
    # "one" and "une" may stand for the number
    english = [parts(text) - {"n"} for text in (entry.msgid, entry.msgid_plural or entry.msgid)]
    if not entry.msgid_plural:
        assert parts(entry.msgstr) == parts(entry.msgid)
    for form, text in entry.msgstr_plural.items():
        assert parts(text) - {"n"} == english[form], text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.msgid[:40])
def test_french_marks_keep_to_their_words(entry):
    """No-break spaces before two-part marks and inside guillemets, and real apostrophes."""
    for text in (entry.msgstr_plural or {0: entry.msgstr}).values():
        assert not re.search(r" [:;?!%»]|« |(?<=[^\s\u00a0])[;?!»]|\w'\w", text), text
        assert not re.search(r"\w%|[a-zé)]:(?=\s)", text), text


def test_there_is_a_catalogue_for_every_language_but_the_source():
    assert {path.name for path in PO.parents[2].iterdir()} == set(LANGUAGES) - {"en"}
