"""The chart of a main result in a mail: a picture of the site's, its sentence in its place."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse
from PIL import Image

from delivery.subscribers import draft, make_subscriber, publish
from digest.drafts import approve
from digest.factories import make_finding, make_private
from gleanings.delivery.models import Edition
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Finding, Summary
from gleanings.literature.models import Notice

pytestmark = pytest.mark.django_db

SENTENCE = "therapeutic alliance"


@pytest.fixture
def summary(mail_server) -> Summary:
    publish(draft("On empathy"))
    summary = Summary.objects.get(alias_of=None)
    make_finding(summary)
    return Summary.objects.get(pk=summary.pk)


def edition(language: str = "en") -> tuple[str, BeautifulSoup]:
    """What is sent in the language, its text and its HTML."""
    make_subscriber(f"{language}@example.org", language=language)
    Worker().run()
    sent = Edition.objects.get(language=language)
    assert len(sent.html.encode()) < 90_000
    return sent.text, BeautifulSoup(sent.html, "html.parser")


def pictures(html: BeautifulSoup) -> list[str]:
    return [html.picture.img["src"], html.picture.source["srcset"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chart_is_a_picture_of_the_site_whose_words_are_the_sentence(summary, client, language):
    text, html = edition(language)
    img = html.picture.img
    assert SENTENCE in img["alt"]
    assert img["alt"] in text
    number = "r = 0,26" if language == "fr" else "r = .26"
    assert number in text.replace("\xa0", " ")
    assert number in html.get_text().replace("\xa0", " ")
    assert "prefers-color-scheme: dark" in html.picture.source["media"]
    papers = []
    for address in pictures(html):
        assert address.startswith(f"http://localhost:8000/{language}/e-mail/chart/")
        answer = client.get(urlsplit(address).path)
        assert answer["Content-Type"] == "image/png"
        picture = Image.open(io.BytesIO(answer.content)).convert("L")
        assert picture.width == 2 * int(img["width"])
        papers.append(picture.getpixel((0, 0)))
    assert papers[0] > 240
    assert papers[1] < 40


def _make_it_private(summary):
    make_private(summary)


def _take_it_offline(summary):
    summary.unpublish()


def _refuse_the_finding(summary):
    page = summary.get_latest_revision_as_object()
    page.findings = []
    page.correction_is_style = True
    page.save_revision().publish()


def _correct_the_number(summary):
    page = summary.get_latest_revision_as_object()
    (finding,) = page.findings.all()
    finding.estimate = 0.25
    page.findings = [finding]
    page.correction = "r was .25."
    page.save_revision().publish()


def _retract_the_article(summary):
    Notice.objects.create(article=summary.articles[0], kind="retraction", source="x", date="2026")


@pytest.mark.parametrize(
    "withdraw",
    [
        *(_make_it_private, _take_it_offline, _refuse_the_finding),
        *(_correct_the_number, _retract_the_article),
    ],
)
def test_what_is_withdrawn_private_or_corrected_is_given_out_no_longer(summary, client, withdraw):
    _text, html = edition()
    paths = [urlsplit(address).path for address in pictures(html)]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    withdraw(Summary.objects.get(pk=summary.pk))
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_a_number_in_doubt_is_neither_drawn_nor_told(summary):
    Finding.objects.update(verdict="inconsistent")
    text, html = edition()
    assert html.picture is None
    assert SENTENCE not in text


def test_where_nothing_can_be_drawn_the_sentence_stands_by_itself(summary):
    Finding.objects.update(ci_low=None, ci_high=None)
    text, html = edition()
    assert html.picture is None
    assert SENTENCE in html.get_text()
    assert SENTENCE in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_before_publication_the_preview_holds_its_pictures(client, editor, language, mail_server):
    issue = draft("On empathy")
    page = issue.summaries.get().get_latest_revision_as_object()
    page.findings = [
        Finding(
            role="main", measure="r", estimate=0.26, decimals=2, ci_low=0.19, ci_high=0.32,
            level=95, k=13, predictor="therapeutic alliance", outcome="outcome", favours="first",
            state="confirmed",
        )
    ]  # fmt: skip
    page.save_revision()
    reviewer = User.objects.get(username="who-reviews")
    approve(issue.summaries.get(), by=reviewer, asked_by=reviewer)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("issue_mail_preview", args=[issue.pk, language]))
    html = BeautifulSoup(answer.content, "html.parser")
    assert all(one.startswith("data:image/png;base64,") for one in pictures(html))
    assert SENTENCE in html.picture.img["alt"]
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]
    desk = reverse("issue_mail", args=[issue.pk])
    said = "the charts are within the copy itself"
    assert said in client.get(desk).content.decode()
    # online, the copy has what the mail to all has
    publish(issue)
    answer = client.get(reverse("issue_mail_preview", args=[issue.pk, language]))
    addresses = pictures(BeautifulSoup(answer.content, "html.parser"))
    assert addresses == pictures(edition(language)[1])
    assert client.get(urlsplit(addresses[0]).path).status_code == 200
    assert said not in client.get(desk).content.decode()
