"""A DOI or PMID alone brings the whole citation; without a network nothing is lost."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from gleanings.literature.forms import ArticleForm
from gleanings.literature.pasted import read_pasted
from gleanings.literature.sources import one_article
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db

KNOWN = "https://doi.org/10.5555/LISTEN.7"


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(7, timezone.localdate(), title="Listening to people")])


@pytest.fixture
def source(library, settings):
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


@pytest.fixture
def desk(client, writer):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(desk, text: str) -> tuple[dict, str]:
    answer = desk.post(reverse("read_citation"), {"citation": text}).json()
    return answer["fields"], answer["message"]


@pytest.mark.parametrize(
    ("pasted", "sources"),
    [
        (KNOWN, "Crossref + PubMed"),
        ("doi: 10.5555/listen.7.", "Crossref + PubMed"),
        ("PMID: 3000007", "PubMed"),
        ("3000007", "PubMed"),
        ("https://pubmed.ncbi.nlm.nih.gov/3000007/", "PubMed"),
    ],
)
def test_the_whole_citation_is_brought_and_who_gave_it_is_said(desk, source, pasted, sources):
    fields, message = read(desk, pasted)
    assert message.startswith(f"Brought from {sources}.")
    assert fields["title"] == "Listening to people"
    assert fields["free_at"] == "https://pmc.ncbi.nlm.nih.gov/articles/PMC70007/"
    assert fields["authors"] == "Moreau, Louise\nQuist, Per"
    assert (fields["container"], fields["volume"], fields["issue"], fields["pages"]) == (
        *("Journal of Imagined Therapy", "12", "3"),
        "7-16",
    )
    assert (fields["doi"], fields["pmid"]) == ("10.5555/listen.7", "3000007")
    assert fields["abstract"] == "Ninety adults took part."


def test_one_source_is_enough(desk, source, library):
    library.instead = lambda asked: (
        Answer(status=503) if asked.path.startswith("crossref") else None
    )
    fields, message = read(desk, KNOWN)
    assert message.startswith("Brought from PubMed.")
    assert fields["title"] == "Listening to people"


def test_what_nobody_knows_is_said_and_the_doi_is_kept(desk, source):
    fields, message = read(desk, "10.5555/elsewhere")
    assert message.startswith("Only the DOI was read.")
    assert "Neither Crossref nor PubMed knows it." in message
    assert (fields["doi"], fields["title"]) == ("10.5555/elsewhere", "")


def test_an_answer_about_another_article_is_not_taken(desk, source, library):
    library.named = lambda _dois, _pmids: library.papers
    fields, message = read(desk, "10.5555/elsewhere")
    assert fields["title"] == ""
    assert "Neither Crossref nor PubMed knows it." in message


@pytest.mark.parametrize(("text", "what"), [(KNOWN, "DOI"), ("PMID 3000007", "PMID")])
def test_without_a_network_it_is_read_as_ever(desk, text, what):
    fields, message = read(desk, text)
    assert message.startswith(f"Only the {what} was read.")
    assert "PubMed: it did not answer" in message
    assert fields["doi" if what == "DOI" else "pmid"]


@pytest.mark.parametrize("retry_after", ["", "7200"])
def test_who_waits_at_a_form_is_not_told_of_tries_and_runs(desk, source, library, retry_after):
    headers = {"Retry-After": retry_after} if retry_after else {}
    library.instead = lambda _asked: Answer(status=503, headers=headers)
    _fields, message = read(desk, KNOWN)
    assert ("gives no more until" if retry_after else "did not answer (HTTP 503)") in message
    assert "tries" not in message
    assert "run" not in message


def test_a_source_that_keeps_one_waiting_is_left(desk, source, library, monkeypatch):
    monkeypatch.setattr(one_article, "SECONDS", 0.5)
    library.instead = lambda _asked: time.sleep(2)
    begun = time.monotonic()
    _fields, message = read(desk, KNOWN)
    assert message.startswith("Only the DOI was read.")
    assert "did not answer within" in message
    assert time.monotonic() - begun < 2


def test_a_whole_citation_asks_nobody(desk, source):
    fields, message = read(
        desk, f"Moreau, L. (2019). As it was pasted. Journal of Imagined Therapy, 12, 1–9. {KNOWN}"
    )
    assert (fields["title"], message) == ("As it was pasted", "")
    assert source.asked == []


@pytest.mark.parametrize("text", ["2019", "123456", "12 345678", "page 3000007"])
def test_what_may_be_anything_is_no_pmid(text):
    assert not read_pasted(text).is_only_a_pmid


def form_of(**typed) -> ArticleForm:
    return ArticleForm({"type": "article-journal", **typed})


def test_the_form_by_itself_brings_it_too_and_keeps_what_was_typed(source):
    form = form_of(citation=KNOWN, volume="99")
    assert form.is_valid(), form.errors
    article = form.save()
    assert (article.title, article.volume, article.pages) == ("Listening to people", "99", "7-16")
    assert article.abstract == "Ninety adults took part."


def test_with_a_title_nobody_is_asked(source):
    form = form_of(citation=KNOWN, title="As the editor wrote it")
    assert form.is_valid(), form.errors
    assert source.asked == []
    assert form.cleaned_data["doi"] == "10.5555/listen.7"


def test_without_a_network_the_form_says_what_is_missing_and_loses_nothing():
    form = form_of(citation=KNOWN, volume="99")
    assert not form.is_valid()
    (fault,) = form.errors["title"]
    assert fault.startswith("Only the DOI was read.")
    assert form["citation"].value() == KNOWN
    assert form["volume"].value() == "99"
