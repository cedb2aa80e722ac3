"""Retractions and changed answers, told once to those who asked for it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from delivery.subscribers import draft, make_subscriber, publish
from gleanings.delivery import alerts
from gleanings.delivery.admin.mailings import pause_words
from gleanings.delivery.clock import tick
from gleanings.delivery.models import Kind, Mailing
from gleanings.digest.models import Summary, SummaryArticle, Topic
from gleanings.literature.models import Notice

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def summary():
    publish(draft("Listening helps"))
    Mailing.objects.all().delete()
    return Summary.objects.get(title="Listening helps", alias_of=None)


def retract(summary, date=TODAY, kind="retraction"):
    return Notice.objects.create(article=summary.articles[0], kind=kind, source="x", date=date)


def retractions() -> int:
    alerts.begin_alerts()
    return Mailing.objects.filter(kind=Kind.RETRACTION).count()


def bodies(message) -> list[str]:
    parts = [message.get_body((kind,)).get_content() for kind in ("plain", "html")]
    return [" ".join(part.split()) for part in parts]


def test_a_retraction_is_told_once_to_those_who_asked_for_it(mail_server, summary):
    make_subscriber("asked@example.org", alerts=True)
    make_subscriber("fits@example.org", alerts=True, topics=["empathy"], language="fr")
    make_subscriber("other@example.org", alerts=True, topics=["depression"])
    make_subscriber("not@example.org")
    mail_server.received.clear()  # notices of the review
    retract(summary)
    tick()
    tick()
    assert sorted(mail_server.recipients()) == ["asked@example.org", "fits@example.org"]
    message = next(one for one in mail_server.messages() if one["To"] == "asked@example.org")
    assert message["Subject"] == "[Article retracted] Listening helps"
    assert message["List-Unsubscribe"]
    for body in bodies(message):
        assert "An article that we summarized was retracted" in body
        assert "This article was retracted on" in body
        assert "do not rely on them" in body


@pytest.mark.parametrize(("days", "told"), [(364, 1), (366, 0)])
def test_of_an_old_retraction_nobody_is_told(summary, days, told):
    retract(summary, (timezone.now() - dt.timedelta(days=days)).date().isoformat())
    assert retractions() == told


def test_of_an_issue_that_is_out_before_its_month_begins_too():
    next_month = (timezone.localdate().replace(day=1) + dt.timedelta(days=32)).strftime("%Y-%m")
    publish(draft("Listening helps", month=next_month))
    retract(Summary.objects.get(title="Listening helps", alias_of=None))
    assert retractions() == 1


@pytest.mark.parametrize(("hours", "told"), [(47, 1), (49, 0)])
def test_nor_of_one_that_was_known_for_days(summary, hours, told):
    Summary.objects.update(first_published_at=timezone.now() - dt.timedelta(days=9))
    notice = retract(summary)
    Notice.objects.filter(pk=notice.pk).update(
        first_seen=timezone.now() - dt.timedelta(hours=hours)
    )
    assert retractions() == told


def test_nor_of_one_that_was_known_when_the_summary_went_online(summary):
    retract(summary)
    Summary.objects.update(first_published_at=timezone.now() + dt.timedelta(seconds=1))
    assert retractions() == 0


def test_nor_of_a_correction_or_of_what_is_offline(summary):
    retract(summary, kind="correction")
    assert retractions() == 0
    retract(summary)
    summary.unpublish()
    assert retractions() == 0


def changed(name: str = "1/2", *, minutes: int = 90, was_before: bool = False):
    told = {
        "question": "Does it?",
        "answer": "It does <now>.",
        "before": "Nobody <knew>.",
        "changes": ["Added: A & B."],
    }
    topic = Topic.objects.get(slug="empathy").pk
    french = {**told, "question": "Est-ce le cas ?", "address": "http://localhost:8000/fr/q/"}
    in_english = {**told, "address": "http://localhost:8000/en/q/"}
    words = {"en": in_english, "fr": french}
    since = timezone.now() - dt.timedelta(minutes=minutes)
    version = int(name.split("/")[1].split()[0])
    return alerts.ChangedAnswer(name, "Does it?", (topic,), words, "1", version, since, was_before)


def test_an_answer_that_is_there_again_within_the_hour_is_told_to_nobody(monkeypatch):
    """As when a month is taken offline by mistake, and put back."""

    def told(change) -> int:
        monkeypatch.setattr(alerts, "_known", [lambda since: [change]])
        alerts.begin_alerts()
        return Mailing.objects.filter(kind=Kind.CHANGE).count()

    assert told(changed("1/2", minutes=3)) == 0
    back = changed("1/1", was_before=True)
    assert told(back) == 0
    # but a change that was told of is taken back by a mail, too
    assert told(changed("1/2")) == 1
    assert told(back) == 2
    assert told(changed("1/1 again", was_before=True)) == 2
    # nor is one that was told of told of twice when another stood for minutes between
    assert told(changed("1/3")) == 3
    assert told(changed("1/3 again", was_before=True)) == 3


def test_a_changed_answer_is_told_once_to_those_who_asked_for_it(
    client, monkeypatch, mail_server, summary
):
    monkeypatch.setattr(alerts, "_known", [lambda since: [changed()]])
    make_subscriber("asked@example.org", alerts=True)
    make_subscriber("fits@example.org", alerts=True, topics=["empathy"], types=["survey"])
    make_subscriber("french@example.org", alerts=True, language="fr")
    make_subscriber("other@example.org", alerts=True, topics=["depression"])
    make_subscriber("not@example.org")
    mail_server.received.clear()
    tick()
    tick()
    messages = {one["To"]: one for one in mail_server.messages()}
    assert sorted(messages) == [f"{name}@example.org" for name in ("asked", "fits", "french")]
    assert len(mail_server.received) == 3
    assert messages["asked@example.org"]["Subject"] == "The answer changed: Does it?"
    plain, html = bodies(messages["asked@example.org"])
    said = "The answer now It does <now>. The answer before Nobody <knew>. What changed"
    assert f"{said} Added: A & B." in plain
    assert "It does &lt;now&gt;." in html
    assert "Nobody &lt;knew&gt;." in html
    for body in (plain, html):
        assert "http://localhost:8000/en/q/" in body
        assert "/unsubscribe/" in body
    assert "La réponse a changé" in messages["french@example.org"]["Subject"]
    address = plain.split("View in the browser: ")[1].split()[0]
    page = client.get(address.removeprefix("http://localhost:8000"))
    assert "It does &lt;now&gt;." in page.content.decode()


def test_alerts_are_chosen_by_the_form_and_dropped_by_it(client):
    reader = make_subscriber(alerts=True)
    page = f"/en/e-mail/mine/{reader.key}/"
    assert 'name="alerts" id="id_alerts" checked' in client.get(page).content.decode()
    client.post(page, {"language": "en", "frequency": "issue"})
    reader.refresh_from_db()
    assert not reader.alerts
    client.post(page, {"language": "en", "frequency": "issue", "alerts": "on"})
    reader.refresh_from_db()
    assert reader.alerts


# --- a retraction that was a mistake --------------------------------------------------------------


def judge(notice, by, minutes=61):
    notice.judge(by, is_mistaken=True, why="another article")
    at = timezone.now() - dt.timedelta(minutes=minutes)
    Notice.objects.filter(pk=notice.pk).update(judged_at=at)


@pytest.fixture
def told(mail_server, summary):
    """The notice that a reader was told of; another began to ask for alerts later."""
    make_subscriber("told@example.org", alerts=True)
    notice = retract(summary)
    tick()
    assert mail_server.recipients().count("told@example.org") == 1
    make_subscriber("later@example.org", alerts=True)
    mail_server.received.clear()
    return notice


def test_who_was_told_of_a_retraction_is_told_once_that_it_was_a_mistake(mail_server, told, editor):
    judge(told, editor)
    tick()
    tick()
    (message,) = mail_server.messages()
    assert message["To"] == "told@example.org"
    assert message["Subject"] == "The retraction was a mistake: Listening helps"
    for body in bodies(message):
        assert "We told you of a retraction. It was a mistake." in body
        assert "The editors found on" in body
        assert "do not rely on" not in body


def test_not_while_it_may_be_taken_back_nor_where_another_source_is_believed(
    mail_server, told, editor
):
    judge(told, editor, minutes=59)
    tick()
    assert mail_server.received == []
    judge(told, editor)
    Notice.objects.create(article=told.article, kind="retraction", source="y", date=TODAY)
    tick()
    assert not Mailing.objects.filter(kind=Kind.MISTAKE).exists()


def test_nor_anybody_where_nobody_was_told(summary, editor):
    judge(retract(summary), editor)
    alerts.begin_alerts()
    assert not Mailing.objects.exists()


def test_a_retraction_that_is_found_to_be_a_mistake_amid_its_mailing_goes_to_nobody_more(
    mail_server, summary, editor
):
    make_subscriber("asked@example.org", alerts=True)
    notice = retract(summary)
    alerts.begin_alerts()
    mail_server.received.clear()
    notice.judge(editor, is_mistaken=True, why="another article")
    tick()
    assert mail_server.received == []
    assert "found to be a mistake" in pause_words(Mailing.objects.get(kind=Kind.RETRACTION))


def test_the_caution_stands_with_what_it_is_about(mail_server, summary):
    make_subscriber("asked@example.org", alerts=True)
    retract(summary)
    tick()
    message = next(one for one in mail_server.messages() if one["To"] == "asked@example.org")
    for body in bodies(message):
        assert body.index("In practice") < body.index("These were drawn from")


# --- two summaries of one article -----------------------------------------------------------------


def test_two_summaries_of_a_retracted_article_come_in_one_mail(mail_server, editor):
    publish(draft("Listening helps " * 8, "Silence helps"))
    Mailing.objects.all().delete()
    first, second = Summary.objects.filter(alias_of=None).order_by("path")
    SummaryArticle.objects.filter(summary=second).update(article=first.articles[0])
    make_subscriber("both@example.org", alerts=True)
    mail_server.received.clear()
    notice = retract(first)
    tick()
    first.unpublish()
    tick()
    (message,) = mail_server.messages()
    for body in bodies(message):
        assert "Listening helps" in body
        assert "Silence helps" in body
    assert message["Subject"].startswith("[Article retracted] Listening helps Listening")
    assert message["Subject"].endswith("… – and 1 more")
    # and so does the mistake
    first.get_latest_revision().publish()
    Mailing.objects.filter(kind=Kind.ISSUE).delete()
    mail_server.received.clear()
    judge(notice, editor)
    tick()
    tick()
    (message,) = mail_server.messages()
    assert message["Subject"].startswith("The retraction was a mistake: Listening helps Listening")
    assert message["Subject"].endswith("… – and 1 more")
