"""What a title or clause claims in words: that somebody did better, worse, or neither.

An alarm that is false costs as much as one that is missing. So a claim is read only where the
words leave no choice: a question claims nothing, a topic (“Efficacy of …”) neither, and less of
something is better or worse by what there is less of.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Says(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    NOTHING = "nothing"
    NOT_BETTER = "not better"
    """No better, does not help: the same, or worse."""
    NOT_WORSE = "not worse"


class Claim(NamedTuple):
    says: Says
    words: str
    """From which that is read."""


NEAR = 25
"""Characters within which a word turns another into its opposite."""

# better or worse by themselves
_GAIN = (
    r"improv(?:e[sd]?|ing|ements?)|gain(?:s|ed)?|help(?:s|ed|ful)|"
    r"benefit(?:s|ed|ted)? (?:from|more|most|clients|patients|people)|"
    r"beneficial|better|effective(?:ly)?|works|worked|relieve[sd]?|recover(?:s|ed)|"
    r"améliore(?:nt|r)?|amélior(?:é|ée|és|ées|ations?)|progress(?:e|ent|é)|bénéfiques?|"
    r"bénéficie(?:nt)?|aide(?:nt)?(?= (?:à|les?|la|aux?|plus|pas|davantage|mieux)\b)|mieux|"
    r"efficaces?|efficacement|soulage(?:nt|r)?|soulagée?s?|meilleure?s?|"
    # “help” by itself may be a noun
    + "|".join(rf"(?<={word} )help" for word in ("can", "may", "could", "not", "n’t", "n't", "to"))
)
_LOSS = (
    r"worse\w*|does harm|do harm|harmful|deteriorat(?:e[sd]?|ion)|poorer|relapsed|"
    r"pires?|aggrav\w+|nui(?:t|sent|sibles?)|détérior\w+|empir\w+"
)
_NOTHING = (
    r"no (?:\w+ )?(?:difference|link|advantage|effect|association|relation|correlation)s?|"
    r"not (?:\w+ )?(?:differ|related|linked|associated)|could not be shown|did not tell|"
    r"aucune? (?:\w+ )?(?:différence|lien|effet|avantage|association|corrélation)|"
    r"ne (?:se )?(?:diffère|distingu)\w*"
)

# as well as the other: no effect either way, and no gain
_EQUAL = (
    r"(?:just )?as (?:effective|efficacious|good|well|helpful|beneficial|useful|much)(?:ly)? as|"
    r"equally (?:effective|efficacious|good|well|helpful|beneficial|useful)|non-?inferior\w*|"
    r"(?:works?|helps?|improves?) (?:\w+ ){0,2}as (?:well|much) as|"
    r"none (?:\w+ )?(?:better|superior)|"
    r"(?:tout )?aussi (?:efficaces?|bien|utiles?|bonne?s?|bénéfiques?) que|"
    r"(?:aide|améliore)(?:nt)? (?:\w+ ){0,2}(?:autant|aussi bien) que|aucune? (?:\w+ )?meilleure?"
)

# better or worse by what there is less or more of
_LESS = (
    r"reduce[sd]?|reductions? (?:in|of)|decrease[sd]?|lower(?:s|ed)|lessen(?:s|ed)?|ease[sd]?|"
    r"alleviate[sd]?|prevent(?:s|ed)?|fewer|less|"
    r"réduit|réduisent|réduire|diminue(?:nt|r)?|diminution d[eu]|abaisse(?:nt|r)?|prévient|"
    r"préviennent|moins de|moins d(?=[’'])|moindres?|peu de|peu d(?=[’'])"
)
_MORE = r"increase[sd]?|raise[sd]?|augmente(?:nt|r)?|accroît|accroissent"
_BAD = (
    r"symptom\w*|depress\w+|anxi\w+|distress|ptsd|post-?traumatic stress|drop-?outs?|dropping out|"
    r"relapses?|suicid\w+|self-harm\w*|pain|stress|burden|risks?|mortality|deaths?|insomnia|"
    r"worry|worries|ruminat\w+|drinking|(?:alcohol|drug|substance) use|cravings?|fears?|panic|"
    r"phobi\w+|loneliness|shame|guilt|anger|aggression|burnout|problems?|difficulties|fatigue|"
    r"hospitali[sz]\w+|readmissions?|attrition|no-shows?|grief|nightmares?|obsess\w+|compuls\w+|"
    r"bing\w+|psychosis|hallucinations?|delusions?|stigma|impairment|disability|deterioration|"
    r"harm|violence|conflicts?|"
    r"symptôm\w+|dépress\w+|détresse|abandons?|arrêts?|rechutes?|automutil\w+|douleurs?|risques?|"
    r"mortalité|inquiétudes?|peurs?|panique|solitude|honte|culpabilité|colère|épuisement|"
    r"problèmes?|difficultés?|hospitalis\w+|deuil|cauchemars?|psychose|stigmat\w+|TSPT|ESPT"
)
_GOOD = (
    r"quality|well-?being|self-esteem|gains?|improvements?|functioning|alliance|engagement|"
    r"satisfaction|hope|resilience|motivation|adherence|attendance|recovery|empathy|trust|"
    r"self-compassion|self-efficacy|sleep|support|happiness|remission|"
    r"qualité|bien-être|estime|progrès|améliorations?|fonctionnement|espoir|résilience|assiduité|"
    r"rétablissement|empathie|confiance|sommeil|soutien|bonheur|rémission"
)

# “not better” is not worse, “less improvement” is
_NEGATION = (
    r"(?:no|not|never|without|nor|cannot|hardly|\w+n[’']t|ne|pas|sans|aucune?|jamais|guère)(?!\w)|"
    r"n[’'](?=\w)"
)
_TURNED = r"less|smaller|little|moins|moindres?|peu"

_WORD = re.compile(
    rf"(?P<nothing>\b(?:{_NOTHING}|{_EQUAL}))\b|"
    rf"(?<!\w)(?P<not_less>(?:no|not|n[’']t|pas) (?:less|moins)\b(?! of)(?! de))|"
    rf"\b(?:(?P<less>{_LESS})|(?P<more>{_MORE}))(?:\W{{1,5}}\w+){{0,3}}?\W{{1,5}}"
    rf"(?:(?P<bad>{_BAD})|(?P<good>{_GOOD}))\b|"
    rf"\b(?:(?P<gain>{_GAIN})|(?P<loss>{_LOSS}))\b|"
    rf"\b(?P<turned>{_TURNED})\b|"
    rf"(?<!\w)(?P<negation>{_NEGATION})(?P<only> only| seulement)?",
    re.IGNORECASE,
)
# a title may be several sentences; each is asked or said by itself
_SENTENCE = re.compile(r"[^.!?:]+[.!?:]*")
_ASKS = re.compile(
    r"\s*(?:how|why|what|which|whether|when|comment|pourquoi|quand|quels?|quelles?|ce que)\b",
    re.IGNORECASE,
)

# what a phrase of an outcome compares: “have more symptoms”, « moins bien fonctionner »
_UP = r"more|higher|stronger|greater|longer|oftener|plus|davantage|plus longtemps"
_DOWN = r"fewer|less|lower|weaker|shorter|moins|moindres?|plus faibles?"
_WORSE = r"worse|poorer|pires?"
_GOES_WELL = (
    rf"{_GAIN}|{_GOOD}|satisfi\w+|satisfaits?|satisfaites?|function|fonctionner|well|bien|bons?|"
    r"bonnes?|au bout|stay|rester|attend|complete|suivre|améliorer|progresser|aller mieux|rétablir|"
    r"guérir|"
    r"recover"
)
_GOES_BADLY = (
    rf"{_LOSS}|{_BAD}|drop out|relapse|leave|quit|deteriorate|rechuter|abandonner|quitter|"
    r"(?:se )?détériorer"
)
_PHRASE = re.compile(
    rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<worse>{_WORSE})|(?P<well>{_GOES_WELL})|(?P<badly>{_GOES_BADLY}))\b|"
    rf"(?<!\w)(?P<negation>{_NEGATION})",
    re.IGNORECASE,
)

_OPPOSITE = {Says.BETTER: Says.WORSE, Says.WORSE: Says.BETTER}
_DENIED = {Says.BETTER: Says.NOT_BETTER, Says.WORSE: Says.NOT_WORSE}


def claim_of(text: str) -> Claim | None:
    """What the text claims; None where it claims nothing, or several things."""
    said: dict[Says, str] = {}
    before: re.Match[str] | None = None
    text = _without_questions(text)
    for word in _WORD.finditer(text):
        if word["turned"] or word["not_less"] or word["negation"]:
            before = None if word["only"] else word
            continue
        if before and word.start() - before.end() > NEAR:
            before = None
        says = _alone(word)
        if before and before["not_less"] and says is Says.BETTER:
            says = Says.NOT_WORSE
        elif before and says in _OPPOSITE:
            says = (_DENIED if before["negation"] else _OPPOSITE)[says]
        said.setdefault(says, text[(before or word).start() : word.end()])
        before = None
    if len(said) != 1:
        return None
    return Claim(*said.popitem())


def _without_questions(text: str) -> str:
    sentences = _SENTENCE.findall(text)
    if sentences and _ASKS.match(sentences[0]):
        sentences = sentences[1:]
    return "".join(one for one in sentences if not one.endswith("?"))


def claim_of_phrase(phrase: str) -> Claim | None:
    """Whether a phrase of an outcome (“have fewer symptoms”, “drop out”) is of better or worse.

    None where it does not say, or says more than one thing.
    """
    words = list(_PHRASE.finditer(phrase))
    kinds = {word.lastgroup for word in words}
    if "negation" in kinds or {"up", "down"} <= kinds or {"well", "badly"} <= kinds:
        return None
    if "worse" in kinds and not kinds & {"up", "down", "badly"}:
        return Claim(Says.WORSE, phrase.strip())
    if "worse" in kinds or not kinds & {"well", "badly"}:
        return None
    is_better = ("well" in kinds) != ("down" in kinds)
    return Claim(Says.BETTER if is_better else Says.WORSE, phrase.strip())


def _alone(word: re.Match[str]) -> Says:
    if word["nothing"]:
        return Says.NOTHING
    is_better = word["gain"] or (word["less"] and word["bad"]) or (word["more"] and word["good"])
    return Says.BETTER if is_better else Says.WORSE
