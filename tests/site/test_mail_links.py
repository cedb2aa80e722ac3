"""Every mail that the desk sends leads to the site's own address, to pages that are there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, Site
from wagtail.users.models import UserProfile

from digest.drafts import draft_issue, whole_summary
from digest.factories import make_issue
from gleanings.digest.models import Summary
from gleanings.site.address import follow_address

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
SITE = "https://digest.example.org"


@pytest.fixture(autouse=True)
def _at_its_address(settings, django_capture_on_commit_callbacks):
    settings.URL = settings.WAGTAILADMIN_BASE_URL = SITE
    settings.ALLOWED_HOSTS = ["digest.example.org", "testserver"]
    follow_address()
    with django_capture_on_commit_callbacks(execute=True):
        yield


def links_of(message: mail.EmailMessage) -> set[str]:
    bodies = [message.body, *(str(body) for body, _kind in getattr(message, "alternatives", []))]
    return {link for body in bodies for link in re.findall(r"https?://[^\s\"<>]+", body)}


def open_all(person: User | None, expected: int) -> None:
    """Every link of every mail, as its reader."""
    assert len(mail.outbox) >= expected, [message.subject for message in mail.outbox]
    for message in mail.outbox:
        links = links_of(message)
        assert links, message.subject
        for link in links:
            assert link.startswith(f"{SITE}/"), f"{message.subject}: {link}"
            client = Client()
            reader = User.objects.filter(email__in=message.to).first()
            if person is not None and reader is not None:
                client.force_login(reader, backend=BACKEND)
            parts = urlsplit(link)
            answer = client.get(parts.path, headers={"host": "digest.example.org"})
            assert answer.status_code in (200, 302), f"{message.subject}: {link}"
            if answer.status_code == 302:
                assert "/set-password/" in answer["Location"], f"{message.subject}: {link}"


def test_a_new_password(editor):
    Client().post(reverse("wagtailadmin_password_reset"), {"email": editor.email})
    open_all(None, 1)


@pytest.fixture
def draft(writer, editor):
    draft = whole_summary(draft_issue())
    Summary.objects.filter(pk=draft.pk).update(owner=writer)
    return Summary.objects.get(pk=draft.pk)


def test_asked_for_a_review(draft, writer, reviewer):
    draft.get_workflow().start(draft, writer)
    open_all(reviewer, 1)


def test_approved_before_its_issue_is_out(draft, writer, reviewer):
    state = draft.get_workflow().start(draft, writer)
    mail.outbox.clear()
    state.current_task_state.approve(user=reviewer)
    assert any("approved" in message.subject for message in mail.outbox)
    open_all(reviewer, 1)


def test_approved_and_online(writer, editor):
    late = whole_summary(make_issue("2018-03"))
    Summary.objects.filter(pk=late.pk).update(owner=writer)
    late = Summary.objects.get(pk=late.pk)
    state = late.get_workflow().start(late, writer)
    mail.outbox.clear()
    state.current_task_state.approve(user=editor)
    assert any(f"{SITE}/en/2018-03/" in link for m in mail.outbox for link in links_of(m))
    open_all(editor, 1)


def test_sent_back(draft, writer, reviewer):
    state = draft.get_workflow().start(draft, writer)
    mail.outbox.clear()
    state.current_task_state.reject(user=reviewer, comment="Which study?")
    open_all(reviewer, 1)


def test_somebody_comments(draft, writer, reviewer, client):
    from digest.admin.summary_form import form_fields

    UserProfile.get_for_user(writer)
    draft.subscribers.create(user=writer, comment_notifications=True)
    client.force_login(reviewer, backend=BACKEND)
    fields = form_fields(draft) | {
        "comments-TOTAL_FORMS": "1",
        "comments-0-id": "",
        "comments-0-DELETE": "",
        "comments-0-resolved": "",
        "comments-0-contentpath": "title",
        "comments-0-text": "Which study?",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), fields)
    assert Comment.objects.count() == 1
    open_all(reviewer, 1)


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://digest.example.org", "https://digest.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://digest.local", "http://digest.local"),
    ],
)
def test_wagtails_record_follows_the_setting(settings, url, root):
    settings.URL = url
    follow_address()
    assert Site.objects.get(is_default_site=True).root_url == root
