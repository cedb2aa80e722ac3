from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0002_editors_change_the_network")]

    operations = [
        migrations.CreateModel(
            name="ClockKeeper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("keeper", models.CharField(max_length=16)),
                ("until", models.DateTimeField()),
            ],
        ),
    ]
