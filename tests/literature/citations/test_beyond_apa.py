"""Citations that depart from "Family, I. (Year). Title. Journal", one kind after another."""

import pytest

from gleanings.literature.citations import parse_citation
from gleanings.literature.pasted import read_pasted

JOURNAL = "A study of alliance. Psychotherapy, 55(4), 508-519."


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("GBD 2019 Mental Disorders Collaborators.", ["GBD 2019 Mental Disorders Collaborators"]),
        ("NHS England.", ["NHS England"]),
        (
            "NHS England, & Royal College of Psychiatrists.",
            ["NHS England", "Royal College of Psychiatrists"],
        ),
        (
            "Williams, M. J., NHS Digital, & the COMPASS Trial Group.",
            ["Williams, M. J.", "NHS Digital", "the COMPASS Trial Group"],
        ),
        ("Haute Autorité de santé.", ["Haute Autorité de santé"]),
        ("Organisation mondiale de la santé.", ["Organisation mondiale de la santé"]),
        ("Collège des médecins du Québec.", ["Collège des médecins du Québec"]),
        ("Royal, S., & Noble, T.", ["Royal, S.", "Noble, T."]),
        ("Ceceña Cervantes, J. L.", ["Ceceña Cervantes, J. L."]),
        ("King, M. L., III, & Kennedy, R. F., Jr.", ["King, M. L., III", "Kennedy, R. F., Jr."]),
        ("Иванов, И. И., & Петров, П. П.", ["Иванов, И. И.", "Петров, П. П."]),
        ("Παπαδόπουλος, Γ., & Νικολάου, Ε. Α.", ["Παπαδόπουλος, Γ.", "Νικολάου, Ε. Α."]),
        ("王, 小明, & 李, 华.", ["王, 小明", "李, 华"]),
    ],
)
def test_groups_suffixes_and_other_scripts(people: str, expected: list[str]) -> None:
    parsed = parse_citation(f"{people} (2022). {JOURNAL}")
    assert [str(name) for name in parsed.authors] == expected
    assert parsed.title == "A study of alliance"


@pytest.mark.parametrize(
    ("text", "authors", "title", "container", "left_out"),
    [
        (
            "Stiles, W.B., Barkham, M. & Wheeler, S. Duration of psychological therapy: relation "
            "to recovery. Br J Psychiatry 207, 115–122 (2015).",
            ["Stiles, W.B.", "Barkham, M.", "Wheeler, S."],
            "Duration of psychological therapy: relation to recovery",
            "Br J Psychiatry",
            False,
        ),
        (
            "Cuijpers, P., Karyotaki, E. et al. Who benefits? A meta-analytic update. "
            "Cogn Behav Ther 207, 115–122 (2015). https://doi.org/10.1080/16506073.2017.1420098",
            ["Cuijpers, P.", "Karyotaki, E."],
            "Who benefits? A meta-analytic update",
            "Cogn Behav Ther",
            True,
        ),
        (
            "de Wit, A., van de Goor, I., Abd El Hamid, A. & Kozak, M. A New Family of Indexes. "
            "PLoS ONE 207, 115–122 (2015).",
            ["de Wit, A.", "van de Goor, I.", "Abd El Hamid, A.", "Kozak, M."],
            "A New Family of Indexes",
            "PLoS ONE",
            False,
        ),
    ],
)
def test_the_year_at_the_end(text, authors, title, container, left_out) -> None:
    parsed = parse_citation(text)
    assert [str(name) for name in parsed.authors] == authors
    assert (parsed.title, parsed.container) == (title, container)
    assert (parsed.year, parsed.volume, parsed.pages) == (2015, "207", "115-122")
    assert (parsed.ellipsis, parsed.unread) == (left_out, ())


@pytest.mark.parametrize(
    "title", ["The unified protocol for emotional disorders", "What works for whom in practice?"]
)
def test_the_title_first_where_nobody_signs(title: str) -> None:
    stop = "" if title.endswith("?") else "."
    parsed = parse_citation(f"{title}{stop} (2017). JAMA Psychiatry, 74(9), 875-884.")
    assert (parsed.authors, parsed.title, parsed.year) == ((), title, 2017)
    assert (parsed.container, parsed.volume) == ("JAMA Psychiatry", "74")


@pytest.mark.parametrize("mark", ["RETRACTED: ", "[Retracted] : ", "RETRACTED ARTICLE: "])
def test_retracted_goes_before_the_title(mark: str) -> None:
    parsed = parse_citation(f"{mark}Smith, J. (2018). {JOURNAL}")
    assert [str(name) for name in parsed.authors] == ["Smith, J."]
    assert parsed.title.casefold().endswith(": a study of alliance")
    assert parsed.title.casefold().startswith("retracted")
    stays = parse_citation(f"Smith, J. (2018). RETRACTED: {JOURNAL}")
    assert stays.title == "RETRACTED: A study of alliance"


