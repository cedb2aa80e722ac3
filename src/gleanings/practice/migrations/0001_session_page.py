import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

import gleanings.practice.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("digest", "0003_full_text_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="PracticeSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "session by session",
            },
        ),
        migrations.CreateModel(
            name="RepairStrategy",
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
                    "after",
                    models.CharField(
                        choices=[
                            ("any", "any drop"),
                            (
                                "withdrawal",
                                "withdrawal: the client falls silent, agrees too fast, stays away",
                            ),
                            (
                                "confrontation",
                                "confrontation: the client complains, rejects, controls",
                            ),
                        ],
                        default="any",
                        max_length=20,
                        verbose_name="after",
                    ),
                ),
                (
                    "when",
                    models.CharField(
                        choices=[("now", "within the session"), ("later", "in the next session")],
                        default="later",
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        help_text="One sentence that says what to do.",
                        max_length=400,
                        verbose_name="strategy",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strategies",
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
                "verbose_name": "strategy",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasureValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=gleanings.practice.models.measure_choices,
                        max_length=20,
                        verbose_name="measure",
                    ),
                ),
                (
                    "sd",
                    models.FloatField(
                        help_text="Of the sessions of one client around their mean, in points of the measure; not that of clients, which is larger.",
                        validators=[django.core.validators.MinValueValidator(0.01)],
                        verbose_name="standard deviation",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Shown wherever the value is used.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="practice.practicesettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "value of a measure",
                "unique_together": {("settings", "measure")},
            },
        ),
        migrations.CreateModel(
            name="PracticeWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=gleanings.practice.models.language_choices,
                        max_length=20,
                        verbose_name="language",
                    ),
                ),
                (
                    "ask_now",
                    models.TextField(
                        blank=True,
                        help_text="For example how your network asks about thoughts of suicide, in a few lines.",
                        verbose_name="what to ask now",
                    ),
                ),
                (
                    "crisis_numbers",
                    models.TextField(
                        blank=True,
                        help_text="One line each, with who answers and when. Without them, none are shown.",
                        verbose_name="crisis numbers",
                    ),
                ),
                (
                    "settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="practice.practicesettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "words in a language",
                "unique_together": {("settings", "language")},
            },
        ),
    ]
