import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

import gleanings.practice.models


class Migration(migrations.Migration):
    dependencies = [
        ("digest", "0003_full_text_index"),
        ("practice", "0001_session_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionPrompt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "language",
                    models.CharField(
                        choices=gleanings.practice.models.language_choices,
                        max_length=20,
                        verbose_name="language",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        help_text="For example what clients hold back. The first three of a language are shown.",
                        max_length=300,
                        verbose_name="question",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prompts",
                        to="practice.practicesettings",
                    ),
                ),
                (
                    "summary",
                    models.ForeignKey(
                        blank=True,
                        help_text="The published summary that it comes from.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="digest.summary",
                        verbose_name="summary",
                    ),
                ),
            ],
            options={
                "verbose_name": "question before a session",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
