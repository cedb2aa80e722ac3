"""A clinician's word beside a summary: invited, written by a link, let stand, withdrawn."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.commentaries import OWN, SENT, make_commentary
from digest.factories import make_article, make_issue, make_private, make_summary, translate
from gleanings.community.commentaries.deciding import send_mails
from gleanings.community.models import ClinicalCommentary
from gleanings.digest.models import Summary
from gleanings.literature.models import Notice
from gleanings.reader.cache import content_version
from reader.soup import soup_of

pytestmark = pytest.mark.django_db

PANEL = "section[id*=commentaries]"
ADDRESS = "ann@example.org"
WORDS = OWN["words"]


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "Empathy helps")


@pytest.fixture
def desk(client, editor):
    editor.first_name, editor.last_name = "Eve", "Editor"
    editor.save()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def invite(desk: Client, summary: Summary, **more: str) -> ClinicalCommentary:
    address = reverse("commentaries_of", args=[summary.translation_key])
    given = {"name": "Ann Example", "address": ADDRESS, "language": "en", "invite": "1"}
    assert desk.post(address, given | more).status_code == 302
    return ClinicalCommentary.objects.latest("pk")


def mailed_link() -> str:
    send_mails()
    return re.search(r"https?://\S+/commentary/\S+", mail.outbox[-1].body)[0]


def at_the_desk(one: ClinicalCommentary) -> str:
    return reverse("commentary", args=[one.pk])


def decision(desk: Client, one: ClinicalCommentary, **changes: str) -> dict[str, str]:
    """What the form at the desk holds, as a browser would send it."""
    form = soup_of(desk, at_the_desk(one)).select("form[method=post]")[0]
    fields = {
        field["name"]: field.get("value", "") if field.name == "input" else field.text.strip()
        for field in form.select("input[name], textarea[name]")
        if field.get("type") not in ("radio", "submit") or field.has_attr("checked")
    }
    fields["written_in"] = form.select_one("option[selected]")["value"]
    return fields | changes


def page_of(summary: Summary, language: str = "en") -> str:
    page = summary if language == "en" else summary.get_translations().get()
    return Client().get(page.get_url()).content.decode()


def in_api(summary: Summary, language: str = "en") -> list[dict[str, object]]:
    answer = Client().get(f"/api/v1/summaries/{summary.translation_key}?language={language}")
    return answer.json()["commentaries"]


def test_from_the_invitation_to_the_page(summary, desk):
    one = invite(desk, summary, note="Shall we talk?")
    link = mailed_link()
    (invitation,) = mail.outbox
    assert invitation.to == [ADDRESS]
    for words in ("Eve Editor", "Empathy helps", "Shall we talk?", summary.get_url(), "200 words"):
        assert words in invitation.body
    send_mails()
    assert len(mail.outbox) == 1

    clinician = Client()
    page = soup_of(clinician, link)
    assert not clinician.cookies
    assert page.select_one("meta[name=robots]")["content"].startswith("noindex")
    done = clinician.post(link, SENT, follow=True)
    assert "has reached the editors" in done.content.decode()
    assert WORDS not in page_of(summary)
    assert in_api(summary) == []

    panel = soup_of(desk, reverse("wagtailadmin_home")).select_one(PANEL)
    assert "Dr. Ann Example on “Empathy helps”" in " ".join(panel.get_text().split())
    desk.post(at_the_desk(one), decision(desk, one, publish="1"))
    shown = soup_of(Client(), summary.get_url()).select_one(".commentaries").get_text(" ")
    said = " ".join(shown.split())
    for words in (WORDS, "Dr. Ann Example , psychologist, Toronto", "Trains therapists in it."):
        assert words in said
    (told,) = in_api(summary)
    assert (told["name"], told["text"], told["interests"]) == (
        "Dr. Ann Example",
        WORDS,
        "Trains therapists in it.",
    )

    send_mails()
    send_mails()
    online = mail.outbox[-1]
    assert len(mail.outbox) == 2
    assert WORDS in online.body
    assert summary.get_url() in online.body
    one.refresh_from_db()
    assert (one.address, one.mail_due) == ("", None)
    assert Client().get(link).status_code == 410


def test_opening_a_link_changes_nothing(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    before = ClinicalCommentary.objects.values().get()
    for query in ("", "?decline=1", f"?{'&'.join(f'{k}={v}' for k, v in SENT.items())}"):
        assert Client().get(link + query).status_code == 200
        assert Client().head(link + query).status_code == 200
    Client().post(link, SENT, headers={"Sec-Fetch-Site": "cross-site"})
    assert ClinicalCommentary.objects.values().get() == before
    assert one.state == "invited"


def test_a_conflict_of_interest_must_be_answered(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    for unanswered in ({"has_interests": ""}, {"interests": " "}):
        answer = Client().post(link, SENT | unanswered)
        assert "Nothing was sent yet" in answer.content.decode()
        assert WORDS in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "invited"
    desk.post(reverse("commentaries_of", args=[summary.translation_key]), {
        "name": "Told By Telephone", "language": "en", "write": "1",
    })  # fmt: skip
    by_hand = ClinicalCommentary.objects.latest("pk")
    whole = decision(
        desk, by_hand, words_en=WORDS, profession_en="nurse", place_en="Ottawa", publish="1"
    )
    answer = desk.post(at_the_desk(by_hand), whole)
    assert "please answer" in answer.content.decode()
    assert WORDS not in page_of(summary)
    desk.post(at_the_desk(by_hand), whole | {"has_interests": "none"})
    assert "Conflict of interest: none declared." in page_of(summary)


def test_there_is_room_for_two_hundred_words(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    answer = Client().post(link, SENT | {"words": "word " * 201})
    assert "These are 201 words" in answer.content.decode()
    assert Client().post(link, SENT | {"words": "word " * 200}).status_code == 302
    long = decision(desk, one, words_en="word " * 201, publish="1")
    assert "These are 201 words" in desk.post(at_the_desk(one), long).content.decode()
    one.refresh_from_db()
    assert one.state == "written"


def test_in_french_it_is_translated_or_says_that_it_is_not(summary, desk):
    one = make_commentary(summary)
    french = page_of(summary, "fr")
    assert "Ce commentaire n’est disponible qu’en anglais." in french
    assert f'<div lang="en">\n        <p>{WORDS}</p>' in french
    assert [in_api(summary, code)[0]["language"] for code in ("en", "fr")] == ["en", "en"]
    half = decision(desk, one, words_fr="Je demanderais.", publish="1")
    assert "please fill it in" in desk.post(at_the_desk(one), half).content.decode()
    desk.post(at_the_desk(one), half | {"profession_fr": "psychologue", "place_fr": "Toronto"})
    french = page_of(summary, "fr")
    assert "Je demanderais." in french
    assert WORDS not in french
    assert "rédigé en anglais" in french
    assert in_api(summary, "fr")[0]["text"] == "Je demanderais."
    assert WORDS in page_of(summary)


def test_it_stands_beside_each_language_of_a_translated_summary(summary):
    french = translate(summary, "L’empathie aide")
    make_commentary(summary)
    assert WORDS in Client().get(french.get_url()).content.decode()
    french.unpublish()
    assert WORDS in page_of(Summary.objects.get(pk=summary.pk))


def test_with_its_summary_it_is_withdrawn(summary):
    make_commentary(summary)
    assert WORDS in page_of(summary)
    make_private(summary)
    answer = Client().get(summary.get_url(), follow=True)
    assert WORDS not in answer.content.decode()
    summary.get_view_restrictions().all().delete()
    content_version.bump()
    assert WORDS in page_of(summary)
    Summary.objects.get(pk=summary.pk).unpublish()
    assert Client().get(summary.get_url()).status_code == 404
    answer = Client().get(f"/api/v1/summaries/{summary.translation_key}")
    assert WORDS not in answer.content.decode()
    Summary.objects.get(pk=summary.pk).delete()
    assert not ClinicalCommentary.objects.exists()


def test_taken_offline_it_is_gone_from_page_and_api(summary, desk):
    one = make_commentary(summary)
    desk.post(at_the_desk(one), decision(desk, one, keep="1"))
    assert WORDS not in page_of(summary)
    assert in_api(summary) == []


def test_an_editor_publishes_what_he_has_read(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    Client().post(link, SENT)
    read = decision(desk, one, publish="1")
    Client().post(link, SENT | {"words": "Other words."})
    answer = desk.post(at_the_desk(one), read)
    assert "changed it meanwhile" in answer.content.decode()
    assert "Other words." not in page_of(summary)
    assert WORDS not in page_of(summary)


def test_who_declines_is_forgotten(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    answer = Client().post(link, {"decline": "1"}, follow=True)
    assert "You declined" in answer.content.decode()
    one.refresh_from_db()
    assert (one.state, one.address) == ("declined", "")
    assert Client().post(link, SENT).status_code == 410


def test_what_was_sent_and_then_declined_nobody_publishes(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    Client().post(link, SENT)
    read = decision(desk, one, publish="1")
    Client().post(link, {"decline": "1"})
    desk.post(at_the_desk(one), read)
    one.refresh_from_db()
    assert (one.state, one.texts) == ("declined", {})
    assert WORDS not in desk.get(at_the_desk(one)).content.decode()
    desk.post(at_the_desk(one), decision(desk, one, publish="1"))
    assert "commentaries" not in page_of(summary)


def test_only_who_declined_is_told_so(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    Client().post(link, SENT)
    desk.post(at_the_desk(one), decision(desk, one, publish="1"))
    answer = Client().get(f"{link}?said=declined")
    assert answer.status_code == 410
    assert "You declined" not in answer.content.decode()


def test_a_link_expires_and_the_address_with_it(summary, desk):
    one = invite(desk, summary)
    link = mailed_link()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ClinicalCommentary.objects.update(link_until=yesterday)
    assert Client().get(link).status_code == 410
    assert Client().post(link, SENT).status_code == 410
    send_mails()
    one.refresh_from_db()
    assert (one.state, one.address) == ("invited", "")


def test_an_address_goes_with_its_link_though_no_editor_read_what_came(summary, desk):
    """The invitation promises it."""
    one = invite(desk, summary)
    Client().post(mailed_link(), SENT)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ClinicalCommentary.objects.update(link_until=yesterday)
    send_mails()
    one.refresh_from_db()
    assert (one.state, one.address) == ("written", "")
    assert one.texts["en"]["words"] == WORDS


def test_that_it_is_online_is_mailed_after_its_link_too(summary, desk):
    one = invite(desk, summary)
    Client().post(mailed_link(), SENT)
    desk.post(at_the_desk(one), decision(desk, one, publish="1"))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ClinicalCommentary.objects.update(link_until=yesterday)
    send_mails()
    assert len(mail.outbox) == 2


def test_a_new_link_takes_the_place_of_the_old_and_none_can_be_made_up(summary, desk):
    one = invite(desk, summary)
    old = mailed_link()
    desk.post(at_the_desk(one), {"invite": "1"})
    new = mailed_link()
    assert new != old
    assert [Client().get(link).status_code for link in (old, new)] == [410, 200]
    assert Client().get(new.replace(f"/{one.pk}.", f"/{one.pk + 1}.")).status_code == 410


def test_an_address_is_erased_when_asked(summary, desk):
    one = invite(desk, summary)
    desk.post(at_the_desk(one), {"forget": "1"})
    send_mails()
    assert mail.outbox == []
    one.refresh_from_db()
    assert one.address == ""
    # the link may be handed on all the same
    assert "/commentary/" in desk.get(at_the_desk(one)).content.decode()


def test_a_mail_that_nobody_takes_is_told_at_the_desk(summary, desk, monkeypatch):
    from gleanings.community import mail as post

    one = invite(desk, summary)
    monkeypatch.setattr(type(post._known[0]), "send", lambda *_: post.Outcome.REFUSED)
    send_mails()
    assert "could not be delivered" in desk.get(at_the_desk(one)).content.decode()


def test_of_a_retracted_article_it_asks_to_be_looked_at_again(desk):
    article = make_article()
    summary = make_summary(make_issue("2018-03"), "Too good", articles=[article])
    one = make_commentary(summary)
    home = reverse("wagtailadmin_home")
    assert soup_of(desk, home).select_one(PANEL) is None
    Notice.objects.create(article=article, kind=Notice.Kind.RETRACTION, date="2019-01-01")
    content_version.bump()
    assert "looked at again" in soup_of(desk, home).select_one(PANEL).get_text()
    assert "Written before this was known: Article retracted." in page_of(summary)
    desk.post(at_the_desk(one), decision(desk, one, publish="1"))
    assert soup_of(desk, home).select_one(PANEL) is None
    assert "Written before this was known" in page_of(summary)


def test_what_is_not_online_takes_no_commentary(summary, desk):
    invite(desk, summary)
    link = mailed_link()
    Summary.objects.get(pk=summary.pk).unpublish()
    assert Client().get(link).status_code == 410
    shown = desk.get(reverse("commentaries_of", args=[summary.translation_key]))
    assert "nobody can be invited" in shown.content.decode()


def test_search_finds_what_the_summary_says(summary):
    make_commentary(summary, texts={"en": OWN | {"words": "Zebrafish everywhere."}})
    found = Client().get("/en/summaries/?q=zebrafish").content.decode()
    assert "Empathy helps" not in found


def test_the_log_does_not_hold_a_link(summary, desk):
    from gleanings.site.keys_in_logs import without_keys

    invite(desk, summary)
    link = mailed_link()
    assert without_keys(f"Gone: {link}?x=1").endswith("/commentary/…/?x=1")
