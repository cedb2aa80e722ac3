"""An invented study: whom, what, where, and figures that agree with each other."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.archive import numbers
from benchmarks.archive.numbers import Statistic, percent
from benchmarks.archive.words import akin, sentences, words

# about as often as a digest for practitioners takes them up
KINDS = {
    "trial better": 16,
    "trial same": 9,
    "pooled better": 12,
    "pooled link": 12,
    "link": 16,
    "no link": 6,
    "change": 7,
    "review": 7,
    "survey": 5,
    "interviews": 5,
    "consensus": 3,
    "chapter": 5,
    "guideline": 2,
    "measure": 4,
}
POOLED = {"pooled better", "pooled link"}
ABOUT_TREATMENT = {
    "trial better",
    "trial same",
    "pooled better",
    "change",
    "interviews",
    "guideline",
}
# what people name as helpful, or a panel asks for, is not something harmful
WELCOME_ONLY = {"survey", "review", "consensus", "chapter", "guideline", "measure"}
WORDS_OF_SIZE = {
    "en": ("very small", "small", "moderate", "large"),
    "fr": ("très faible", "faible", "modérée", "forte"),
}
SHARES = (
    (30, "a quarter"),
    (37, "a third"),
    (45, "two in five"),
    (55, "half"),
    (63, "three in five"),
    (71, "two thirds"),
    (78, "three quarters"),
    (101, "four in five"),
)


# printed with a point in English and a comma in French; the statistics keep APA's point
DECIMALS = ("age", "joined", "improved_percent", "worse_percent", "m_percent", "agreed_percent")

Picked = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Study:
    kind: str
    topics: list[str]
    picked: Picked
    figures: dict[str, Any]

    def facts(self, language: str) -> dict[str, str]:
        """What the templates name; words of the study also with a capital at their beginning."""
        names = _words_in(language, self.picked)
        figures = {key: _printed(key, value, language) for key, value in self.figures.items()}
        return {
            **figures,
            **names,
            **{key.capitalize(): value[:1].upper() + value[1:] for key, value in names.items()},
            **_verbs(language, self.picked),
            **_themes(language, self.figures["themes"]),
            "stat": self.figures["statistic"].text,
            "size": WORDS_OF_SIZE[language][self.figures["statistic"].size],
        }


def draw(rng: Random) -> Study:
    kind = rng.choices(list(KINDS), weights=list(KINDS.values()))[0]
    picked = _pick_words(rng, kind)
    return Study(kind, _topics(rng, kind, picked), picked, _figures(rng, kind, picked))


def _pick_words(rng: Random, kind: str) -> Picked:
    """Words that belong together more often than chance would have it."""
    pop = rng.choice(words()["populations"])
    topic = pop["topics"][0]

    def fitting(group: str) -> dict[str, Any]:
        return rng.choice(akin(group, topic) if rng.random() < 0.5 else words()[group])

    predictors = words()["predictors"]
    if kind in WELCOME_ONLY:
        predictors = [word for word in predictors if not word["harmful"]]
    return {
        "pop": pop,
        "trt": fitting("treatments"),
        "cmp": rng.choice(words()["comparisons"]),
        "out": fitting("outcomes"),
        "pred": rng.choices(predictors, weights=[word["weight"] for word in predictors])[0],
        "setting": rng.choice(words()["settings"]),
        "land": rng.choice(words()["countries"]),
    }


def _topics(rng: Random, kind: str, picked: Picked) -> list[str]:
    middle = ("trt", "out", "cmp") if kind in ABOUT_TREATMENT else ("pred", "out")
    found = [topic for key in ("pop", *middle) for topic in picked[key]["topics"]]
    if kind in {"link", "change", "no link"} and rng.random() < 0.4:
        found.insert(1, "practice-based-research")
    if rng.random() < 0.7:
        found = [topic for topic in found if topic != "miscellaneous"]
    found = list(dict.fromkeys(found))
    count = rng.choices((1, 2, 3, 4), weights=(15, 40, 30, 15))[0]
    return found[:count] or ["miscellaneous"]


def _figures(rng: Random, kind: str, picked: Picked) -> dict[str, Any]:
    sign = -1 if picked["pred"]["harmful"] else 1
    youngest, oldest = picked["pop"]["ages"]
    n1, n2 = rng.randint(32, 240), rng.randint(32, 240)
    n = n1 + n2
    k = rng.randint(7, 64)
    n_all = k * rng.randint(45, 210)
    left1, left2 = rng.randint(3, n1 // 4), rng.randint(3, n2 // 4)
    if kind == "trial same":
        left2 = max(3, round(left1 * n2 / n1))
    odds, odds_low, odds_high = numbers.odds_ratio(left1, n1, left2, n2)
    invited, improved = round(n * rng.uniform(1.1, 2.6)), round(n * rng.uniform(0.28, 0.82))
    worse = round(n * rng.uniform(0.02, 0.11))
    m, good = rng.randint(k * 55 // 100, k - 1), rng.randint(3, k // 2)
    statements = rng.randint(12, 60)
    agreed = rng.randint(statements // 3, statements - 2)
    few = rng.randint(12, 34)
    share = 100 * improved / n
    return {
        "statistic": _statistic(rng, kind, n1, n2, k, n_all, sign=sign),
        "themes": rng.sample(range(6), 3),
        "het": numbers.heterogeneity(rng, k),
        "n": n,
        "n1": n1,
        "n2": n2,
        "k": k,
        "n_all": n_all,
        "left1": left1,
        "left2": left2,
        "odds": odds,
        "odds_low": odds_low,
        "odds_high": odds_high,
        "invited": invited,
        "joined": percent(n, invited),
        "improved": improved,
        "improved_percent": percent(improved, n),
        "improved_share": "about " + next(name for limit, name in SHARES if share < limit),
        "worse": worse,
        "worse_percent": percent(worse, n),
        "m": m,
        "m_percent": percent(m, k),
        "good": good,
        "good_m": rng.randint((good + 1) // 2, min(good, m)),
        "small": rng.choice((50, 80, 100)),
        "experts": rng.randint(18, 140),
        "rounds": rng.choice((2, 3)),
        "statements": statements,
        "agreed": agreed,
        "agreed_percent": percent(agreed, statements),
        "weak": rng.randint(1, statements - agreed),
        "low_percent": rng.randint(66, 78),
        "high_percent": rng.randint(82, 99),
        "few": few,
        "many": rng.randint(few // 2 + 1, few - 1),
        "items": rng.choice((4, 6, 8, 9, 10, 12)),
        "alpha": numbers.short(rng.uniform(0.74, 0.94)),
        "minutes": rng.choice((2, 3, 4, 5, 8, 10)),
        "early": rng.randint(3, 7),
        "sessions": rng.randint(8, 40),
        "therapists": rng.randint(9, 74),
        "variance": rng.randint(2, 11),
        "months": rng.choice((3, 6, 9, 12, 18, 24)),
        "lands": rng.randint(4, 21),
        "age": f"{rng.uniform(0.7, 1.3) * (youngest + oldest) / 2:.1f}",
        "youngest": youngest,
        "oldest": oldest,
        "before": rng.randint(21, 68),
    }


def _statistic(
    rng: Random, kind: str, n1: int, n2: int, k: int, n_all: int, *, sign: int
) -> Statistic:
    if kind.startswith("trial"):
        return numbers.difference(rng, n1, n2, significant=kind == "trial better")
    if kind == "pooled better":
        return numbers.pooled_difference(rng, k, n_all)
    if kind == "pooled link":
        return numbers.pooled_correlation(rng, k, n_all, sign=sign)
    if kind == "change":
        return numbers.change(rng, n1 + n2)
    if kind in {"survey", "measure"}:
        sign = 1
    return numbers.correlation(rng, n1 + n2, significant=kind != "no link", sign=sign)


def _printed(key: str, value: object, language: str) -> str:
    text = f"{value:,}" if type(value) is int else str(value)
    if language == "fr" and type(value) is int:
        return text.replace(",", "\u00a0")
    return text.replace(".", ",") if language == "fr" and key in DECIMALS else text


def _words_in(language: str, picked: Picked) -> dict[str, str]:
    names = {key: word[language] for key, word in picked.items()}
    setting, land, measure = names["setting"], names["land"], picked["out"]["measure"]
    places = {
        "en": {"place": f"in {setting} in {land}", "place_short": f"in {land}"},
        "fr": {"place": f"dans {setting} {land}", "place_short": land},
    }
    measured = f", measured with the {measure}" if measure else ""
    return {**names, **places[language], "country": land, "measured": measured}


def _verbs(language: str, picked: Picked) -> dict[str, str]:
    good, harmful = picked["out"]["more_is_better"], picked["pred"]["harmful"]
    if language == "fr":
        return {
            "eases": "améliore" if good else "réduit",
            "more": "une moindre" if harmful else "une plus grande",
        }
    return {
        "eases": "improves" if good else "reduces",
        "moved": "improved" if good else "decreased",
        "more": "less" if harmful else "greater",
        "adverb_more": "worse" if harmful else "better",
    }


def _themes(language: str, chosen: list[int]) -> dict[str, str]:
    names = sentences()["interviews"][language]["themes"]
    return {f"theme{place}": names[number] for place, number in enumerate(chosen, start=1)}
