from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("literature", "0010_free_at")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["language"], name="article_by_language"),
        ),
    ]
