"""Two articles become one, whole, and are two again by one step, whole."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core import serializers
from django.urls import reverse
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from desk.candidates import make_candidate
from digest.factories import make_article, make_summary
from gleanings.desk.admitting import admit, admit_new_articles
from gleanings.desk.deciding import decide
from gleanings.desk.models import ArticleTerms, Candidate, Decision, Verdict
from gleanings.desk.taking_up import start_summary
from gleanings.digest.models import Correction, Finding, Summary, SummaryArticle
from gleanings.literature.merging import (
    CannotMergeError,
    CannotUndoError,
    merge_articles,
    undo_merge,
    which_stays,
)
from gleanings.literature.models import Article, ArticleMerge, DoubtfulPair, Notice, article_now
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records

pytestmark = pytest.mark.django_db

TITLE = "Empathy of therapists and the outcome of treatment"
MOREAU = [{"family": "Moreau", "given": "L."}]


def pubmed(**changes: Any) -> Article:
    fields = {
        "title": TITLE,
        "authors": MOREAU,
        "doi": "10.5555/empathy",
        "abstract": "Short.",
        "sources": {"*": "PubMed"},
        "container": "J Pract",
    }
    return make_article(**{**fields, **changes})


def psycinfo(**changes: Any) -> Article:
    fields = {
        "title": TITLE,
        "authors": [{"family": "Moreau", "given": "Louise"}, {"family": "Roy", "given": "Anne"}],
        "doi": None,
        "pmid": "77",
        "abstract": "A much longer abstract.",
        "sources": {"*": "PsycINFO"},
        "container": "Journal of Practice",
    }
    return make_article(**{**fields, **changes})


OURS = ("literature", "digest", "desk")
DERIVED = {"article_terms", "articlemerge", "searchentry", "searchentrytopic", "freshness"}


def everything() -> dict[str, Any]:
    """Every row that is somebody's work, without what rises with each change."""
    rows = {}
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            name = model._meta.model_name
            if name.replace("_", "") in {one.replace("_", "") for one in DERIVED}:
                continue
            for row in serializers.serialize("python", model._base_manager.all()):
                fields = {k: v for k, v in row["fields"].items() if k != "version"}
                rows[row["model"], row["pk"]] = {
                    k: sorted(v) if isinstance(v, list) and k.endswith(("topics", "types")) else v
                    for k, v in fields.items()
                }
    for key, content in Revision.objects.values_list("pk", "content"):
        rows["revision", key] = content
    return rows


# --- fields ---------------------------------------------------------------------------------------


def test_the_best_of_each_field_stays_and_says_where_it_is_from(editor):
    kept, merged = pubmed(), psycinfo()
    now = merge_articles(kept, merged, by=editor).kept
    now.refresh_from_db()
    assert (now.doi, now.pmid, now.abstract) == ("10.5555/empathy", "77", "A much longer abstract.")
    assert [name["given"] for name in now.authors] == ["Louise", "Anne"]
    assert now.container == "Journal of Practice"
    assert {now.sources[name] for name in ("pmid", "abstract", "authors")} == {"PsycINFO"}
    assert now.sources["*"] == "PubMed"
    assert "title" not in now.sources
    assert not Article.objects.filter(pk=merged.pk).exists()


def test_what_an_editor_entered_is_said_to_be_entered_and_not_the_first_sources(editor):
    kept, merged = pubmed(abstract=""), psycinfo(sources={})
    now = merge_articles(kept, merged, by=editor).kept
    assert now.sources["abstract"] == ""


@pytest.mark.parametrize(("place", "taken"), [
    ({"volume": "", "issue": "", "pages": "", "year": 2016, "advance_online": True}, True),
    ({"volume": "9", "issue": "1", "pages": "1-9", "year": 2016}, False),
])  # fmt: skip
def test_the_day_of_one_and_the_pages_of_the_other_are_no_citation(editor, place, taken):
    now = merge_articles(pubmed(**place), psycinfo(), by=editor).kept
    assert (now.year, now.pages) == ((2017, "45-67") if taken else (2016, "1-9"))
    assert now.advance_online is False


