"""The figures' words in French: complete, filled with the same parts, and drawn."""

import string
from dataclasses import fields

import pytest

from evidence.gold import dataset
from gleanings.evidence import cumulative_plot, forest_plot, funnel_plot
from gleanings.evidence.figures import FRENCH, Words, words_of

ALIKE = {"added", "p_between", "p_below"}


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_word_is_french_and_takes_the_same_parts():
    for one in fields(Words):
        english, french = getattr(Words(), one.name), getattr(FRENCH, one.name)
        assert english != french or one.name in ALIKE, one.name
        if isinstance(english, str):
            assert parts(english) == parts(french), one.name


def test_the_words_of_a_language():
    assert words_of("fr") is FRENCH
    assert words_of("en") == Words()
    with pytest.raises(ValueError, match="there are en, fr"):
        words_of("de")


def test_figures_are_french_throughout():
    data = dataset("dat.bcg")["escalc"]
    yi, vi = data["yi"], data["vi"]
    options = {"measure": "RR", "words": FRENCH}
    forest = forest_plot(yi, vi, **options)
    funnel = funnel_plot(yi, vi, trim_and_fill=True, **options)
    over_time = cumulative_plot(yi, vi, order=range(len(yi)), **options)
    assert "0,49 [0,34; 0,70]" in forest.replace("\u00a0", " ")
    for svg in (forest, funnel, over_time):
        assert "Rapport de risques" in svg
        for english in ("Risk ratio", "Study", "Pooled", "studies", "confidence", "95%"):
            assert english not in svg, english
