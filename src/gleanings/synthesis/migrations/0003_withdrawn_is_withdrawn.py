"""Versions say since when they answer, and whose each label is that their changes name."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

CHANGES = ("added", "removed", "corrected")


def know_whose_each_label_is(apps: Any, schema_editor: Any) -> None:
    Synthesis = apps.get_model("synthesis", "Synthesis")
    IncludedFinding = apps.get_model("synthesis", "IncludedFinding")
    Synthesis.objects.update(answers_since=F("computed_at"))
    before: dict[int, list[dict[str, Any]]] = {}
    for synthesis in Synthesis.objects.order_by("question", "version"):
        rows = synthesis.data["rows"]
        by_label = {row["label"]: row for row in (*before.get(synthesis.question_id, []), *rows)}
        if synthesis.change:
            for name in CHANGES:
                synthesis.change[name] = [
                    _named(label, by_label.get(label)) for label in synthesis.change[name]
                ]
            synthesis.change["described"] = []
        members = IncludedFinding.objects.filter(question=synthesis.question_id)
        by_words = {
            _words_of(member.finding): member.finding_id
            for member in members.select_related("finding")
        }
        for left_out in synthesis.data["excluded"]:
            # 0 is the key of none: what is not found any more is not shown any more
            left_out["finding"] = by_words.get(left_out["words"], 0)
        synthesis.save(update_fields=["change", "data"])
        before[synthesis.question_id] = rows


def _named(label: str, row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:
        return {"label": label, "finding": 0, "cluster": ""}
    return {name: row[name] for name in ("label", "finding", "cluster")}


def _words_of(finding: Any) -> str:
    if finding.words:
        return str(finding.words)
    has_value = finding.estimate is not None
    return f"{finding.measure} = {finding.estimate:g}" if has_value else str(finding.measure)


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0002_editors_ask_questions"), ("digest", "0013_findings")]

    operations = [
        migrations.AddField("synthesis", "answers_since", models.DateTimeField(null=True)),
        migrations.RunPython(know_whose_each_label_is, migrations.RunPython.noop),
        migrations.AlterField("synthesis", "answers_since", models.DateTimeField()),
        migrations.AddField("figure", "without", models.CharField(default="", max_length=64)),
        migrations.RemoveConstraint("figure", "one_figure_of_a_kind"),
        migrations.AddConstraint(
            "figure",
            models.UniqueConstraint(
                fields=("synthesis", "name", "language", "width", "without"),
                name="one_figure_of_a_kind",
            ),
        ),
    ]
