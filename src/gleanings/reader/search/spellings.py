"""Spellings that mean the same word: British and American, and plurals no stemmer knows."""

import re

IRREGULAR = {
    "en": {
        "analyses": "analysis",
        "children": "child",
        "crises": "crisis",
        "criteria": "criterion",
        "diagnoses": "diagnosis",
        "hypotheses": "hypothesis",
        "men": "man",
        "metaanalyses": "metaanalysis",
        "neuroses": "neurosis",
        "phenomena": "phenomenon",
        "prognoses": "prognosis",
        "psychoses": "psychosis",
        "syntheses": "synthesis",
        "theses": "thesis",
        "women": "woman",
    },
    "fr": {"yeux": "oeil"},
}

_ONE_SPELLING = {
    "en": [
        (re.compile(r"(?<=[a-z]{4})is(?=(?:e[ds]?|er|ers|ing|ations?|ational)$)"), "iz"),
        (re.compile(r"(?<=[a-z]{3})our(?=$|s$|al|ed|ing|abl|ful|ist|it)"), "or"),
        (re.compile(r"(?<=[a-z]{5})ll(?=(?:ing|ed|ors?|ers?)$)"), "l"),
        (re.compile(r"(?<=[a-z])entre(?=s?$)"), "enter"),
        (re.compile(r"programme(?=s?$)"), "program"),
        (re.compile(r"^paed"), "ped"),
        (re.compile(r"^anaes"), "anes"),
        (re.compile(r"(?<=d)gement"), "gment"),
    ],
    # without its accent the stemmer does not see the ending -ité: efficacité, efficace
    "fr": [(re.compile(r"(?<=[a-z]{3})ite(?=s?$)"), "ité")],
}


def one_spelling(word: str, language: str) -> str:
    """The word in the spelling that stands for all of its spellings; for comparing, not to show."""
    for pattern, replacement in _ONE_SPELLING.get(language, []):
        word = pattern.sub(replacement, word)
    return word
