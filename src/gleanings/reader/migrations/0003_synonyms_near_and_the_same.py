"""Sets that no editor has changed tell apart what means the same and what is near."""

from importlib import import_module

from django.db import migrations, models

sets = import_module("gleanings.reader.migrations.0002_synonyms_to_begin_with").sets


def flat(phrases):
    """The phrases of a set, however they stand together."""
    lines = (line.split(" = ") for line in phrases)
    return frozenset(phrase for line in lines for phrase in line)


def tell_apart(apps, schema_editor):
    known = {flat(phrases): "\n".join(phrases) for phrases in sets()}
    for row in apps.get_model("reader", "SynonymSet").objects.all():
        phrases = known.get(flat(row.phrases.splitlines()))
        if phrases and phrases != row.phrases:
            row.phrases = phrases
            row.save(update_fields=["phrases"])


class Migration(migrations.Migration):
    dependencies = [("reader", "0002_synonyms_to_begin_with")]
    operations = [
        migrations.AlterField(
            model_name="synonymset",
            name="phrases",
            field=models.TextField(
                help_text="One word or phrase a line, in any language. A search for one finds the others too, further down. What means just the same, as in another language or in short, shares a line and comes first: “bulimia = boulimie” before “anorexia = anorexie”. Plurals, accents, capitals, and British or American spelling make no difference.",
                verbose_name="words that mean the same",
            ),
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
