"""A stored synthesis said to readers, section by section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from gleanings.digest.findings.language import spoken_language
from gleanings.evidence.conventions import DOUBTFUL_P, NOTICEABLE_I2
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.words import certainty, width_vs_small
from gleanings.synthesis.answers import (
    answer_of,
    number_of,
    pooled_answer,
    words_of_label,
)
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.written import p_shown, shown, value_shown

Result = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What a synthesis says in words, in one language."""

    answer: str
    label: str
    """Code of the label, for a style."""
    heading: str
    """The label as readers read it."""
    explanation: str
    number: str
    """The pooled value and its interval; empty where nothing is pooled."""
    is_pooled: bool
    size: str | None = None
    prediction: str = ""
    certainty: Any = None
    different: list[str] = field(default_factory=list)
    small_studies: list[str] = field(default_factory=list)
    robust: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    subgroups: list[str] = field(default_factory=list)
    method: list[str] = field(default_factory=list)


def told(synthesis: Synthesis, language: str) -> Told:
    """Every sentence of the page, from what is stored; nothing is computed."""
    result, standing = synthesis.result, synthesis.standing
    language = spoken_language(language)
    heading, explanation = words_of_label(standing["label"], language)
    common = {
        "answer": answer_of(synthesis, language),
        "label": standing["label"],
        "heading": heading,
        "explanation": explanation,
        "number": number_of(standing),
        "is_pooled": bool(result["pooled"]),
    }
    if not result["pooled"]:
        return Told(**common)
    answer = pooled_answer(synthesis, language)
    return Told(
        **common,
        size=answer.size,
        prediction=answer.prediction,
        certainty=certainty_of(result, standing["label"], language),
        different=list(_different(result)),
        small_studies=list(_small_studies(result)),
        robust=list(_robust(result)),
        years=list(_years(result)),
        subgroups=list(_subgroups(result)),
        method=list(_method(result)),
    )


def certainty_of(result: Result, label: str, language: str) -> Any:
    """How sure the answer is, as far as its numbers show, in words with reasons."""
    values, egger = result["pooled"]["shown"], result["small_studies"]["egger"]
    spread = result["heterogeneity"]
    low, high = values["prediction_low"], values["prediction_high"]
    null = MEASURES[result["measure"]].null
    ends = (values["ci_low"], values["ci_high"])
    rated = certainty(
        label=label,
        k=result["k"],
        n_studies=result["n_studies"],
        n_people=result["n_people"],
        i2=spread["i2"],
        q_p=spread["q_p"],
        prediction_includes_null=None if None in (low, high, null) else low <= null <= high,
        interval_width_vs_small=None if None in ends else width_vs_small(result["measure"], *ends),
        small_study_p=egger["p"] if egger else None,
    )
    return rated.in_words(language)


def _is_below(p: float | None, limit: float) -> bool:
    """Not where p is not known; a p so small that it was stored as 0 is."""
    return p is not None and p < limit


def _different(result: Result) -> Iterable[str]:
    """How much the studies differ."""
    spread = result["heterogeneity"]
    facts = {
        "i2": shown(spread["i2"], 0),
        "q": shown(spread["q"]),
        "df": spread["q_df"],
        "p": p_shown(spread["q_p"]),
    }
    if spread["i2"] < NOTICEABLE_I2:
        yield _("The studies differ no more than chance alone would make them.")
    elif not _is_below(spread["q_p"], 1 - result["level"]):
        yield (
            _(
                "About %(i2)s%% of the variation between the effects may be real, but chance alone "
                "could make them differ as much."
            )
            % facts
        )
    else:
        yield (
            _(
                "The effects differ more than chance alone would make them: about %(i2)s%% of the "
                "variation between them is real (I²)."
            )
            % facts
        )
    if spread["i2_between"] is not None and spread["i2"] >= NOTICEABLE_I2:
        yield _(
            "Of all variation, %(between)s%% lies between studies and %(within)s%% between effects "
            "of the same study."
        ) % {"between": shown(spread["i2_between"], 0), "within": shown(spread["i2_within"], 0)}
    yield _("Q = %(q)s with %(df)s degrees of freedom, %(p)s; τ² = %(tau2)s.") % {
        **facts,
        "tau2": shown(spread["tau2"], 3),
    }