def test_in_press_is_kept() -> None:
    for words in ("in press", "sous presse"):
        parsed = parse_citation(f"Kazdin, A. E. ({words}). Scalability of it. Psychotherapy.")
        assert (parsed.in_press, parsed.year, parsed.container) == (True, None, "Psychotherapy")


@pytest.mark.parametrize("where", ["15(3), Article e0229123", "15(3): e0229123", "15(3), e0229123"])
def test_the_number_of_an_article_in_place_of_pages(where: str) -> None:
    parsed = parse_citation(f"Jones, A. (2020). Apps for anxiety. PLoS ONE, {where}.")
    assert (parsed.volume, parsed.issue, parsed.pages) == ("15", "3", "e0229123")


@pytest.mark.parametrize(
    ("text", "publisher", "kind"),
    [
        (
            "World Health Organization. (2021). World mental health report (Report No. 12). "
            "World Health Organization.",
            "World Health Organization",
            "report",
        ),
        (
            "National Institute for Health and Care Excellence. (2022). Depression in adults "
            "(NICE Guideline No. 222). NICE.",
            "NICE",
            "report",
        ),
        ("NHS England. (2023). Manual of it. NHS England.", "NHS England", "book"),
        ("Haute Autorité de santé. (2017). Épisode dépressif. HAS.", "HAS", "book"),
        (
            "Organisation mondiale de la santé. (2022). Santé mentale (Rapport n° 3). "
            "Organisation mondiale de la santé.",
            "Organisation mondiale de la santé",
            "report",
        ),
    ],
)
def test_the_publisher_that_is_the_author(text: str, publisher: str, kind: str) -> None:
    parsed = parse_citation(text)
    assert (parsed.publisher, parsed.container, parsed.type) == (publisher, "", kind)
    assert publisher not in parsed.title or publisher == "NICE"


def test_a_journal_of_the_authors_is_no_publisher() -> None:
    text = "British Psychological Society. (2021). On it. British Psychological Society, 3(1), 1-9."
    assert parse_citation(text).container == "British Psychological Society"
    other = parse_citation("NHS England. (2023). Manual of it. BMJ.")
    assert (other.container, other.publisher) == ("BMJ", "")


def test_a_thesis_and_who_keeps_it() -> None:
    kept = parse_citation(
        "Doe, J. (2019). Ruptures [Doctoral dissertation, University of Ottawa]. ProQuest."
    )
    assert (kept.type, kept.publisher, kept.container) == (
        "thesis",
        "University of Ottawa",
        "ProQuest",
    )
    own = parse_citation("Doe, J. (2019). Ruptures [Thèse de doctorat]. Université Laval.")
    assert (own.type, own.publisher, own.container) == ("thesis", "Université Laval", "")


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("737", "8", "737-738"),
        ("737", "748", "737-748"),
        ("98", "5", "98-5"),
        ("e12", "8", "e12-8"),
    ],
)
def test_the_end_page_that_ris_cuts_short(first: str, last: str, pages: str) -> None:
    ris = f"TY  - JOUR\nTI  - On it\nAU  - Doe, J.\nSP  - {first}\nEP  - {last}\nER  - \n"
    assert read_pasted(ris).citation.pages == pages


PUBMED = (
    "Kornør H, Winje D, Ekeberg Ø, et al. Early therapy to prevent chronic stress. BMC Psychiatry. "
    "2008;8:81. "
)


@pytest.mark.parametrize(
    "more",
    [
        "doi:10.1186/1471-244X-8-81",
        "Published 2008 Sep 19. doi:10.1186/1471-244X-8-81",
        "doi: 10.1186/1471-244X-8-81. Epub 2008 Sep 19. PMID: 18801204; PMCID: PMC2556669.",
    ],
)
def test_what_pubmed_has_copied_is_read_whole(more):
    cited = parse_citation(PUBMED + more)
    assert cited.title == "Early therapy to prevent chronic stress"
    assert (cited.container, cited.volume, cited.pages) == ("BMC Psychiatry", "8", "81")
    assert (cited.year, cited.doi) == (2008, "10.1186/1471-244x-8-81")
    assert [name.family for name in cited.authors] == ["Kornør", "Winje", "Ekeberg"]
    assert cited.is_et_al
    assert not cited.unread
