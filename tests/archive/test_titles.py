"""Titles of the synthetic archive against what readers are told of the main result."""

from collections import Counter

import pytest
from benchmarks.archive.generate import archive
from benchmarks.archive.study import WORDS_OF_SIZE
from django.utils.translation import override

from gleanings.digest.findings.claims import Says, claim_of
from gleanings.digest.findings.reading import proposal
from gleanings.digest.findings.words import words_for
from gleanings.evidence.checking import check

SAYS = {
    "en": {
        Says.BETTER: ("do better", "did better", "for the better"),
        Says.WORSE: ("do worse", "did worse"),
    },
    "fr": {Says.BETTER: ("mieux",), Says.WORSE: ("moins bien",)},
}


@pytest.fixture(scope="module")
def summaries():
    found = []
    for issue in archive(1200, seed=5):
        found += [one for one in issue["summaries"] if one.get("findings")]
    return found


def main_result(record):
    (known,) = record["findings"]
    finding = next(one for one in map(proposal, check(known["words"])) if one.is_effect)
    for name in ("favours", "design", "predictor", "outcome", "group"):
        setattr(finding, name, known[name])
    finding.n, finding.k = known.get("n"), known.get("k")
    return finding


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_panel_contradicts_its_title(summaries, language):
    told = Counter()
    for record in summaries[:500] if language == "en" else summaries:
        title = record["title"] if language == "en" else record.get("fr", {}).get("title", "")
        claim = claim_of(title)
        if claim is None:
            continue
        finding = main_result(record)
        with override(language):
            sentence = words_for(finding, finding.k, finding.n).sentence
        other = {Says.BETTER: Says.WORSE, Says.WORSE: Says.BETTER}.get(claim.says)
        if other:
            assert not any(words in sentence for words in SAYS[language][other]), (title, sentence)
            told[claim.says] += any(words in sentence for words in SAYS[language][claim.says])
    assert told[Says.BETTER] > (100 if language == "en" else 5)


def test_no_change_in_one_group_is_told_as_a_comparison(summaries):
    changes = [main_result(one) for one in summaries]
    changes = [one for one in changes if one.design == "before-after"]
    assert len(changes) > 15
    for finding in changes:
        sentence = words_for(finding, finding.k, finding.n).sentence
        assert "changed for the better" in sentence
        assert "comparison" not in sentence


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_panel_names_another_size_than_its_title(summaries, language):
    names = dict(zip(WORDS_OF_SIZE[language], ("none", "small", "moderate", "large"), strict=True))
    told = Counter()
    for record in summaries:
        title = record["title"] if language == "en" else record.get("fr", {}).get("title", "")
        # “very small” before “small”
        named = next((word for word in names if word in title.casefold()), None)
        finding = main_result(record)
        with override(language):
            size = words_for(finding, finding.k, finding.n).size
        if named and size:
            assert size == names[named], (title, finding.estimate)
            told[size] += 1
    assert told
