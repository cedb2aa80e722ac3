"""Editors pose questions and say what belongs to them; reviewers see them."""

from django.db import migrations

PERMISSIONS = {"Editors": ["view", "add", "change"], "Reviewers": ["view"]}


def permit(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _ = ContentType.objects.get_or_create(app_label="synthesis", model="question")
    for name, actions in PERMISSIONS.items():
        group = Group.objects.filter(name=name).first()
        for action in actions if group else ():
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{action}_question",
                defaults={"name": f"Can {action} question"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("synthesis", "0001_questions_and_syntheses"),
        ("digest", "0013_findings"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
