"""The group Editors may change name, logo and colours, and upload a logo."""

from django.db import migrations

RIGHTS = [("network", "networksettings", "change")]


def give_rights(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    editors = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    if editors is None:
        return
    for app, model, action in RIGHTS:
        content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
        # Django makes permissions only after all migrations have run
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_{model}",
            defaults={"name": f"Can {action} network"},
        )
        editors.permissions.add(permission)
    give_images(apps, editors)


def give_images(apps, editors):
    """Wagtail's image chooser asks for rights on a collection."""
    Collection = apps.get_model("wagtailcore", "Collection")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = Collection.objects.filter(depth=1).first()
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailimages", model="image")
    for action in ("add", "change", "choose") if root else ():
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_image",
            defaults={"name": f"Can {action} image"},
        )
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=root, permission=permission
        )


class Migration(migrations.Migration):
    # as of version 0.6.0
    replaces = [
        ("network", "0002_editors_introduce_their_network"),
        ("network", "0003_data_licence"),
    ]
    dependencies = [
        ("network", "0001_squashed_of_version_0_6_0"),
        ("digest", "0002_a_network_to_begin_with"),
        ("wagtailcore", "__latest__"),
        ("wagtailimages", "__latest__"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