def _small_studies(result: Result) -> Iterable[str]:
    """Whether small studies find other effects than large ones."""
    small = result["small_studies"]
    if small["why_not"] == "fewer-than-ten":
        yield _(
            "With fewer than ten studies no test could tell whether small studies find other "
            "effects than large ones."
        )
    elif small["why_not"] == "same-precision":
        yield _("The studies are all equally precise, so nothing can be said of small ones.")
    egger = small["egger"]
    if egger:
        facts = {
            "p": p_shown(egger["p"]),
            "limit": value_shown(egger["limit"]["estimate"], result["measure"]),
        }
        if _is_below(egger["p"], DOUBTFUL_P):
            yield (
                _(
                    "Less precise studies find other effects than precise ones (Egger's test, "
                    "%(p)s). Studies without the hoped-for result may be missing, and the answer "
                    "may be too favourable. For a study without sampling error the line gives "
                    "%(limit)s."
                )
                % facts
            )
        else:
            yield (
                _(
                    "Less precise studies are not shown to find other effects than precise ones "
                    "(Egger's test, %(p)s). That does not prove that none is missing."
                )
                % facts
            )
    filled = small["trim_and_fill"]
    if filled and filled["k0"]:
        yield ngettext(
            "A symmetric funnel would have %(k0)s study more; with it the answer would be "
            "%(estimate)s (trim and fill).",
            "A symmetric funnel would have %(k0)s studies more; with them the answer would be "
            "%(estimate)s (trim and fill).",
            filled["k0"],
        ) % {
            "k0": filled["k0"],
            "estimate": value_shown(filled["shown"]["estimate"], result["measure"]),
        }


def _robust(result: Result) -> Iterable[str]:
    """Whether the answer hangs on one study or on the way it was computed."""
    left_out = result["sensitivity"]["leave_one_out"]
    if left_out:
        values = [row["shown"]["estimate"] for row in left_out]
        yield _("Leaving out any one study, the answer stays between %(low)s and %(high)s.") % {
            "low": value_shown(min(values), result["measure"]),
            "high": value_shown(max(values), result["measure"]),
        }
        swaying = [row["study"] for row in left_out if row["influential"]]
        if swaying:
            yield ngettext(
                "One study sways it more than the others: %(studies)s.",
                "Some studies sway it more than the others: %(studies)s.",
                len(swaying),
            ) % {"studies": "; ".join(swaying)}
    others = result["sensitivity"]["alternatives"]
    if others:
        values = [row["shown"]["estimate"] for row in others]
        yield _("Computed in %(number)s other ways, it lies between %(low)s and %(high)s.") % {
            "number": len(others),
            "low": value_shown(min(values), result["measure"]),
            "high": value_shown(max(values), result["measure"]),
        }


def _years(result: Result) -> Iterable[str]:
    steps = result["cumulative"]["steps"]
    if len(steps) > 1:
        first, last = steps[0], steps[-1]
        yield _(
            "With the studies up to %(first)s it was %(before)s; with all up to %(last)s it is "
            "%(after)s."
        ) % {
            "first": f"{first['year']:g}",
            "last": f"{last['year']:g}",
            "before": value_shown(first["shown"]["estimate"], result["measure"]),
            "after": value_shown(last["shown"]["estimate"], result["measure"]),
        }


def _subgroups(result: Result) -> Iterable[str]:
    between = result["subgroups"]["between"]
    if not between:
        return
    facts = {"p": p_shown(between["p"])}
    if _is_below(between["p"], 1 - result["level"]):
        yield _("The subgroups differ more than chance alone would make them (%(p)s).") % facts
    else:
        yield (
            _(
                "Between the subgroups there is no more difference than chance alone could make "
                "(%(p)s)."
            )
            % facts
        )


MODELS = {
    "random-effects": gettext_noop("random effects"),
    "common-effect": gettext_noop("common effect"),
    "three-level": gettext_noop("effects within studies (three-level model)"),
    "correlated-hierarchical": gettext_noop("correlated and hierarchical effects"),
}
TESTS = {
    "knapp-hartung": gettext_noop("intervals by Knapp and Hartung"),
    "knapp-hartung-adhoc": gettext_noop(
        "intervals by Knapp and Hartung, never narrower than the usual ones"
    ),
    "CR2": gettext_noop("cluster-robust intervals (CR2)"),
}


def _method(result: Result) -> Iterable[str]:
    yield _("%(model)s, τ² by %(method)s, %(test)s.") % {
        "model": _(MODELS[result["model"]]).capitalize(),
        "method": result["method"],
        "test": _(TESTS[result["test"]]),
    }
    if result["rho"]:
        yield _("Sampling errors within a study were assumed to correlate by %(rho)s.") % {
            "rho": shown(result["rho"])
        }
    if "narrower" in result["pooled"]["notes"]:
        yield _(
            "The interval is narrower than the usual one would be, because the effects happen to "
            "lie close together; that may be chance rather than precision."
        )
    if "few-degrees-of-freedom" in result["pooled"]["notes"]:
        yield _("With so few studies the interval and p are a rough guide only.")
