import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gleanings.literature.notices.words import TITLE
from gleanings.literature.records.notices import title_says_retracted


def note_titles(apps, schema_editor):
    """What titles say that were typed or pasted before anybody listened to them."""
    article, notice = (apps.get_model("literature", name) for name in ("Article", "Notice"))
    marked = article.objects.filter(title__iregex="retracted|withdrawn")
    unsaid = marked.exclude(notices__kind="retraction")
    notice.objects.bulk_create(
        notice(article=one, kind="retraction", source=TITLE)
        for one in unsaid
        if title_says_retracted(one)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("literature", "0006_merges_and_pairs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="first_seen",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="first seen"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="seen_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="seen_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="notice", name="notice_said_once"),
        migrations.RemoveConstraint(model_name="notice", name="notice_waits_once"),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False)),
                fields=("article", "kind", "source", "doi", "pmid", "date"),
                name="notice_said_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", True)),
                fields=("article_doi", "article_pmid", "kind", "source", "doi", "pmid", "date"),
                name="notice_waits_once",
            ),
        ),
        migrations.RunPython(note_titles, migrations.RunPython.noop, elidable=True),
    ]
