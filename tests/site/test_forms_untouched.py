"""A form that is posted back as it was rendered changes nothing: every form of the desk."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from digest.admin.rendered_form import Fields, fields_of
from digest.factories import make_article, make_author, make_finding, make_issue, make_summary
from gleanings.digest.models import Author, Home, ResearchType, Summary, Topic
from gleanings.literature.models import Article
from gleanings.reader.models import SynonymSet
from gleanings.synthesis.models import Question
from synthesis.factories import make_question

pytestmark = pytest.mark.django_db

TEXT = (
    "<h3>What was asked</h3><p>Is it <i>so</i>? <b>Yes</b>: <em>r</em> = .26, 95% CI [.19, .32],"
    '<br/>as <a href="https://example.org/">others</a> found.</p><ul><li>one</li><li>two</li></ul>'
)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rendered(desk, address: str, form_id: str = "") -> Fields:
    answer = desk.get(address)
    assert answer.status_code == 200
    return fields_of(answer.content.decode(), form_id)


def posted(fields: Fields) -> QueryDict:
    return QueryDict(urlencode(fields, doseq=True))


def what_changed(form) -> list[str]:
    rows = [
        (name, row.changed_data)
        for name, formset in form.formsets.items()
        for row in formset.forms
        if row.has_changed()
    ]
    return [*form.changed_data, *rows]


def full_summary() -> Summary:
    summary = make_summary(
        text=TEXT, implications=["<p>Ask how <b>it</b> goes.</p>"], contact="Author email: a@b.org"
    )
    make_finding(
        summary,
        other_languages={"fr": {"predictor": "alliance", "acknowledgement": "C’est ainsi."}},
        acknowledgement="The article prints it so.",
        se=0.1 + 0.2,
        p=1e-7,
        p_comparison="<",
        article=summary.articles[0],
    )
    return Summary.objects.get(pk=summary.pk)


def draft_as_an_import_leaves_it() -> Summary:
    return make_summary(make_issue("2018-04", live=False), text=TEXT, live=False, studied="")


@pytest.mark.parametrize(
    "make",
    [
        full_summary,
        draft_as_an_import_leaves_it,
        lambda: make_issue(teaser="This month, “good” news.\nTwo lines of it."),
        lambda: make_issue("2018-05", live=False),
        lambda: Home.objects.get(locale__language_code="en"),
    ],
    ids=["summary", "imported draft", "issue", "draft issue", "home"],
)
def test_a_page(desk, editor, make):
    page = make()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = rendered(desk, address)
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    form = draft.get_edit_handler().get_form_class()(
        posted(fields), instance=draft, parent_page=page.get_parent().specific, for_user=editor
    )
    form.defer_required_fields()
    assert form.is_valid(), form.errors
    assert what_changed(form) == []

    before = page.revisions.count()
    assert desk.post(address, fields).status_code == 302
    # the home page of a new network has no revision yet
    assert page.revisions.count() == max(before, 1)


SNIPPETS = {
    Article: lambda: make_article(
        editors=[{"literal": "A Group"}, {"family": "Lone"}], year=2018, edition="2nd"
    ),
    Author: lambda: make_author("Ann Writer", email="ann@example.org"),
    Topic: lambda: Topic.objects.get(slug="empathy"),
    ResearchType: lambda: ResearchType.objects.get(slug="meta-analysis"),
    Question: make_question,
    SynonymSet: lambda: SynonymSet.objects.first(),
}


def test_no_snippet_is_left_out():
    ours = {model for model in get_snippet_models() if model.__module__.startswith("gleanings.")}
    assert ours == set(SNIPPETS)


@pytest.mark.parametrize("model", SNIPPETS, ids=lambda model: model.__name__)
def test_a_snippet(desk, editor, model):
    instance = SNIPPETS[model]()
    viewset = model.snippet_viewset
    fields = rendered(desk, reverse(viewset.get_url_name("edit"), args=[instance.pk]))
    fresh = model._default_manager.get(pk=instance.pk)
    form_class = viewset.edit_view_class(
        **{
            name: value
            for name, value in viewset.get_edit_view_kwargs().items()
            if hasattr(viewset.edit_view_class, name)
        }
    ).get_form_class()
    form = form_class(posted(fields), instance=fresh, for_user=editor)
    assert form.is_valid(), form.errors
    assert what_changed(form) == []
