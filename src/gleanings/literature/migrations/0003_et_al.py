"""“et al.” ends a list of authors; an ellipsis stands before the last."""

import re

from django.db import migrations, models

ET_AL = re.compile(r"\bet\s+al\b", re.IGNORECASE)
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")


def tell_them_apart(apps, schema_editor):
    Article = apps.get_model("literature", "Article")
    for article in Article.objects.filter(authors_left_out=True).only("citation"):
        if ET_AL.search(article.citation) and not ELLIPSIS.search(article.citation):
            Article.objects.filter(pk=article.pk).update(authors_left_out=False, et_al=True)


class Migration(migrations.Migration):
    dependencies = [("literature", "0002_more_of_books")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="et_al",
            field=models.BooleanField(
                default=False,
                help_text="The citation names the first authors alone, and “et al.” after them.",
                verbose_name="more authors follow",
            ),
        ),
        migrations.RunPython(tell_them_apart, migrations.RunPython.noop),
    ]
