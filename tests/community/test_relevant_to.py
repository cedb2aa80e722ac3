"""Browse by whom a summary is relevant to, as colleagues answered."""

from __future__ import annotations

from itertools import count

import pytest
from django.test import Client

from digest.factories import make_issue, make_summary
from gleanings.community.models import Rating
from gleanings.reader.cache import content_version
from reader.soup import soup_of

pytestmark = pytest.mark.django_db
_keys = count()


def rated(summary, profession: str, *answers: int, **more: bool) -> None:
    for relevance in answers:
        Rating.objects.create(
            summary=summary,
            key=str(next(_keys)),
            relevance=relevance,
            profession=profession,
            **({"shown": True} | more),
        )
    content_version.bump()


def found(query: str, language: str = "en") -> set[str]:
    page = soup_of(Client(), f"/{language}/summaries/{query}")
    return {
        link.get_text(strip=True) for link in page.select("#results .item-title a, #results h3 a")
    }


def choices() -> list[str]:
    page = soup_of(Client(), "/en/summaries/")
    return [box["value"] for box in page.select("[name=relevant]")]


def test_what_most_of_five_of_a_profession_find_relevant():
    issue = make_issue("2018-03")
    empathy, trust = make_summary(issue, "Empathy helps"), make_summary(issue, "Trust helps")
    rated(empathy, "psychologist", 7, 6, 5, 1)
    assert choices() == []  # four are too few
    rated(empathy, "psychologist", 1)
    rated(trust, "psychologist", 7, 6, 4, 1, 1)  # two of five
    rated(trust, "nurse", *[7] * 5, held=True)
    rated(trust, "student", *[7] * 5, shown=False)
    assert choices() == ["psychologist"]
    everything = found("")
    assert len(everything) == 2
    assert found("?relevant=psychologist") == {"Empathy helps"}
    assert len(found("?relevant=psychologist", "fr")) == 1
    rated(trust, "social_worker", *[6] * 5)
    assert choices() == ["psychologist", "social-worker"]
    assert found("?relevant=psychologist&relevant=social-worker") == everything
    answer = Client().get("/en/summaries/?relevant=dentist").content.decode()
    assert "There is no profession “dentist”" in answer


def order(query: str) -> list[str]:
    page = soup_of(Client(), f"/en/summaries/{query}")
    return [
        link.get_text(strip=True) for link in page.select("#results .item-title a, #results h3 a")
    ]


def test_most_relevant_to_a_profession_first_by_as_much_as_the_answers_show():
    issue = make_issue("2018-03")
    few, many, hardly = (make_summary(issue, f"{one} answers") for one in ("Few", "Many", "Hardly"))
    make_summary(make_issue("2018-04"), "Not rated")
    orders = soup_of(Client(), "/en/summaries/").select(".orders a")
    assert orders == []
    rated(few, "psychologist", *[7] * 5)
    rated(many, "psychologist", *[6] * 40, 1, 2)
    rated(hardly, "psychologist", *[1] * 6)
    expected = ["Many answers", "Few answers", "Hardly answers", "Not rated"]
    assert order("?sort=relevant-to-psychologist") == expected
    assert order("") == ["Not rated", *order("")[1:]]
    assert order("?sort=relevant-to-psychologist&relevant=psychologist") == expected[:2]
    labels = [one.text for one in soup_of(Client(), "/en/summaries/").select(".orders a")]
    assert labels == ["Newest", "Most relevant to: psychologist"]
    answer = Client().get("/en/summaries/?sort=relevant-to-dentist").content.decode()
    assert "There is no order “relevant-to-dentist”" in answer
