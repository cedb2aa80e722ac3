"""Phrases proposed for the sentence that a clinician would say; readers see none not taken.

First what an editor wrote before for the same subject or outcome, then what is usual in the field.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from gleanings.digest.models.finding import Finding
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.measures import Phrasing
from gleanings.evidence.measures.phrasing import EFFECTS, RATIOS

_EVENTS = RATIOS | {Phrasing.RISK_DIFFERENCE}
_AGAINST = re.compile(
    r"\s+(?:vs\.?|versus|against|compared (?:with|to)|contre|par rapport (?:à|aux?)|"
    r"comparée? (?:à|aux?))\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|les?|la|l['’]|une?|des)\s*\b", re.IGNORECASE)

Phrases = dict[str, dict[str, str]]
"""By language, any of `PLAIN_PHRASES`."""


def proposed_phrases(finding: Finding, language: str) -> Phrases:
    """For the finding of a summary written in the language: what it has no phrases for yet.

    Only whole: subject and outcome, by the way that the result goes; else nothing, and nothing
    where nobody has said yet who did better.
    """
    if finding.reported.phrasing not in EFFECTS or not finding.way or finding.bound:
        return {}
    return {
        code: phrases
        for code in (code for code, _name in settings.LANGUAGES if code in LANGUAGES)
        if not finding.plain_in(code, language)
        and (phrases := _proposed(finding, code, language)).keys()
        >= {"plain_subject", "plain_outcome"}
    }


def _proposed(finding: Finding, code: str, language: str) -> dict[str, str]:
    first, _against, second = _parted(finding.predictor)
    subject = _written(finding, "predictor", code) or _usual_subject(first, code)
    outcome = _written(finding, "outcome", code) or _usual_outcome(finding, code)
    comparison = _usual("comparisons", second, code)
    others = {"plain_comparison": str(comparison)} if comparison else {}
    return {name: text for name, text in {**others, **subject, **outcome}.items() if text}


def _parted(predictor: str) -> tuple[str, str, str]:
    """“CBT versus a waiting list”."""
    found = _AGAINST.search(predictor)
    if found is None:
        return predictor, "", ""
    return predictor[: found.start()], found[0], predictor[found.end() :]


def _usual_subject(predictor: str, code: str) -> dict[str, str]:
    found = _usual("subjects", predictor, code) or {}
    return {f"plain_{name}": text for name, text in found.items()}


def _usual_outcome(finding: Finding, code: str) -> dict[str, str]:
    found = _usual("outcomes", finding.outcome, code) or {}
    way = "event" if finding.reported.phrasing in _EVENTS else finding.way
    return {"plain_outcome": found[way]} if way in found else {}


def _usual(kind: str, words: str, code: str) -> Any:
    """What is usual in that language; None for what is not in the table."""
    entry = _table(kind).get(_name(words))
    return entry.get(code) if entry else None


@cache
def _table(kind: str) -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("usual_phrases.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    return {name: entry for entry in entries for name in entry["names"]}


def _name(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.lower().replace("'", "’").split())).strip(" .")


def _written(finding: Finding, about: str, code: str) -> dict[str, str]:
    """What an editor wrote for the same, last: of an outcome only where it went the same way."""
    words = getattr(finding, about).strip()
    if not words:
        return {}
    names = (
        ("plain_outcome",)
        if about == "outcome"
        else ("plain_subject", "plain_one", "plain_comparison")
    )
    has_some = Q(**{f"{names[0]}__gt": ""})
    same = Finding.objects.confirmed().filter(has_some, **{f"{about}__iexact": words})
    for other in same.exclude(pk=finding.pk).select_related("summary").order_by("-pk")[:MOST]:
        is_alike = other.way == finding.way and other.reported.phrasing is finding.reported.phrasing
        if about == "outcome" and not is_alike:
            continue
        if found := other.plain_in(code, other.summary.words_in):
            return {name: found[name] for name in names if found.get(name)}
    return {}


MOST = 20
"""Earlier findings that are looked through for the same."""
