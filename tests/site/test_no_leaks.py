"""What is hidden is nowhere: each kind has its own word, looked for at every public address."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from addresses import all_patterns, crawl
from community.collections import make_collection
from community.commentaries import OWN, make_commentary
from delivery.subscribers import make_subscriber
from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import (
    make_article,
    make_author,
    make_finding,
    make_issue,
    make_summary,
    translate,
)
from gleanings.community.commentaries.links import address_to_write
from gleanings.community.models import AskedQuestion, Asking, ErrorReport, JournalClubKit
from gleanings.delivery.mail import links
from gleanings.delivery.mailings import begin
from gleanings.delivery.models import Edition, Kind, LinkRequest
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Issue, Summary
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records
from gleanings.open_data.dumps.writing import write_dumps
from gleanings.reader.cache import content_version
from gleanings.synthesis.recompute import recompute
from synthesis.factories import include, make_question, study_finding, with_correlations

pytestmark = pytest.mark.django_db

OPEN = "Openly"
STARTS = [
    *("/en/", "/fr/", "/sitemap.xml", "/robots.txt", "/feed.atom"),
    *("/api/v1/", "/api/v1/openapi.json", "/api/v1/docs", "/en/_util/login/"),
    *(
        f"/api/v1/{name}?language={language}"
        for language in ("en", "fr")
        for name in (
            *("issues", "summaries", "articles", "topics", "types"),
            *("findings", "questions", "syntheses", "dumps", "collections", "asked"),
        )
    ),
    *(
        f"/{language}/{path}"
        for language in ("en", "fr")
        for path in (
            *("feed.atom", "feed.rss", "summaries/", "topics/", "types/", "archive/"),
            *("evidence/", "evidence/changes.atom", "topics/empathy/changes.atom", "open-data/"),
            *("practice/", "practice/worker.js", "practice/app.webmanifest"),
            *(f"evidence/alliance/v{version}/forest-wide.svg" for version in (1, 2)),
        )
    ),
]
NOT_BY_LINKS = {
    # redirects to another; behind a password's form; files that an operator or editor put there
    # the other name of the index; of a site of many thousand pages
    *("feed_in_any_language", "open_data_v1:api-root", "sitemap_part", "newest_figure"),
    *("wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"),
    *("wagtaildocs_serve", "media", "network_stylesheet", "network_logo"),
    *("network_icon", "network_picture"),
    "provider_reports",  # a mail provider's posts alone
    "may_answer",  # a part of a page, by post alone
    *("mail_chart", "mail_chart_dark", "counted_link"),  # in mails alone
}
DRAWN_AGAIN = (".png",)  # says what the same picture says as SVG, and takes long


def secret(word: str, issue: Issue | None = None, **changes: Any) -> Summary:
    """A summary with its word in every part."""
    fields: dict[str, Any] = {
        "text": f"<p>{word} text</p>",
        "studied": f"{word} people",
        "implications": [f"<p>{word} advice</p>"],
        "articles": [make_article(title=f"{word} study", container=f"{word} journal")],
        "authors": [make_author(f"{word} Author", email=f"{word}@example.org")],
    }
    return make_summary(issue or make_issue("2018-03"), f"{word} title", **(fields | changes))


def a_draft(word: str) -> None:
    secret(word, draft_issue("2018-07"), live=False)


def a_draft_in_an_issue_that_is_out(word: str) -> None:
    secret(word, live=False)


def what_is_approved_and_waits(word: str, writer: Any, reviewer: Any) -> None:
    approve(whole_summary(draft_issue("2018-08"), f"{word} title"), by=reviewer, asked_by=writer)


def unpublished_changes(word: str) -> None:
    page = make_summary(make_issue("2018-03"), "Changed since").get_latest_revision_as_object()
    page.title, page.text, page.studied = f"{word} title", f"<p>{word}</p>", word
    page.save_revision()


def the_words_of_an_earlier_version(word: str) -> None:
    page = secret(word).get_latest_revision_as_object()
    page.title, page.text, page.studied = "Corrected since", "<p>Right.</p>", "Others"
    page.summary_articles.all().delete()
    page.summary_authors.all().delete()
    page.implications.all().delete()
    page.slug = "corrected-since"
    page.correction_is_style = True
    page.save_revision().publish()


def a_schedule(word: str) -> None:
    page = make_summary(make_issue("2018-03"), "Waits")
    page.title, page.go_live_at = f"{word} title", timezone.now() + dt.timedelta(days=3)
    page.correction_is_style = True
    page.save_revision().publish()


def what_expired(word: str) -> None:
    secret(word).unpublish(set_expired=True)


def what_was_withdrawn_from_an_answer(word: str) -> None:
    article = make_article(title=f"{word} study", authors=[{"family": word, "given": "Z."}])
    finding = study_finding(article=article, outcome=f"{word} outcome", place=f"{word}, p. 1")
    question = make_question("alliance")
    with_correlations(question)
    include(question, finding)
    recompute(question)
    Summary.objects.get(pk=finding.summary_id).unpublish()
    recompute(question)


def an_issue_that_was_taken_offline(word: str) -> None:
    issue = make_issue("2017-11", teaser=f"{word} teaser")
    secret(word, issue)
    Issue.objects.get(pk=issue.pk).unpublish()


def what_was_deleted(word: str) -> None:
    secret(word).delete()


def private(word: str, kind: str) -> None:
    PageViewRestriction.objects.create(
        page=secret(word), restriction_type=kind, password="open" if kind == "password" else ""
    )


def below_a_private_issue(word: str) -> None:
    issue = make_issue("2017-12", teaser=f"{word} teaser")
    secret(word, issue)
    PageViewRestriction.objects.create(page=issue, restriction_type="login")


def findings_that_nobody_confirmed(word: str) -> None:
    summary = make_summary(make_issue("2018-03"), "Has proposals")
    for state in ("proposed", "dropped"):
        make_finding(summary, state=state, words=f"{word} words", outcome=word, place=word)


def half_a_translation(word: str) -> None:
    translate(make_summary(make_issue("2018-03"), "Half French"), f"{word} titre", live=False)


def a_question_at_work(word: str) -> None:
    question = make_question("at-work", is_published=False)
    question.texts.update(question=f"{word}?", outcome=f"{word} outcome")
    with_correlations(question)


def an_article_of_no_summary(word: str) -> None:
    make_article(title=f"{word} study")


def imported_records(word: str) -> None:
    """One of no summary, and one that fills in what the desk alone sees of an article online."""
    shown = make_article()
    make_summary(make_issue("2018-03"), "Is about a known article", articles=[shown])
    hidden = {
        "abstract": f"{word} abstract",
        "keywords": [word],
        "publication_types": [word],
        "original_title": f"{word} titre",
        "identifiers": {"other": word},
        "publisher": f"{word} press",
    }
    records = [
        Record(title=f"{word} study", doi="10.5555/imported.1", **hidden),
        Record(title=shown.title, doi=shown.doi, **hidden),
    ]
    account = store_records(records, Account())
    assert (account.new, account.merged) == (1, 1)


def a_collection_at_work(word: str) -> None:
    held = make_summary(make_issue("2018-03"), "Is held twice")
    make_collection(held, title=f"{word} drafted", live=False)
    page = make_collection(held, title="Gathered before").get_latest_revision_as_object()
    page.title, page.introduction = f"{word} title", f"<p>{word}</p>"
    page.save_revision()


def what_a_collection_holds(word: str) -> None:
    hidden = secret(word)
    stays = make_summary(make_issue("2018-03"), "Stays")
    with_kit(make_collection(hidden, stays, title="Has lost one"), "collection")
    with_kit(hidden)
    Summary.objects.get(pk=hidden.pk).unpublish()


def a_kit_at_work(word: str) -> None:
    about = make_summary(make_issue("2018-03"), "Has a kit in the making")
    with_kit(about, is_public=False, texts={"en": {"asked": f"{word} asked"}})


def a_commentary_that_nobody_let(word: str) -> None:
    about = make_summary(make_issue("2018-03"), "Is commented on")
    for state in ("invited", "written", "declined", "offline"):
        commentary(about, word, state=state, note=word, address=f"{word}@example.org")
    hidden = secret(word)
    commentary(hidden, word)
    Summary.objects.get(pk=hidden.pk).unpublish()


def commentary(page: Any, word: str, **changes: Any) -> Any:
    own = dict.fromkeys(OWN, f"{word} said")
    return make_commentary(page, name=f"{word} Clinician", texts={"en": own}, **changes)


def with_kit(page: Any, kind: str = "summary", **changes: Any) -> None:
    fields = {"kind": kind, "key": str(page.translation_key), "is_public": True}
    JournalClubKit.objects.create(**(fields | changes))


def what_readers_write_to_editors(word: str) -> None:
    ErrorReport.objects.create(title=f"{word} title", words=f"{word} words", answer=word)
    for state, texts in (("new", {}), ("declined", {"en": f"{word}?"}), ("open", {"en": OPEN})):
        question = AskedQuestion.objects.create(state=state, texts=texts, note=f"{word} note")
        Asking.objects.create(question=question, words=f"{word} asked")


def what_an_editor_previews(word: str, desk: Client) -> None:
    page = make_summary(make_issue("2018-03"), "Is previewed")
    draft = page.get_latest_revision_as_object()
    draft.title = f"{word} title"
    draft.save_revision()
    shown = desk.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert word in shown.content.decode()


def make_hidden(writer: Any, reviewer: Any, desk: Client) -> dict[str, str]:
    """One of each kind; by its word, its name."""
    alone = [
        *(a_draft, a_draft_in_an_issue_that_is_out, unpublished_changes, a_schedule),
        *(the_words_of_an_earlier_version, what_expired, what_was_withdrawn_from_an_answer),
        *(an_issue_that_was_taken_offline, what_was_deleted, below_a_private_issue),
        *(findings_that_nobody_confirmed, half_a_translation, a_question_at_work),
        *(an_article_of_no_summary, imported_records, what_readers_write_to_editors),
        *(a_collection_at_work, what_a_collection_holds, a_kit_at_work),
        a_commentary_that_nobody_let,
    ]
    words = {}

    def word_of(name: str) -> str:
        word = f"Zebrafish{'abcdefghijklmnopqrstuvwxyz'[len(words)]}"
        words[word] = name
        return word

    for hide in alone:
        hide(word_of(hide.__name__))
    what_is_approved_and_waits(word_of("approved"), writer, reviewer)
    for kind in ("login", "password", "groups"):
        private(word_of(f"private by {kind}"), kind)
    what_an_editor_previews(word_of("previewed"), desk)
    return words


def make_open() -> None:
    """One of each kind that readers see, so that every address is reached."""
    issue = make_issue("2018-03", teaser=f"{OPEN} teaser")
    summary = secret(OPEN, issue)
    make_finding(summary, words=f"{OPEN} words", outcome=f"{OPEN} outcome")
    translate(make_summary(issue, "Has French"), f"{OPEN} titre")
    collection = make_collection(summary, title=f"{OPEN} gathered")
    with_kit(summary)
    with_kit(collection, "collection")
    commentary(summary, OPEN)


def of_mail() -> list[str]:
    """The pages that lead from a mail of the open issue, which is sent."""
    issue = Issue.objects.get(slug="2018-03", locale__language_code="en")
    reader = make_subscriber()
    begin(Kind.ISSUE, issue)
    Worker().run()
    asked = LinkRequest.objects.create(
        address=reader.address, same_address=reader.same_address, purpose="confirm", language="en"
    )
    paths = ("", "link/", "sent/", "deleted/", f"mine/{reader.key}/")
    own = [f"mine/{reader.key}/{path}/" for path in ("unsubscribe", "delete")]
    read = [f"read/{edition.key}/" for edition in Edition.objects.all()]
    assert read
    addresses = [f"/en/e-mail/{path}" for path in (*paths, *own, *read)]
    return [*addresses, urlsplit(links.confirming(asked)).path]


def of_ratings() -> list[str]:
    """Where the buttons below a summary lead."""
    summary = Summary.objects.filter(live=True, locale__language_code="en").first()
    with override("en"):
        address = {
            name: reverse(name, args=[summary.translation_key]) for name in ("rate", "rate_more")
        }
    return [address["rate"], f"{address['rate_more']}?said=kept"]


def of_commentaries() -> list[str]:
    """Where a clinician's link leads."""
    about = Summary.objects.filter(live=True, locale__language_code="en").first()
    until = timezone.localdate() + dt.timedelta(days=1)
    invited = make_commentary(about, state="invited", link_until=until)
    return [urlsplit(address_to_write(invited)).path]


