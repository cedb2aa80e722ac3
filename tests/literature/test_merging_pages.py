"""Editors merge two articles, judge doubtful pairs, and take either back; nobody else does."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from digest.factories import make_article, make_summary
from gleanings.literature.models import Article, ArticleMerge, DoubtfulPair
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
LONG = "Empathy of therapists and the outcome of treatment"
MOREAU = {"family": "Moreau", "given": "Louise"}


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


def soup_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def store(**fields) -> Account:
    known = {"title": LONG, "authors": [MOREAU], "year": 2019, "source": "PubMed"}
    return store_records([Record(**{**known, **fields})], Account())


def pairs_page(client, **query):
    return soup_of(client.get(reverse("doubtful_pairs"), query))


def judge(client, verdict, **fields):
    form = pairs_page(client).select_one("form.comparison__decide")
    return soup_of(client.post(form["action"], {"verdict": verdict, **fields}, follow=True))


def test_two_articles_are_found_compared_merged_and_parted_again(at_desk):
    kept = make_article(title=LONG, abstract="Short", sources={"*": "PubMed"})
    other = make_article(title=LONG, doi=None, abstract="Longer words", sources={"*": "Scopus"})
    listed = soup_of(at_desk.get(reverse("wagtailsnippets_literature_article:list")))
    assert reverse("merge_article", args=[other.pk]) in str(listed)
    chosen = soup_of(at_desk.get(reverse("merge_article", args=[other.pk])))
    address = chosen.find("a", string=str(kept))["href"]
    page = soup_of(at_desk.get(address))
    row = next(row for row in page.select("tr") if row.th and row.th.text == "Abstract")
    assert "Scopus" in row.select("td")[-1].text
    assert [mark.text for mark in row.select("mark")] == ["Short", "Longer words"]
    form = page.select_one("form.comparison__decide")
    kept_key = form.select_one("[name=kept]")["value"]
    done = soup_of(at_desk.post(address, {"kept": kept_key}, follow=True))
    assert list(Article.objects.all()) == [kept]
    assert Article.objects.get().abstract == "Longer words"
    assert "editor" in done.text
    edit = reverse("wagtailsnippets_literature_article:edit", args=[other.pk])
    assert at_desk.get(edit)["Location"].endswith(f"/edit/{kept.pk}/")
    form = soup_of(at_desk.get(edit, follow=True))
    assert "was merged into it by" in form.text
    at_desk.post(done.select_one("form[action*=undo]")["action"])
    assert set(Article.objects.all()) == {kept, other}
    assert at_desk.get(edit).status_code == 200


@pytest.mark.parametrize(("query", "found"), [
    ("10.5555/found", True), ("doi:10.5555/FOUND", True), ("4711", True), ("Moreau empathy", True),
    (LONG.upper(), True), ("nothing of the sort", False), ("10.5555/elsewhere", False),
])  # fmt: skip
def test_the_other_article_is_found_by_doi_pmid_or_words(at_desk, query, found):
    one = make_article()
    other = make_article(title=LONG, doi="10.5555/found", pmid="4711", authors=[MOREAU])
    page = soup_of(at_desk.get(reverse("merge_article", args=[one.pk]), {"q": query}))
    assert (str(other) in page.text) == found


def test_two_dois_need_a_reason_and_the_page_says_why(at_desk):
    one, other = make_article(doi="10.5555/a"), make_article(doi="10.5555/b")
    address = reverse("merge_two", args=[one.pk, other.pk])
    page = soup_of(at_desk.get(address))
    assert "10.5555/a and 10.5555/b" in page.text
    assert page.select_one("[name=reason]").has_attr("required")
    for given, asked in (({"sure": "on"}, "Say why"), ({"reason": "twice"}, "tick that they are")):
        assert asked in soup_of(at_desk.post(address, {"kept": one.pk, **given})).text
    assert Article.objects.count() == 2
    at_desk.post(address, {"kept": one.pk, "reason": "registered twice", "sure": "on"})
    assert ArticleMerge.objects.get().reason == "registered twice"


ROY = {"family": "Roy", "given": "Anne"}


@pytest.mark.parametrize(("other", "said"), [
    ({}, []),
    ({"title": LONG.replace("Empathy", "The empathy") + "."}, []),
    ({"title": "L’empathie des thérapeutes et l’issue du traitement", "original_title": LONG}, []),
    ({"title": "L’empathie des thérapeutes et l’issue du traitement"}, ["Their titles say"]),
    ({"year": 2016}, []),
    ({"year": 2020}, ["came out in 2017 and in 2020"]),
    ({"authors": [ROY, MOREAU]}, []),
    ({"authors": []}, []),
    ({"authors": [ROY]}, ["no author in common"]),
    ({"title": f"Reply to: {LONG}"}, ["One of them is about the other"]),
    ({"title": "Sleep in shift workers", "authors": [ROY], "year": 1999},
     ["Their titles say", "no author in common", "came out in 2017 and in 1999"]),
])  # fmt: skip
def test_what_differs_plainly_is_said_and_merged_by_a_tick_alone(at_desk, other, said):
    one = make_article(title=LONG, authors=[MOREAU], year=2017, doi="10.5555/a")
    second = make_article(
        **{"title": LONG, "authors": [MOREAU], "year": 2017, "doi": None, **other}
    )
    address = reverse("merge_two", args=[one.pk, second.pk])
    page = soup_of(at_desk.get(address))
    warned = [warning.text for warning in page.select(".help-warning")]
    assert len(warned) == len(said)
    assert all(words in warning for words, warning in zip(said, warned, strict=True))
    assert bool(page.select_one("[name=sure][required]")) == bool(said)
    assert not page.select_one("[name=reason]").has_attr("required")
    if said:
        assert "Nothing was merged" in soup_of(at_desk.post(address, {"kept": one.pk})).text
        assert Article.objects.count() == 2
    done = soup_of(at_desk.post(address, {"kept": one.pk, "sure": "on"}, follow=True))
    assert Article.objects.get() == one
    at_desk.post(done.select_one("form[action*=undo]")["action"])
    assert Article.objects.get(pk=second.pk).title == second.title


def test_the_api_leads_on_from_a_merged_article(at_desk, client):
    one, other = make_article(), make_article(doi=None)
    make_summary(articles=[one])
    sure = {"kept": one.pk, "sure": "on"}
    at_desk.post(reverse("merge_two", args=[one.pk, other.pk]), sure)
    answer = client.get(f"/api/v1/articles/{other.pk}")
    assert answer.status_code in (301, 308)
    assert answer["Location"].endswith(f"/api/v1/articles/{one.pk}")


@pytest.mark.parametrize("person", ["writer", "reviewer"])
def test_nobody_else_merges(client, request, person):
    client.force_login(request.getfixturevalue(person), backend=BACKEND)
    one, other = make_article(), make_article(doi=None)
    sure = {"kept": one.pk, "sure": "on"}
    client.post(reverse("merge_two", args=[one.pk, other.pk]), sure)
    assert Article.objects.count() == 2
    listed = client.get(reverse("wagtailsnippets_literature_article:list"))
    assert reverse("merge_article", args=[one.pk]) not in listed.text


def test_what_an_editor_changes_in_the_form_is_from_no_source_any_more(at_desk):
    article = make_article(sources={"*": "PubMed", "pages": "Scopus"})
    address = reverse("wagtailsnippets_literature_article:edit", args=[article.pk])
    form = soup_of(at_desk.get(address)).select_one("form[data-edit-form]")
    fields = form.select("[name]:not([type=checkbox])")
    data = {field["name"]: field.get("value", field.text.strip()) for field in fields}
    data["type"] = "article-journal"
    at_desk.post(address, {**data, "pages": "1-2"})
    article.refresh_from_db()
    assert article.sources == {"*": "PubMed", "pages": ""}
    rows = soup_of(at_desk.get(address)).select("table tr")
    said = {row.th.text: row.td.text for row in rows if row.th and row.td}
    assert (said["Title"], said["Pages"]) == ("PubMed", "entered here")


# --- doubtful pairs -------------------------------------------------------------------------------


def test_a_record_that_clashes_is_asked_about_once_and_becomes_part_of_the_article(at_desk):
    store(doi="10.5555/a", pmid="1")
    clashing = {"doi": "10.5555/a", "pmid": "2", "abstract": "Told by the record."}
    for _time in range(2):
        assert store(**clashing).doubtful == 1
    page = pairs_page(at_desk)
    assert "Pair 1 of 1" in page.text
    assert "not stored yet" in page.text
    home = soup_of(at_desk.get("/admin/"))
    assert "1 pair of articles may be one" in " ".join(home.text.split())
    assert "tick that they are one" in judge(at_desk, "same").text  # it has another PMID
    assert "Say why" in judge(at_desk, "same", sure="on").text
    done = judge(at_desk, "same", reason="PubMed has it twice", sure="on")
    assert "No pair waits" in done.text
    assert Article.objects.get().abstract == "Told by the record."
    assert (store(**clashing).merged, store(pmid="2").merged) == (1, 1)
    at_desk.post(done.select_one("form[action*=undo]")["action"], {"next": "pairs"})
    assert Article.objects.get().abstract == ""
    assert "Pair 1 of 1" in pairs_page(at_desk).text


def test_a_record_that_is_another_article_is_stored_without_what_is_not_its_own(at_desk):
    store(doi="10.5555/book", title="Handbook of empathy research")
    chapter = {"doi": "10.5555/book", "title": "Ruptures in group therapy", "pmid": "5"}
    store(**chapter)
    judge(at_desk, "two")
    made = Article.objects.get(title="Ruptures in group therapy")
    assert (made.doi, made.pmid) == (None, "5")
    again = store(**chapter)
    assert (again.merged, again.doubtful) == (1, 0)
    assert Article.objects.count() == 2
    assert DoubtfulPair.objects.waiting().count() == 0


def test_two_articles_of_one_title_are_stored_and_asked_about(at_desk):
    store(doi="10.5555/a", container="Journal of Practice")
    assert store(authors=[], year=None).new == 1
    assert DoubtfulPair.objects.waiting().count() == 1
    assert store(authors=[], year=None).merged == 1
    page = judge(at_desk, "two")
    assert "not asked about again" in page.text
    assert DoubtfulPair.objects.waiting().count() == 0
    at_desk.post(page.select_one("form[action*=again]")["action"])
    assert DoubtfulPair.objects.waiting().count() == 1


def test_a_colleague_was_faster_and_that_is_said(at_desk):
    pair = DoubtfulPair.objects.create(article=make_article(), other=make_article(doi=None))
    address = reverse("judge_pair", args=[pair.pk])
    at_desk.post(address, {"verdict": "two"})
    late = soup_of(at_desk.post(address, {"verdict": "same"}, follow=True))
    assert "in the meantime" in late.text
    assert Article.objects.count() == 2


def test_nonsense_in_addresses_shows_the_first_pair(at_desk):
    DoubtfulPair.objects.create(article=make_article(), other=make_article(doi=None))
    for at in ("x", "0", "99", "-1", "9" * 30, "²"):
        assert "Pair 1 of 1" in pairs_page(at_desk, at=at).text
    assert at_desk.get(reverse("article_merges"), {"article": "x", "p": "y"}).status_code == 200


def test_the_whole_archive_is_looked_through_by_command(capsys):
    from django.core.management import call_command

    first = make_article(title=LONG, doi=None)
    make_article(title=LONG + ": A reply that is longer", doi=None)
    again = make_article(title=LONG, doi=None)
    another = make_article(title="Something else, in another field", doi=None, pages="1-2")
    call_command("find_duplicates", "--stored", "--json")
    assert '"new": 0' not in capsys.readouterr().out
    waiting = set(DoubtfulPair.objects.waiting().values_list("article", "other"))
    assert (first.pk, again.pk) in waiting
    assert not any(another.pk in pair for pair in waiting)
    call_command("find_duplicates", "--stored", "--json")
    assert '"new": 0' in capsys.readouterr().out
