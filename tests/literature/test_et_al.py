"""Articles that were here before “et al.” was told from an ellipsis."""

from importlib import import_module

import pytest
from django.apps import apps

from gleanings.literature.models import Article


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("citation", "left_out", "et_al"),
    [
        ("Choe, E., et al. (2018). A trial.", False, True),
        ("Choe, E., … Placeres, V. (2018). A trial.", True, False),
        ("Choe, E., . . . Placeres, V., et al. (2018). A trial.", True, False),
        ("", True, False),
        ("Petal, A., … Choe, E. (2018). A trial.", True, False),
    ],
)
def test_the_citation_says_where_authors_are_missing(citation, left_out, et_al):
    article = Article.objects.create(title="A", authors_left_out=True, citation=citation)
    untouched = Article.objects.create(title="B", citation="Choe, E., et al. (2018).")
    import_module("gleanings.literature.migrations.0003_et_al").tell_them_apart(apps, None)
    article.refresh_from_db()
    untouched.refresh_from_db()
    assert (article.authors_left_out, article.et_al) == (left_out, et_al)
    assert not untouched.et_al
