"""A summary's words about an invented study."""

from __future__ import annotations

import html
from random import Random

from benchmarks.archive.study import POOLED, Study
from benchmarks.archive.words import by_topic, sentences
from gleanings.digest.demo.records import Translation

# so that nobody takes an invented result for a real one
MARK = {"en": "(synthetic record)", "fr": "(résumé fictif)"}
REVIEWS = {*POOLED, "review", "chapter", "guideline"}
# their people are named elsewhere in the text
WITHOUT_SAMPLE = {*REVIEWS, "interviews", "consensus", "survey", "measure"}


def write(rng: Random, study: Study, language: str) -> Translation:
    own = sentences()[study.kind][language]
    facts = study.facts(language)
    return {
        "title": _one(rng, own["title"], facts),
        "studied": f"{_one(rng, own['studied'], facts)} {MARK[language]}",
        "text_html": _text(rng, study, language, facts),
        "implications": implications(rng, study.topics, language),
    }


def article_title(rng: Random, study: Study) -> str:
    return _one(rng, sentences()[study.kind]["en"]["article_title"], study.facts("en"))


def implications(rng: Random, topics: list[str], language: str) -> list[str]:
    """Two to four, each drawn from one of the study's topics."""
    pool = [each[language] for topic in topics for each in by_topic()[topic]["implications"]]
    pool += [
        each[language]
        for topic in ("efficacy-of-treatments", "practice-based-research", "miscellaneous")
        for each in by_topic()[topic]["implications"]
    ]
    pool = list(dict.fromkeys(pool))
    count = rng.randint(2, 4)
    return rng.sample(pool[: max(count, 2 * len(topics))], count)


def _text(rng: Random, study: Study, language: str, facts: dict[str, str]) -> str:
    own, shared = sentences()[study.kind][language], sentences()["shared"][language]
    asked = [
        *[by_topic()[topic]["background"][language] for topic in study.topics[:2]],
        _one(rng, own["asked"], facts),
        _one(rng, shared["context"], facts),
    ]
    found = [_one(rng, own["found"], facts)]
    also = [_one(rng, own[slot], facts) for slot in ("drop_out", "more") if slot in own]
    if study.kind not in WITHOUT_SAMPLE:
        found.insert(0, _one(rng, shared["sample"], facts))
        also.append(_one(rng, shared["also"], facts))
    limits = shared["open_of_review" if study.kind in REVIEWS else "open_of_study"]
    left_open = [_fill(each, facts) for each in rng.sample(limits, min(len(limits), 4))]
    left_open.append(_one(rng, shared["closing"], facts))
    first, second, third = shared["headings"]
    blocks = [(first, [asked]), (second, [found, also]), (third, [left_open])]
    return "\n".join(_section(heading, paragraphs) for heading, paragraphs in blocks)


def _section(heading: str, paragraphs: list[list[str]]) -> str:
    texts = [html.escape(" ".join(each), quote=False) for each in paragraphs if each]
    return "\n".join([f"<h3>{heading}</h3>", *(f"<p>{text}</p>" for text in texts)])


def _one(rng: Random, templates: list[str], facts: dict[str, str]) -> str:
    return _fill(rng.choice(templates), facts)


def _fill(template: str, facts: dict[str, str]) -> str:
    return template.format_map(facts)
