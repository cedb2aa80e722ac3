"""What stands in words in and beside a forest plot: notes, title, description."""

import math
from typing import Any

from gleanings.evidence.figures.forest_data import Studies, Subgroup
from gleanings.evidence.figures.forest_rows import diamond
from gleanings.evidence.figures.rows import Plot, Row, decimals_of
from gleanings.evidence.figures.words import Words, format_number, format_p


def forest_notes(result: Any, studies: Studies, between: Any, words: Words) -> tuple[str, ...]:
    if studies.yi.size < 2 or result is None:
        return ()
    notes = [words.heterogeneity.format(facts=heterogeneity_facts(result, words))]
    if between is not None:
        notes.append(words.between.format(facts=_between_facts(between, words)))
    model = _model_note(result, words)
    return (*notes, model) if model else tuple(notes)


def _model_note(result: Any, words: Words) -> str:
    method, test = getattr(result, "method", None), str(getattr(result, "test", ""))
    if method is None:
        return ""
    if method == "EE":
        return words.common_effect
    clustered = getattr(result, "sigma2_between", None) is not None
    parts = [(words.multilevel if clustered else words.random_effects).format(method=method)]
    if test.startswith("knapp-hartung"):
        parts.append(words.knapp_hartung)
    if test.startswith("CR2"):
        parts.append(words.cluster_robust)
    return "; ".join(parts)


def heterogeneity_facts(result: Any, words: Words) -> str:
    """``τ² = 0.31, I² = 92%, Q(12) = 152.23, p < .001``, as far as the result has them."""
    facts = []
    tau2, i2, q = (getattr(result, name, None) for name in ("tau2", "i2", "q"))
    if tau2 is not None:
        facts.append(f"τ² = {format_number(tau2, 2 if tau2 >= 0.1 else 3, words)}")
    if i2 is not None:
        share = format_number(i2, 0, words)
        facts.append(f"I² = {words.percent.format(number=share)}")
    if q is not None:
        df = getattr(result, "q_df", None)
        name = "Q" if df is None else f"Q({df:g})"
        facts.append(f"{name} = {format_number(q, 2, words)}")
        facts.append(format_p(getattr(result, "q_p", None), words))
    return words.list_separator.join(fact for fact in facts if fact)


def _between_facts(between: Any, words: Words) -> str:
    df2 = getattr(between, "df2", math.inf)
    name = f"Q({between.df})"
    if math.isfinite(df2):
        shown = words.list_separator.join((f"{between.df}", format_number(df2, 1, words)))
        name = f"F({shown})"
    statistic = f"{name} = {format_number(between.q_between, 2, words)}"
    return words.list_separator.join((statistic, format_p(between.p, words)))


def forest_title(words: Words, effect: str, k: int) -> str:
    if k == 1:
        return words.forest_title_one.format(effect=effect)
    return words.forest_title.format(effect=effect, k=k)


def forest_description(rows: list[Row], plot: Plot, parts: list[Subgroup]) -> str:
    """The pooled numbers in words, for those who hear the figure."""
    words = plot.words
    decimals = decimals_of(rows) if plot.decimals is None else plot.decimals

    def number(value: float) -> str:
        return format_number(value, decimals, words, within_one=plot.measure.stays_within_one)

    def interval(row: Row) -> str:
        return words.interval_words.format(
            level=plot.level, low=number(row.low), high=number(row.high)
        )

    sentences = []
    for row in rows:
        if row.kind == "diamond" and row.bold:
            sentences.append(
                words.pooled_sentence.format(estimate=number(row.estimate), interval=interval(row))
            )
        elif row.kind == "bar":
            sentences.append(
                words.prediction_sentence.format(low=number(row.low), high=number(row.high))
            )
    for part in parts:
        if part.result is None:
            continue
        row = diamond(part.result, plot.measure, part.name)
        sentences.append(
            words.subgroup_sentence.format(
                name=part.name,
                k=len(part.members),
                estimate=number(row.estimate),
                interval=interval(row),
            )
        )
    estimates = [row.estimate for row in rows if row.kind in ("study", "point")]
    sentences.append(
        words.range_sentence.format(low=number(min(estimates)), high=number(max(estimates)))
    )
    return " ".join([*sentences, *(f"{note}." for note in plot.notes)])
