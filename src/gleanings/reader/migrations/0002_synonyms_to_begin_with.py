"""The synonyms that a network begins with."""

from importlib.resources import files

from django.db import migrations


def sets():
    lines = (files("gleanings.reader.search") / "synonyms.txt").read_text("utf-8").splitlines()
    return [line.split("; ") for line in lines if line and not line.startswith("#")]


def add_synonyms(apps, schema_editor):
    SynonymSet = apps.get_model("reader", "SynonymSet")
    SynonymSet.objects.bulk_create(SynonymSet(phrases="\n".join(phrases)) for phrases in sets())


class Migration(migrations.Migration):
    dependencies = [("reader", "0001_initial")]
    operations = [migrations.RunPython(add_synonyms, migrations.RunPython.noop)]
