"""What was found, for people or for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from gleanings.site.doctor.findings import Finding, Level

ORDER = [Level.WRONG, Level.BETTER, Level.WELL]
HEADINGS = {Level.WRONG: "Wrong", Level.BETTER: "Could be better", Level.WELL: "Well"}


def worst(findings: Sequence[Finding]) -> Level:
    return min((one.level for one in findings), key=ORDER.index, default=Level.WELL)


def as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for level in ORDER:
        of_it = [one for one in findings if one.level is level]
        if of_it:
            lines += ["", f"{HEADINGS[level]}:"]
        for one in of_it:
            lines.append(f"- {one.about}: {one.sentence}")
            if one.remedy:
                lines.append(f"  → {one.remedy}")
    return "\n".join(lines[1:])


def as_json(findings: Sequence[Finding]) -> str:
    rows = [{**asdict(one), "level": one.level.value} for one in findings]
    return json.dumps({"status": worst(findings).value, "findings": rows}, indent=2)
