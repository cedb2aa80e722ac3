from django.db import migrations

# rule, and how many people make one unit of the number
_PART_OF_WHOLE = "fraction-within-total"
_MANY = {"percentage-possible": 100, "mean-possible": 1}


def call_them_unchecked(apps, schema_editor):
    """A comparison that nearly every misprint would pass is no longer called consistent."""
    findings = apps.get_model("digest", "Finding").objects.filter(verdict="consistent")
    changed = []
    for finding in findings.filter(check_record__rule__in=[_PART_OF_WHOLE, *_MANY]).iterator():
        rule = finding.check_record["rule"]
        needed = _MANY.get(rule, 0) * 10 ** (finding.decimals or 0)
        if rule == _PART_OF_WHOLE or (finding.n or 0) >= needed:
            finding.verdict = "not checkable"
            changed.append(finding)
    findings.model.objects.bulk_update(changed, ["verdict"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("digest", "0022_who_did_better")]
    operations = [migrations.RunPython(call_them_unchecked, migrations.RunPython.noop)]