def test_the_citation_that_readers_see_is_filled_in_and_told_and_never_bettered(editor):
    kept = pubmed(pages="")
    summary = make_summary(articles=[kept])
    merge = merge_articles(kept, psycinfo(), by=editor)
    now = Article.objects.get(pk=kept.pk)
    assert (now.pages, now.container, now.authors) == ("45-67", "J Pract", MOREAU)
    assert now.abstract == "A much longer abstract."
    (correction,) = Correction.objects.filter(summary=summary)
    assert "45–67" in correction.text
    undo_merge(merge, by=editor)
    assert not Correction.objects.exists()


# --- what moves -----------------------------------------------------------------------------------


def whole_site(editor) -> tuple[Article, Article, Summary]:
    """Both articles with all that can hang on them."""
    kept, merged, third = pubmed(), psycinfo(), make_article()
    of_both = make_summary(articles=[merged, kept])
    summary = make_summary(articles=[merged])
    draft = summary.get_latest_revision_as_object()
    draft.findings.add(Finding(words="r = .30", article=merged, state="confirmed"))
    draft.save_revision(clean=False).publish()
    draft.save_revision(clean=False)
    for article in (kept, merged):
        Notice.objects.create(article=article, kind="correction", doi="10.5555/n", source="PubMed")
    Notice.objects.create(article=merged, kind="retraction", doi="10.5555/r", source="PubMed")
    DoubtfulPair.objects.create(article=kept, other=merged)
    DoubtfulPair.objects.create(article=kept, other=third)
    DoubtfulPair.objects.create(article=merged, other=third)
    admit([kept, merged])
    ours, theirs = Candidate.objects.get(article=kept), Candidate.objects.get(article=merged)
    decide(ours, Verdict.TAKE_UP, by=editor, seen_version=0, reason="fits")
    decide(theirs, Verdict.NOT_FOR_US, by=editor, seen_version=0, reason="late")
    assert of_both.pk
    return kept, merged, summary


def test_all_moves_and_one_click_brings_all_back(editor):
    kept, merged, summary = whole_site(editor)
    before = everything()
    merge = merge_articles(kept, merged, by=editor)
    assert set(SummaryArticle.objects.values_list("article", flat=True)) == {kept.pk}
    assert set(Finding.objects.exclude(article=None).values_list("article", flat=True)) == {kept.pk}
    in_drafts = [
        row["article"]
        for revision in Revision.objects.filter(object_id=summary.pk)
        for name in ("summary_articles", "findings")
        for row in revision.content[name]
    ]
    assert set(in_drafts) - {None} == {kept.pk}
    assert Article.objects.get(pk=kept.pk).is_retracted
    assert kept.notices.filter(kind="correction").count() == 1
    assert DoubtfulPair.objects.count() == 1
    candidate = Candidate.objects.get()
    assert candidate.article_id == kept.pk
    assert candidate.verdict == Verdict.NOT_FOR_US  # the later counts
    assert set(candidate.decisions.values_list("reason", flat=True)) == {"fits", "late"}
    undo_merge(merge, by=editor)
    assert everything() == before
    assert (merge.merged_by, ArticleMerge.objects.get().undone_by) == (editor, editor)


def test_a_draft_that_is_published_after_the_merge_does_not_bring_the_old_article_back(editor):
    kept, merged = pubmed(), psycinfo()
    summary = make_summary(articles=[merged], live=False)
    merge = merge_articles(kept, merged, by=editor)
    summary.refresh_from_db()
    draft = summary.get_latest_revision_as_object()
    assert draft.articles == [kept]
    draft.studied = "Sixty outpatients"
    draft.save_revision(clean=False)
    undo_merge(merge, by=editor)
    again = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    assert (again.articles, again.studied) == ([merged], "Sixty outpatients")


# --- decisions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "counts"),
    [
        ("", "take up", "take up"),
        ("not for us", "", "not for us"),
        ("take up", "not for us", "not for us"),
        ("not for us", "take up", "take up"),
        ("take up", "later", "take up"),  # to put it off is no decision
        ("later", "not for us", "not for us"),
        ("later", "", "later"),
        ("", "", ""),
    ],
)
def test_no_decision_is_lost_and_the_later_counts(editor, reviewer, ours, theirs, counts):
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    for candidate, verdict, by in ((one, ours, editor), (other, theirs, reviewer)):
        if verdict:
            decide(candidate, Verdict(verdict), by=by, seen_version=0)
    merge = merge_articles(one.article, other.article, by=editor)
    now = Candidate.objects.get()
    assert now.verdict == counts
    assert now.decisions.count() == bool(ours) + bool(theirs)
    last = now.decisions.standing().first()
    assert (last.verdict if last else "") == counts  # so that undoing it goes back by one
    assert now.version > max(one.version, other.version)
    undo_merge(merge, by=editor)
    for candidate, verdict in ((one, ours), (other, theirs)):
        again = Candidate.objects.get(pk=candidate.pk)
        assert (again.verdict, again.decisions.standing().count()) == (verdict, bool(verdict))
        assert again.article_id == candidate.article_id


