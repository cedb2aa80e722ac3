"""Numbers as each language writes them, and catalogues that say the same things."""

import math
import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

import gleanings.evidence
from gleanings.evidence.languages import (
    LANGUAGES,
    catalogue,
    figure,
    level_text,
    number,
    p_value,
    sentences,
)

EN, FR = catalogue("gleanings.evidence"), catalogue("gleanings.evidence", "fr")
ROOT = Path(str(files(gleanings.evidence)))
PACKAGES = sorted(
    ".".join(("gleanings.evidence", *path.parent.relative_to(ROOT).parts))
    for path in ROOT.rglob("sentences_en.toml")
)


def test_numbers_are_spelled_as_the_words_are():
    assert (number(-0.05, EN), number(-0.05, FR)) == ("−0.05", "−0,05")
    assert (figure(-0.4, EN), figure(7.25, FR, 1)) == ("0", "7,2")
    assert (p_value(0.0432, EN), p_value(0.0432, FR)) == ("p = .043", "p = 0,043")
    assert (p_value(math.nan, EN), p_value(math.nan, FR)) == ("p not defined", "p non défini")


def test_levels():
    assert (level_text(0.95, EN), level_text(0.9, FR), level_text(0.975, FR)) == (
        "95",
        "90",
        "97,5",
    )


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_say_the_same_things_with_the_same_parts(package):
    english = sentences(package, "en")
    for language in LANGUAGES:
        other = sentences(package, language)
        assert list(other) == list(english)
        for label, text in other.items():
            assert fields(text) == fields(english[label]), (language, label)
            assert text, (language, label)


# verdicts quote the text that they check, and keep to its plain marks
@pytest.mark.parametrize("package", [name for name in PACKAGES if not name.endswith("checking")])
def test_french_marks_keep_to_their_words(package):
    """No-break spaces before two-part marks and inside guillemets, and real apostrophes."""
    for label, text in sentences(package, "fr").items():
        if label == "thousands":
            continue
        assert not re.search(r" [:;?!%»]|« |[^\s\u00a0][;?!»]|\w'\w", text), (label, text)
        assert not re.search(r"\w%|[a-zé)]:(?=\s)", text), (label, text)


def test_a_language_without_sentences_is_refused():
    with pytest.raises(ValueError, match="No sentences in language 'de'; there are en, fr"):
        catalogue("gleanings.evidence.pooling", "de")
