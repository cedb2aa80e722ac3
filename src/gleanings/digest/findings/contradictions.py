"""Where the words of a summary say the opposite of what readers are told of its main result."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from gleanings.digest.findings.relations import sentence_around
from gleanings.digest.findings.words import EffectWords
from gleanings.digest.models.finding import Finding
from gleanings.evidence.direction import Favours

BETTER, WORSE, NOTHING = "better", "worse", "nothing"

_GAIN = (
    r"improve\w*|gain(?:s|ed)?|help(?:s|ed|ful|ing)?|benefit\w*|better|effective\w*|works|worked|"
    r"eas(?:e|es|ed)|reliev\w*|recover\w*|reduc\w*|decreas\w*|lower(?:s|ed)|fewer|"
    r"amélior\w*|progress\w*|bénéfi\w*|aide(?:nt|s|r)?|mieux|efficac\w*|rédui\w*|diminu\w*|"
    r"soulag\w*|meilleure?s?"
)
_LOSS = (
    r"worse\w*|does harm|do harm|harmful|harmed by|deteriorat\w*|poorer|relapse[sd]|"
    r"pires?|aggrav\w*|nui(?:t|sent|sible|sibles)|détérior\w*|empir\w*"
)
# what turns the next words into their opposite: “less improvement”, “moins bien”
_OPPOSITE = r"less|smaller|no|not|never|without|little|moins|moindres?|sans|pas|aucune?|peu"
_NOTHING = re.compile(
    r"\bno (?:\w+ )?(?:difference|link|advantage|effect|association|relation|correlation)|"
    r"\bnot (?:\w+ )?(?:differ|related|linked|associated)|\bcould not be shown\b|\bdid not tell\b|"
    r"\baucune? (?:\w+ )?(?:différence|lien|effet|avantage|association|corrélation)|"
    r"\bne (?:se )?(?:diffère|distingu)\w*",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"\b(?:(?P<opposite>{_OPPOSITE})|(?P<gain>{_GAIN})|(?P<loss>{_LOSS}))\b", re.IGNORECASE
)
NEAR = 25
"""Characters within which a word turns another into its opposite."""

_SIZE_WORDS = {
    "small": r"small|weak|modest|slight|faibles?|petite?s?|modestes?|légère?s?|léger",
    "moderate": r"moderate|medium|modérée?s?|moyenne?s?|moyen",
    "large": r"large|strong|sizeable|substantial|fortes?|importante?s?|grande?s?",
}
_OF_SIZE = (
    r"effects?|differences?|links?|associations?|correlations?|relations?|relationships?|changes?|"
    r"gains?|improvements?|effets?|différences?|liens?|corrélations?|changements?|améliorations?"
)


class Claim(NamedTuple):
    says: str
    words: str
    """From which that is read."""


def claim_of(text: str) -> Claim | None:
    """Whether a text says better, worse or nothing; None where it says none of it, or several."""
    if none := _NOTHING.search(text):
        return Claim(NOTHING, none[0])
    opposite: re.Match[str] | None = None
    said: dict[str, str] = {}
    for word in _WORD.finditer(text):
        if word["opposite"]:
            opposite = word
            continue
        if opposite and word.start() - opposite.end() > NEAR:
            opposite = None
        says = BETTER if bool(word["gain"]) != bool(opposite) else WORSE
        said.setdefault(says, text[(opposite or word).start() : word.end()])
        opposite = None
    if len(said) != 1:
        return None
    ((says, words),) = said.items()
    return Claim(says, words)


def sizes_named(sentence: str) -> set[str]:
    """The sizes that a sentence gives its effect: “a small link”, “the difference was large”."""
    named = set()
    for size, words in _SIZE_WORDS.items():
        before = rf"\b(?:{words})\b(?:\W+\w+){{0,2}}?\W+(?:{_OF_SIZE})\b"
        after = rf"\b(?:{_OF_SIZE})\b(?:\W+\w+){{0,4}}?\W+(?:{words})\b"
        if re.search(f"{before}|{after}", sentence, re.IGNORECASE):
            named.add(size)
    return named


def contradictions(title: str, prose: str, main: Finding, words: EffectWords) -> list[str]:
    """A sentence for each; empty where title and text agree with what readers are told."""
    found = []
    told = _told(main, words)
    sentence = sentence_around(main.words, prose)
    for text, name in ((title, _("The title")), (sentence, _("The text"))):
        claim = claim_of(text)
        if told and claim and claim.says != told:
            found.append(
                _("%(where)s says “%(words)s”, and readers will see: “%(sentence)s”")
                % {"where": name, "words": claim.words, "sentence": words.sentence}
            )
            break
    sizes = sizes_named(sentence)
    if words.size in _SIZE_WORDS and sizes and words.size not in sizes:
        found.append(
            _("The text gives it another size than readers will see: “%(sentence)s”")
            % {"sentence": words.sentence}
        )
    return found


def _told(main: Finding, words: EffectWords) -> str:
    """What readers are told; empty where it is left open."""
    if words.label in ("few-or-imprecise", "not-rated"):
        return ""
    if words.label == "near-zero" or words.size == "none":
        return NOTHING
    return {Favours.FIRST.value: BETTER, Favours.OTHERS.value: WORSE}.get(main.favours, "")
