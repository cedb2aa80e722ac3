"""What is said of an article, from what each source told: a table of kinds and of directions."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from digest.factories import make_article
from gleanings.literature.models import Article, Notice
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.statements import statements_of, status_of
from gleanings.literature.notices.words import TITLE, caution_of, in_words, mark_of, marked

R, C, E, B = NoticeKind.RETRACTION, NoticeKind.CORRECTION, NoticeKind.CONCERN, "reinstatement"
OWN = "10.5555/helps"


def told(kind, date="", doi="", pmid="", source="PubMed", learned=4, seen=None, mistaken=False):
    return SimpleNamespace(
        kind=str(kind),
        date=date,
        doi=doi,
        pmid=pmid,
        citation="",
        source=source,
        first_seen=dt.datetime(2026, 5, learned, 12, tzinfo=dt.UTC),
        seen_at=seen,
        is_mistaken=mistaken,
    )


@pytest.mark.parametrize(
    ("notices", "status", "kinds"),
    [
        ([], "", []),
        ([told(R)], "retracted", [R]),
        ([told(E)], "concern", [E]),
        ([told(C)], "corrected", [C]),
        ([told(C), told(E)], "concern", [E, C]),
        ([told(E, "2020"), told(R, "2021")], "retracted", [R]),
        ([told(C, "2019"), told(R, "2021")], "retracted", [R, C]),
        # an editor found the source mistaken
        ([told(R, mistaken=True)], "", []),
        ([told(R, mistaken=True), told(R, source="Crossref")], "retracted", [R]),
        ([told(R, "2021-01-01"), told(B, "2022-01-01", mistaken=True)], "retracted", [R]),
        # taken back
        ([told(R, "2020-01-01"), told(B, "2021-01-01")], "", [B]),
        ([told(R), told(B, "2021-01-01")], "", [B]),
        ([told(R, "2021-01-01"), told(B, "2021-01-01")], "", [B]),
        ([told(R, "2021-01-02"), told(B, "2021-01-01")], "retracted", [R]),
        ([told(R, "2021-01-01"), told(B)], "retracted", [R]),
        ([told(E, "2020"), told(R, "2021-01-01"), told(B, "2022-01-01")], "", [B]),
        ([told(E, "2023"), told(R, "2021-01-01"), told(B, "2022-01-01")], "concern", [E, B]),
        ([told(C, "2023"), told(R, "2021-01-01"), told(B, "2022-01-01")], "corrected", [B, C]),
        ([told(B, "2022-01-01")], "", [B]),
        # and again
        (
            [
                told(R, "2020-01-01", "10.5555/one"),
                told(B, "2021-01-01"),
                told(R, "2022-01-01", "10.5555/two"),
            ],
            "retracted",
            [R],
        ),
        # one retraction, dated by its number and by its appearance online
        (
            [
                told(R, "2020-01-01", "10.5555/one", source="Retraction Watch"),
                told(R, "2020-06", "10.5555/one"),
                told(B, "2020-03-01"),
            ],
            "",
            [B],
        ),
        # the same under the article's own DOI, which names no notice: two retractions
        ([told(R, "2020-01-01", OWN), told(B, "2020-03-01"), told(R, "2020-06", OWN)],
         "retracted", [R]),
    ],
)  # fmt: skip
def test_the_table_of_kinds(notices, status, kinds):
    said = statements_of(notices, OWN)
    assert status_of(said) == status
    assert [one.kind for one in said] == kinds


def test_one_retraction_is_said_once_with_all_who_told():
    (one,) = statements_of(
        [
            told(R, "2021", pmid="9", source="PubMed", learned=6),
            told(R, "2021-02-06", "10.5555/notice", source="Crossref", learned=5),
            told(R, "2021-02-06", OWN, "9", source="Retraction Watch", learned=7),
            told(R, source="OpenAlex", learned=8),
        ],
        OWN,
    )
    assert (one.date, one.doi, one.pmid) == ("2021-02-06", "10.5555/notice", "9")
    assert [learned.source for learned in one.learned] == [
        *("Crossref", "PubMed", "Retraction Watch", "OpenAlex"),
    ]


@pytest.mark.parametrize(
    ("notices", "number"),
    [
        ([told(C, "2020", "10.5555/a"), told(C, "2021", "10.5555/b")], 2),
        ([told(C, "2020", "10.5555/a"), told(C, "2020-02-01", "10.5555/a")], 1),
        ([told(C, "2020-02-01", "10.5555/a"), told(C, "2020-02-01", pmid="9")], 1),
        ([told(C, "2020-02-01", "10.5555/a"), told(C, "2020-03-01", pmid="9")], 2),
        ([told(C, "2020", "10.5555/a", "9"), told(C, "2021", pmid="9")], 1),
        ([told(C, "2020-02-01", "10.5555/a"), told(C, "2020")], 1),
        ([told(C, "2020-02-01", "10.5555/a"), told(C)], 1),
        ([told(C, "2020-02-01", "10.5555/a"), told(C, "2021")], 2),
    ],
)
def test_two_corrections_are_two_and_one_is_one(notices, number):
    assert len(statements_of(notices)) == number


def test_the_address_is_the_notices_and_not_the_articles_where_it_has_one():
    def url(*notices):
        return statements_of(notices, OWN)[0].url

    assert url(told(R, doi=OWN), told(R, doi="10.5555/n")) == "https://doi.org/10.5555/n"
    assert url(told(R, doi=OWN), told(R, pmid="9")).endswith("nlm.nih.gov/9/")
    assert url(told(R, doi=OWN)) == f"https://doi.org/{OWN}"
    assert url(told(R)) == ""


def test_what_an_editor_saw_is_seen_whoever_tells_it_later():
    seen = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    (one,) = statements_of([told(R, seen=seen), told(R, "2021", "10.5555/n", source="Crossref")])
    assert one.is_seen
    assert not statements_of([told(R)])[0].is_seen


# --- words ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "date", "sentence"),
    [
        (R, "2026-05-03", "This article was retracted on May 3, 2026: its results should not be "
         "relied on."),
        (R, "2026-05", "This article was retracted in May 2026: its results should not be relied "
         "on."),
        (R, "2026", "This article was retracted in 2026: its results should not be relied on."),
        (R, "", "This article was retracted: its results should not be relied on."),
        (E, "2026", "An expression of concern about this article was published in 2026: there are "
         "doubts about it that are not settled. Be cautious with its results."),
        (C, "2026", "A correction to this article was published in 2026: something in it is not as "
         "it was first published."),
        (B, "2026-02-30", "This article was reinstated in 2026: its retraction was taken back."),
    ],
)  # fmt: skip
def test_each_kind_has_its_own_sentence(kind, date, sentence):
    (one,) = statements_of([told(kind, date)])
    assert in_words(one).sentence == sentence


def test_in_french():
    (one,) = statements_of(
        [told(R, "2026-05-03"), told(R, source="Crossref", learned=5), told(R, source=TITLE)]
    )
    with override("fr"):
        words = in_words(one)
        assert words.sentence == (
            "Cet article a été rétracté le 3 mai 2026\u00a0: il ne faut pas se fier à ses "
            "résultats."
        )
        assert words.learned == (
            "Appris de PubMed le 4 mai 2026, du titre de l’article le 4 mai 2026, et de Crossref "
            "le 5 mai 2026."
        )


def test_who_told_and_when():
    (one,) = statements_of([told(R), told(R, source="Crossref", learned=5)])
    assert in_words(one).learned == (
        "Learned from PubMed on May 4, 2026, and from Crossref on May 5, 2026."
    )


@pytest.mark.parametrize("status", ["retracted", "concern", "corrected", ""])
def test_marks_cautions_and_titles(status):
    assert bool(mark_of(status)) == bool(status)
    is_serious = status in ("retracted", "concern")
    assert bool(caution_of(status)) == is_serious
    assert (marked("Hope", status) != "Hope") == is_serious


# --- of an article here --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "is_retracted"),
    [
        ("RETRACTED: What helps", True),
        ("[Retracted] What helps", True),
        ("What helps [Retracted]", True),
        ("Ce qui aide [rétracté]", True),
        ("What helps (Retracted article. See vol. 3, p. 9, 2020)", True),
        ("Retraction: What helps", False),
        ("Retraction notice to “What helps”", False),
        ("Notice of retraction: What helps", False),
        ("Retracted memories in psychotherapy", False),
        ("Correction to: RETRACTED: What helps", False),
        ("Withdrawn children and their parents", False),
        ("What helps", False),
    ],
)
@pytest.mark.django_db
def test_a_title_is_a_word_for_it_with_its_source(title, is_retracted):
    article = make_article(title=title)
    assert article.is_retracted is is_retracted
    assert list(article.notices.values_list("source", flat=True)) == [TITLE] * is_retracted


@pytest.mark.django_db
def test_a_title_that_is_put_right_is_no_word_any_more():
    article = make_article(title="RETRACTED: What helps")
    article.title = "What helps"
    article.save()
    assert not article.is_retracted
    Notice.objects.create(article=article, kind="retraction", source="PubMed")
    article.title = "RETRACTED: What helps"
    article.save()
    article.title = "What helps"
    article.save()
    assert Article.objects.get(pk=article.pk).is_retracted  # PubMed's word stays


@pytest.mark.django_db
def test_a_correction_of_the_notice_is_not_one_of_the_article():
    article = make_article(doi=OWN)
    notice = make_article(title="Retraction: What helps", doi="10.5555/notice")
    Notice.objects.create(article=article, kind="retraction", doi=notice.doi, source="PubMed")
    Notice.objects.create(article=notice, kind="correction", doi="10.5555/later", source="PubMed")
    assert (article.status, notice.status) == ("retracted", "corrected")
    assert len(article.statements) == 1


@pytest.mark.django_db
def test_prefetched_notices_take_no_query(django_assert_num_queries):
    Notice.objects.create(article=make_article(), kind="retraction", source="PubMed")
    (article,) = Article.objects.prefetch_related("notices")
    with django_assert_num_queries(0):
        assert article.is_retracted
        assert article.status == "retracted"
