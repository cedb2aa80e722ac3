"""What Wagtail's and wagtail-localize's own views would let through."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_issue, make_summary
from digest.translations.work import begin, write
from gleanings.digest.models import Home, Summary, TranslatedNumber

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
BULK = "/admin/bulk/wagtailcore/page"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def is_live(summary: Summary) -> bool:
    return Summary.objects.get(pk=summary.pk).live


def test_many_published_with_what_is_below_take_no_draft_along(desk):
    draft = whole_summary(make_issue("2018-03"), "Nobody read it")
    for page in (Home.objects.get(locale__language_code="en"), draft.get_parent()):
        answer = desk.post(
            f"{BULK}/publish/?id={page.pk}&next=/admin/", {"include_descendants": "on"}, follow=True
        )
        assert "“Nobody read it”" in said(answer)
        assert not is_live(draft)


def test_what_is_approved_goes_with_its_issue_all_the_same(desk, writer, reviewer):
    issue = draft_issue("2026-03")
    draft = whole_summary(issue, "Read and approved")
    approve(draft, by=reviewer, asked_by=writer)
    desk.post(f"{BULK}/publish/?id={issue.pk}&next=/admin/", {"include_descendants": "on"})
    assert is_live(draft)


def test_what_is_online_moves_below_no_draft_with_many_others_either(desk):
    summary, draft = make_summary(make_issue("2018-03")), draft_issue("2026-05")
    answer = desk.post(
        f"{BULK}/move/?id={summary.pk}&next=/admin/", {"chooser": draft.pk}, follow=True
    )
    assert "is not published" in said(answer)
    assert Summary.objects.get(pk=summary.pk).issue.slug == "2018-03"


def test_who_may_not_move_is_not_asked_where_to(client, writer):
    client.force_login(writer, backend=BACKEND)
    summary, there = make_summary(make_issue("2018-03"), "Stays"), make_issue("2018-04")
    address = reverse("wagtailadmin_pages:move_confirm", args=[summary.pk, there.pk])
    assert client.get(address).status_code == 302


def test_the_api_of_the_desk_does_nothing(desk):
    issue = draft_issue("2026-03")
    whole_summary(issue)
    for action in ("publish", "move", "copy", "delete", "revert_to_page_revision"):
        address = reverse("wagtailadmin_api:pages:action", args=[issue.pk, action])
        assert desk.post(address, {"destination_page_id": issue.pk}).status_code == 404
    issue.refresh_from_db()
    assert not issue.live
    assert desk.get("/admin/api/main/pages/").json()["meta"]["total_count"] > 0


# --- translations ---


@pytest.fixture
def translation(db):
    translation = begin(make_summary(make_issue("2018-03"), "In English"))
    write(translation)
    translation.save_target(user=None, publish=True)
    return translation.get_target_instance()


@pytest.mark.parametrize(("person", "title"), [("reviewer", "MARQUE"), ("editor", "In English")])
def test_who_may_publish_gives_a_translation_up(client, request, translation, person, title):
    client.force_login(request.getfixturevalue(person), backend=BACKEND)
    client.post(reverse("wagtail_localize:convert_to_alias", args=[translation.pk]))
    assert Summary.objects.get(pk=translation.pk).title.startswith(title)
    assert client.get(translation.get_url()).status_code == 200


@pytest.mark.parametrize(("person", "count"), [("reviewer", 0), ("editor", 1)])
def test_a_reason_that_readers_see_at_once(client, request, translation, person, count):
    client.force_login(request.getfixturevalue(person), backend=BACKEND)
    number = {"original": "p = .04", "translation": "p = ,05"}
    address = reverse("wagtailadmin_pages:edit", args=[translation.pk])
    reason = {"action": "acknowledge", "acknowledgement": "Because.", **number}
    answer = client.post(address, reason, follow=True)
    assert ("ask an editor" in said(answer)) == (count == 0)
    assert TranslatedNumber.objects.count() == count
    if count:
        return
    TranslatedNumber.objects.create(page=translation, acknowledgement="Mine.", **number)
    client.post(address, {"action": "withdraw-reason", **number})
    assert TranslatedNumber.objects.count() == 1
