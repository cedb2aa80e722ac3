"""Content to try the digest with: seven summaries in five issues, and one unfinished draft.

One file to an issue, `YYYY-MM.json`, in the shape of `records.IssueRecord`, and `network.json`
for what the site says of itself. In the files, `text_html` is a list, one block (`<h3>` or `<p>`)
to a line, so that prose can be read and compared; `issues()` joins it to one string. The HTML
is limited to `<h3>`, `<p>` and `<em>`. The people who sign summaries are invented; the articles
are real.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

from gleanings.digest.demo.records import IssueRecord, NetworkRecord


def issues() -> list[IssueRecord]:
    """The demo issues, oldest first."""
    folder = files(__name__)
    names = sorted(f.name for f in folder.iterdir() if f.name[:1] == "2")
    return [_issue(name) for name in names]


def network() -> NetworkRecord:
    return cast(NetworkRecord, _read("network.json"))


def _issue(name: str) -> IssueRecord:
    issue = _read(name)
    for summary in issue["summaries"]:
        for version in (summary, summary.get("fr")):
            if version:
                version["text_html"] = "\n".join(version["text_html"])
    return cast(IssueRecord, issue)


def _read(name: str) -> dict[str, Any]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))
