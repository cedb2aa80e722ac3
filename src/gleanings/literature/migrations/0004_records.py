"""Articles have what the desk alone sees; notices about them, and imports of records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gleanings.literature.titles import title_key

AT_ONCE = 500


def key_titles(apps, schema_editor):
    Article = apps.get_model("literature", "Article")
    waiting = []
    for article in Article.objects.only("pk", "title").iterator(chunk_size=AT_ONCE):
        article.title_key = title_key(article.title)
        waiting.append(article)
        if len(waiting) == AT_ONCE:
            Article.objects.bulk_update(waiting, ["title_key"])
            waiting = []
    Article.objects.bulk_update(waiting, ["title_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("literature", "0003_et_al"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=300, verbose_name="file")),
                (
                    "stored_as",
                    models.CharField(blank=True, default="", editable=False, max_length=300),
                ),
                (
                    "format",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="format"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="started")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("read", models.PositiveIntegerField(default=0, verbose_name="read")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("merged", models.PositiveIntegerField(default=0, verbose_name="merged")),
                ("doubtful", models.PositiveIntegerField(default=0, verbose_name="doubtful")),
                ("refused_count", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("refused", models.JSONField(blank=True, default=list)),
                ("doubts", models.JSONField(blank=True, default=list)),
            ],
            options={
                "verbose_name": "import of records",
                "verbose_name_plural": "imports of records",
                "ordering": ["-started_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article_doi",
                    models.CharField(blank=True, db_index=True, default="", max_length=300),
                ),
                (
                    "article_pmid",
                    models.CharField(blank=True, db_index=True, default="", max_length=10),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("retraction", "retraction"),
                            ("correction", "correction"),
                            ("concern", "expression of concern"),
                            ("reinstatement", "reinstatement"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "doi",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="DOI of the notice"
                    ),
                ),
                (
                    "pmid",
                    models.CharField(
                        blank=True, default="", max_length=10, verbose_name="PMID of the notice"
                    ),
                ),
                (
                    "date",
                    models.CharField(blank=True, default="", max_length=10, verbose_name="date"),
                ),
                (
                    "citation",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="citation"
                    ),
                ),
                ("source", models.CharField(max_length=50, verbose_name="source")),
                ("first_seen", models.DateTimeField(auto_now_add=True, verbose_name="first seen")),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
            },
        ),
        migrations.AddField(
            model_name="article",
            name="abstract",
            field=models.TextField(
                blank=True,
                help_text="For the desk alone: it is never published.",
                verbose_name="abstract",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="identifiers",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="article",
            name="keywords",
            field=models.JSONField(blank=True, default=list, verbose_name="keywords"),
        ),
        migrations.AddField(
            model_name="article",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="Its code, such as en or fr.",
                max_length=20,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="original_title",
            field=models.CharField(blank=True, max_length=1000, verbose_name="original title"),
        ),
        migrations.AddField(
            model_name="article",
            name="pmcid",
            field=models.CharField(blank=True, max_length=15, verbose_name="PMCID"),
        ),
        migrations.AddField(
            model_name="article",
            name="pmid",
            field=models.CharField(
                blank=True, max_length=10, null=True, unique=True, verbose_name="PMID"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="publication_types",
            field=models.JSONField(blank=True, default=list, verbose_name="kinds of publication"),
        ),
        migrations.AddField(
            model_name="article",
            name="sources",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="article",
            name="title_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=32),
        ),
        migrations.AlterField(
            model_name="article",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, db_index=True),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-year"], name="article_by_year"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="article",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="literature.article",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False)),
                fields=("article", "kind", "source", "doi", "pmid"),
                name="notice_said_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", True)),
                fields=("article_doi", "article_pmid", "kind", "source", "doi", "pmid"),
                name="notice_waits_once",
            ),
        ),
        migrations.RunPython(key_titles, migrations.RunPython.noop),
    ]
