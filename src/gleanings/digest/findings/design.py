"""How a number came about, as the words around it and the type of research let one propose."""

import re
from collections.abc import Collection
from functools import lru_cache

from gleanings.evidence.direction import Design
from gleanings.evidence.measures import Phrasing
from gleanings.evidence.measures.phrasing import CORRELATIONS, IN_UNITS, RATIOS, STANDARDIZED

BETWEEN_OR_WITHIN = STANDARDIZED | IN_UNITS | RATIOS | {Phrasing.RISK_DIFFERENCE}
"""What may be of two groups or of one group at two times."""

TRIAL = "randomized-controlled-trial"
SURVEY = "survey"

_BEFORE_AFTER = re.compile(
    r"\bpre-?\s?(?:to-?\s?|[-–/]\s?)post|\bbefore (?:and|to) after\b|"
    r"\bfrom (?:before|baseline|intake|pre|admission|the (?:first|beginning|start|outset))\b|"
    r"\bover (?:the course of )?(?:therapy|treatment)\b|\bwithin[- ](?:groups?|treatment)\b|"
    r"\buncontrolled\b|"
    r"\bavant[- ](?:et[- ])?après\b|\bd[ue] (?:début|l’admission|l'admission) à\b|"
    r"\bau (?:cours|fil) d[eu]\b|\bintra-?groupes?\b|\bsans groupe (?:de )?(?:contrôle|témoin)",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"\bcompared (?:with|to)\b|\brelative to\b|\bversus\b|\bvs\b|\brandomi[sz]|"
    r"\bbetween[- ]groups?\b|"
    r"\bcontrol (?:group|condition|participants|arm)|\bcontrols\b|\bwait[- ]?list|\bplacebo\b|"
    r"\busual care\b|\btreatment as usual\b|\bin favou?r of\b|\btwo (?:conditions|groups|arms)\b|"
    r"\b(?:more|less|better|worse|higher|lower|fewer|greater|larger|smaller)\b[^.]{0,60}?\bthan\b|"
    r"\bpar rapport (?:à|aux?)\b|\bcomparée?s? (?:à|aux?)\b|\bgroupe (?:de )?(?:contrôle|témoin)|"
    r"\bliste d.attente\b|\ben faveur de\b|\bdeux (?:conditions|groupes|bras)\b|\btirage au sort\b|"
    r"\b(?:plus|moins|mieux|davantage)\b[^.]{0,60}?\bque\b",
    re.IGNORECASE,
)


def proposed_design(
    phrasing: Phrasing, clause: str, sentence: str, prose: str, types: Collection[str] = ()
) -> Design | None:
    """The design that the clause of the number names, or else its sentence, the whole text, the
    type of research.

    None where they name none, or two.
    """
    if phrasing in CORRELATIONS:
        return Design.CROSS_SECTIONAL if SURVEY in types else None
    if phrasing not in BETWEEN_OR_WITHIN:
        return None
    for words in (clause, sentence, prose):
        named = _named_in(words)
        if len(named) == 1:
            return next(iter(named))
        if named:
            return None
    return Design.COMPARISON if TRIAL in types else None


@lru_cache(maxsize=256)  # the whole text is asked about once for each of its numbers
def _named_in(words: str) -> frozenset[Design]:
    patterns = {Design.BEFORE_AFTER: _BEFORE_AFTER, Design.COMPARISON: _COMPARISON}
    return frozenset(design for design, pattern in patterns.items() if pattern.search(words))
