"""What readers may not read, the API and the dumps do not say."""

from __future__ import annotations

import pytest

from digest.factories import make_article, make_issue, make_private, make_summary, translate
from gleanings.digest.models import Finding
from gleanings.open_data.dumps.writing import all_records
from gleanings.open_data.resources import RESOURCES
from open_data.cast import ask, make_finding

pytestmark = pytest.mark.django_db

SECRET = "Zebrafish"


def everything(client) -> str:
    """All that is said of the archive, in every language, lists and dumps."""
    said = [
        str(ask(client, resource.name, language=language, limit=20))
        for resource in RESOURCES
        for language in ("en", "fr")
    ]
    dumped = [str(record) for resource in RESOURCES for record in all_records(resource)]
    return " ".join([*said, *dumped])


def secret_summary(issue=None, **changes):
    summary = make_summary(
        issue, f"{SECRET} title", articles=[make_article(title=f"{SECRET} study")], **changes
    )
    make_finding(summary, words=f"{SECRET} words")
    return summary


def test_a_public_one_is_said(client):
    secret_summary()
    assert everything(client).count(SECRET) > 6


def test_a_draft_is_not(client):
    secret_summary(make_issue("2018-03"), live=False)
    assert SECRET not in everything(client)


def test_a_private_page_is_not(client):
    summary = secret_summary()
    make_private(summary)
    assert SECRET not in everything(client)
    assert client.get(f"/api/v1/summaries/{summary.translation_key}").status_code == 404


def test_what_stands_below_a_private_page_is_not(client):
    summary = secret_summary(make_issue("2018-03", teaser=SECRET))
    make_private(make_issue("2018-03"))
    assert SECRET not in everything(client)
    assert client.get("/api/v1/issues/2018-03").status_code == 404
    assert client.get(f"/api/v1/findings/{summary.findings.first().pk}").status_code == 404


def test_a_translation_of_a_private_page_is_not(client):
    summary = secret_summary()
    translate(summary, f"{SECRET} titre")
    make_private(summary)
    assert SECRET not in everything(client)


def test_a_translation_that_is_a_draft_is_not(client):
    translate(make_summary(), f"{SECRET} titre", live=False)
    assert SECRET not in everything(client)


@pytest.mark.parametrize("state", ["proposed", "dropped"])
def test_a_finding_that_no_editor_confirmed_is_not(client, state):
    finding = make_finding(make_summary(), state=state, words=SECRET)
    assert SECRET not in everything(client)
    assert client.get(f"/api/v1/findings/{finding.pk}").status_code == 404


def test_an_article_that_no_readable_summary_is_about_is_not(client):
    article = make_article(title=SECRET)
    assert SECRET not in everything(client)
    assert client.get(f"/api/v1/articles/{article.pk}").status_code == 404


def test_the_citation_as_it_was_pasted_is_not(client):
    make_summary(articles=[make_article(citation=SECRET)])
    assert SECRET not in everything(client)


def test_findings_are_those_that_count_as_published(client):
    make_finding(make_summary())
    make_private(secret_summary())
    make_finding(make_summary(), state="dropped")
    said = {one["id"] for one in ask(client, "findings")["items"]}
    assert said == set(Finding.objects.published().values_list("pk", flat=True))


def test_what_was_withdrawn_is_gone_from_what_is_asked_again(client):
    summary = secret_summary()
    first = client.get("/api/v1/summaries")
    make_private(summary)
    again = client.get("/api/v1/summaries", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert SECRET not in again.content.decode()
