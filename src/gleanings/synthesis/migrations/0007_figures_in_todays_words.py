"""Figures are kept as they were drawn: with other words in them they are drawn anew."""

from typing import Any

from django.db import migrations


def forget_figures(apps: Any, schema_editor: Any) -> None:
    apps.get_model("synthesis", "Figure").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0006_how_found")]

    operations = [migrations.RunPython(forget_figures, migrations.RunPython.noop, elidable=True)]
