"""Where the words of a summary say the opposite of what readers are told of its main result."""

import re

from django.utils.translation import gettext as _

from gleanings.digest.findings.claims import Claim, Says, claim_of, claim_of_phrase
from gleanings.digest.findings.relations import clause_around
from gleanings.digest.findings.words import EffectWords
from gleanings.digest.models.finding import Finding
from gleanings.evidence.direction import Favours
from gleanings.evidence.measures.phrasing import EVENTS

_BY_ANSWER = {Favours.FIRST.value: Says.BETTER, Favours.OTHERS.value: Says.WORSE}
AGAINST = {
    Says.BETTER: {Says.WORSE, Says.NOTHING},
    Says.WORSE: {Says.BETTER, Says.NOTHING},
    Says.NOTHING: {Says.BETTER, Says.WORSE},
    Says.NOT_BETTER: {Says.BETTER},
    Says.NOT_WORSE: {Says.WORSE},
}
"""What readers cannot be told beside such a claim."""

_SIZE_WORDS = {
    "small": r"small|weak|modest|slight|faibles?|petite?s?|modestes?|légère?s?|léger",
    "moderate": r"moderate|medium|modérée?s?|moyenne?s?|moyen",
    "large": r"large|strong|sizeable|substantial|fortes?|importante?s?|grande?s?",
}
_DEGREES = {
    "small": r"slightly|modestly|légèrement|un peu",
    "moderate": r"moderately|modérément",
    "large": r"strongly|substantially|far|fortement|nettement|considérablement",
}
_COMPARED = r"more|less|better|worse|fewer|higher|lower|plus|moins|mieux"
_OF_SIZE = (
    r"effects?|differences?|links?|associations?|correlations?|relations?|relationships?|changes?|"
    r"gains?|improvements?|effets?|différences?|liens?|corrélations?|changements?|améliorations?"
)


def sizes_named(sentence: str) -> set[str]:
    """The sizes that a sentence gives its effect: “a small link”, “the difference was large”."""
    named = set()
    for size, words in _SIZE_WORDS.items():
        before = rf"\b(?:{words})\b(?:\W+\w+){{0,2}}?\W+(?:{_OF_SIZE})\b"
        after = rf"\b(?:{_OF_SIZE})\b(?:\W+\w+){{0,4}}?\W+(?:{words})\b"
        degree = rf"\b(?:{_DEGREES[size]}) (?:{_COMPARED})\b"
        if re.search(f"{before}|{after}|{degree}", sentence, re.IGNORECASE):
            named.add(size)
    return named


def contradictions(title: str, prose: str, main: Finding, words: EffectWords) -> list[str]:
    """A sentence for each; empty where title and text agree with what readers are told."""
    found = []
    told = _told(main, words)
    # however small or unsure: a phrase is worded for one way
    claim = claim_of_phrase(main.plain_outcome) if words.is_plain else None
    if claim and {claim.says, _worded_for(main)} == {Says.BETTER, Says.WORSE}:
        found.append(_against(_("The phrase"), claim, words))
    clause = clause_around(main.words, prose)
    for text, name in ((title, _("The title")), (clause, _("The text"))):
        claim = claim_of(text)
        if claim and told in AGAINST[claim.says]:
            found.append(_against(name, claim, words))
            break
    sizes = sizes_named(clause)
    if words.size in _SIZE_WORDS and sizes and words.size not in sizes:
        found.append(
            _("The text gives it another size than readers will see: “%(sentence)s”")
            % {"sentence": words.sentence}
        )
    return found


def _against(where: str, claim: Claim, words: EffectWords) -> str:
    return _("%(where)s says “%(words)s”, and readers will see: “%(sentence)s”") % {
        "where": where,
        "words": claim.words,
        "sentence": words.sentence,
    }


def _worded_for(main: Finding) -> Says | None:
    """What the phrase of the outcome should be of, as it was said who did better.

    Of an event the number says how often it happened: fewer relapses are for the better.
    """
    says = _BY_ANSWER.get(main.favours)
    null, estimate = main.reported.null, main.estimate
    if says is None or main.reported.phrasing not in EVENTS or null is None or estimate is None:
        return says
    if estimate >= null:
        return says
    return Says.WORSE if says is Says.BETTER else Says.BETTER


def _told(main: Finding, words: EffectWords) -> Says | None:
    """What readers are told; None where it is left open."""
    if words.label in ("few-or-imprecise", "not-rated"):
        return None
    if words.label == "near-zero" or words.size == "none":
        return Says.NOTHING
    return _BY_ANSWER.get(main.favours)
