"""What is online changes only by who may publish, whatever form anybody fills in and sends."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Task,
    WorkflowTask,
)

from admin_site import make_admin_site
from digest.admin.rendered_form import fields_of
from digest.drafts import draft_issue, whole_summary
from digest.factories import make_summary
from digest.translations.work import begin, write
from gleanings.digest.models import (
    Finding,
    Home,
    ImportedPage,
    Issue,
    ResearchType,
    Summary,
    Topic,
    TranslatedNumber,
)
from gleanings.literature.models import Article
from gleanings.synthesis.models import Question, Synthesis

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
BULK = "/admin/bulk/wagtailcore/page"


def online() -> dict[str, list[Any]]:
    """What readers see, and who may do what."""
    pages = ("pk", "path", "title", "slug", "live", "live_revision_id", "expire_at", "alias_of")
    everything = (Article, Topic, ResearchType, Question, Synthesis, Redirect, PageViewRestriction)
    rows: dict[str, Any] = {
        one.__name__: one.objects.order_by("pk").values()
        for one in (
            *everything,
            *(TranslatedNumber, ImportedPage, Finding, Collection, Task, WorkflowTask),
            *(Group, GroupPagePermission),
        )
    }
    rows["pages"] = Page.objects.filter(live=True).order_by("pk").values(*pages)
    rows["texts"] = Summary.objects.filter(live=True).order_by("pk").values("pk", "text", "studied")
    rows["accounts"] = User.objects.order_by("pk").values("pk", "is_superuser", "password")
    rows["roles"] = User.groups.through.objects.order_by("pk").values()
    return {name: list(found) for name, found in rows.items()}


def own(summary: Summary, user: User) -> Summary:
    Summary.objects.filter(translation_key=summary.translation_key).update(owner=user)
    return Summary.objects.get(pk=summary.pk)


def attempts(values: dict[str, Any], person: User) -> list[tuple[str, dict[str, Any]]]:
    """Addresses, and a form for each that somebody who may would send."""
    online_issue = Issue.objects.get(pk=values["destination_id"])
    own_online = own(make_summary(online_issue, "Mine, online"), person)
    translation = begin(own_online)
    write(translation)
    translation.save_target(user=None, publish=True)
    own_french = translation.get_target_instance()
    own_draft = own(whole_summary(online_issue, "Mine, a draft"), person)
    waiting = own(whole_summary(online_issue, "Mine, in review"), person)
    task = waiting.get_workflow().start(waiting, person).current_task_state
    draft_of_month = draft_issue("2026-05")
    home = Home.objects.get(locale__language_code="en")
    first, second = Topic.objects.all()[:2]
    summary = values["page_id"]

    def page(name: str, pk: int, *more: Any) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=[pk, *more])

    made = []
    for one in (summary, own_online.pk, own_french.pk, own_draft.pk, waiting.pk, online_issue.pk):
        ids = f"?id={one}&next=/admin/"
        made += [
            (page("unpublish", one), {"include_descendants": "on"}),
            (page("delete", one), {"confirm_site_name": "Gleanings"}),
            (page("move_confirm", one, draft_of_month.pk), {}),
            (page("set_privacy", one), {"restriction_type": "login"}),
            (page("set_page_position", one) + "?position=0", {}),
            (page("convert_alias", one), {}),
            (reverse("wagtail_localize:convert_to_alias", args=[one]), {}),
            (f"{BULK}/publish/{ids}", {"include_descendants": "on"}),
            (f"{BULK}/unpublish/{ids}", {"include_descendants": "on"}),
            (f"{BULK}/delete/{ids}", {}),
            (f"{BULK}/move/{ids}", {"chooser": draft_of_month.pk}),
            (
                page("copy", one),
                {
                    "new_title": "A copy",
                    "new_slug": f"copy-of-{one}",
                    "new_parent_page": online_issue.pk,
                    "copy_subpages": "on",
                    "publish_copies": "on",
                },
            ),
            *(
                (reverse("wagtailadmin_api:pages:action", args=[one, action]), {"recursive": True})
                for action in ("publish", "unpublish", "delete", "convert_alias", "create_alias")
            ),
            (
                reverse("wagtailadmin_api:pages:action", args=[one, "copy"]),
                {"keep_live": True, "recursive": True},
            ),
            (
                reverse("wagtailadmin_api:pages:action", args=[one, "move"]),
                {"destination_page_id": draft_of_month.pk},
            ),
            (page("edit", one), {"action-publish": "1", "title": "Changed", "slug": "changed"}),
            (page("edit", one), {"go_live_at": "2020-01-01 00:00", "action-publish": "1"}),
            (page("edit", one), {"expire_at": "2020-01-01 00:00", "action-publish": "1"}),
            (page("edit", one), {"action": "publish"}),
            (
                page("edit", one),
                {
                    "action": "acknowledge",
                    "original": "p = .04",
                    "translation": "p = ,05",
                    "acknowledgement": "Because I say so.",
                },
            ),
        ]
    table = SimpleUploadedFile("studies.csv", b"author,year,ri,ni\nA,2001,0.3,80\n")
    blog = SimpleUploadedFile("old.txt", b"March 2017\n\nA title\n\nWords of a summary.\n")
    question, article = values["question_evidence.pk"], values["wagtail_localize.pk"]
    return [
        *made,
        (
            reverse("merge_term", args=["topic", first.pk]),
            {"into": second.pk},
        ),
        (reverse("wagtailsnippets_digest_topic:edit", args=[first.pk]), {"slug": "changed"}),
        (reverse("wagtailsnippets_literature_article:edit", args=[article]), {"title": "Changed"}),
        (reverse("wagtailsnippets_literature_article:delete", args=[article]), {}),
        (reverse("question_upload", args=[question]), {"file": table}),
        (reverse("question_evidence", args=[question]), {"action": "renew", "publish": "on"}),
        (reverse("upload_report", args=[values["upload_report.pk"]]), {"take": "on"}),
        (reverse("import_upload"), {"file": blog, "language": "en", "month": "2017-03"}),
        (reverse("import_take_back", args=[values["import_take_back.pk"]]), {}),
        (
            reverse("wagtailusers_users:add"),
            {
                "first_name": "Eve",
                "email": "eve@example.org",
                "role": Group.objects.get(name="Editors").pk,
                "language": "en",
            },
        ),
        (
            reverse("wagtail_localize:submit_page_translation", args=[home.pk]),
            {"locales": [2], "include_subtree": "on"},
        ),
        (
            reverse("wagtail_localize:update_translations", args=[translation.source_id]),
            {"publish_translations": "on"},
        ),
        (
            reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", task.pk]),
            {"comment": "Fine."},
        ),
        (reverse("wagtailredirects:add"), {"old_path": "/en/", "redirect_link": "/elsewhere/"}),
        (
            reverse("wagtailusers_users:edit", args=[person.pk]),
            {"username": person.username, "email": "w@example.org", "is_superuser": "on"},
        ),
    ]


@pytest.mark.parametrize("name", ["writer", "reviewer"])
def test_nothing_online_changes(client, request, name):
    person = request.getfixturevalue(name)
    values = make_admin_site()
    tried = attempts(values, person)
    client.force_login(person, backend=BACKEND)
    before = online()
    changed = []
    for address, form in tried:
        # a reviewer approves what is under review: that is his part
        if name == "reviewer" and "workflow/action" in address:
            continue
        if address.endswith("/edit/") and "action" not in form:
            shown = client.get(address)
            if b"data-edit-form" in shown.content:
                form = fields_of(shown.content.decode()) | form
        answer = client.post(address, form)
        assert answer.status_code < 500, address
        after = online()
        if after != before:
            changed.append((address, [key for key in after if after[key] != before[key]]))
            before = after
    assert changed == []
