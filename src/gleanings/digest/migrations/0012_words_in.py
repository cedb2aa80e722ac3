"""The language of a page's words, which an alias has from its original."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def say_the_language(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    for name in ("Home", "Issue", "Summary"):
        model = apps.get_model("digest", name)
        page = Page.objects.filter(pk=OuterRef("pk"))
        model.objects.filter(alias_of=None).update(
            words_in=Subquery(page.values("locale__language_code")[:1])
        )
        model.objects.exclude(alias_of=None).update(
            words_in=Subquery(page.values("alias_of__locale__language_code")[:1])
        )


def field():
    return models.CharField(
        blank=True,
        default="",
        editable=False,
        max_length=20,
        verbose_name="language of the words",
    )


class Migration(migrations.Migration):
    dependencies = [("digest", "0011_full_text_index")]

    operations = [
        *(
            migrations.AddField(model, "words_in", field())
            for model in ("home", "issue", "summary")
        ),
        migrations.RunPython(say_the_language, migrations.RunPython.noop),
    ]
