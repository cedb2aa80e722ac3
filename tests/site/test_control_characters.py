"""A control character that is pasted goes, and one that is there already brings nothing down."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from addresses import body_of, crawl
from digest.admin.summary_form import contentstate, form_fields, with_row
from digest.factories import make_finding, make_issue, make_summary
from gleanings.digest.models import Author, Home, Summary
from gleanings.literature.models import Article
from gleanings.open_data.dumps.writing import write_dumps
from gleanings.reader.cache import content_version
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

DIRT = "\x02\x0b\x1f\x7f\x81\ufffe\uffff"
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ESCAPED = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])", re.IGNORECASE)

STARTS = [
    *("/en/", "/fr/", "/sitemap.xml", "/robots.txt", "/en/open-data/", "/api/v1/"),
    *(f"/{language}/feed.{kind}" for language in ("en", "fr") for kind in ("atom", "rss")),
]
NOT_WORDS = {"language", "words_in", "measure", "engine", "data_hash", "sha256", "fingerprint"}


def is_words(field: Any) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.URLField | models.EmailField)
        and not field.choices
        and field.name not in NOT_WORDS
        and not field.unique
    )


def dirtied(value: Any) -> Any:
    """The first letter, dirt, the rest; of a JSON field the names and labels."""
    if isinstance(value, str):
        return f"{value[0]}{DIRT}{value[1:]}" if value else value
    if isinstance(value, list):
        return [dirtied(one) if isinstance(one, list | dict) else one for one in value]
    if isinstance(value, dict):
        words = ("family", "given", "label", "citation")
        return {
            key: dirtied(one) if key in words or isinstance(one, list | dict) else one
            for key, one in value.items()
        }
    return value


def dirty_every_row() -> int:
    """Straight into the database, as an older version left them; how many texts."""
    number = 0
    for app in apps.get_app_configs():
        if not app.name.startswith("gleanings."):
            continue
        for model in app.get_models():
            if model.__name__.startswith("Search"):
                continue
            for row in model._base_manager.all():
                changes = {
                    field.name: dirtied(value)
                    for field in model._meta.get_fields()
                    if getattr(field, "concrete", False)
                    and (is_words(field) or field.name in ("authors", "editors", "data", "result"))
                    and (value := getattr(row, field.name, None))
                    and (field.max_length is None or len(value) + len(DIRT) <= field.max_length)
                }
                # treebeard's own columns
                for name in ("path", "url_path"):
                    changes.pop(name, None)
                number += len(changes)
                if changes:
                    model._base_manager.filter(pk=row.pk).update(**changes)
    return number


@pytest.fixture
def whole_site():
    make_issue("2018-03", teaser="This month: the alliance.")
    summary = make_summary(title="The alliance matters")
    make_finding(summary, words="r = .26, 95% CI [.19, .32]")
    with_correlations(make_question("alliance"))
    return summary


@pytest.fixture
def dirty_site(whole_site):
    assert dirty_every_row() > 50
    content_version.bump()
    whole_site.refresh_from_db()
    assert DIRT in whole_site.title
    return whole_site


def test_nothing_that_readers_get_fails_or_has_them(client, dirty_site):
    # dumps, which are packed, have a test of their own
    answers = crawl(client, STARTS, without=(".gz", ".zip"))
    kinds = {answer.get("Content-Type", "").split(";")[0] for answer in answers.values()}
    assert kinds >= {
        *("text/html", "application/atom+xml", "application/rss+xml", "application/xml"),
        *("image/svg+xml", "application/x-research-info-systems", "application/x-bibtex"),
        *("application/json", "application/vnd.citationstyles.csl+json", "text/csv", "image/png"),
    }
    assert [a for a, answer in answers.items() if answer.status_code >= 500] == []
    for address, answer in answers.items():
        kind = answer.get("Content-Type", "")
        if "html" in kind or "png" in kind:
            continue
        text = body_of(answer)
        assert not FORBIDDEN.search(text), address
        if "json" in kind:
            assert not ESCAPED.search(text), address
        if "xml" in kind:
            fromstring(text.encode())  # noqa: S314


def test_structured_data_in_a_page_has_none(client, dirty_site):
    html = client.get(dirty_site.get_url()).content.decode()
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S):
        assert not FORBIDDEN.search(found)
        assert not ESCAPED.search(found)
        json.loads(found)


def test_dumps_have_none(dirty_site, settings, tmp_path):
    import gzip

    settings.DATA_DIR = tmp_path
    write_dumps()
    files = list((tmp_path / "open-data").rglob("*.gz"))
    assert files
    for file in files:
        text = gzip.decompress(file.read_bytes()).decode()
        assert not FORBIDDEN.search(text), file.name
        assert not ESCAPED.search(text), file.name


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_report_of_findings_is_written_as_a_workbook(client, editor, dirty_site, kind):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("findings_report"), {"export": kind})
    data = b"".join(answer.streaming_content)
    if kind == "xlsx":
        cells = [cell.value for row in openpyxl.load_workbook(BytesIO(data)).active for cell in row]
        text = " ".join(filter(None, map(str, cells)))
    else:
        text = data.decode()
    assert "he alliance matters" in text
    assert not FORBIDDEN.search(text)


# --- doors ---


def texts_of(instance: models.Model) -> str:
    return json.dumps(
        {field.name: str(getattr(instance, field.attname)) for field in instance._meta.fields},
        ensure_ascii=False,
    )


def test_the_summarys_form_takes_them_out(client, editor, whole_site):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    draft = Summary.objects.get(pk=whole_site.pk)
    fields = with_row(
        form_fields(
            draft,
            title="Ther\x02apy\x0bhelps",
            slug="ther\x02apy",
            studied="60\x0b out\x02patients",
            text=contentstate("<p>A ther\x02apist\x0bhelps.</p>"),
            contact="\ufffeme",
        ),
        measure="r",
        estimate=".26",
        words="r\x02 = .26",
    )
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client.post(address, fields).status_code == 302
    saved = Summary.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.title == "Therapy helps"
    assert saved.studied == "60 outpatients"
    assert "A therapist helps." in saved.text
    assert saved.slug == "therapy"
    assert [one.words for one in saved.findings.all()][-1] == "r = .26"
    assert not ESCAPED.search(json.dumps(saved.latest_revision.content))


def test_half_a_character_in_rich_text_is_no_500(client, editor, whole_site):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    draft = Summary.objects.get(pk=whole_site.pk)
    rich = contentstate("<p>A therapist helps.</p>").replace("therapist", "thera\\ud83dpist")
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client.post(address, form_fields(draft, text=rich)).status_code == 302
    saved = Summary.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert "A therapist helps." in saved.text


@pytest.mark.parametrize("by", ["save", "create", "get_or_create", "update_or_create"])
def test_whatever_saves_a_record_takes_them_out(by):
    if by == "save":
        author = Author(name="Ann\x0bWriter")
        author.save()
    elif by == "create":
        author = Author.objects.create(name="Ann\x0bWriter")
    else:
        author, _ = getattr(Author.objects, by)(
            email="a@example.org", defaults={"name": "Ann\x0bWriter"}
        )
    author.refresh_from_db()
    assert author.name == "Ann Writer"
    article = Article.objects.create(
        title="Al\x02liance", authors=[{"family": "O\x02kafor", "given": "A.\ud83d"}]
    )
    article.refresh_from_db()
    assert (article.title, article.authors[0]["family"]) == ("Alliance", "Okafor")
    assert article.authors[0]["given"] == "A."


def test_an_imported_page_and_an_upload_bring_none(db):
    from django.core.files.base import ContentFile

    from gleanings.synthesis.upload.accept import accept_upload, stage_upload

    question = make_question("alliance")
    table = "author,year,ri,ni\n" + "".join(f"Ok\x02afor {n},200{n},.2{n},8{n}\n" for n in range(5))
    effects = accept_upload(
        stage_upload(question, ContentFile(table.encode()), "st\x02udies.csv", user=None)
    )
    assert not FORBIDDEN.search(" ".join(texts_of(effect) for effect in effects))


def test_searching_for_one_finds_what_the_rest_finds(client, whole_site):
    found = client.get("/en/summaries/?q=alli%02ance%00").content.decode()
    assert whole_site.get_url() in found


def test_home_and_network_words(client, editor):
    home = Home.objects.get(locale__language_code="en")
    home.title = "Di\x02gest\x0bof practice"
    home.save_revision().publish()
    home.refresh_from_db()
    assert home.title == "Digest of practice"
