from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("synthesis", "0004_who_did_better")]

    operations = [migrations.RenameField("synthesis", "standing", "headline")]
