"""What relates to what, how many studies and whom, where a sentence says it beyond doubt."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from gleanings.evidence.measures import MEASURES
from gleanings.evidence.reading import Statistic

META_ANALYSIS = "meta-analysis"
LONGEST_NAME = 6  # words; what is longer is no name but half a sentence
LONGEST_SENTENCE = 1_000
"""Characters that are read before a statistic: what has no end in so many is no sentence, and
reading it again for each of its numbers would take the square of its length."""

_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # the correlation between alliance and outcome was …
        r"\b(?:relation(?:ship)?|correlation|association|link)s? between (?P<x>[^.;:]+?) and "
        r"(?P<y>[^.;:,()]+?)(?=\s+(?:was|were|is|are|of|in|among|for)\b|[,(]|\s*$)",
        r"\b(?:relation|corrélation|association|lien)s? entre (?P<x>[^.;:]+?) et "
        r"(?P<y>[^.;:,()]+?)(?=\s+(?:était|étaient|est|sont|de|dans|chez|pour)\b|[,(]|\s*$)",
        # alliance and outcome were … related
        r"(?P<x>[^.;:,()]+?) and (?P<y>[^.;:,()]+?) (?:was|were|is|are) (?:[\w-]+ ){0,3}?"
        r"(?:related|correlated|associated|linked)\b(?! (?:to|with) (?!a\b|an\b|each\b))",
        r"(?P<x>[^.;:,()]+?) et (?P<y>[^.;:,()]+?) (?:sont|étaient) (?:[\w-]+ ){0,3}?"
        r"(?:lié|corrélé|associé)e?s\b(?! (?:à|au|aux|avec) )",
        # alliance was related to outcome
        r"(?P<x>[^.;:,()]+?) (?:was|were|is|are) (?:[\w-]+ ){0,3}?"
        r"(?:(?:related|linked) to|(?:associated|correlated) with) (?P<y>[^.;:,()]+?)"
        r"(?=\s+(?:in|among|at|across)\b|[,(]|\s*$)",
        r"(?P<x>[^.;:,()]+?) (?:est|était|sont|étaient) (?:[\w-]+ ){0,3}?"
        r"(?:lié|associé|corrélé)e?s? (?:à|au|aux|avec) (?P<y>[^.;:,()]+?)"
        r"(?=\s+(?:dans|chez|au|à)\b|[,(]|\s*$)",
        # alliance predicted outcome
        r"(?P<x>[^.;:,()]+?) (?:[\w-]+ly )?(?:predicted|predicts) (?P<y>[^.;:,()]+?)"
        r"(?=\s+(?:in|among|at|across)\b|[,(]|\s*$)",
        r"(?P<x>[^.;:,()]+?) (?:prédit|prédisait) (?P<y>[^.;:,()]+?)"
        r"(?=\s+(?:dans|chez|au|à)\b|[,(]|\s*$)",
    )
]
_LEADING = re.compile(
    r"^(?:(?:the|a|an|that|both|client|their|les?|la|l[’']|une?|que)\b\s*|l[’'])+(?=\w)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\d|^(?:it|its|this|they|these|those|both|he|she|which|that|who|there|we|what|"
    r"il|elle|ils|elles|ce|cela|ceci|qui|on)\b|\b(?:and|et|found|showed|reported|not|ne|pas)\b",
    re.IGNORECASE,
)
_POOLED = re.compile(
    r"\bmeta[- ]?analy|\bméta[- ]?analy|\bpooled\b|\bcombined\b|\bregroupé", re.IGNORECASE
)
_STUDIES = re.compile(r"\b(?:stud(?:y|ies)|trials?|études?|essais?)\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:samples?|échantillons?|effect sizes?)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|participants?|patients?|clients?|adults?|adolescents?|children|women|men|"
    r"outpatients?|inpatients?|personnes|adultes|enfants|femmes|hommes)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|larger)\s(?:\w+[\s-])?(?:meta[- ]?analys|reviews?\b|"
    r"stud|research|work)|"
    r"\bméta[- ]?analyses?\s(?:antérieures?|précédentes?|plus\svastes?)|"
    r"\b(?:études?|travaux)\s(?:antérieure?s?|précédente?s?)",
    re.IGNORECASE,
)

# "had 80 % power to show g = 0.5", "to detect d = 0.4 with 90 % power": planned, and not found
_POWER = (
    r"(?:\d\s?%\s(?:statistical\s)?|"
    r"\b(?:statistical|sufficient|adequate|enough|insufficient|low)\s)power\b|"
    r"\bpower\s(?:to\s(?:detect|show|find|see|reveal|demonstrate)\b|of\s[.\d])|"
    r"\bpowered\s(?:to|for)\b|"
    r"\b(?:power|sample[\s-]size)\s(?:analys[ie]s|calculations?|estimations?|planning)\b|"
    r"\bpuissance\b|\bcalcul\s(?:de\s(?:la\s)?taille|du\snombre)\b|"
    r"\bnombre\sde\ssujets\snécessaires?\b"
)
_REPORTS = (
    r"found|showed|fell|rose|emerged|trouvé|montré|était|étaient|obtenu|"
    r"(?:was|were)(?!\s(?:based|calculated|assumed|planned|estimated|chosen|set)\b)"
)
_PLANNED_BEFORE = re.compile(rf"(?:{_POWER})(?:(?!\b(?:{_REPORTS})\b)[^;])*$", re.IGNORECASE)
_PLANNED_AFTER = re.compile(
    rf"^[^.;]{{0,60}}\b(?:with|at|avec|pour)\b[^.;]{{0,30}}(?:{_POWER})", re.IGNORECASE
)

_JOINTS = re.compile(
    r"; |,? (?:although|though|whereas|while|but|however|mais|tandis que|alors que|bien que) |"
    r", (?:and|et) ",
    re.IGNORECASE,
)


def what_with_what(
    statistic: Statistic, prose: str, others: Sequence[Statistic]
) -> tuple[str, str]:
    """Predictor and outcome by the words before the statistic; empty where they leave a doubt.

    A sentence is read for its first effect alone: the second may be of something else.
    """
    words = sentence_before(statistic, prose)
    if _has_effect(others, _begin_of_sentence(statistic, prose), statistic.start):
        return "", ""
    for pattern in _PATTERNS:
        found = list(pattern.finditer(words))
        if len(found) == 1:
            x, y = _name(found[0]["x"]), _name(found[0]["y"])
            if x and y:
                return x, y
    return "", ""


def _has_effect(statistics: Sequence[Statistic], begin: int, end: int) -> bool:
    """Whether an effect begins there; the statistics are in the order of the text."""
    first = bisect_left(statistics, begin, key=_start)
    last = bisect_left(statistics, end, lo=first, key=_start)
    return any(MEASURES[one.kind].is_effect for one in statistics[first:last])


def _start(statistic: Statistic) -> int:
    return statistic.start


def _name(words: str) -> str:
    name = _LEADING.sub("", words.strip(" \n\t,–—-")).strip()
    if not name or _NO_NAME.search(name) or len(name.split()) > LONGEST_NAME:
        return ""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def sentence_before(statistic: Statistic, prose: str) -> str:
    """The words of its sentence that stand before the statistic."""
    return prose[_begin_of_sentence(statistic, prose) : statistic.start].strip(" .?!\n(")


def sentence_around(words: str, prose: str) -> str:
    """The sentence that these words stand in; empty where they do not."""
    start = prose.find(words) if words else -1
    if start < 0:
        return ""
    end = start + len(words)
    stops = (prose.find(stop, end, end + LONGEST_SENTENCE) for stop in ("\n", ". ", "? ", "! "))
    found = min((stop for stop in stops if stop >= 0), default=end + LONGEST_SENTENCE)
    return prose[_begin(start, prose) : found].strip(" .?!\n")


def clause_around(words: str, prose: str) -> str:
    """The part of their sentence that these words stand in, without what is set beside it."""
    sentence = sentence_around(words, prose)
    start = sentence.find(words)
    joints = list(_JOINTS.finditer(sentence))
    begin = max((one.end() for one in joints if one.end() <= start), default=0)
    after = start + len(words)
    end = min((one.start() for one in joints if one.start() >= after), default=len(sentence))
    return sentence[begin:end]


def _begin_of_sentence(statistic: Statistic, prose: str) -> int:
    return _begin(statistic.start, prose)


def _begin(start: int, prose: str) -> int:
    reach = max(0, start - LONGEST_SENTENCE)
    ends = [prose.rfind(end, reach, start) for end in ("\n", ". ", "? ", "! ")]
    return max(reach, *(end + 1 for end in ends))


def is_about_earlier_work(statistic: Statistic, prose: str) -> bool:
    return _EARLIER.search(sentence_before(statistic, prose)) is not None


def is_planned(statistic: Statistic, prose: str) -> bool:
    """Whether a trial was planned to be able to show the statistic, which is no result of it."""
    clause = clause_around(statistic.text, prose)
    before, _, after = clause.partition(statistic.text)
    if _PLANNED_AFTER.search(after):
        return True
    return _PLANNED_BEFORE.search(before) is not None


def studies_and_people(
    statistic: Statistic, prose: str, others: Sequence[Statistic], types: Collection[str] = ()
) -> tuple[int | None, int | None]:
    """k and n of an effect, from what its paragraph says before it and the line on the study.

    None where nothing is said or two different numbers are. A k only of what was pooled, by its
    words or by the type of research.
    """
    begin = prose.rfind("\n", 0, statistic.start) + 1
    first_line = prose.find("\n") if "\n" in prose else 0
    counts = [
        other
        for other in others
        if other.kind == "count"
        and (begin <= other.start < statistic.start or other.end <= first_line)
        and not is_about_earlier_work(other, prose)
    ]
    studies = [one for one in counts if counts_studies(one)]
    people = [one for one in counts if counts_people(one)]
    said = prose[:first_line] + prose[begin : statistic.start]
    # several samples to a study make several effects of it: how many were pooled is open
    in_parts = any(_PARTS.search(one.text) for one in counts)
    is_pooled = META_ANALYSIS in types or _POOLED.search(said) is not None
    k = _only(studies) if is_pooled and not in_parts else None
    return k, _only(people)


def counts_studies(count: Statistic) -> bool:
    return _STUDIES.search(count.text) is not None


def counts_people(count: Statistic) -> bool:
    return _PEOPLE.search(count.text) is not None and not counts_studies(count)


def _only(counts: Sequence[Statistic]) -> int | None:
    """The number on which all counts agree, if it is given exactly."""
    values = {one.value for one in counts}
    if len(values) != 1 or any(one.comparison != "=" or _vague(one.text) for one in counts):
        return None
    value = values.pop()
    return round(value) if value is not None else None


def _vague(words: str) -> bool:
    return (
        re.match(r"(?:over|more than|about|some|plus de|environ|près de)\b", words, re.I)
        is not None
    )
