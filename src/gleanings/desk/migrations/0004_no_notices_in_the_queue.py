from django.db import migrations

from gleanings.literature.records.notices import is_notice


def leave_out_notices(apps, schema_editor):
    """Retractions and corrections came to the desk before it knew them from articles."""
    waiting = apps.get_model("desk", "Candidate").objects.filter(verdict="")
    rows = waiting.values_list("pk", "article__title", "article__publication_types")
    keys = [key for key, title, types in rows.iterator() if is_notice(title, types)]
    waiting.filter(pk__in=keys).delete()


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_left_at_most"), ("literature", "0009_mistaken_notices")]

    operations = [migrations.RunPython(leave_out_notices, migrations.RunPython.noop)]
