"""Who may what at the desk, in one table; the groups are made from it after each migration.

What a person may do with a page is Wagtail's own: *add* is to write and to change one's own, and
nothing goes online without *publish*. Rooms above add their own models when the app is ready
(`also`). What a group has beyond the table stays, so a network may give more; it may not give less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from gleanings.digest.models import Finding, Summary
from gleanings.digest.publishing import is_approved
from gleanings.literature.models import Article

WRITERS, REVIEWERS, EDITORS = "Writers", "Reviewers", "Editors"

EVERYTHING = ("view", "add", "change", "delete")

PAGES: dict[str, Sequence[str]] = {
    WRITERS: ("add",),
    REVIEWERS: ("change", "lock", "unlock"),
    EDITORS: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
"""In the trees of all languages."""

Models = Mapping[str, Sequence[str]]

MODELS: dict[str, dict[str, Sequence[str]]] = {
    WRITERS: {
        "wagtailadmin.admin": ("access_admin",),
        # those of their own drafts: see `may_change_article`
        "literature.article": ("view", "add", "change"),
        "digest.author": ("view", "add"),
    },
    REVIEWERS: {
        "wagtailadmin.admin": ("access_admin",),
        # those of drafts
        "literature.article": ("view", "add", "change"),
        "digest.author": ("view",),
    },
    EDITORS: {
        "wagtailadmin.admin": ("access_admin",),
        "literature.article": EVERYTHING,
        "literature.importrun": ("view",),
        "literature.savedsearch": EVERYTHING,
        "digest.author": EVERYTHING,
        # a term is merged into another, never deleted: its address stays
        "digest.topic": ("view", "add", "change"),
        "digest.researchtype": ("view", "add", "change"),
        "digest.importedpage": ("view",),
        # to invite: see `roles_to_give`; accounts are changed and closed by the superuser
        "auth.user": ("add",),
        "wagtailredirects.redirect": EVERYTHING,
        "wagtail_localize.translationsource": ("submit_translation",),
    },
}
_FILES = ("wagtailimages.image", "wagtaildocs.document")
COLLECTIONS: dict[str, Models] = {
    WRITERS: dict.fromkeys(_FILES, ("choose",)),
    REVIEWERS: dict.fromkeys(_FILES, ("choose",)),
    EDITORS: dict.fromkeys(_FILES, ("add", "change", "choose")),
}
"""Of images and documents, in every collection."""


def also(group: str, models: Models) -> None:
    """What a room above lets a group do; call it when the app is ready."""
    MODELS[group].update(models)


# --- people ---------------------------------------------------------------------------------------


def roles_to_give(user: Any) -> list[Group]:
    """Into which groups the user may invite a colleague: nobody gives more than he has."""
    groups = list(Group.objects.order_by("pk"))
    if user.is_superuser:
        return groups
    own = _rights_of(Group.objects.filter(user=user))
    return [group for group in groups if _rights_of([group]) <= own]


def _rights_of(groups: Iterable[Group]) -> set[tuple[str, int, int | None]]:
    """Each permission, and the page or collection it is bound to."""
    models = Group.permissions.through.objects.filter(group__in=groups)
    pages = GroupPagePermission.objects.filter(group__in=groups)
    collections = GroupCollectionPermission.objects.filter(group__in=groups)
    return {
        *(("model", key, None) for key in models.values_list("permission", flat=True)),
        *(("page", *keys) for keys in pages.values_list("permission", "page")),
        *(("files", *keys) for keys in collections.values_list("permission", "collection")),
    }


# --- articles -------------------------------------------------------------------------------------


def may_change_article(user: Any, article: Article) -> bool:
    """What is online, or approved to go there, is changed by who may publish it; a draft's article
    by who may change the draft.
    """
    for summary in Summary.objects.filter(pk__in=set(_summaries_that_show(article))):
        allowed = summary.permissions_for_user(user)
        if summary.live or is_approved(summary):
            may_change = allowed.can_publish()
        else:
            may_change = allowed.can_edit() and not allowed.page_locked()
        if not may_change:
            return False
    return True


def _summaries_that_show(article: Article) -> Iterator[int]:
    """As saved, by a finding, and in drafts, which are kept aside until they are published."""
    saved = Summary.objects.filter(summary_articles__article=article)
    # an alias that is not online has its original's rights
    yield from saved.exclude(alias_of__isnull=False, live=False).values_list("pk", flat=True)
    yield from Finding.objects.filter(article=article).values_list("summary_id", flat=True)
    drafts = Summary.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for key, rows in drafts.values_list("pk", "latest_revision__content__summary_articles"):
        if any(row.get("article") == article.pk for row in rows or []):
            yield key


# --- groups ---------------------------------------------------------------------------------------


def renew_groups(**kwargs: Any) -> None:
    """Give every group what the table says. Run after each migration."""
    root = Page.objects.filter(depth=1).first()
    collections = Collection.objects.filter(depth=1).first()
    if root is None or collections is None:
        return  # not all tables are filled yet
    _make_permissions()
    for name, models in MODELS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(models))
        for permission in _permissions({"wagtailcore.page": PAGES[name]}):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in _permissions(COLLECTIONS[name]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collections, permission=permission
            )


def _make_permissions() -> None:
    """Django makes those of each app after it is migrated, and some come after this one."""
    tables = (*MODELS.values(), *COLLECTIONS.values(), {"wagtailcore.page": ()})
    labels = {name.split(".")[0] for table in tables for name in table}
    for label in sorted(labels):
        create_permissions(apps.get_app_config(label), verbosity=0)


def _permissions(models: Models) -> list[Permission]:
    return [
        Permission.objects.get(
            content_type__app_label=label, content_type__model=model, codename=codename
        )
        for name, actions in models.items()
        for label, model in [name.split(".")]
        for codename in (_codename(action, model) for action in actions)
    ]


def _codename(action: str, model: str) -> str:
    is_whole = action in ("access_admin", "submit_translation")
    return action if is_whole else f"{action}_{model}"
