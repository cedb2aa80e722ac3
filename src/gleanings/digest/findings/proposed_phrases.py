"""Phrases proposed for the sentence that a clinician would say; readers see none not taken.

First what an editor wrote before for the same subject or outcome, then what is usual in the field.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q

from gleanings.digest.models.finding import Finding
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.measures.phrasing import EFFECTS, EVENTS
from gleanings.evidence.report import parted

MOST = 20
"""Earlier findings that are looked through for the same."""

WRITTEN_FOR = {
    "predictor": ("plain_subject", "plain_one", "plain_comparison"),
    "outcome": ("plain_outcome",),
}
"""Which phrases belong to what a finding relates."""

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
    missing = [
        code
        for code, _name in settings.LANGUAGES
        if code in LANGUAGES and not finding.plain_in(code, language)
    ]
    earlier = {about: _earlier(finding, about) for about in WRITTEN_FOR} if missing else {}
    proposed = {code: _proposed(finding, code, earlier) for code in missing}
    return {
        code: phrases
        for code, phrases in proposed.items()
        if phrases.keys() >= {"plain_subject", "plain_outcome"}
    }


def _proposed(finding: Finding, code: str, earlier: Mapping[str, list[Finding]]) -> dict[str, str]:
    first, second = parted(finding.predictor)
    subject = _written(earlier, "predictor", code) or _usual_subject(first, code)
    outcome = _written(earlier, "outcome", code) or _usual_outcome(finding, code)
    comparison = subject.get("plain_comparison") or _usual("comparisons", second, code)
    if second and not comparison:
        return {}  # “hardly any tendency to …” says another thing than “… than in other therapies”
    others = {"plain_comparison": str(comparison)} if comparison else {}
    return {name: text for name, text in {**others, **subject, **outcome}.items() if text}


def _usual_subject(predictor: str, code: str) -> dict[str, str]:
    found = _usual("subjects", predictor, code) or {}
    return {f"plain_{name}": text for name, text in found.items()}


def _usual_outcome(finding: Finding, code: str) -> dict[str, str]:
    found = _usual("outcomes", finding.outcome, code) or {}
    way = "event" if finding.reported.phrasing in EVENTS else finding.way
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


def _earlier(finding: Finding, about: str) -> list[Finding]:
    """What editors confirmed of the same, last first: of an outcome only where it went alike."""
    words = getattr(finding, about).strip()
    if not words:
        return []
    has_some = Q(**{f"{WRITTEN_FOR[about][0]}__gt": ""})
    same = Finding.objects.confirmed().filter(has_some, **{f"{about}__iexact": words})
    found = list(same.exclude(pk=finding.pk).select_related("summary").order_by("-pk")[:MOST])
    if about == "predictor":
        return found
    kind = (finding.way, finding.reported.phrasing)
    return [one for one in found if (one.way, one.reported.phrasing) == kind]


def _written(earlier: Mapping[str, list[Finding]], about: str, code: str) -> dict[str, str]:
    """The phrases of the last of them that has some in the language."""
    for other in earlier[about]:
        if found := other.plain_in(code, other.summary.words_in):
            return {name: found[name] for name in WRITTEN_FOR[about] if found.get(name)}
    return {}
