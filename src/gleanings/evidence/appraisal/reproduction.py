"""Scripts with which a reader redoes the numbers of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from gleanings.evidence.appraisal import script_python, script_r
from gleanings.evidence.appraisal.result import Appraisal
from gleanings.evidence.appraisal.script_data import content
from gleanings.evidence.inputs import choice

_LANGUAGES = {"R": script_r.script, "python": script_python.script}


def reproduction_script(
    appraisal: Mapping[str, Any] | Appraisal,
    data: Sequence[Mapping[str, Any]] | None = None,
    *,
    language: Literal["R", "python"] = "R",
    title: str = "",
    address: str = "",
) -> str:
    """A complete script, the data inside, that computes the pooled numbers of a page anew.

    It prints them beside those of the page and stops with an error if any differs by more than
    the tolerance it states. R: metafor's `rma` with `test="adhoc"` and `regtest`, or `rma.mv` with
    clubSandwich's CR2 for dependent effects. Python: `appraise`.

    Parameters
    ----------
    appraisal : of `appraise`, or its `to_dict`.
    data : rows in the order of the effects, with any of label, cluster, subgroup, year, n, yi, vi;
        what they lack, or without them everything, comes from the appraisal.
    language : "R" or "python".
    title, address : of the page, for the comment at the top.

    Raises
    ------
    ValueError : where nothing is pooled, or there are more or fewer rows than effects.
    """
    choice("language", language, tuple(_LANGUAGES))
    return _LANGUAGES[language](content(appraisal, data), title, address)
