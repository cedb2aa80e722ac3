"""A retraction that was a source's mistake: whoever was told of it is told that it is none."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from digest.factories import make_article, make_issue, make_summary
from gleanings.literature.models import Notice
from gleanings.literature.records import NoticeKind, Record
from gleanings.literature.records.record import Notice as Told
from gleanings.literature.storing import Account, store_records

pytestmark = pytest.mark.django_db


def test_every_channel_takes_it_back(client, editor, settings):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    article = make_article(doi="10.5555/helps", title="What helps")
    summary = make_summary(make_issue("2018-03"), articles=[article])
    told = Told(NoticeKind.RETRACTION, doi="10.5555/notice", date="2026-05-03", source="PubMed")
    record = Record(title="What helps", doi="10.5555/helps", source="PubMed", notices=[told])
    store_records([record], Account())
    addresses = [
        *("/api/v1/articles", "/api/v1/summaries", "/en/feed.atom", "/en/summaries/", "/en/"),
        f"/en/2018-03/{summary.slug}/",
        *(reverse("article_citation", args=[article.pk, ending]) for ending in ("ris", "bib")),
    ]

    def read() -> list[str]:
        return [client.get(address).content.decode().lower() for address in addresses]

    assert all("retracted" in text for text in read())
    Notice.objects.get().judge(editor, is_mistaken=True, why="It is of another article.")
    after = read()
    assert [a for a, text in zip(addresses, after, strict=True) if "retracted" in text] == []
    (item,) = json.loads(after[0])["items"]
    assert (item["status"], item["notices"]) == ("", [])
    assert "the editors found on" in after[5]
    # a source that tells the same again does not bring it back
    store_records([record], Account())
    assert read()[:4] == after[:4]
