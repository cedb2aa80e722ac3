"""What is not understood is said to be unread: no field is filled with a guess."""

import json

import pytest
from django.urls import reverse

from gleanings.literature.citations import parse_citation
from gleanings.literature.pasted import read_pasted

FIELDS = ["title", "container", "publisher"]


@pytest.mark.parametrize(
    "text",
    [
        "Measuring, predicting, and tracking change, Handbook of change, Wiley, 2021, p. 89-133.",
        "On hope, silence, and what clients say of them. A report. 2019, p. 3-9.",
        "Mesurer, prévoir et suivre le changement, Traité du silence, Seuil, 2004, p. 45-67.",
    ],
)
def test_words_of_a_title_are_no_authors(text: str) -> None:
    read = parse_citation(text)
    assert (read.authors, read.editors) == ((), ())
    assert "p. " not in read.title
    for word in ("clients", "tracking", "suivre"):
        assert (word in text) == (word in f"{read.title} {read.unread}")


def test_beside_a_year_in_brackets_the_names_stay() -> None:
    read = parse_citation("Notes: Foote, A., & Barr, C. (2018). On it. Psychotherapy, 1, 2-3.")
    assert [str(name) for name in read.authors] == ["Barr, C."]
    assert (read.title, read.unread) == ("On it", ("Notes: Foote, A.",))


@pytest.mark.parametrize(
    "name", ["bell hooks", "d’Arc, J.", "al-Hadi, M.", "de l’Isle, V.", "van der Kolk, B. A."]
)
def test_names_with_small_letters_are_names(name: str) -> None:
    read = parse_citation(f"{name} (2018). On it. Psychotherapy, 1, 2-3.")
    assert (len(read.authors), read.unread) == (1, ())


@pytest.mark.parametrize(
    "number",
    ["NICE Guideline NG222", "Report No. 12", "Rapport n° 3", "WHO/MSD/MER/2017.2", "CG90"],
)
@pytest.mark.parametrize("more", ["", " https://example.org/guide"])
def test_the_number_of_a_report_stays_in_its_brackets(number: str, more: str) -> None:
    group = "National Institute for Health and Care Excellence"
    read = parse_citation(f"{group}. (2022). Depression in adults: Treatment ({number}).{more}")
    assert [name.literal for name in read.authors] == [group]
    assert read.title == f"Depression in adults: Treatment ({number})"
    assert (read.type, read.container, read.unread) == ("report", "", ())


@pytest.mark.parametrize(
    ("date", "source", "url"),
    [
        ("s. d.", "Consulté le 3 mars 2021 à https://example.org/psy", "https://example.org/psy"),
        ("s.\u00a0d.", "Récupéré le 3 mars 2021 de https://example.org/psy", "https://example.org/psy"),
        ("n.d.", "Retrieved March 3, 2021, from https://example.org/psy", "https://example.org/psy"),
    ],
)  # fmt: skip
def test_a_page_without_a_date(date: str, source: str, url: str) -> None:
    read = parse_citation(
        f"Ordre des psychologues du Québec. ({date}). La psychothérapie. {source}"
    )
    assert [name.literal for name in read.authors] == ["Ordre des psychologues du Québec"]
    assert (read.title, read.year, read.url) == ("La psychothérapie", None, url)


def test_et_coll_is_no_author() -> None:
    read = parse_citation(
        "Thurin, M. et coll. (2010). Étude de cas. Psychothérapies, 26(2), 91–95."
    )
    assert ([str(name) for name in read.authors], read.is_et_al) == (["Thurin, M."], True)


@pytest.mark.parametrize(
    "text",
    ['{"type": 3}', "[]", "[1, 2]", "{", "[" * 5_000, "[" * 900 + "]" * 900, '{"a": 1}'],
)
def test_json_that_is_no_record_is_no_article(text: str) -> None:
    assert not any(read_pasted(text).citation.authors)


def test_odd_values_of_a_record_are_left_out() -> None:
    item = {"type": "x", "title": 7, "author": [3, {}], "issued": {"date-parts": [["soon"]]}}
    read = read_pasted(json.dumps(item)).citation
    assert (read.title, read.authors, read.year, read.type) == ("7", (), None, "document")


@pytest.mark.django_db
def test_the_form_says_what_was_not_read(admin_client) -> None:
    address = reverse("read_citation")
    text = "Foote AB. Listening well. Psychotherapy. 2015;6:1-9. French."
    answer = admin_client.post(address, {"citation": text}).json()
    assert answer["fields"]["title"] == "Listening well"
    assert "“French”" in answer["message"]
    whole = admin_client.post(address, {"citation": text.replace(" French.", "")}).json()
    assert whole["message"] == ""