def test_not_for_us_and_later_put_off_by_the_same_editor_stays_put_off(editor):
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    decide(one, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    decide(one, Verdict.LATER, by=editor, seen_version=1)
    merge_articles(one.article, other.article, by=editor)
    assert Candidate.objects.get().verdict == Verdict.LATER


def test_a_decision_made_since_the_merge_stays_with_the_article_that_stayed(editor):
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    merge = merge_articles(one.article, other.article, by=editor)
    now = Candidate.objects.get()
    decide(now, Verdict.NOT_FOR_US, by=editor, seen_version=now.version)
    undo_merge(merge, by=editor)
    assert Candidate.objects.get(pk=one.pk).verdict == Verdict.NOT_FOR_US
    assert Candidate.objects.get(pk=other.pk).verdict == ""


def test_the_only_candidate_moves_along_and_no_other_is_admitted(editor):
    merged = make_candidate(doi=None)
    decide(merged, Verdict.LATER, by=editor, seen_version=0)
    kept = make_article(doi="10.5555/x")
    merge = merge_articles(kept, merged.article, by=editor)
    assert Candidate.objects.get().article == kept
    assert admit_new_articles() == 0
    undo_merge(merge, by=editor)
    assert Candidate.objects.get(verdict=Verdict.LATER).article_id == merged.article_id
    assert admit_new_articles() == 1


def test_the_words_of_both_are_read_anew(editor):
    kept, merged = pubmed(), psycinfo()
    for article in (kept, merged):
        ArticleTerms.objects.create(article=article, length=1, columns=b"", counts=b"")
    merge_articles(kept, merged, by=editor)
    assert not ArticleTerms.objects.exists()


# --- found again ----------------------------------------------------------------------------------


def store(**fields: Any) -> Account:
    known = {"title": TITLE, "authors": MOREAU, "year": 2017, "source": "Crossref"}
    return store_records([Record(**{**known, **fields})], Account())


@pytest.mark.parametrize("again", [
    {"doi": "10.5555/empathy"},
    {"doi": "10.5555/other"},
    {"pmid": "77"},
    {"title": "An earlier title of quite another sort", "doi": "10.5555/other"},
])  # fmt: skip
def test_either_record_finds_the_merged_article_when_it_comes_again(editor, again):
    kept = pubmed()
    merged = psycinfo(doi="10.5555/other", title="An earlier title of quite another sort")
    admit([kept, merged])
    candidate_of = [Candidate.objects.get(article=one) for one in (kept, merged)]
    decide(candidate_of[1], Verdict.NOT_FOR_US, by=editor, seen_version=0)
    merge_articles(kept, merged, by=editor, reason="published twice")
    account = store(**again)
    assert (account.merged, account.new, account.doubtful) == (1, 0, 0)
    assert Article.objects.get().doi == "10.5555/empathy"
    assert admit_new_articles() == 0
    assert Candidate.objects.get().verdict == Verdict.NOT_FOR_US


def test_a_third_doi_is_still_another_article_after_a_merge(editor):
    merge_articles(pubmed(), psycinfo(doi="10.5555/other"), by=editor, reason="published twice")
    assert store(doi="10.5555/third", container="Journal of Practice").new == 1
    assert store(doi="10.5555/fourth", pmid="77").doubtful == 1


def test_once_undone_each_record_finds_its_own_again(editor):
    kept, merged = pubmed(), psycinfo(doi="10.5555/other")
    undo_merge(merge_articles(kept, merged, by=editor, reason="twice"), by=editor)
    store(doi="10.5555/other", keywords=["found"])
    assert Article.objects.get(pk=merged.pk).keywords == ["found"]
    assert Article.objects.get(pk=kept.pk).keywords == []


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("twice", [{"doi": "10.5555/b"}, {"doi": None, "pmid": "78"}])
def test_two_dois_are_two_articles_unless_an_editor_says_why_not(editor, twice):
    kept, merged = pubmed(pmid="9"), psycinfo(**{"pmid": None, **twice})
    for reason in ("", "  "):
        with pytest.raises(CannotMergeError, match="two of"):
            merge_articles(kept, merged, by=editor, reason=reason)
    assert Article.objects.count() == 2
    merge = merge_articles(kept, merged, by=editor, reason="the publisher registered it twice")
    assert ArticleMerge.objects.get().reason == "the publisher registered it twice"
    assert undo_merge(merge, by=editor) == merged


def test_what_is_one_already_or_gone_is_not_merged(editor):
    kept, merged = pubmed(), psycinfo()
    with pytest.raises(CannotMergeError, match="one article already"):
        merge_articles(kept, kept, by=editor)
    stale = Article.objects.get(pk=merged.pk)
    merge_articles(kept, merged, by=editor)
    with pytest.raises(CannotMergeError, match="not here"):
        merge_articles(kept, stale, by=editor)


def test_the_one_that_readers_see_stays_else_the_one_with_a_doi_else_the_first():
    first, second, with_doi = make_article(doi=None), make_article(doi=None), make_article()
    assert which_stays(second, first) == (first, second)
    assert which_stays(first, with_doi) == (with_doi, first)
    make_summary(articles=[second])
    assert which_stays(with_doi, second) == (second, with_doi)


# --- undone in order ------------------------------------------------------------------------------


def test_merges_on_top_of_each_other_are_undone_from_the_top(editor):
    a, b, c = make_article(doi=None), make_article(doi=None), make_article()
    before = everything()
    first = merge_articles(b, a, by=editor)
    second = merge_articles(c, b, by=editor)
    assert (article_now(a.pk), article_now(b.pk)) == (c.pk, c.pk)
    with pytest.raises(CannotUndoError, match="first"):
        undo_merge(first, by=editor)
    undo_merge(second, by=editor)
    assert (article_now(a.pk), article_now(b.pk)) == (b.pk, None)
    undo_merge(first, by=editor)
    assert everything() == before
    with pytest.raises(CannotUndoError, match="already"):
        undo_merge(first, by=editor)


def test_what_was_changed_since_is_left_as_it_is(editor):
    kept, merged = pubmed(), psycinfo()
    merge = merge_articles(kept, merged, by=editor)
    now = Article.objects.get(pk=kept.pk)
    now.abstract, now.keywords = "Typed by an editor.", ["typed"]
    now.sources["abstract"] = ""
    now.save()
    undo_merge(merge, by=editor)
    now.refresh_from_db()
    assert (now.abstract, now.keywords) == ("Typed by an editor.", ["typed"])
    assert (now.pmid, now.container) == (None, "J Pract")
    assert now.sources == {"*": "PubMed", "abstract": ""}


def test_a_doi_that_is_anothers_by_now_keeps_the_merge(editor):
    merge = merge_articles(pubmed(), psycinfo(doi="10.5555/b"), by=editor, reason="twice")
    make_article(doi="10.5555/b", title="Made by hand meanwhile")
    with pytest.raises(CannotUndoError, match="Made by hand"):
        undo_merge(merge, by=editor)
    assert ArticleMerge.objects.get().undone_at is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "More than one summary is about this article. Keep one of them:"),
        ("fr", "Plus d’un résumé porte sur cet article. N’en gardez qu’un"),
    ],
)
def test_of_two_drafts_of_what_became_one_the_editor_is_told_with_links(
    client, editor, language, said
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    for candidate in (one, other):
        decide(candidate, Verdict.TAKE_UP, by=editor, seen_version=0)
    drafts = [start_summary(candidate, by=editor) for candidate in (one, other)]
    links = [reverse("wagtailadmin_pages:edit", args=[draft.pk]) for draft in drafts]
    address = reverse("merge_two", args=[one.article_id, other.article_id])
    sure = {"kept": one.article_id, "sure": "on"}
    page = client.post(address, sure, follow=True).content.decode()
    queue = client.get(reverse("desk"), {"show": "take up"}).content.decode()
    for shown in (page, queue):
        assert said in shown.replace("\u00a0", " ")
        assert all(link in shown for link in links)
    # one of them went
    drafts[1].delete()
    assert said not in client.get(reverse("desk"), {"show": "take up"}).content.decode()


def test_a_merge_that_leaves_one_summary_says_nothing_of_two(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    decide(one, Verdict.TAKE_UP, by=editor, seen_version=0)
    start_summary(one, by=editor)
    address = reverse("merge_two", args=[one.article_id, other.article_id])
    sure = {"kept": one.article_id, "sure": "on"}
    page = client.post(address, sure, follow=True).content.decode()
    assert "is merged" in page
    assert "More than one summary" not in page


# --- taken up twice -------------------------------------------------------------------------------


def taken_up_twice(editor, reviewer) -> tuple[list[Candidate], list[Summary]]:
    """Two records of one article, each with the draft of another editor; the first began first."""
    candidates = [make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)]
    drafts = []
    for candidate, by in zip(candidates, (editor, reviewer), strict=True):
        decide(candidate, Verdict.TAKE_UP, by=by, seen_version=0)
        drafts.append(start_summary(candidate, by=editor))
    return candidates, drafts


def test_of_two_that_were_taken_up_the_published_summary_stays_and_the_draft_beside_it(
    client, editor, reviewer
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    one, other = make_candidate(doi="10.5555/x"), make_candidate(number=2, doi=None)
    published = make_summary(articles=[other.article])
    drafts = []
    for candidate, by in ((one, editor), (other, reviewer)):
        decide(candidate, Verdict.TAKE_UP, by=by, seen_version=0)
        drafts.append(start_summary(candidate, by=editor))
    draft = drafts[0]
    assert drafts[1] == published
    client.get(reverse("desk"))  # which makes the criteria
    before = everything()
    kept, merged = which_stays(one.article, other.article)
    assert kept == other.article  # readers see it, though it has no DOI
    merge = merge_articles(kept, merged, by=editor)
    candidate = Candidate.objects.get()
    assert (candidate.summary_id, candidate.verdict) == (published.pk, Verdict.TAKE_UP)
    assert [each.made_by for each in candidate.decisions.standing()] == [reviewer, editor]
    assert Summary.objects.get(pk=published.pk).live
    assert not Summary.objects.get(pk=draft.pk).live
    assert candidate not in Candidate.objects.waiting()
    shown = client.get(reverse("desk"), {"show": "take up"}).content.decode()
    for summary in (draft, published):
        assert reverse("wagtailadmin_pages:edit", args=[summary.pk]) in shown
    undo_merge(merge, by=editor)
    assert everything() == before


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_a_colleague_decided_after_cannot_be_undone_and_what_can_is_offered(
    client, editor, reviewer, headers
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    earlier = decide(make_candidate(number=3), Verdict.LATER, by=editor, seen_version=0)
    candidates, _drafts = taken_up_twice(editor, reviewer)
    own = candidates[0].decisions.get()
    assert Decision.objects.last_of(editor) == own
    merge_articles(candidates[1].article, candidates[0].article, by=editor)
    # the page is still that of before the merge
    answer = client.post(reverse("desk_undo", args=[own.pk]), headers=headers, follow=True)
    page = BeautifulSoup(answer.content, "html.parser").select_one("#desk-said")
    said = " ".join(page.text.split())
    assert "Nothing was undone: reviewer has decided" in said
    assert "not stored" not in said
    assert page.form["action"] == reverse("desk_undo", args=[earlier.pk])
    assert Candidate.objects.get(decisions=own).verdict == Verdict.TAKE_UP
    # twice
    for said in ("waits again", "undone already"):
        answer = client.post(page.form["action"], headers=headers, follow=True)
        assert said in answer.content.decode()


@pytest.mark.parametrize("stays", [0, 1])
def test_a_decision_that_is_undone_leaves_the_colleagues_draft(client, editor, reviewer, stays):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    candidates, (first, second) = taken_up_twice(editor, reviewer)
    articles = [candidate.article for candidate in candidates]
    merge = merge_articles(articles[stays], articles[1 - stays], by=editor)
    last = Candidate.objects.get().decisions.standing().first()
    client.post(reverse("desk_undo", args=[last.pk]))
    candidate = Candidate.objects.get()
    assert Summary.objects.filter(pk=first.pk).exists()
    assert (candidate.verdict, candidate.summary_id) == (Verdict.TAKE_UP, first.pk)
    undo_merge(merge, by=editor)
    again, waits = (Candidate.objects.get(article=article) for article in articles)
    assert (again.verdict, again.summary_id) == (Verdict.TAKE_UP, first.pk)
    assert waits.verdict == ""
    assert waits.summary_id in (None, second.pk)
