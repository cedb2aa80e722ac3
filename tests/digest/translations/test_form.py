"""A translation that is edited as a page: a refusal shows the form again, with what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.admin.rendered_form import fields_of
from digest.factories import make_issue, make_summary
from digest.translations.work import begin, write
from gleanings.digest.models.reader_page import ReaderPage
from reader.test_plain_pages import make_page

pytestmark = pytest.mark.django_db

TEXT = "<p>It went with outcome in 46 clients.</p>"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def by_hand(desk, original: ReaderPage) -> ReaderPage:
    """Its translation, whole and right, taken out of wagtail-localize's editor."""
    translation = begin(original)
    write(translation)
    translation.save_target(publish=False)
    desk.post(f"/admin/localize/translate/{translation.pk}/disable/")
    return translation.get_target_instance()


def an_issue() -> ReaderPage:
    issue = make_issue("2018-03", teaser="Of 46 clients.")
    make_summary(issue, "Its summary")
    return issue


def a_summary() -> ReaderPage:
    return make_summary(make_issue("2018-03"), "In English", text=TEXT)


KINDS = [(an_issue, "teaser"), (a_summary, "title"), (make_page, "title")]


def send(desk, page: ReaderPage, step: str = "action-publish", **typed: str):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = fields_of(desk.get(address).content.decode())
    changes = {name: [words] for name, words in {step: "1", **typed}.items()}
    return desk.post(address, fields | changes)


def refused(answer, *, with_words: str) -> str:
    assert answer.status_code == 200
    page = answer.content.decode()
    assert with_words in page
    return page


@pytest.mark.parametrize(("make", "field"), KINDS)
@pytest.mark.parametrize("step", ["action-publish", "action-submit"])
def test_a_wrong_number_is_refused_with_the_words_still_there(desk, make, field, step):
    page = by_hand(desk, make())
    typed = "MARQUE Sur 46 clients, en 999 semaines"
    said = refused(send(desk, page, step, **{field: typed}), with_words=typed)
    assert "“999”" in said
    page.refresh_from_db()
    assert page.content_language == "en"


@pytest.mark.parametrize(("make", "field"), KINDS)
def test_so_it_is_while_the_original_is_not_online(desk, make, field):
    original = make()
    page = by_hand(desk, original)
    type(original).objects.get(pk=original.pk).unpublish()
    typed = "MARQUE Sur 46 clients, mots neufs"
    if field == "title":
        typed = "MARQUE mots neufs"
    said = refused(send(desk, page, **{field: typed}), with_words=typed)
    assert "is not online" in said


def test_what_is_left_in_the_originals_language_is_refused_so_too(desk):
    original = make_page()
    page = by_hand(desk, original)
    said = refused(send(desk, page, title=original.title), with_words="MARQUE We read everything.")
    assert "is not translated yet" in said


@pytest.mark.parametrize(("make", "field"), KINDS)
def test_what_fits_is_published(desk, make, field):
    page = by_hand(desk, make())
    typed = "MARQUE Sur 46 clients" if field == "teaser" else "MARQUE"
    assert send(desk, page, **{field: typed}).status_code == 302
    page.refresh_from_db()
    assert (page.content_language, page.live, getattr(page, field)) == ("fr", True, typed)


def test_a_draft_saves_whatever_it_says(desk):
    page = by_hand(desk, make_page())
    assert send(desk, page, "save", title="MARQUE 999").status_code == 302
