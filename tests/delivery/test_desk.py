"""Mail at the desk: who will get an issue, how it looks, how far it is, and what came back."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.users.models import UserProfile

from delivery.subscribers import add_approved, draft, make_subscriber, publish, the_mailing
from gleanings.delivery.mailings import prepare
from gleanings.delivery.models import Mailing, Standing, Subscriber
from gleanings.delivery.sending.worker import Worker

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


def text(answer) -> str:
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.S)
    return " ".join(words.split())


def test_before_it_is_published_the_editor_sees_who_gets_it_and_how_it_looks(as_editor):
    issue = draft("On empathy", teaser="This month: empathy.")
    make_subscriber("a@example.org")
    make_subscriber("b@example.org", language="fr")
    make_subscriber("c@example.org", language="fr", topics=["empathy"])
    make_subscriber("d@example.org", topics=["depression"])
    make_subscriber("e@example.org", standing=Standing.LEFT)
    page = text(as_editor.get(reverse("issue_mail", args=[issue.pk])))
    assert "it goes to 3 subscribers" in page
    assert "English: 1" in page
    assert "French: 2" in page
    answer = as_editor.get(reverse("issue_mail_preview", args=[issue.pk, "fr"]))
    assert "On empathy" in text(answer)
    assert "En pratique" in text(answer)
    assert "Méta-analyse" in text(answer)
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe")
    assert not Mailing.objects.exists()
    # what is approved meanwhile goes too
    add_approved(issue, "On depression", topic="depression")
    assert "it goes to 4 subscribers" in text(as_editor.get(reverse("issue_mail", args=[issue.pk])))
    edit = as_editor.get(reverse("wagtailadmin_pages:edit", args=[issue.pk]))
    assert reverse("issue_mail", args=[issue.pk]) in edit.content.decode()


def test_an_old_issue_says_that_it_is_not_mailed(as_editor):
    issue = draft("Old", month="2013-05")
    page = text(as_editor.get(reverse("issue_mail", args=[issue.pk])))
    assert "goes online without mail" in page


def test_a_test_mail_goes_the_same_road(as_editor, mail_server):
    issue = draft("On empathy")
    mail_server.received.clear()  # notices of the review
    address = reverse("issue_mail", args=[issue.pk])
    form = {"address": "editor@example.org", "language": "fr"}
    page = text(as_editor.post(address, form, follow=True))
    assert "A test mail went to editor@example.org" in page
    (message,) = mail_server.messages()
    assert message["Subject"] == "On empathy"
    assert message["Content-Language"] == "fr"
    assert message["List-Unsubscribe-Post"]
    mail_server.answers = lambda address, times: "550 5.1.1 nobody <here>"
    page = text(as_editor.post(address, form, follow=True))
    assert "nobody &lt;here&gt;" in page
    page = text(as_editor.post(address, {**form, "address": "no"}, follow=True))
    assert "is not a mail address" in page
    assert not Mailing.objects.exists()


def test_progress_pause_and_what_came_back(as_editor, mail_server):
    publish(draft("On empathy"))
    mail_server.received.clear()  # notices of the review
    for number in range(4):
        make_subscriber(f"r{number}@example.org")
    mail_server.answers = lambda address, times: (
        "550 5.1.1 gone" if address.startswith("r1") else None
    )
    address = reverse("mailing", args=[the_mailing().pk])
    as_editor.post(address, {"pause": "1"})
    Worker().run()
    assert mail_server.received == []
    assert "Somebody paused it" in text(as_editor.get(address))
    as_editor.post(address, {"resume": "1"})
    Worker().run()
    page = text(as_editor.get(address))
    assert "sent 3" in page
    assert "refused 1" in page
    assert "r1@example.org 550 5.1.1 gone" in page
    assert "r1@example.org" in text(as_editor.get(reverse("subscribers") + "?q=R1@"))
    row = text(as_editor.get(reverse("mailings")))
    assert "finished 3 0 1 0" in row
    # it is known to be dead
    assert "Try again" not in text(as_editor.get(address))
    (edition,) = the_mailing().editions.all()
    sent = as_editor.get(reverse("mailing_edition", args=[the_mailing().pk, edition.key]))
    assert "On empathy" in text(sent)


def test_no_address_is_shown_to_those_who_may_not_see_any(client, writer, mail_server):
    publish(draft("On empathy"))
    make_subscriber("secret-reader@example.org")
    mail_server.answers = lambda address, times: f"550 5.1.1 {address} is gone"
    Worker().run()
    client.force_login(writer, backend=BACKEND)
    page = client.get(reverse("mailing", args=[the_mailing().pk]))
    assert "refused 1" in text(page)
    assert "secret-reader" not in page.content.decode()
    assert client.post(reverse("mailing", args=[the_mailing().pk]), {"pause": "1"}).status_code in (
        *(302, 403),
    )
    assert the_mailing().paused_at is None


def test_one_person_is_given_out_and_erased(as_editor):
    reader = make_subscriber(topics=["empathy"])
    address = reverse("subscriber", args=[reader.pk])
    assert "empathy" in text(as_editor.get(address))
    assert as_editor.get(reverse("subscriber_data", args=[reader.pk])).json()["topics"] == [
        "empathy"
    ]
    as_editor.post(address, {"leave": "1"})
    assert Subscriber.objects.get().standing == Standing.LEFT
    as_editor.post(address, {"erase": "1"})
    assert not Subscriber.objects.exists()


def test_without_a_mail_server_mails_can_be_opened_at_the_desk(as_editor, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.DATA_DIR = tmp_path
    publish(draft("On empathy"))
    make_subscriber("leser@bücher.example")
    Worker().run()
    page = as_editor.get(reverse("mail_outbox"))
    assert "leser@xn--bcher-kva.example" in text(page)
    (link,) = re.findall(r'href="(/admin/mail/outbox/[0-9a-f]+/)"', page.content.decode())
    assert "On empathy" in text(as_editor.get(link))
    settings.EMAIL_HOST = "mail.example.org"
    assert as_editor.get(link).status_code in (302, 403)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("550 5.7.26 not authenticated", "The mail server refused it: 550 5.7.26"),
        ("not online", "It is not online, or not for everybody."),
        ("", "Somebody paused it."),
    ],
)
def test_a_mailing_that_is_paused_is_told_on_the_first_page(as_editor, reason, said):
    publish(draft("On empathy"))
    make_subscriber("a@example.org")
    prepare(the_mailing())
    home = reverse("wagtailadmin_home")
    assert "Mailings that are paused" not in text(as_editor.get(home))
    the_mailing().pause(reason)
    page = text(as_editor.get(home))
    assert said in page
    assert "1 reader waits for it." in page
    the_mailing().resume()
    assert "Mailings that are paused" not in text(as_editor.get(home))


@pytest.mark.parametrize(("reason", "is_told"), [("not online", False), ("", True)])
def test_where_nobody_waits_only_what_a_person_has_to_end_is_told(as_editor, reason, is_told):
    publish(draft("On empathy"))
    the_mailing().pause(reason)
    page = text(as_editor.get(reverse("wagtailadmin_home")))
    assert ("Mailings that are paused" in page) == is_told
    assert "0 readers" not in page


def test_who_may_not_let_it_go_on_is_not_told(client, writer):
    publish(draft("On empathy"))
    the_mailing().pause()
    client.force_login(writer, backend=BACKEND)
    assert "Mailings that are paused" not in text(client.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize("words", ["bücher", "BÜCHER", "bu\u0308cher", "a@bücher.ex", "xn--bcher"])
def test_an_address_is_found_by_its_domain_as_people_write_it(as_editor, words):
    make_subscriber("a@bücher.example")
    make_subscriber("b@example.org")
    make_subscriber("c@österreich.example")
    page = as_editor.get(reverse("subscribers"), {"q": words})
    assert [str(one) for one in page.context["page"]] == ["a@bücher.example"]


def test_states_are_in_the_editors_language_everywhere(as_editor, editor, mail_server):
    publish(draft("Listening helps"))
    reader = make_subscriber()
    gone = make_subscriber("gone@example.org", language="fr")
    prepare(the_mailing())
    gone.stand(Standing.LEFT)
    Worker().run()
    profile, _ = UserProfile.objects.get_or_create(user=editor)
    profile.preferred_language = "fr"
    profile.save()
    english = re.compile(
        r"\b(sent|queued|suppressed|has unsubscribed|subscribed|English|French|under way)\b"
    )
    one, other = (reverse("subscriber", args=[key]) for key in (reader.pk, gone.pk))
    pages = [reverse("mailings"), reverse("mailing", args=[the_mailing().pk]), one, other]
    with override("fr"):
        in_french = date_format(timezone.localdate(), "F Y").capitalize()
    assert in_french in text(as_editor.get(reverse("mailings")))
    assert in_french in text(as_editor.get(reverse("mailing", args=[the_mailing().pk])))
    for address in (*pages, reverse("subscribers")):
        assert not english.search(text(as_editor.get(address))), address
    assert "envoyé" in text(as_editor.get(one))
    assert "non envoyé (s’est désabonné entre-temps)" in text(as_editor.get(other))


def test_a_changed_answer_is_named_in_the_language_of_who_looks(as_editor):
    words = {"en": {"question": "Does it?"}, "fr": {"question": "Est-ce le cas ?"}}
    told = {"topics": [], "words": words}
    Mailing.objects.create(kind="change", about="0" * 32, title="Does it?", told=told)
    assert "Does it?" in text(as_editor.get(reverse("mailings")))
    with override("fr"):
        assert str(the_mailing()) == "Est-ce le cas ?"


@pytest.mark.parametrize(
    ("standing", "then"),
    [(Standing.BOUNCED, Standing.ACTIVE), (Standing.LEFT, Standing.LEFT)],
)
def test_whose_mail_came_back_by_mistake_gets_mail_again(as_editor, standing, then):
    one = make_subscriber()
    one.stand(standing, "550 5.1.1 gone")
    address = reverse("subscriber", args=[one.pk])
    assert ("Send mail again" in text(as_editor.get(address))) is (then != standing)
    as_editor.post(address, {"again": "1"})
    one.refresh_from_db()
    assert one.standing == then
