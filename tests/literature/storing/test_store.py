"""Records become articles: once each, nothing written over, nothing of a doubt stored."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from digest.factories import make_article, make_issue, make_summary
from gleanings.literature.models import Article, ImportRun, Notice
from gleanings.literature.records import NoticeKind, Record, Refused
from gleanings.literature.records.record import Notice as Told
from gleanings.literature.storing import Account, Planned, batches, plan_records, store_records
from gleanings.literature.storing.runs import go_on
from literature.records.files import article as xml
from literature.records.files import pubmed

pytestmark = pytest.mark.django_db

LONG = "Empathy of therapists and the outcome of treatment"
MOREAU = {"family": "Moreau", "given": "Louise"}


def record(**fields) -> Record:
    known = {"title": LONG, "authors": [MOREAU], "year": 2019, "source": "PubMed"}
    return Record(**{**known, **fields})


def store(*outcomes) -> Account:
    return store_records(outcomes, Account())


def counts(account: Account) -> tuple[int, int, int, int, int]:
    return (
        account.read,
        account.new,
        account.merged,
        account.doubtful,
        account.refused_count,
    )


def test_a_second_run_adds_nothing():
    outcomes = [
        record(doi="10.5555/a", pmid="1"),
        record(title="Another study of empathy in outpatient care", pmid="2"),
        record(title="Editorial", authors=[], year=None),
        record(title="Editorial", authors=[], year=2020),
        record(title=""),
        Refused(7, "broken"),
    ]
    assert counts(store(*outcomes)) == (5, 4, 0, 0, 2)
    again = store(*outcomes)
    assert counts(again) == (5, 0, 4, 0, 2)
    assert Article.objects.count() == 4
    assert {one.line for one in again.refused} == {1, 7}


def test_what_is_empty_is_filled_and_what_stands_there_stays():
    stands = make_article(title=LONG, doi="10.5555/a", volume="", issue="9", pages="")
    account = store(
        record(doi="10.5555/A".lower(), pmid="1", volume="12", issue="3", abstract="We listened.")
    )
    stands.refresh_from_db()
    assert counts(account) == (1, 0, 1, 0, 0)
    assert (stands.volume, stands.issue, stands.pmid) == ("12", "9", "1")
    assert stands.abstract == "We listened."
    assert stands.authors[0]["family"] == "Okafor"
    assert stands.sources == {"volume": "PubMed", "pmid": "PubMed", "abstract": "PubMed"}


def test_the_citation_of_an_article_that_readers_see_is_left_alone():
    shown = make_article(title=LONG, doi="10.5555/a", volume="", url="")
    make_summary(make_issue("2018-03"), articles=[shown])
    store(record(doi="10.5555/a", pmid="1", volume="12", abstract="We listened."))
    shown.refresh_from_db()
    assert (shown.volume, shown.pmid, shown.abstract) == ("", "1", "We listened.")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # by an identifier, whatever else differs a little
        ({"doi": "10.5555/a"}, {"doi": "10.5555/a", "title": f"{LONG}: a trial"}, True),
        ({"pmid": "1"}, {"pmid": "1", "year": 2020}, True),
        # by title, year and author
        ({}, {"title": LONG.upper() + "."}, True),
        ({"doi": "10.5555/a"}, {"pmid": "1"}, True),
        # online first, then in print; nothing tells the issues of an annual apart
        ({"year": 2019}, {"year": 2020, "volume": "3", "pages": "5-9"}, True),
        ({"year": 2019}, {"year": 2020}, False),
        (
            {"volume": "59", "issue": "1", "pages": "1-3", "year": 2018},
            {"volume": "60", "issue": "1", "pages": "1-3", "year": 2019},
            False,
        ),
        # a thesis and the article made of it; one title in two journals
        (
            {"year": 2018, "container": "Thesis"},
            {"year": 2019, "container": "Lancet", "volume": "300", "pages": "5-9"},
            False,
        ),
        ({"container": "Annals of Hope"}, {"container": "Care"}, False),
        ({"year": 2019}, {"year": 2021}, False),
        ({}, {"authors": [{"family": "Quist", "given": "P."}]}, False),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}, False),
        ({"pmid": "1"}, {"pmid": "2"}, False),
        ({"volume": "1", "pages": "1-9"}, {"volume": "2", "pages": "10-19"}, False),
        ({"volume": "1", "pages": "1-9"}, {"volume": "1", "pages": "10-19"}, False),
        ({"title": f"RETRACTED: {LONG}"}, {}, True),
        # a title that many bear takes its place in the journal too
        ({"title": "Editorial"}, {"title": "Editorial", "volume": "1"}, False),
        (
            {"title": "Editorial", "volume": "1", "pages": "3-4"},
            {"title": "Editorial", "volume": "1", "pages": "3", "abstract": "x"},
            True,
        ),
        (
            {"title": "Editorial", "volume": "1", "pages": "3-4"},
            {"title": "Editorial", "volume": "2", "pages": "3-4"},
            False,
        ),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_which_records_are_one_article(one, other, same, together):
    if together:
        store(record(**one), record(**other))
    else:
        store(record(**one))
        store(record(**other))
    assert Article.objects.count() == (1 if same else 2)


@pytest.mark.parametrize(
    ("identifiers", "is_told"),
    [
        ({"doi": "10.5555/a"}, True),
        ({"pmid": "1"}, True),
        ({"doi": "10.5555/a", "pmid": "2"}, True),
        ({"doi": "10.5555/b", "pmid": "1"}, False),
    ],
)
def test_a_retraction_is_the_articles_of_that_doi_whatever_title_it_has(identifiers, is_told):
    store(record(doi="10.5555/a", pmid="1"))
    retracted = Told(NoticeKind.RETRACTION, doi="10.5555/n", source="PubMed")
    told = record(title="Sleep in shift workers", notices=[retracted], **identifiers)
    assert store(told).doubtful == 1
    assert Notice.objects.filter(article__doi="10.5555/a").exists() == is_told


@pytest.mark.parametrize(
    "clashing",
    [
        {"doi": "10.5555/a", "pmid": "2"},  # of two articles that are here
        {"doi": "10.5555/a", "title": "On something else altogether, by others"},
        {"doi": "10.5555/a", "pmid": "9"},  # whose PMID here is another
    ],
)
def test_what_clashes_is_doubtful_and_not_stored(clashing):
    store(record(doi="10.5555/a", pmid="1"), record(title="Quite another study it is", pmid="2"))
    before = list(Article.objects.order_by("pk").values())
    account = store(record(abstract="New.", line=5, **clashing))
    assert counts(account) == (1, 0, 0, 1, 0)
    assert account.doubts[0].line == 5
    assert list(Article.objects.order_by("pk").values()) == before


def test_an_identifier_alone_finds_its_article_and_makes_none():
    store(record(doi="10.5555/a"))
    account = store(
        Record(doi="10.5555/a", source="list"), Record(pmid="77", source="list", line=2)
    )
    assert counts(account) == (2, 0, 1, 0, 1)
    assert "77" in account.refused[0].why


def test_a_dry_run_says_what_storing_would_do():
    store(record(doi="10.5555/a"))
    outcomes = [
        record(doi="10.5555/a"),
        record(title="Hope in the first session of it", pmid="5"),
        record(title="Hope in the first session of it", pmid="5"),
        record(title=""),
    ]
    planned = Account()
    assert len(list(plan_records(outcomes, planned, Planned()))) == 4
    assert Article.objects.count() == 1
    assert counts(planned) == counts(store(*outcomes)) == (4, 1, 2, 0, 1)


def test_texts_that_are_too_long_are_cut_and_identifiers_are_not():
    store(record(title="Word " * 400, doi="10.5555/" + "x" * 400, volume="v" * 99))
    (article,) = Article.objects.all()
    assert len(article.title) <= 1000
    assert article.title.endswith("…")
    assert len(article.volume) == 50
    assert article.doi is None


# --- retractions ----------------------------------------------------------------------------------
def retraction(**other) -> Told:
    return Told(NoticeKind.RETRACTION, source="PubMed", **other)


def test_a_retraction_is_of_the_article_and_is_said_once():
    told = retraction(doi="10.5555/notice", date="2021-02-06")
    for _twice in range(2):
        store(record(doi="10.5555/a", notices=[told]))
    (article,) = Article.objects.all()
    (notice,) = article.notices.all()
    assert article.is_retracted
    assert (notice.doi, notice.date, notice.source) == ("10.5555/notice", "2021-02-06", "PubMed")


@pytest.mark.parametrize("notice_first", [True, False])
def test_a_notice_finds_its_article_whichever_comes_first(notice_first):
    notice = record(
        title="Retraction: Empathy",
        doi="10.5555/notice",
        date="2021-02-06",
        notice_of=[retraction(doi="10.5555/a")],
    )
    of = record(doi="10.5555/a")
    for one in (notice, of) if notice_first else (of, notice):
        store(one)
    article = Article.objects.get(doi="10.5555/a")
    assert article.is_retracted
    assert article.notices.get().doi == "10.5555/notice"
    assert not Article.objects.get(doi="10.5555/notice").is_retracted
    assert not Notice.objects.filter(article=None).exists()


def test_a_retraction_waits_for_an_article_that_an_editor_brings():
    store(record(title="Retraction", pmid="9", notice_of=[retraction(pmid="1")]))
    assert Notice.objects.get().article is None
    assert make_article(pmid="1").is_retracted


def test_a_retraction_reaches_an_article_whose_doi_is_filled_in_later():
    stands = make_article(title=LONG, doi=None, year=2019, authors=[MOREAU], volume="", pages="")
    store(record(title="Retraction", pmid="9", notice_of=[retraction(doi="10.5555/a")]))
    store(record(doi="10.5555/a"))
    assert Article.objects.get(pk=stands.pk).is_retracted


def test_each_source_has_its_word_and_a_later_reinstatement_counts():
    store(record(doi="10.5555/a", notices=[retraction(date="2021-02-06")]))
    back = Told(NoticeKind.REINSTATEMENT, date="2022-01-01", source="Retraction Watch")
    store(record(doi="10.5555/a", notices=[back]))
    (article,) = Article.objects.all()
    assert article.notices.count() == 2
    assert not article.is_retracted


# --- runs -----------------------------------------------------------------------------------------
@pytest.fixture
def ten(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 3)
    monkeypatch.setattr("gleanings.literature.storing.runs.AT_ONCE", 3)
    path = tmp_path / "ten.xml"
    path.write_text(pubmed(*(xml(number, f"Study {number} of it") for number in range(1, 11))))
    return path


def test_an_import_that_was_stopped_goes_on_where_it_was(ten):
    run = ImportRun.objects.create(filename="ten.xml")
    assert not go_on(run, ten, seconds=-1)
    run = ImportRun.objects.get()
    assert (run.position, run.read, run.finished_at) == (3, 3, None)
    assert go_on(run, ten)
    run.refresh_from_db()
    assert (run.position, run.read, run.new, run.merged) == (10, 10, 10, 0)
    assert run.finished_at
    assert run.format == "pubmed"
    assert Article.objects.count() == 10


def test_a_batch_that_fails_is_taken_up_whole(ten, monkeypatch):
    run = ImportRun.objects.create(filename="ten.xml")
    calls = []

    def fails_in_the_second(*args):
        calls.append(args)
        if len(calls) == 2:
            raise OSError("the disk is full")

    monkeypatch.setattr(batches, "store_notices", fails_in_the_second)
    with pytest.raises(OSError, match="full"):
        go_on(run, ten)
    run = ImportRun.objects.get()
    assert (run.position, run.new, Article.objects.count()) == (3, 3, 3)
    go_on(run, ten)
    assert (run.new, Article.objects.count()) == (10, 10)


def test_another_process_that_stores_the_same_meanwhile_is_found(monkeypatch):
    honest = batches.possibly_same

    def too_early(traits):
        monkeypatch.setattr(batches, "possibly_same", honest)
        return Article.objects.none()

    store(record(doi="10.5555/a"))
    monkeypatch.setattr(batches, "possibly_same", too_early)
    assert counts(store(record(doi="10.5555/a"))) == (1, 0, 1, 0, 0)


def test_what_fails_again_and_again_is_told(monkeypatch):
    monkeypatch.setattr(batches, "possibly_same", lambda traits: Article.objects.none())
    store(record(doi="10.5555/a"))
    with pytest.raises(IntegrityError):
        store(record(doi="10.5555/a"))


def test_imported_articles_are_found_at_the_desk():
    from wagtail.search.backends import get_search_backend

    store(record(pmid="123456"))
    for words in ("empathy outcome", "123456"):
        assert [one.title for one in get_search_backend().search(words, Article)] == [LONG]
