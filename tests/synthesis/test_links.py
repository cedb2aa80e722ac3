"""A link is called a link: no page, feed, figure or answer of the API makes an effect of it."""

import re

import feedparser
import pytest
from bs4 import BeautifulSoup

from gleanings.synthesis.recompute import recompute
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    study_finding,
    upload,
    with_correlations,
)

pytestmark = pytest.mark.django_db

CAUSES = {
    "en": r"\b(effects?|effective\w*|works?|worked|causes?|impacts?|for the (better|worse))\b",
    "fr": r"\b(effets?|efficac\w*|marche\w*|fonctionne\w*|provoque\w*|(bon|mauvais) sens)\b",
}
# the names of models, and what the caution says
NAMES = {
    "en": r"random[- ]effects|common[- ]effect|correlated and hierarchical effects"
    r"|A link is not a cause",
    "fr": r"effets aléatoires|effet commun|effets corrélés et hiérarchisés"
    r"|Un lien n’est pas une cause",
}


def claims(text, language):
    """Words that make an effect of a link, each with its surroundings."""
    plain = re.sub(NAMES[language], "", " ".join(text.split()), flags=re.IGNORECASE)
    found = re.finditer(CAUSES[language], plain, re.IGNORECASE)
    return [plain[max(0, one.start() - 40) : one.end() + 40] for one in found]


def pooled():
    """Twelve studies in two subgroups, of which the small ones find more, and a meta-analysis."""
    question = make_question("alliance")
    studies = [(0.1 + 0.05 * number, 400 - 30 * number) for number in range(12)]
    ri, ni = zip(*studies, strict=True)
    upload(question, {"ri": ri, "ni": ni, "subgroup": ["adults", "children"] * 6})
    include(question, meta_analysis())
    recompute(question)


def dependent():
    question = make_question("alliance")
    ri = [0.1, 0.2, 0.3, 0.4, 0.2, 0.1, 0.35, 0.3, 0.15, 0.25, 0.3, 0.2]
    study = [f"Study {number // 2}" for number in range(12)]
    upload(question, {"study": study, "ri": ri, "ni": [60] * 12})
    recompute(question)


def correlated():
    question = make_question("alliance", rho=0.6)
    ri = [0.1, 0.2, 0.3, 0.4, 0.2, 0.1]
    upload(question, {"study": list("aabbcc"), "ri": ri, "ni": [60] * 6})
    recompute(question)


def imprecise():
    with_correlations(make_question("alliance"), [(0.3, 12), (-0.2, 14), (0.1, 16)])


def near_none():
    with_correlations(make_question("alliance"), [(0.01, 4000), (0.0, 5000), (0.02, 4500)])


def side_by_side():
    question = make_question("alliance")
    for estimate in (0.26, 0.02, -0.15):
        include(
            question,
            meta_analysis(estimate=estimate, ci_low=estimate - 0.2, ci_high=estimate + 0.2),
        )
    recompute(question)


def not_said():
    question = make_question("alliance")
    include(question, study_finding(favours=""))
    recompute(question)


def none():
    recompute(make_question("alliance"))


KINDS = [pooled, dependent, correlated, imprecise, near_none, side_by_side, not_said, none]


@pytest.mark.parametrize("make", KINDS)
def test_nothing_makes_an_effect_of_it(client, make):
    make()
    said = {
        (address, language): words
        for language in CAUSES
        for address, words in (*pages(client, language), *answers_of_the_api(client, language))
    }
    found = {place: claims(words, place[1]) for place, words in said.items()}
    assert {place: words for place, words in found.items() if words} == {}


def pages(client, language):
    """The words of the question's page, of the list of questions and of the feed of changes."""
    here = f"/{language}/evidence/"
    for address in (f"{here}alliance/", here):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        said = [page.get_text(" ")]
        for name in ("content", "aria-label", "alt", "title"):
            said += [one[name] for one in page.select(f"[{name}]")]
        said += [script.string for script in page.select('script[type="application/ld+json"]')]
        yield address, " ".join(said)
    feed = f"{here}alliance/changes.atom"
    entries = feedparser.parse(client.get(feed).content).entries
    assert entries
    yield feed, " ".join(one.title + one.summary for one in entries)


def answers_of_the_api(client, language):
    for address in ("questions/alliance", "syntheses/alliance-v1"):
        asked = client.get(f"/api/v1/{address}?language={language}").json()
        yield address, " ".join(asked[name] for name in ("answer", "label_name", "measure_name"))


@pytest.mark.parametrize("make", [pooled, side_by_side])
def test_the_caution_stands_in_the_box(client, make):
    make()
    cautions = {"en": "A link is not a cause", "fr": "Un lien n’est pas une cause"}
    for language, caution in cautions.items():
        page = BeautifulSoup(client.get(f"/{language}/evidence/alliance/").content, "html.parser")
        assert page.select_one(".answer").get_text(" ").count(caution) == 1, language


def test_a_comparison_needs_no_such_caution(client):
    question = make_question("alliance", measure="SMD")
    upload(question, {"di": [0.3, 0.4, 0.5], "n1i": [40] * 3, "n2i": [40] * 3})
    recompute(question)
    page = BeautifulSoup(client.get("/en/evidence/alliance/").content, "html.parser")
    assert "not a cause" not in page.select_one(".answer").get_text(" ")


def test_the_walk_finds_what_it_looks_for():
    assert claims("There is a small effect for the better.", "en")
    assert claims("Un petit effet dans le bon sens.", "fr")
    assert not claims("Random-effects model. A small positive link.", "en")
    assert claims("It works.", "en")
