from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat

from gleanings.literature.identifiers import PMC


def in_pubmed_central(apps, schema_editor):
    """What was known before: the number in PubMed Central."""
    before, after = PMC.split("%s")
    apps.get_model("literature", "Article").objects.exclude(pmcid="").update(
        free_at=Concat(Value(before), F("pmcid"), Value(after))
    )


class Migration(migrations.Migration):
    dependencies = [("literature", "0009_mistaken_notices")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="free_at",
            field=models.URLField(
                blank=True,
                help_text="Where anybody may read the whole text.",
                max_length=1000,
                verbose_name="free to read at",
            ),
        ),
        migrations.RunPython(in_pubmed_central, migrations.RunPython.noop),
    ]
