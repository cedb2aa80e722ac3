import re

from django.db import migrations, models

_WORDS = {
    ">": r"over|more than|above|plus de",
    ">=": r"at least|au moins",
    "<": r"under|less than|fewer than|below|moins de",
    "<=": r"up to|at most",
}
_COUNTED = ("percentage", "count")
_SIGN = re.compile(r"[^=<>≤≥]{1,40}?(?P<sign>[<>]\s?=|[<>≤≥])")


def bound_in(measure, words):
    """The bound that a finding's words begin with, as they were read so far."""
    if measure in _COUNTED:
        found = (
            b for b, said in _WORDS.items() if re.match(rf"(?:{said})\s", words, re.IGNORECASE)
        )
        return next(found, "")
    sign = _SIGN.match(words)
    if sign is None or "=" in words[: sign.start("sign")]:
        return ""
    return {"≤": "<=", "≥": ">="}.get(sign["sign"], sign["sign"].replace(" ", ""))


def read_the_bounds(apps, schema_editor):
    findings = apps.get_model("digest", "Finding").objects.exclude(words="")
    changed = []
    for finding in findings.only("measure", "words").iterator():
        finding.bound = bound_in(finding.measure, finding.words)
        if finding.bound:
            changed.append(finding)
    apps.get_model("digest", "Finding").objects.bulk_update(changed, ["bound"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("digest", "0023_checks_that_check_nothing")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="bound",
            field=models.CharField(
                blank=True,
                choices=[
                    (">", "more than"),
                    (">=", "at least"),
                    ("<", "less than"),
                    ("<=", "at most"),
                ],
                default="",
                help_text="Empty where it is exact. Where the finding has words, they say it.",
                max_length=2,
                verbose_name="the value is",
            ),
        ),
        migrations.RunPython(read_the_bounds, migrations.RunPython.noop),
    ]
