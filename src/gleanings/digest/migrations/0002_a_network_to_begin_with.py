"""Home page, groups, the review, and the two lists of terms."""

import uuid

from django.conf import settings
from django.db import migrations

from gleanings.digest.vocabulary import LANGUAGES, entries

PAGE_PERMISSIONS = {
    "Writers": ["add"],
    "Reviewers": ["change", "lock", "unlock"],
    "Editors": ["add", "change", "publish", "lock", "unlock", "bulk_delete"],
}
EVERYTHING = ["view", "add", "change", "delete"]
MODEL_PERMISSIONS = {
    "Writers": {
        ("literature", "article"): ["view", "add", "change"],
        ("digest", "author"): ["view", "add"],
    },
    "Reviewers": {
        ("literature", "article"): ["view", "add", "change"],
        ("digest", "author"): ["view"],
    },
    "Editors": {
        ("literature", "article"): EVERYTHING,
        ("digest", "author"): EVERYTHING,
        # a term is merged into another, never deleted: its address stays
        ("digest", "topic"): ["view", "add", "change"],
        ("digest", "researchtype"): ["view", "add", "change"],
        ("digest", "importedpage"): ["view"],
        ("wagtailredirects", "redirect"): EVERYTHING,
        ("wagtail_localize", "translationsource"): ["submit_translation"],
    },
}


def lay_foundations(apps, schema_editor):
    make_home(apps)
    # on the root, so that the trees of all languages have the same groups and the same review
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    groups = make_groups(apps, root)
    make_review(apps, root, [groups["Reviewers"], groups["Editors"]])
    make_terms(apps, "topics", "Topic", "TopicName")
    make_terms(apps, "research_types", "ResearchType", "ResearchTypeName")


def make_home(apps):
    """The home page in the first language, in place of Wagtail's welcome page."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page.objects.filter(depth=2).delete()
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = apps.get_model("digest", "Home").objects.create(
        title="Practice Research Digest",
        draft_title="Practice Research Digest",
        slug="home",
        locale=locale,
        words_in=locale.language_code,
        translation_key=uuid.uuid4(),
        content_type=content_type(apps, "digest", "home"),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", site_name=home.title, root_page=home, is_default_site=True
    )


def make_groups(apps, root):
    """Writers, Reviewers, Editors; Wagtail's own example groups and workflow go."""
    Group = apps.get_model("auth", "Group")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    groups = {}
    for name, page_permissions in PAGE_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        for (app, model), actions in MODEL_PERMISSIONS[name].items():
            for action in actions:
                codename = action if "_" in action else f"{action}_{model}"
                group.permissions.add(permission(apps, app, model, codename))
        for action in page_permissions:
            GroupPagePermission.objects.create(
                group=group,
                page_id=root.pk,
                permission=permission(apps, "wagtailcore", "page", f"{action}_page"),
            )
        groups[name] = group
    return groups


def make_review(apps, root, reviewing_groups):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name="Review", content_type=content_type(apps, "wagtailcore", "groupapprovaltask")
    )
    task.groups.set(reviewing_groups)
    workflow = Workflow.objects.create(name="Review")
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.pk, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(workflow=workflow, page_id=root.pk)


def make_terms(apps, vocabulary, model, name_model):
    Term = apps.get_model("digest", model)
    Name = apps.get_model("digest", name_model)
    for order, entry in enumerate(entries(vocabulary)):
        term = Term.objects.create(slug=entry["slug"], sort_order=order)
        Name.objects.bulk_create(
            Name(
                term=term,
                language=language,
                name=entry[f"name_{language}"],
                definition=entry.get(f"definition_{language}", ""),
            )
            for language in LANGUAGES
            if entry.get(f"name_{language}")
        )


def content_type(apps, app, model):
    ContentType = apps.get_model("contenttypes", "ContentType")
    return ContentType.objects.get_or_create(app_label=app, model=model)[0]


def permission(apps, app, model, codename):
    # Django makes permissions only after all migrations have run
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type(apps, app, model),
        codename=codename,
        defaults={"name": codename.replace("_", " ").capitalize()},
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("digest", "0001_squashed_of_version_0_6_0"),
        ("literature", "0001_squashed_of_version_0_6_0"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "__latest__"),
        ("wagtailcore", "__latest__"),
        ("wagtailredirects", "__latest__"),
        ("wagtail_localize", "__latest__"),
    ]

    operations = [migrations.RunPython(lay_foundations, migrations.RunPython.noop)]
