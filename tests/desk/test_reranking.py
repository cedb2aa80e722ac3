"""The queue follows what was summarised and decided, says why, and keeps a share for the unlike."""

from __future__ import annotations

import pytest

from desk.candidates import make_candidate, make_candidates, make_words
from digest.factories import make_article, make_summary
from gleanings.desk import reranking
from gleanings.desk.candidate_queue import Queue
from gleanings.desk.deciding import decide, undo
from gleanings.desk.known_terms import KnownTerms
from gleanings.desk.models import ArticleTerms, Candidate, Ranking, Verdict
from gleanings.desk.ranking.likelihood import ENOUGH_OF_EACH
from gleanings.reader import relevant_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_process_that_knows_nothing(monkeypatch):
    monkeypatch.setattr(reranking, "_memory", reranking._Memory(KnownTerms()))


def summarise(number=4):
    for one in range(number):
        article = make_article(
            title=make_words("alliance", 500 + one, 8), abstract=make_words("alliance", 600 + one)
        )
        make_summary(articles=[article])


def first_titles(number):
    waiting = Queue(Ranking.current(), Candidate.objects.waiting())
    return [candidate.article.title for candidate in waiting.first(number)]


def test_what_is_like_the_summaries_stands_first_before_anything_was_decided():
    summarise()
    make_candidates("alliance", 5)
    make_candidates("soil", 20)
    reranking.rerank()
    assert sum("alliance" in title for title in first_titles(6)) == 5


def test_without_summaries_and_decisions_the_newest_stand_first():
    made = make_candidates("soil", 3)
    ranking = reranking.rerank()
    assert list(ranking.keys) == [candidate.pk for candidate in reversed(made)]
    assert ranking.words == {}


