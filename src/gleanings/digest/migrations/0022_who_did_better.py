"""An editor says who did better by a number; which end of the outcome is good did not say it.

Papers sign a difference between groups either way, so these are asked about anew. What a
correlation says follows from its sign and from what was known of its outcome.
"""

from typing import Any

from django.db import migrations, models

_CORRELATIONS = {
    *("r", "rho", "beta"),
    *("COR", "UCOR", "ZCOR", "PCOR", "ZPCOR", "SPCOR", "RPB", "RBIS", "PHI", "RTET"),
}


def _favours(finding: dict[str, Any]) -> str:
    is_correlation = finding["measure"] in _CORRELATIONS
    has_precision = finding["ci_low"] is not None or finding["se"] is not None
    is_fishers_z = finding["measure"] == "z" and has_precision
    if not finding["estimate"] or not finding["better"] or not (is_correlation or is_fishers_z):
        return ""
    return "first" if (finding["estimate"] > 0) == (finding["better"] == "higher") else "others"


def carry_over(apps: Any, schema_editor: Any) -> None:
    finding = apps.get_model("digest", "finding")
    fields = ("pk", "measure", "estimate", "ci_low", "se", "better")
    for row in finding.objects.exclude(better="").values(*fields):
        if favours := _favours(row):
            finding.objects.filter(pk=row["pk"]).update(favours=favours)
    # a draft goes online as its revision has it
    revisions = apps.get_model("wagtailcore", "revision").objects
    of_summaries = revisions.filter(content_type__app_label="digest", content_type__model="summary")
    for revision in of_summaries.iterator(chunk_size=200):
        rows = revision.content.get("findings", [])
        if not any(row.get("better") for row in rows):
            continue
        for row in rows:
            row["favours"] = _favours({"better": "", **row})
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("digest", "0021_notes_of_the_check"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="design",
            field=models.CharField(
                blank=True,
                choices=[
                    ("comparison", "a comparison of groups"),
                    ("before-after", "before and after, in one group"),
                    ("cross-sectional", "what goes together at one point in time"),
                    ("single-group", "one group, neither compared nor followed"),
                ],
                default="",
                max_length=15,
                verbose_name="how it came about",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="favours",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "those with it, or with more of it"),
                    ("others", "the others, or those with less of it"),
                    ("neither", "nobody: it is not about better or worse"),
                ],
                default="",
                help_text="Whatever its sign: papers sign a difference as they like.",
                max_length=7,
                verbose_name="who did better by this number",
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="finding", name="better"),
    ]
