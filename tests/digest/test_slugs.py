"""An address has the words that it is made of, as a reader would part them."""

from __future__ import annotations

import pytest

from digest.factories import make_issue, make_summary
from gleanings.digest.slugs import slug_of


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("L'alliance prédit-elle l’issue ?", "l-alliance-predit-elle-l-issue"),
        ("Qu’en est-il d’œuvres", "qu-en-est-il-d-oeuvres"),
        (
            "The client’s words don't matter; they've said",
            "the-clients-words-dont-matter-theyve-said",
        ),
        ("O’Brien’s ‘quoted’ words", "o-briens-quoted-words"),
        ("D’une séance à l’autre", "d-une-seance-a-l-autre"),
        ("???", ""),
    ],
)
def test_elisions_are_two_words_and_contractions_one(words, slug):
    assert slug_of(words) == slug


@pytest.mark.django_db
def test_the_browser_is_told_the_same_of_a_page(client, editor):
    """The browser test of questions sees that it does so."""
    summary = make_summary(make_issue("2018-03"), "Open")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/admin/pages/{summary.pk}/edit/").content.decode()
    assert "data-w-slug-formatters-value" in page
