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
    # as of version 0.6.0
    replaces = [
        ("synthesis", "0002_editors_ask_questions"),
        ("synthesis", "0007_figures_in_todays_words"),
    ]
    dependencies = [
        ("synthesis", "0001_squashed_of_version_0_6_0"),
        ("digest", "0003_full_text_index"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
