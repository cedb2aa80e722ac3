"""The main result of an invented study, as an editor would confirm it."""

from __future__ import annotations

import html

from benchmarks.archive.study import ABOUT_TREATMENT, POOLED, Study
from gleanings.digest.demo.records import FindingRecord

DESIGNS = {
    "trial better": "comparison",
    "trial same": "comparison",
    "pooled better": "comparison",
    "change": "before-after",
    "survey": "cross-sectional",
    "measure": "cross-sectional",
}


def findings(study: Study, text_html: str) -> list[FindingRecord]:
    """One record with the words of the statistic; none where the text does not give it."""
    words = study.figures["statistic"].text
    if html.escape(words, quote=False) not in text_html:
        return []
    record: FindingRecord = {
        "words": words,
        "role": "main",
        "predictor": _predictor(study),
        "outcome": study.picked["out"]["en"],
        # the figures are of improvement: below 0, what is harmful went with less of it
        "favours": "first" if study.figures["statistic"].estimate > 0 else "others",
        "design": DESIGNS.get(study.kind, ""),
        "group": study.picked["pop"]["en"],
        "n": study.figures["n_all" if study.kind in POOLED else "n"],
    }
    if study.kind in POOLED:
        record["k"] = study.figures["k"]
    return [record]


def _predictor(study: Study) -> str:
    if study.kind not in ABOUT_TREATMENT:
        return str(study.picked["pred"]["en"])
    treatment = str(study.picked["trt"]["en"])
    if study.kind == "change":
        return treatment
    return f"{treatment} against {study.picked['cmp']['en']}"
