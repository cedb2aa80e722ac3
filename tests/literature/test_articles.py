"""A citation finds the article that is here, by the rule that imports of records go by."""

from __future__ import annotations

import pytest

from digest.factories import make_article
from gleanings.literature.articles import find_article
from gleanings.literature.models import Article

pytestmark = pytest.mark.django_db

TITLE = "Repairing ruptures with adolescents: a process study"
CITED = {"title": TITLE, "authors": [{"family": "Okafor", "given": "A. B."}], "year": 2017}
WHERE = {"container": "Journal of Practice", "volume": "12", "issue": "3", "pages": "45-67"}


@pytest.mark.parametrize(
    ("here", "cited", "is_found"),
    [
        ({"doi": "10.5555/a"}, {"doi": "10.5555/a"}, True),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/a", "title": "Another title for a chapter"}, True),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}, False),
        ({"doi": "10.5555/a"}, {}, True),
        ({"doi": ""}, {"doi": "10.5555/a"}, True),
        ({}, {"title": TITLE.upper() + "."}, True),
        ({}, {"authors": [{"family": "Quist", "given": "P."}]}, False),
        ({"title": "Editorial"}, {"title": "Editorial"}, False),
        ({"title": "Editorial"}, {"title": "Editorial", **WHERE}, True),
        ({"title": "Editorial"}, {"title": "Editorial", **WHERE, "volume": "13"}, False),
        ({"title": "!"}, {"title": "!"}, False),
    ],
)
def test_which_article_is_found(here, cited, is_found):
    article = make_article(**{**CITED, "doi": "", **here})
    assert find_article({**CITED, **cited}) == (article if is_found else None)


def test_of_two_of_one_title_the_likelier_is_found():
    bare = {"container": "", "volume": "", "issue": "", "pages": ""}
    make_article(**CITED, doi="", **bare)
    likelier = make_article(**CITED, doi="", **WHERE)
    assert find_article({**CITED, **WHERE}) == likelier


@pytest.mark.parametrize(("fields", "said"), [
    ({"title": "What helps", "year": 2018, "authors": [{"family": "Love"}]},
     "Love (2018). What helps"),
    ({"title": "What helps", "authors": [{"literal": "A Group"}]}, "A Group (n.d.). What helps"),
    ({"title": "What helps", "year": 2018}, "What helps (2018)"),
    ({"title": "What helps"}, "What helps"),
    ({"doi": "10.5555/a", "container": "Brain"}, "10.5555/a"),
    ({"pmid": "77", "year": 2018}, "PMID 77 (2018)"),
    ({"container": "Brain"}, "Brain"),
    ({}, "without a title"),
])  # fmt: skip
def test_an_article_is_named_by_what_is_known_of_it(fields, said):
    assert str(Article(**fields)) == said
