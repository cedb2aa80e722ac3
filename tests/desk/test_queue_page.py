"""What stands around the queue: criteria, examples, samples, twins, and one more undo."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from desk.candidates import make_candidate, make_candidates
from digest.factories import make_article
from gleanings.desk import reranking
from gleanings.desk.admin.cards import cards_of
from gleanings.desk.candidate_queue import Queue
from gleanings.desk.deciding import decide, undo
from gleanings.desk.known_terms import KnownTerms
from gleanings.desk.models import (
    Candidate,
    Criteria,
    CriteriaText,
    Decision,
    Example,
    Ranking,
    Verdict,
)
from gleanings.desk.sample import sample_of
from gleanings.digest.models import Summary
from gleanings.literature.models import Article, DoubtfulPair, Notice

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


def desk(client, **query):
    response = client.get(reverse("desk"), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup, selector):
    return " ".join(soup.select_one(selector).text.split())


# --- criteria -------------------------------------------------------------------------------------


def test_editors_write_the_criteria_and_everybody_unfolds_them(client, editor, writer):
    for person, may_write in ((editor, True), (writer, False)):
        client.force_login(person, backend=BACKEND)
        assert ("Write down what you look for" in desk(client).text) == may_write
        address = reverse("wagtailsettings:edit", args=["desk", "criteria"])
        assert (client.get(address, follow=True).request["PATH_INFO"] != "/admin/") == may_write
    criteria = Criteria.load()
    CriteriaText.objects.create(criteria=criteria, language="en", text="<ul><li>Trials</li></ul>")
    fold = desk(client).select_one("details.desk-fold")
    assert "button" in fold.summary["class"]
    assert fold.li.text == "Trials"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"en": "Trials", "fr": "Essais"}, "Essais"),
        ({"en": "Trials", "fr": ""}, "Trials"),
        ({}, ""),
    ],
)
def test_they_are_said_in_the_language_of_who_looks_or_in_the_one_there_is(texts, said):
    from django.utils import translation

    criteria = Criteria.load()
    for language, text in texts.items():
        CriteriaText.objects.create(criteria=criteria, language=language, text=text)
    with translation.override("fr"):
        assert criteria.text_now() == said


# --- design and sample ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("abstract", "studies", "people"),
    [
        ("In all, 184 outpatients were randomized (n = 92 each).", "", "184 outpatients"),
        ("Of 900 patients screened, some refused. 248 patients were randomized.", "",
         "248 patients"),
        ("We pooled 28 studies with 2,419 participants.", "28 studies", "2,419 participants"),
        ("Clients (N = 61) rated each session.", "", "N = 61"),
        ("Earlier studies with 12 patients were small. The sample was 80 clients.", "",
         "80 clients"),
        ("Nothing is counted here.", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_sample_is_said_in_the_words_of_the_abstract(abstract, studies, people):
    assert sample_of("Ruptures in therapy", abstract) == (studies, people)


def test_design_and_sample_stand_on_the_card(at_desk):
    make_candidate(
        title="Repairing ruptures: a randomized controlled trial",
        abstract="In all, 184 outpatients were randomized.",
    )
    design = words(desk(at_desk), ".desk-card__design")
    assert "Randomized controlled trial" in design
    assert "184 outpatients" in design


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("retraction", "Article retracted"),
        ("concern", "Expression of concern"),
        ("correction", "Article corrected"),
        (None, ""),
    ],
)
def test_what_was_published_about_the_article_stands_on_the_card(at_desk, kind, said):
    article = make_candidate().article
    if kind:
        Notice.objects.create(article=article, kind=kind, source="PubMed", date="2026-05-04")
    card = desk(at_desk).select_one(".desk-card")
    marks = [mark.text for mark in card.select(".desk-card__notice")]
    assert marks == ([said] if said else [])


def test_what_is_free_to_read_is_one_tap_away(at_desk):
    make_candidate(free_at="https://repository.example.org/7")
    page = desk(at_desk)
    assert "free to read" in words(page, 'a[href="https://repository.example.org/7"]')


# --- examples -------------------------------------------------------------------------------------


def test_a_network_that_begins_is_ranked_by_its_examples(at_desk, editor):
    like = make_candidates("alliance", 5)
    make_candidates("soil", 20)
    reranking.rerank()
    assert "newest first" in words(desk(at_desk), ".desk-basis")
    page = at_desk.get(reverse("desk_examples"), {"q": like[0].article.title})
    form = BeautifulSoup(page.content, "html.parser").select_one("form[method=post]")
    at_desk.post(form["action"])
    card = next(c for c in desk(at_desk).select(".desk-card") if "soil" in c.h2.text)
    assert Example.objects.get().article == like[0].article
    for one in like[1:3]:
        at_desk.post(reverse("desk_choose_example", args=[one.article_id]), {"next": "desk"})
    assert card.select_one("form.desk-card__more")
    ranking = reranking.rerank()
    first = Queue(ranking, Candidate.objects.waiting()).first(5)
    assert {one.pk for one in first} == {one.pk for one in like}
    assert words(desk(at_desk), ".desk-basis").startswith("Ranked by your 3 examples.")
    at_desk.post(reverse("desk_choose_example", args=[like[0].article_id]), {"remove": "1"})
    assert reranking.tick() is not None  # what was removed counts at once
    assert "Ranked by your 2 examples." in words(desk(at_desk), ".desk-basis")
    decide(like[1], Verdict.NOT_FOR_US, by=editor, seen_version=0)
    counted = reranking.rerank().basis
    assert counted == {"summaries": 0, "decisions": 1, "examples": 1, "rated": 0}
    told = words(desk(at_desk), ".desk-basis")
    assert told.startswith("Ranked by summaries (0), decisions (1) and examples (1).")


def test_who_does_not_decide_chooses_no_examples(client, writer):
    client.force_login(writer, backend=BACKEND)
    article = make_article()
    client.post(reverse("desk_choose_example", args=[article.pk]))
    assert not Example.objects.exists()


# --- language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", {"en", ""}), ("fr", {"fr", ""}), ("other", {"de"}), ("none", {""})],
)
def test_a_language_hides_none_whose_language_nobody_states(at_desk, language, shown):
    for number, code in enumerate(("en", "fr", "de", "")):
        make_candidate("soil", number, language=code)
    found = desk(at_desk, language=language).select(".desk-card")
    keys = [card["id"].removeprefix("candidate-") for card in found]
    assert (
        set(Candidate.objects.filter(pk__in=keys).values_list("article__language", flat=True))
        == shown
    )


# --- undo -----------------------------------------------------------------------------------------


def test_undo_goes_back_one_by_one_and_says_when_there_is_no_more(at_desk, reviewer):
    first, second, third = make_candidates("soil", 3)
    decide(third, Verdict.LATER, by=reviewer, seen_version=0)
    for one in (first, second):
        data = {"verdict": "not for us", "version": 0}
        at_desk.post(reverse("desk_decide", args=[one.pk]), data, headers=SCRIPT)
    page = desk(at_desk)  # after a reload too
    for one in (second, first):
        form = page.select_one("#desk-said form")
        response = at_desk.post(form["action"], headers=SCRIPT)
        page = BeautifulSoup(response.content, "html.parser")
        assert Candidate.objects.get(pk=one.pk).verdict == ""
    assert "nothing more to undo" in words(page, "#desk-said")
    assert page.select_one("#desk-said form") is None
    assert Candidate.objects.get(pk=third.pk).verdict == Verdict.LATER  # a colleague's stays


def test_a_decision_of_last_week_is_not_undone_by_a_slip(at_desk, editor):
    import datetime as dt

    candidate = make_candidate()
    long_ago = timezone.now() - dt.timedelta(days=2)
    decide(candidate, Verdict.LATER, by=editor, seen_version=0, at=long_ago)
    assert desk(at_desk).select_one("#desk-said form") is None


# --- twins ----------------------------------------------------------------------------------------


def make_twins(**changes):
    one = make_candidate("alliance", 1, doi="10.5555/print")
    article = one.article
    twin = make_candidate(
        "alliance", 1, doi="10.5555/preprint", container="", volume="", issue="", pages="",
        **{"abstract": article.abstract, **changes},
    )  # fmt: skip
    for heart in make_candidates("heart", 3):
        decide(heart, Verdict.TAKE_UP, by=None, seen_version=0)
    make_candidates("soil", 12)
    return one, twin, reranking.rerank()


def test_two_records_of_one_article_are_one_card_and_decided_once(at_desk):
    one, twin, ranking = make_twins()
    assert ranking.twins[str(one.pk)] == [twin.pk]
    shown = desk(at_desk)
    ids = {card["id"] for card in shown.select(".desk-card")}
    assert len(ids & {f"candidate-{one.pk}", f"candidate-{twin.pk}"}) == 1
    card = next(c for c in shown.select(".desk-card") if c.select("[name=twin]"))
    assert "counts for both" in card.text
    data = {field["name"]: field["value"] for field in card.form.select("input[value]")}
    at_desk.post(card.form["action"], {**data, "verdict": "take up"}, headers=SCRIPT)
    taken = Candidate.objects.filter(pk__in=[one.pk, twin.pk])
    assert set(taken.values_list("verdict", "summary")) == {("take up", Summary.objects.get().pk)}
    first = Decision.objects.order_by("pk").get(along_with=None, candidate__in=[one, twin])
    undone = at_desk.post(reverse("desk_undo", args=[first.pk]), headers=SCRIPT)
    assert undone.status_code == 200
    assert set(taken.values_list("verdict", "summary")) == {("", None)}
    assert not Summary.objects.exists()


def test_a_twin_that_a_colleague_decided_on_meanwhile_keeps_his_decision(editor, reviewer):
    one, twin, _ranking = make_twins()
    decide(twin, Verdict.TAKE_UP, by=reviewer, seen_version=0)
    made = decide(one, Verdict.NOT_FOR_US, by=editor, seen_version=0, twins=[(twin.pk, 0)])
    assert Candidate.objects.get(pk=twin.pk).verdict == Verdict.TAKE_UP
    undo(made, by=editor)
    assert Candidate.objects.get(pk=twin.pk).verdict == Verdict.TAKE_UP


def test_what_an_editor_called_two_articles_stands_as_two(editor):
    one, twin, _ranking = make_twins()
    DoubtfulPair.objects.create(article=one.article, other=twin.article, verdict="two")
    assert reranking.rerank().twins == {}


def test_another_article_of_that_title_stands_beside_and_is_decided_alone():
    one, twin, ranking = make_twins(abstract="", authors=[], year=None)
    assert ranking.twins == {}
    keys = list(ranking.keys)
    assert abs(keys.index(one.pk) - keys.index(twin.pk)) == 1
    (card,) = cards_of([one], ranking)
    assert card.same == [twin.article]


def test_nonsense_for_twins_decides_on_nobody_else(at_desk):
    one, other = make_candidates("soil", 2)
    data = {"verdict": "later", "version": 0, "twin": ["x", f"{other.pk}", f"{other.pk}:9", "²:0"]}
    at_desk.post(reverse("desk_decide", args=[one.pk]), data, headers=SCRIPT)
    assert Candidate.objects.waiting().get() == other


# --- a missing abstract ---------------------------------------------------------------------------


def test_an_abstract_that_is_filled_in_stands_on_the_card_and_counts(at_desk):
    candidate = make_candidate(abstract="", title="Untold")
    address = desk(at_desk).find("a", string="Fill it in")["href"]
    form = BeautifulSoup(at_desk.get(address).content, "html.parser")
    fields = form.select_one("form[data-edit-form]").select("[name]:not([type=checkbox])")
    data = {field["name"]: field.get("value", field.text.strip()) for field in fields}
    told = "In all, 61 clients were included."
    at_desk.post(address, {**data, "type": "article-journal", "abstract": told})
    assert Article.objects.get(pk=candidate.article_id).abstract == told
    assert "61 clients" in words(desk(at_desk), ".desk-card__design")
    assert Ranking.current() is None or reranking.tick()


@pytest.mark.parametrize("script", [True, False])
def test_a_card_whose_article_was_merged_meanwhile_says_so(at_desk, editor, script):
    from gleanings.literature.merging import merge_articles

    kept, merged = make_candidate("soil", 1), make_candidate("soil", 2, doi=None)
    merge_articles(kept.article, merged.article, by=editor)
    response = at_desk.post(
        reverse("desk_decide", args=[merged.pk]),
        {"verdict": "later", "version": 0},
        headers=SCRIPT if script else {},
        follow=not script,
    )
    assert response.status_code == 200
    assert "merged with another" in words(
        BeautifulSoup(response.content, "html.parser"), "#desk-said"
    )
    assert not Decision.objects.exists()
