"""What an editor is told of where an article is used, before they delete it."""

from __future__ import annotations

import pytest
from wagtail.models import ReferenceIndex

from digest.factories import make_article, make_issue, make_summary
from gleanings.digest.models import Summary, SummaryArticle

pytestmark = pytest.mark.django_db


def users(article):
    return {usage[0].pk for usage in ReferenceIndex.get_grouped_references_to(article)}


def test_an_article_is_used_by_its_summary_in_each_language():
    article = make_article()
    summary = make_summary(make_issue("2018-03"), articles=[article])
    assert users(article) == {page.pk for page in summary.get_translations(inclusive=True)}


def test_it_is_no_longer_where_another_took_its_place():
    article, other = make_article(), make_article()
    summary = make_summary(make_issue("2018-03"), articles=[article])
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    draft.summary_articles = [SummaryArticle(article=other)]
    draft.correction_is_style = True
    draft.save_revision()
    assert summary.pk in users(article)
    draft.get_latest_revision().publish()
    assert not users(article)
    assert summary.pk in users(other)
