"""What stood in for a page that was deleted since is taken offline.

It stays in the way of nothing: when its month is published again, it is replaced.
"""

from django.db import migrations


def take_offline(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    for name in ("Issue", "Summary"):
        model = apps.get_model("digest", name)
        for page in model.objects.filter(alias_of=None, live=True).select_related("locale"):
            family = model.objects.filter(
                translation_key=page.translation_key, locale__language_code=page.words_in
            )
            if page.words_in and not family.exists():
                Page.objects.filter(pk=page.pk).update(live=False)


class Migration(migrations.Migration):
    dependencies = [("digest", "0014_what_the_clock_could_not_do")]

    operations = [migrations.RunPython(take_offline, migrations.RunPython.noop)]
