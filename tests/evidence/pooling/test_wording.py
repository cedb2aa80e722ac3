"""Results in words: right numbers on the right scale, and every sentence reachable."""

import re

import numpy as np
import pytest

from evidence.gold import dataset
from gleanings.evidence import pool
from gleanings.evidence.languages import catalogue
from gleanings.evidence.pooling import mantel_haenszel, subgroups
from gleanings.evidence.pooling.wording import (
    ENGLISH,
    FRENCH,
    html,
    paragraph,
    statements,
    subgroups_paragraph,
)

BCG = dataset("dat.bcg")
YI, VI = BCG["escalc"]["yi"], BCG["escalc"]["vi"]


def test_a_ratio_is_told_as_a_ratio():
    text = pool(YI, VI, measure="RR", test="knapp-hartung").describe()
    assert "13 effects give a risk ratio of 0.49 (95% confidence interval 0.33 to 0.73)" in text
    assert "does not include 1.00" in text
    assert "about 92% of the variation between them is real" in text
    assert "between 0.14 and 1.76" in text
    assert "Knapp-Hartung with 12 degrees of freedom" in text


def test_fishers_z_is_told_as_a_correlation():
    d = dataset("dat.molloy2014")
    text = pool(d["escalc"]["yi"], d["escalc"]["vi"], measure="ZCOR").describe()
    assert "a correlation of .15 (95% confidence interval .09 to .21)" in text


def test_without_a_measure_the_numbers_stand_as_they_are():
    assert "13 effects give an effect of −0.71" in pool(YI, VI).describe()


def test_a_proportion_has_no_value_of_no_effect():
    d = dataset("dat.pritz1997")
    text = pool(d["escalc"]["yi"], d["escalc"]["vi"], measure="PLO").describe()
    assert "no effect" not in text
    assert "the true value would be expected" in text


def test_what_was_brought_back_is_called_what_it_is():
    assert "a proportion of .5" in pool([0.1, 0.2], [0.1, 0.1], measure="PLO").describe()
    assert "a marginal odds ratio of" in pool([0.1, 0.2], [0.1, 0.1], measure="MPOR").describe()
    assert "give an effect of" in pool([0.1, 0.2], [0.1, 0.1], measure="GEN").describe()


@pytest.mark.parametrize(("measure", "unit"), [("SMD", 1), ("ZCOR", 0.5), ("RR", 1), ("OR", 1)])
def test_close_to_none_and_too_little_to_tell_read_differently(measure, unit):
    yi = unit * np.array([0.05, -0.05, 0.02])
    precise = pool(yi, unit**2 * np.full(3, 0.002), measure=measure).describe()
    imprecise = pool(yi, unit**2 * np.full(3, 0.2), measure=measure).describe()
    assert "none or too small to matter" in precise
    assert "not evidence of no effect" in imprecise
    assert "not evidence of no effect" not in precise


def test_two_studies_that_may_differ_by_chance_are_not_said_to_differ():
    text = pool([0.4, 0.1], [0.04, 0.02]).describe()
    assert "chance alone could make them differ as much" in text
    assert "more than chance" not in text


def test_levels_and_model():
    text = pool([0.1, 0.2, 0.1], [0.1, 0.1, 0.1], level=0.9, method="EE").describe()
    assert "90% confidence interval" in text
    assert "common effect" in text
    assert "one and the same true effect" in text


def test_every_case_has_words():
    seen = set()
    texts = [
        pool([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], test="knapp-hartung"),
        pool([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], test="knapp-hartung-adhoc"),
        pool([0.9, 0.1, 1.4], [0.1, 0.1, 0.1]),
        pool([5.1, 5.9, 5.4], [0.1, 0.1, 0.1]),
        pool([0.1], [0.1]),
        pool([0.1, None], [0.1, 0.1], missing="drop"),
        pool(YI, VI, measure="RR"),
        pool(YI, VI, measure="RR", moderators=BCG["moderators"]),
        pool(YI, VI, method="EE"),
        pool([0.2, 0.3, None, None], [0.1, 0.1, 0.1, 0.1], missing="drop"),
        pool([0.3, 0.5, 0.6] * 2, [0.1] * 6, measure="PR"),
        pool([0.1, 0.9, 0.4, 0.7], [0.02] * 4, measure="PR"),
        pool([0.1, 0.2, 0.1], [0.1] * 3, method="EE"),
        pool([0.01, -0.02, 0.01], [0.001] * 3, measure="SMD"),
        pool([0.5, -0.6], [0.3, 0.4], measure="SMD"),
        pool([0.1, 0.5, 0.3, 0.2, 0.6] * 6, [0.02] * 30),
        pool([0.1, 0.9, 0.4, 0.7], [0.02] * 4, test="t"),
    ]
    for result in texts:
        said = statements(result)
        seen |= {s.label for s in said}
        text = paragraph(result)
        assert not re.search(r"[{}]|nan|inf\b", text), text
        assert text.endswith(".")
    told_elsewhere = {"tables", "tables_differ", "subgroup", "subgroups_differ", "subgroups_alike"}
    parts = {"model_random", "model_common"} | set(catalogue("gleanings.evidence"))
    parts |= {one for one in ENGLISH if one.startswith(("test_", "html_", "statistic_"))}
    assert seen == ENGLISH.keys() - told_elsewhere - parts


def test_the_same_in_french():
    text = pool(YI, VI, measure="RR", test="knapp-hartung").describe("fr")
    assert text == (
        "Pris ensemble, 13 effets donnent un rapport de risques de 0,49 (intervalle de confiance "
        "à 95 % de 0,33 à 0,73). L’intervalle ne contient pas 1,00, la valeur d’absence d’effet "
        "(p = 0,002). Les études diffèrent bien plus que le hasard seul ne l’expliquerait : "
        "environ 92 % de la variation entre elles est réelle (I² ; τ² = 0,313), si bien que la "
        "moyenne ne décrit bien aucun contexte particulier. Dans un nouveau contexte semblable, "
        "le véritable effet devrait se situer entre 0,14 et 1,76 (intervalle de prédiction à 95 "
        "%) : dans certains contextes, il peut donc être nul ou de sens opposé. Méthode : effets "
        "aléatoires, τ² par REML, Knapp-Hartung à 12 degrés de liberté."
    ).replace(" %", "\u00a0%").replace(" :", "\u00a0:").replace(" ;", "\u00a0;")


def test_subgroups_and_tables_in_french():
    parts = subgroups(YI, VI, ["a"] * 6 + ["b"] * 7, measure="RR")
    assert "a (k = 6)\u00a0: 0," in parts.describe("fr")
    assert parts.describe("fr") == subgroups_paragraph(parts, FRENCH)
    tables = mantel_haenszel("OR", ai=[4, 6], bi=[119, 300], ci=[11, 29], di=[128, 274])
    assert "2 tableaux donnent un rapport de cotes de 0," in tables.describe("fr")


def test_a_language_without_sentences_is_refused():
    with pytest.raises(ValueError, match="there are en, fr"):
        pool(YI, VI).describe("de")


def test_another_language_is_another_catalogue():
    french = {**ENGLISH, "pooled": "{k} effets : {estimate} [{low} ; {high}]."}
    assert "13 effets : 0.49 [0.34 ; 0.70]." in paragraph(pool(YI, VI, measure="RR"), french)


def test_table_for_notebooks():
    shown = pool(YI, VI, moderators={"a<b": BCG["moderators"]["ablat"]})._repr_html_()
    assert "<table>" in shown
    assert "a&lt;b" in shown
    assert "prediction interval" in html(pool(YI, VI))
