"""Ask the network: from a reader's words to a question that all see, and to its answer."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from digest.factories import make_issue, make_summary
from gleanings.community import flood
from gleanings.community.asking.client_details import like_a_clients
from gleanings.community.asking.deciding import send_what_was_decided
from gleanings.community.models import AskedQuestion, Asking
from gleanings.digest.models import Topic
from gleanings.literature.models import Notice, SavedSearch
from gleanings.reader.cache import content_version
from reader.soup import soup_of
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

ASK, ASKED = "/en/ask/", "/en/asked/"
WORDS = "Does empathy help adolescents who cut themselves?"
EDITED = {"text_en": "Does empathy help those who harm themselves?", "text_fr": "L’empathie aide ?"}


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "Empathy helps adolescents")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def ask(words: str = WORDS, page: str = ASK, **more: str):
    return Client().post(page, {"words": words, "looked": "1", **more})


def decide(desk, question: AskedQuestion, what: str, **more: object):
    address = reverse("asked_question", args=[question.pk])
    return desk.post(address, {what: "1", **EDITED, **more})


def text_of(address: str) -> str:
    return soup_of(Client(), address).select_one("main").get_text(" ", strip=True)


def rows() -> list[dict[str, str]]:
    answer = Client().get(f"{ASKED}questions.csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_what_may_answer_comes_first_and_then_the_question_goes_out(summary):
    question = make_question("alliance")
    with_correlations(question)
    browser = Client()
    found = browser.post(ASK, {"words": "Does the alliance predict outcome, or empathy?"})
    page = BeautifulSoup(found.content, "html.parser")
    first, *_summaries = [one.get_text() for one in page.select(".may-answer a")]
    assert first == question.question
    assert page.select_one("details.ask-more").has_attr("open")
    part = browser.post(f"{ASK}may-answer/", {"words": "empathy"})
    assert "Empathy helps adolescents" in part.content.decode()
    assert "<html" not in part.content.decode()
    nothing = browser.post(f"{ASK}may-answer/", {"words": "xylophone"})
    assert "Nothing here answers it yet" in nothing.content.decode()
    assert not Asking.objects.exists()
    topic = page.select_one("[name=topic] option:nth-of-type(2)")["value"]
    sent = browser.post(ASK, {"words": WORDS, "looked": "1", "topic": topic}, follow=True)
    assert "has reached the editors" in sent.content.decode()
    assert AskedQuestion.objects.get().topic_id == int(topic)
    assert not browser.cookies


def test_from_two_readers_words_to_one_answer(summary, desk, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    question = make_question("alliance")
    with_correlations(question)
    stamp = content_version.current()
    assert "No question is open" in text_of(ASKED)
    ask(address="ann@example.org")
    ask("L’empathie aide-t-elle ?", "/fr/ask/", address="Bea@Example.org")
    assert content_version.current() == stamp  # readers alone make no page anew
    second, first = AskedQuestion.objects.all()
    assert "empathy" not in text_of(ASKED)
    assert rows() == []

    # nothing is let without the editor's own words
    desk.post(reverse("asked_question", args=[first.pk]), {"publish": "1"})
    assert "No question is open" in text_of(ASKED)
    decide(desk, first, "publish")
    assert EDITED["text_en"] in text_of(ASKED)
    assert "asked by 1 reader" in text_of(ASKED)
    assert WORDS not in text_of(ASKED)
    decide(desk, second, "merge")
    assert AskedQuestion.objects.count() == 2  # with which it was not said
    decide(desk, second, "merge", into=first.pk)
    assert AskedQuestion.objects.get() == first
    assert "asked by 2 readers" in text_of(ASKED)
    assert EDITED["text_fr"] in text_of("/fr/asked/")
    send_what_was_decided()
    assert mail.outbox == []

    decide(desk, first, "answer", address="http://testserver/en/nowhere/")
    first.refresh_from_db()
    assert first.state == "open"
    decide(desk, first, "answer", address=question.get_absolute_url(), note="See figure 1.")
    send_what_was_decided()
    send_what_was_decided()
    assert [sent.to for sent in mail.outbox] == [["ann@example.org"], ["Bea@example.org"]]
    assert WORDS in mail.outbox[0].body
    assert question.question in mail.outbox[0].body
    assert "/fr/evidence/alliance/" in mail.outbox[1].body
    assert "See figure 1." in mail.outbox[1].body
    assert set(Asking.objects.values_list("address", "mail_due")) == {("", None)}
    (row,) = rows()
    assert (row["state"], row["asked_by"]) == ("answered", "2")
    assert row["answer"].endswith("/en/evidence/alliance/")
    shown = soup_of(Client(), ASKED).select_one("#answered-questions").find_parent("section")
    assert shown.select_one("a")["href"] == "/en/evidence/alliance/"
    # what answered it goes offline
    question.is_published = False
    question.save()
    content_version.bump()
    assert "#answered-questions" not in text_of(ASKED)
    assert rows()[0]["state"] == "open"


def test_a_retracted_answer_is_marked_wherever_it_is_named(summary, desk):
    article = summary.articles[0]
    notice = Notice.objects.create(article=article, kind="retraction", source="x", date="2026")
    ask(address="ann@example.org")
    ask("L’empathie aide-t-elle les adolescents ?", "/fr/ask/", address="bea@example.org")
    with override("en"):
        address = reverse("may_answer")
    may_answer = Client().post(address, {"words": WORDS}).content.decode()
    assert "Article retracted" in may_answer
    for question in AskedQuestion.objects.all():
        page = desk.get(reverse("asked_question", args=[question.pk])).content.decode()
        assert "Empathy helps adolescents – Article retracted" in page
        decide(desk, question, "answer", found=f"summary/{summary.translation_key}")
    send_what_was_decided()
    assert "Article retracted" in text_of(ASKED)
    assert "Article rétracté" in text_of("/fr/asked/")
    bodies = {sent.to[0]: sent.body for sent in mail.outbox}
    assert "Article retracted: Empathy helps" in bodies["ann@example.org"]
    assert "Article rétracté\u00a0: Empathy helps" in bodies["bea@example.org"]
    notice.delete()
    content_version.bump()
    assert "retracted" not in text_of(ASKED)


def test_an_address_of_a_summary_in_any_language_answers(summary, desk):
    ask()
    question = AskedQuestion.objects.get()
    decide(desk, question, "answer", address=f"https://x.example{summary.url}?a=b#c")
    question.refresh_from_db()
    assert (question.state, question.answer_key) == ("answered", str(summary.translation_key))
    ask()
    by_search = AskedQuestion.objects.first()
    decide(desk, by_search, "answer", found=f"summary/{summary.translation_key}")
    by_search.refresh_from_db()
    assert by_search.answer_key == str(summary.translation_key)
    other = AskedQuestion.objects.create()
    french = summary.get_translations().first()
    decide(desk, other, "answer", address=french.url)
    other.refresh_from_db()
    assert other.answer_key == str(summary.translation_key)


def test_who_asked_hears_of_a_question_that_is_declined_and_may_take_the_address_back(desk):
    for name in ("ann", "bea"):
        ask(address=f"{name}@example.org")
    for question in AskedQuestion.objects.all():
        asking = question.askings.get()
        if asking.address.startswith("bea"):
            desk.post(reverse("asked_question", args=[question.pk]), {"forget": str(asking.pk)})
        decide(desk, question, "decline", note="Not about psychotherapy.")
    send_what_was_decided()
    (sent,) = mail.outbox
    assert sent.to == ["ann@example.org"]
    assert "Not about psychotherapy." in sent.body
    assert text_of(ASKED).count("Does empathy") == 0
    for question in AskedQuestion.objects.all():
        decide(desk, question, "delete")
    assert not Asking.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "My client, a teacher, stopped coming. Why?",
        "What helps a 34-year-old woman with panic?",
        "Can I write to ann@example.org about it?",
        "What about Mrs Dupont, who lost her son?",
        "Call me at 416 555 0199",
        "Ma patiente boit. Que faire ?",
        "Que faire avec un homme de 45 ans qui boit ?",
        "Une de mes clientes se tait.",
        "She was born on 3 May. Does it matter?",
        "One of my patients cuts herself after sessions.",
        "I have a client who never looks at me.",
        "The client I saw yesterday dissociated.",
        "A 16 year old girl with OCD",
        "Patient aged 57, relapsed twice",
        "I'm working with a couple from Sudbury who split.",
        "J’ai une cliente qui ne me regarde jamais.",
        "Le client que j’ai vu hier s’est dissocié.",
        "Une adolescente de 15 ans avec un TOC",
    ],
)
def test_what_reads_like_a_client_is_known(words):
    assert like_a_clients(words)


@pytest.mark.parametrize(
    "words",
    [
        "What helps clients aged 18 to 25 with panic?",
        "Do clients whose therapist is a student do worse after 12 sessions?",
        "Is the PHQ-9 good enough, and since 2010?",
        "Les clients de 18 à 25 ans abandonnent-ils plus souvent ?",
        "What do we know of couples after an affair?",
        "What if a client asks for a hug?",
        "My clients are mostly refugees. Does EMDR help?",
        "Studies from 2001-2015 on group therapy?",
        "Combien de patients sur 2 500 000 ont accès à un psychologue ?",
        "Qu’est-ce qui aide les enfants de 6 à 12 ans ?",
        "Do 50-minute sessions work better than 30-minute ones?",
    ],
)
def test_what_is_about_many_is_no_client(words):
    assert like_a_clients(words) == ""


def test_what_reads_like_a_client_is_asked_about_and_held(desk):
    words = "My client, a teacher, stopped coming. Why?"
    page = BeautifulSoup(ask(words).content, "html.parser")
    assert "“My client” reads as if it were about one client" in page.get_text()
    assert page.select_one("[name=words]").get_text().strip() == words
    assert page.select_one("[name=names_nobody]")
    assert not Asking.objects.exists()
    ask(words, names_nobody="on")
    ask()
    listed = [
        desk.get(reverse("asked_questions_at_the_desk"), {"state": state}).content.decode()
        for state in ("new", "held")
    ]
    assert [WORDS in page for page in listed] == [True, False]
    assert ["may tell of a client" in page for page in listed] == [False, True]
    assert not any("a teacher" in page for page in listed)
    panel = soup_of(desk, reverse("wagtailadmin_home")).select_one("[id*=asked-questions]")
    assert "2 questions of readers wait" in panel.get_text()


def test_programs_other_sites_and_addresses_in_the_bar_ask_nothing():
    ask(website="https://buy.example")
    Client().post(ASK, {"words": WORDS, "looked": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    Client().get(ASK, {"words": WORDS, "looked": "1"})
    assert not Asking.objects.exists()
    assert Client().get(f"{ASK}may-answer/", {"words": WORDS}).status_code == 405


def test_so_many_a_day_and_from_one_address(monkeypatch):
    monkeypatch.setattr(flood, "MOST_AT_ALL", 2)
    answers = [ask() for _ in range(3)]
    assert "nothing more is taken until tomorrow" in answers[2].content.decode()
    assert Asking.objects.count() == 2
    monkeypatch.setattr(flood, "MOST_AT_ALL", 100)
    monkeypatch.setattr(flood, "FROM_ONE_PLACE", 100)
    assert [ask().status_code for _ in range(29)] == [302] * 28 + [429]


def test_open_questions_have_a_feed_and_stand_in_the_api(client):
    opened = AskedQuestion.objects.create(
        state="open", texts={"en": "Do agreements help?"}, topic=Topic.objects.get(slug="empathy")
    )
    Asking.objects.create(question=opened, words="zebra words")
    Asking.objects.create(question=opened, words="other words")
    AskedQuestion.objects.create(state="new", texts={"en": "Nobody looked"})
    for kind in ("atom", "rss"):
        feed = client.get(f"/en/asked/open.{kind}").content.decode()
        assert "Do agreements help?" in feed
        assert "asked by 2 readers" in feed
        assert "Nobody looked" not in feed
        assert "zebra" not in feed
    (listed,) = client.get("/api/v1/asked").json()["items"]
    assert listed["question"] == "Do agreements help?"
    assert (listed["asked_by"], listed["state"], listed["topic"]) == (2, "open", "empathy")
    assert listed["answer"] is None
    assert client.get(listed["url"]).json() == listed
    assert client.get("/api/v1/asked?state=answered").json()["items"] == []
    assert len(client.get("/api/v1/asked?state=open&topic=empathy").json()["items"]) == 1
    assert client.get("/api/v1/asked?topic=depression").json()["items"] == []
    assert client.get("/api/v1/asked/0x1").status_code == 404


def test_what_is_answered_leaves_the_feed_and_comes_back_when_the_answer_goes(client):
    summary = make_summary(make_issue("2018-03"), "It helps")
    question = AskedQuestion.objects.create(
        state="answered",
        texts={"en": "Does it help?"},
        answer_kind="summary",
        answer_key=str(summary.translation_key),
    )
    content_version.bump()
    assert "Does it help?" not in client.get("/en/asked/open.atom").content.decode()
    (listed,) = client.get("/api/v1/asked").json()["items"]
    assert listed["state"] == "answered"
    assert listed["answer"].endswith(summary.get_url())
    summary.unpublish()
    assert "Does it help?" in client.get("/en/asked/open.atom").content.decode()
    assert client.get(f"/api/v1/asked/{question.pk}").json()["state"] == "open"


def test_a_question_is_passed_on_as_a_saved_search(desk):
    question = AskedQuestion.objects.create(state="new")
    Asking.objects.create(question=question, words="My client Zebra cuts herself")
    address = reverse("asked_question", args=[question.pk])
    assert "saved-searches" not in desk.get(address).content.decode()
    desk.post(address, EDITED | {"publish": "1"})
    page = BeautifulSoup(desk.get(address).content, "html.parser")
    link = page.select_one('a[href*="saved-searches"]')["href"]
    assert "ebra" not in link
    form = BeautifulSoup(desk.get(link).content, "html.parser")
    assert form.select_one("[name=name]")["value"] == EDITED["text_en"]
    assert form.select_one("[name=query]").text.strip() == "empathy AND harm AND themselves"
    SavedSearch.objects.create(
        name=EDITED["text_en"], sources=["PubMed"], query="x", begin=timezone.localdate()
    )
    assert "A saved search looks for it" in desk.get(address).content.decode()