def unpacked(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] == b"PK":
        files = zipfile.ZipFile(io.BytesIO(data))
        data = b"\n".join(files.read(name) for name in files.namelist())
    return data.decode("utf-8", errors="replace")


@pytest.fixture
def desk(editor) -> Client:
    desk = Client()
    desk.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return desk


@pytest.fixture
def _every_answer_counts(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    caches["api_rate"].clear()


@pytest.mark.usefixtures("_every_answer_counts")
def test_no_address_says_what_is_hidden(
    client, writer, reviewer, desk, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_open()
        hidden = make_hidden(writer, reviewer, desk)
        mail = [*of_mail(), *of_ratings(), *of_commentaries()]
    write_dumps()  # those of before went with what was withdrawn
    content_version.bump()
    # a signed-in person's pages are not kept for others
    for page in Summary.objects.filter(live=True):
        desk.get(page.get_url())

    answers = crawl(client, [*STARTS, *mail], without=DRAWN_AGAIN)
    broken = [address for address, answer in answers.items() if answer.status_code >= 500]
    assert broken == []
    said = {address: unpacked(answer).casefold() for address, answer in answers.items()}
    leaks = {
        (name, address)
        for word, name in hidden.items()
        for address, text in said.items()
        if word.casefold() in text or word.casefold() in address.casefold()
    }
    assert leaks == set()
    # what is open is said everywhere, so the walk went everywhere
    assert sum(OPEN.casefold() in text for text in said.values()) > 40
    assert any(address.endswith(".gz") and OPEN.casefold() in said[address] for address in said)
    assert not_reached(answers) == set()

    # and searching for it finds nothing
    for word, name in hidden.items():
        for language in ("en", "fr"):
            for address in (f"/{language}/summaries/?q={word}", f"/api/v1/summaries?q={word}"):
                found = unpacked(client.get(address)).casefold()
                assert f"{word} t".casefold() not in found, (name, address)
                assert f"{word}-t".casefold() not in found, (name, address)


def not_reached(answers: dict[str, Any]) -> set[str]:
    """Public addresses that the walk met none of, by the names that the resolver has."""
    reached = set()
    for address, answer in answers.items():
        path = urlsplit(address).path
        if answer.status_code == 200:
            with override("fr" if path.startswith("/fr/") else "en"):
                reached.add(resolve(path).view_name)
    public = {p.name for p in all_patterns() if not p.is_admin and p.name.rpartition(":")[2]}
    return public - reached - NOT_BY_LINKS
