"""The numbers of the whole archive, online and in drafts, checked anew; nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from gleanings.digest.findings.checking import recheck_by
from gleanings.digest.findings.publication_check import figures_of
from gleanings.digest.findings.reading import proposal
from gleanings.digest.models import Finding, Summary
from gleanings.digest.text import plain

CHUNK = 500
_FIELDS = [
    field.attname for field in Finding._meta.concrete_fields if field.name not in {"id", "summary"}
]


@dataclass(frozen=True)
class Checked:
    """A number in a summary, as it is online or in the latest draft.

    ``finding`` is new and without a key where no finding stands for the number yet.
    """

    summary: Summary
    version: Literal["online", "draft"]
    finding: Finding
    is_kept: bool

    @property
    def is_open_online(self) -> bool:
        return self.version == "online" and self.finding.is_open


Reasons = dict[tuple[object, ...], str]


def survey() -> Iterator[list[Checked]]:
    """The numbers of one version of a summary after the other; a few queries to 500 summaries."""
    reasons = _reasons()
    for summary in summaries().iterator(chunk_size=CHUNK):
        if summary.live:
            implications = [row.text for row in summary.implications.all()]
            yield _checked(
                summary,
                "online",
                [summary.studied, summary.text, *implications],
                list(summary.findings.all()),
                reasons,
            )
        if summary.latest_revision and (summary.has_unpublished_changes or not summary.live):
            draft = summary.latest_revision.content
            implications = [row["text"] for row in _rows(draft, "implications")]
            yield _checked(
                summary,
                "draft",
                [draft.get("studied", ""), draft.get("text", ""), *implications],
                [_finding(row) for row in _rows(draft, "findings")],
                reasons,
            )


def summaries() -> Any:
    """Originals and translations; what stands in for one has no words of its own."""
    with_words = Summary.objects.filter(alias_of=None)
    changed = Q(has_unpublished_changes=True) | Q(live=False)
    return (
        with_words.filter(Q(live=True) | changed)
        .select_related("latest_revision", "locale")
        .prefetch_related("implications", "findings")
        .newest_first()
    )


def _reasons() -> Reasons:
    """Why numbers stand as they are: what the original says holds for its translations too."""
    acknowledged = Finding.objects.exclude(acknowledgement="").select_related("summary")
    return {
        (finding.summary.translation_key, *figures_of(finding)): finding.acknowledgement
        for finding in acknowledged
    }


def _checked(
    summary: Summary, version: Any, texts: list[str], findings: list[Finding], reasons: Reasons
) -> list[Checked]:
    studied, *html = texts
    prose = "\n".join([studied, *map(plain, html)])
    new = [proposal(verdict) for verdict in recheck_by(prose, findings).left]
    for finding in new:
        key = (summary.translation_key, *figures_of(finding))
        finding.acknowledgement = reasons.get(key, "")
    return [
        *(Checked(summary, version, finding, True) for finding in findings),
        *(Checked(summary, version, finding, False) for finding in new),
    ]


def _rows(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return sorted(content.get(name) or [], key=lambda row: row.get("sort_order") or 0)


def _finding(row: dict[str, Any]) -> Finding:
    """A finding of a revision; a field that came later has its default."""
    names = {name.removesuffix("_id"): name for name in _FIELDS}
    return Finding(**{names[name]: value for name, value in row.items() if name in names})