def test_decisions_turn_the_order_and_undecided_ones_stay(editor):
    hearts, soils = make_candidates("heart", 12), make_candidates("soil", 12)
    for heart, soil in zip(hearts[:4], soils[:4], strict=True):
        decide(heart, Verdict.TAKE_UP, by=editor, seen_version=0)
        decide(soil, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    ranking = reranking.rerank()
    assert len(ranking.keys) == 16
    assert all("heart" in title for title in first_titles(8))


def test_one_in_ten_of_a_long_queue_is_unlike_what_was_decided(editor):
    summarise()
    make_candidates("alliance", 10)
    make_candidates("heart", 20)
    odd = make_candidate("schools", title="Spelling and pupils", abstract="pupils spelling grades")
    ranking = reranking.rerank()
    assert len(ranking.unlike) == 1
    assert ranking.keys[9] == ranking.unlike[0]
    assert odd.pk in ranking.keys


def test_it_says_which_words_count_and_what_it_is_like():
    summarise()
    candidate = make_candidate("alliance")
    make_candidates("soil", 10)
    ranking = reranking.rerank()
    assert ranking.words
    near = ranking.neighbours[str(candidate.pk)]
    assert near
    assert all(0 < similarity <= 1 for _, similarity in near)


def test_it_is_done_once_for_one_state_and_again_for_the_next(editor):
    summarise(2)
    candidate = make_candidates("soil", 3)[0]
    assert reranking.tick() is not None
    assert reranking.tick() is None
    decide(candidate, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    assert reranking.tick() is not None
    make_article(title="Something new")
    assert reranking.tick() is not None
    assert Ranking.objects.count() == 1


def test_an_abstract_that_is_filled_in_counts_in_the_next_ranking():
    summarise()
    make_candidates("soil", 10)
    candidate = make_candidate("soil", 99, title="Untold", abstract="")
    reranking.rerank()
    before = list(reranking.rerank().keys).index(candidate.pk)
    candidate.article.abstract = make_words("alliance", 1)
    candidate.article.save()
    assert not ArticleTerms.objects.filter(article=candidate.article).exists()
    after = list(reranking.rerank().keys).index(candidate.pk)
    assert (before > 0, after) == (True, 0)


def test_a_process_that_starts_anew_ranks_as_the_one_that_went_on(monkeypatch, editor):
    summarise()
    made = make_candidates("soil", 10)
    reranking.rerank()
    make_candidates("alliance", 5)
    decide(made[0], Verdict.NOT_FOR_US, by=editor, seen_version=0)
    went_on = reranking.rerank()
    monkeypatch.setattr(reranking, "_memory", reranking._Memory(KnownTerms()))
    anew = reranking.rerank()
    assert list(anew.keys) == list(went_on.keys)


@pytest.mark.parametrize("enough", [True, False])
def test_a_share_is_said_when_enough_of_each_kind_was_decided_here(editor, enough):
    number = ENOUGH_OF_EACH if enough else ENOUGH_OF_EACH - 1
    summarise()  # what was summarised before does not count for it
    hearts, soils = make_candidates("heart", number + 5), make_candidates("soil", number + 5)
    for heart, soil in zip(hearts[:number], soils[:number], strict=True):
        decide(heart, Verdict.TAKE_UP, by=editor, seen_version=0)
        decide(soil, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    ranking = reranking.rerank()
    assert bool(ranking.likelihood) == enough
    if enough:
        assert ranking.left == pytest.approx(5, abs=1.5)
    else:
        assert ranking.left is None


def test_candidates_the_ranking_does_not_know_come_last_and_decided_ones_not_at_all(editor):
    made = make_candidates("soil", 3)
    reranking.rerank()
    new = make_candidate("heart", 7)
    decide(made[2], Verdict.LATER, by=editor, seen_version=0)
    shown = Queue(Ranking.current(), Candidate.objects.waiting()).first(10)
    assert shown == [made[1], made[0], new]


def test_a_long_queue_is_walked_and_a_short_one_sorted_into_the_same_order(monkeypatch):
    from gleanings.desk import candidate_queue

    summarise()
    made = make_candidates("alliance", 6) + make_candidates("soil", 6)
    reranking.rerank()
    make_candidate("heart")
    short = Queue(Ranking.current(), Candidate.objects.waiting()).first(20, without=[made[0].pk])
    monkeypatch.setattr(candidate_queue, "_FEW", 3)
    monkeypatch.setattr(candidate_queue, "_AT_ONCE", 4)
    long = Queue(Ranking.current(), Candidate.objects.waiting()).first(20, without=[made[0].pk])
    assert [one.pk for one in short] == [one.pk for one in long]
    assert len(long) == 12


def test_a_preprint_stands_beside_its_article_until_one_is_decided_on(editor):
    from gleanings.desk.admin.cards import cards_of

    summarise()
    made = make_candidates("alliance", 8)
    twin = make_candidate("alliance", title="Other title", abstract=made[2].article.abstract)
    make_candidates("soil", 8)
    ranking = reranking.rerank()
    keys = list(ranking.keys)
    assert abs(keys.index(twin.pk) - keys.index(made[2].pk)) == 1
    (card,) = cards_of([made[2]], ranking)
    assert card.same == [twin.article]
    decide(twin, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    (card,) = cards_of([made[2]], ranking)
    assert card.same == []


def test_an_abstract_that_an_import_fills_in_without_a_signal_is_read_by_the_clock():
    from gleanings.literature.models import Article

    summarise()
    make_candidates("soil", 10)
    candidate = make_candidate("soil", 99, title="Untold", abstract="")
    reranking.tick()
    Article.objects.filter(pk=candidate.article.pk).update(abstract=make_words("alliance", 1))
    ranking = reranking.tick()
    assert ranking is not None
    assert ranking.keys[0] == candidate.pk
    assert reranking.tick() is None


def test_readers_pages_stay_kept_while_the_desk_works(editor):
    from gleanings.reader.cache import content_version

    summarise(2)
    candidate = make_candidates("soil", 3)[0]
    before = content_version.current()
    reranking.tick()
    undone = decide(candidate, Verdict.LATER, by=editor, seen_version=0)
    undo(undone, by=editor)
    reranking.tick()
    assert content_version.current() == before


def test_terms_that_another_process_stored_late_are_known_too():
    """Its keys were given out first, and its transaction ended last."""
    early, _late = make_candidates("soil", 2)
    reranking.rerank()
    row = ArticleTerms.objects.get(article=early.article)
    ArticleTerms.objects.filter(article=early.article).update(id=row.pk + 10)
    made = make_candidate("alliance", 7)
    ArticleTerms.objects.create(
        id=row.pk, article=made.article, length=row.length, columns=row.columns, counts=row.counts
    )
    terms = KnownTerms(recent={row.pk + 10}, last=row.pk + 10)
    assert terms.refresh()
    assert made.article_id in terms.row_of
    assert not terms.refresh()


def test_what_readers_find_relevant_counts_more(monkeypatch, editor):
    summaries = {}
    for about in ("heart", "soil"):
        article = make_article(
            title=make_words(about, 500, 8), abstract=make_words(about, 600, length=60)
        )
        summaries[about] = make_summary(articles=[article]).translation_key.hex
        make_candidates(about, 8)
    make_candidates("alliance", 8)
    for liked, other in (("heart", "soil"), ("soil", "heart")):
        shares = {summaries[liked]: 1.0, summaries[other]: 0.0}
        monkeypatch.setattr(relevant_to, "_shares", [lambda shares=shares: shares])
        due = reranking.state()
        ranking = reranking.tick()
        assert sum(liked in title for title in first_titles(8)) > 4
        assert (ranking.state, ranking.basis["rated"]) == (due, 2)
        assert reranking.tick() is None
    monkeypatch.setattr(relevant_to, "_shares", [])
    assert reranking.rerank().basis["rated"] == 0
