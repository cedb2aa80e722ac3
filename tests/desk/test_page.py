"""The desk as an editor, a reviewer and a writer find it, with a script and without, in French."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse

from desk.candidates import make_candidate, make_candidates
from gleanings.desk import reranking
from gleanings.desk.deciding import decide
from gleanings.desk.known_terms import KnownTerms
from gleanings.desk.models import Candidate, Decision, Verdict
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture(autouse=True)
def _a_process_that_knows_nothing(monkeypatch):
    monkeypatch.setattr(reranking, "_memory", reranking._Memory(KnownTerms()))


def soup_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def open_desk(client, **query):
    return soup_of(client.get(reverse("desk"), query))


def titles(soup):
    return [" ".join(heading.text.split()) for heading in soup.select(".desk-card h2")]


def said_on(soup):
    return " ".join(soup.select_one("#desk-said").text.split())


def press(client, candidate, verdict, *, script=False, **fields):
    data = {"verdict": verdict, "version": candidate.version, **fields}
    headers = SCRIPT if script else {}
    address = reverse("desk_decide", args=[candidate.pk])
    return client.post(address, data, headers=headers, follow=not script)


def test_who_may_look_sees_the_abstract_and_who_decides_has_buttons(
    client, editor, reviewer, writer
):
    candidate = make_candidate(abstract="Only for the desk.")
    for person, buttons in ((editor, 3), (reviewer, 0), (writer, 0)):
        client.force_login(person, backend=BACKEND)
        page = open_desk(client)
        assert "Only for the desk." in page.text
        assert len(page.select(".desk-card [name=verdict]:not([hidden])")) == buttons
        answer = press(client, candidate, "later", script=True)
        assert (answer.status_code == 200) == bool(buttons)
        Decision.objects.all().delete()
        Candidate.objects.update(verdict="", version=0)


def test_who_may_not_look_is_sent_away(client):
    client.force_login(User.objects.create_user("stranger"), backend=BACKEND)
    assert client.get(reverse("desk")).status_code == 302
    assert reverse("desk") not in client.get("/admin/login/", follow=True).text


def test_without_a_script_a_decision_leads_back_to_the_queue_and_says_what_was_done(at_desk):
    first, second = make_candidates("soil", 2)
    page = soup_of(press(at_desk, first, "not for us", reason="soil"))
    assert f"“{first.article.title}”: not for us." in " ".join(
        page.select_one("#desk-said").text.split()
    )
    assert titles(page) == [second.article.title]
    assert Decision.objects.get().reason == "soil"
    undo = page.select_one("#desk-said form")
    page = soup_of(at_desk.post(undo["action"], {"query": ""}, follow=True))
    assert "waits again" in page.select_one("#desk-said").text
    assert len(titles(page)) == 2


def test_with_a_script_the_next_that_is_not_there_yet_comes_and_the_count_falls(at_desk):
    made = make_candidates("soil", 3)
    shown = [made[2].pk, made[1].pk]
    answer = soup_of(press(at_desk, made[2], "later", script=True, shown=shown))
    assert titles(answer) == [made[0].article.title]
    assert answer.select_one("#desk-said")["hx-swap-oob"] == "true"
    assert "2 candidates" in answer.select_one("#desk-said").text


def test_undone_with_a_script_it_comes_back_on_top(at_desk):
    candidate = make_candidates("soil", 2)[0]
    press(at_desk, candidate, "later", script=True)
    undo = reverse("desk_undo", args=[Decision.objects.get().pk])
    answer = soup_of(at_desk.post(undo, {}, headers=SCRIPT))
    assert titles(answer) == [candidate.article.title]
    assert answer.select_one("#desk-queue")["hx-swap-oob"] == "afterbegin"
    version = answer.select_one("[name=version]")["value"]
    press(at_desk, Candidate(pk=candidate.pk, version=int(version)), "not for us", script=True)
    assert Candidate.objects.get(pk=candidate.pk).verdict == Verdict.NOT_FOR_US


@pytest.mark.parametrize("script", [True, False])
def test_a_colleague_was_faster_and_that_is_said(at_desk, reviewer, script):
    candidate = make_candidate()
    decide(candidate, Verdict.TAKE_UP, by=reviewer, seen_version=0)
    stale = Candidate(pk=candidate.pk, version=0)
    page = soup_of(press(at_desk, stale, "not for us", script=script))
    said = said_on(page)
    assert "reviewer has decided" in said
    assert "taken up. Your decision was not stored." in said
    assert Candidate.objects.get().verdict == Verdict.TAKE_UP


def test_what_is_chosen_stays_chosen_after_a_decision(at_desk):
    empathy = make_candidate("soil", 1, title="Empathy and empathy", abstract="empathy empathy")
    more = make_candidate("soil", 2, title="More empathy", abstract="empathy of therapists")
    make_candidate("soil", 3)
    page = open_desk(at_desk, topic="empathy")
    assert set(titles(page)) == {empathy.article.title, more.article.title}
    query = page.select_one(".desk-card [name=query]")["value"]
    page = soup_of(press(at_desk, empathy, "later", query=query))
    assert titles(page) == [more.article.title]


def test_each_filter_narrows_and_nonsense_hides_nothing(at_desk):
    french = make_candidate("soil", 1, language="fr")
    make_candidate("soil", 2, language="en")
    german = make_candidate("soil", 4, language="de")
    Candidate.objects.filter(pk=french.pk).update(came_at="2020-01-01T12:00Z")
    later = make_candidate("soil", 3)
    decide(later, Verdict.LATER, by=None, seen_version=0)
    assert titles(open_desk(at_desk, language="fr")) == [french.article.title]
    assert titles(open_desk(at_desk, language="other")) == [german.article.title]
    assert titles(open_desk(at_desk, show="later")) == [later.article.title]
    assert len(titles(open_desk(at_desk, since="2021-01-01"))) == 2
    assert len(titles(open_desk(at_desk, topic="none such", since="yesterday", show="x"))) == 3
    for broken in ({"said": "x"}, {"said": 10**30}, {"meanwhile": "-1"}):
        assert len(titles(open_desk(at_desk, **broken))) == 3


@pytest.mark.parametrize(("verdict", "version"), [("burn", "0"), ("later", "x"), ("", "")])
def test_a_form_that_was_not_ours_decides_nothing(at_desk, verdict, version):
    candidate = make_candidate()
    at_desk.post(
        reverse("desk_decide", args=[candidate.pk]), {"verdict": verdict, "version": version}
    )
    assert Decision.objects.count() == 0


def test_why_it_stands_here_is_said_and_its_words_are_marked(at_desk, editor):
    for one in make_candidates("heart", 6):
        decide(one, Verdict.TAKE_UP, by=editor, seen_version=0)
    for one in make_candidates("soil", 6):
        decide(one, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    make_candidate("heart", 99)
    reranking.rerank()
    card = open_desk(at_desk).select_one(".desk-card")
    why = card.select_one(".desk-card__why")
    assert "For it:" in why.text
    assert "Most like it" in why.text
    assert card.select(".desk-card__abstract mark.desk-for")
    assert "not ranked yet" not in why.text


def test_words_of_an_article_are_no_html(at_desk):
    make_candidate(title="<script>x</script> & ruptures", abstract="<b>bold</b> alliance")
    page = open_desk(at_desk)
    assert "<script>x</script> & ruptures" in page.select_one(".desk-card h2").text
    assert not page.select(".desk-card b")


def test_an_article_without_an_abstract_leads_to_where_it_is_filled_in(at_desk):
    candidate = make_candidate(abstract="")
    link = open_desk(at_desk).find("a", string="Fill it in")
    assert str(candidate.article.pk) in link["href"]


def test_in_french_nothing_is_left_in_english(at_desk, editor):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "fr"
    profile.save()
    candidate = make_candidates("soil", 2)[0]
    page = soup_of(press(at_desk, candidate, "not for us"))
    said = said_on(page)
    assert f"« {candidate.article.title} » : pas pour nous." in said.replace("\u00a0", " ")
    text = page.select_one("main").text
    for english in ("Take up", "Not for us", "Later", "Undo", "Why it stands", "candidate", "Keys"):
        assert english not in text.replace(candidate.article.title, "")


def test_taken_up_a_draft_begins_and_an_untouched_one_goes_with_the_undoing(at_desk):
    candidate = make_candidate()
    page = soup_of(press(at_desk, candidate, "take up"))
    summary = Summary.objects.get()
    assert page.select_one("#desk-said a")["href"] == f"/admin/pages/{summary.pk}/edit/"
    at_desk.post(page.select_one("#desk-said form")["action"])
    assert Summary.objects.count() == 0
    assert Candidate.objects.get().verdict == ""


def test_a_draft_that_somebody_worked_on_stays(at_desk, editor):
    candidate = make_candidate()
    press(at_desk, candidate, "take up")
    draft = Summary.objects.get().get_latest_revision_as_object()
    draft.studied = "Forty outpatients"
    draft.save_revision(user=editor, clean=False)
    decision = Decision.objects.get()
    answer = at_desk.post(reverse("desk_undo", args=[decision.pk]), {}, follow=True)
    assert "Its draft stays" in answer.text
    assert Summary.objects.count() == 1
