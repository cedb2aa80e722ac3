"""The page of a synthesis as a reader meets it, from a stored run."""

import csv
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from gleanings.evidence.report import narrative
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.stored_result import Change, Mention
from synthesis.factories import (
    include,
    make_question,
    meta_analysis,
    study_finding,
    upload,
    with_correlations,
)

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(found):
    return " ".join(found.get_text(" ").split())


TEN = [(0.1 + 0.02 * number, 60 + 10 * number) for number in range(12)]


def test_the_answer_comes_first_with_its_number_and_how_sure_it_is(client):
    with_correlations(make_question("alliance"))
    main = page(client, "/en/evidence/alliance/").main
    assert main.h1.get_text() == "Does the alliance predict outcome?"
    answer = text_of(main.select_one(".answer"))
    assert "Correlation (r) .24 (95% confidence interval .13 to .35)" in answer
    assert "5 studies" in answer
    assert "Going by the numbers alone" in text_of(main.select_one(".certainty"))
    order = [heading.get_text() for heading in main.find_all("h2")]
    assert order.index("The answer so far") < order.index("Each study, and all of them together")


def test_it_speaks_french_with_decimal_commas(client):
    with_correlations(make_question("alliance"))
    answer = text_of(page(client, "/fr/evidence/alliance/").select_one(".answer"))
    assert "0,24" in answer
    assert ".24" not in answer


def test_figures_stand_in_the_page_for_wide_and_narrow_screens(client):
    with_correlations(make_question("alliance"), TEN)
    main = page(client, "/en/evidence/alliance/").main
    for name in ("forest", "funnel", "cumulative"):
        for width in ("wide", "phone"):
            assert main.select_one(f"svg[aria-labelledby^={name}-{width}]"), (name, width)


def test_the_table_has_the_figures_numbers_and_their_sources(client):
    with_correlations(make_question("alliance"))
    row = page(client, "/en/evidence/alliance/").select_one("details table tbody tr")
    assert " .30 " in text_of(row)
    assert "Author 0" in text_of(row)


def test_meta_analyses_stand_side_by_side_with_the_reason(client):
    question = make_question("alliance")
    for _number in range(2):
        include(question, meta_analysis())
    recompute(question)
    main = page(client, "/en/evidence/alliance/").main
    assert "rest in part on the same studies" in text_of(main.select_one(".answer"))
    assert main.select_one("svg[aria-labelledby^=beside-wide]")
    assert len(main.select("section[aria-labelledby=beside] tbody tr")) == 2
    assert not main.find("h2", string="How was it computed")


def test_pooled_meta_analyses_are_not_passed_off_as_single_studies(client):
    question = make_question("alliance", overlap="none", overlap_reason="The lists were compared.")
    for _number in range(3):
        include(question, meta_analysis())
    recompute(question)
    main = page(client, "/en/evidence/alliance/").main
    assert "meta-analyses, each of several studies" in text_of(main.select_one(".answer"))
    assert "The lists were compared." in text_of(main)
    with_correlations(make_question("studies"))
    studies = page(client, "/en/evidence/studies/").main
    assert "meta-analyses, each" not in text_of(studies)


def test_results_side_by_side_are_not_called_no_study(client):
    question = make_question("alliance")
    include(question, meta_analysis())
    include(question, meta_analysis())
    recompute(question)
    main = page(client, "/en/evidence/alliance/").main
    assert "No study" not in text_of(main)
    assert "2 results side by side" in text_of(main)
    assert "No study" not in text_of(page(client, "/en/evidence/").main)


def test_a_result_side_by_side_leads_to_its_summary(client):
    question = make_question("alliance")
    finding = meta_analysis()
    include(question, finding)
    include(question, study_finding())
    recompute(question)
    for language in ("en", "fr"):
        links = page(client, f"/{language}/evidence/alliance/").select(
            "section[aria-labelledby=beside] a"
        )
        assert f"/{language}/" in links[0]["href"]
        assert client.get(links[0]["href"]).status_code == 200


def test_no_study_and_few_studies_are_told_apart(client):
    recompute(make_question("none"))
    with_correlations(make_question("few"), [(0.3, 80), (0.2, 90)])
    none = text_of(page(client, "/en/evidence/none/").select_one(".answer"))
    few = text_of(page(client, "/en/evidence/few/").select_one(".answer"))
    assert "No study" in none
    assert "No study" not in few


def test_what_was_turned_round_says_so(client):
    question = make_question("alliance")
    for _number in range(3):
        turned = {"estimate": -0.26, "ci_low": -0.42, "ci_high": -0.08, "favours": "first"}
        include(question, study_finding(**turned))
    recompute(question)
    main = page(client, "/en/evidence/alliance/").main
    assert "Correlation (r) .26" in text_of(main.select_one(".answer"))
    assert "the article has −.26" in text_of(main.select_one("details table"))


def test_subgroups_stand_in_a_table_and_small_ones_are_not_pooled(client):
    question = make_question("alliance")
    upload(
        question,
        {
            "ri": [0.1, 0.2, 0.15, 0.4, 0.5],
            "ni": [80] * 5,
            "subgroup": ["CBT", "CBT", "CBT", "other", "other"],
        },
    )
    recompute(question)
    rows = page(client, "/en/evidence/alliance/").select("section[aria-labelledby=subgroups] tr")
    assert " .15 " in text_of(rows[1])
    assert "not pooled" in text_of(rows[2])


def test_an_older_version_stays_as_it_was_and_says_so(client):
    question = make_question("alliance")
    with_correlations(question)
    upload(question, {"author": ["Newcomer"], "ri": [0.05], "ni": [400]})
    recompute(question)
    old = page(client, "/en/evidence/alliance/v1/").main
    assert "older version" in text_of(old)
    assert "Newcomer" not in text_of(old.select_one(".plot-wide"))
    new = page(client, "/en/evidence/alliance/").main
    assert "older version" not in text_of(new)
    history = text_of(new.select_one(".history"))
    assert "Added: Newcomer" in history
    assert "moved from .24 to" in history


@pytest.mark.parametrize(
    "address", ["v9/", "v1/forest-huge.svg", "v1/nothing.csv", "v1/beside.svg", "x/"]
)
def test_what_there_is_not_is_not_found(client, address):
    with_correlations(make_question("alliance"))
    assert client.get(f"/en/evidence/alliance/{address}").status_code == 404


def test_readers_do_not_see_what_is_not_published(client):
    with_correlations(make_question("alliance", is_published=False))
    for address in ("", "v1/", "v1/data.csv", "changes.atom"):
        assert client.get(f"/en/evidence/alliance/{address}").status_code == 404
    assert "alliance" not in client.get("/en/evidence/").content.decode()


def test_the_list_has_each_answer_in_brief(client):
    with_correlations(make_question("alliance"))
    listed = page(client, "/en/evidence/").main
    assert listed.select_one("h2 a")["href"] == "/en/evidence/alliance/"
    assert "5 studies" in text_of(listed)


def test_the_head_of_the_site_leads_there_once_there_is_something(client):
    def leads():
        return page(client, "/en/").select("header nav a[href='/en/evidence/']")

    assert not leads()
    with_correlations(make_question("alliance"))
    assert leads()


def test_a_topics_page_begins_with_its_evidence(client):
    with_correlations(make_question("alliance", topics=("empathy",)))
    study_finding()
    main = page(client, "/en/topics/empathy/").main
    first, second = main.select(".item-title a")
    assert first["href"] == "/en/evidence/alliance/"
    assert "/evidence/" not in second["href"]
    assert "/en/evidence/" not in page(client, "/en/topics/training/").main.decode()


def test_a_summary_says_which_answer_it_is_part_of(client):
    question = make_question("alliance")
    finding = study_finding()
    include(question, finding)
    recompute(question)
    main = page(client, finding.summary.get_url()).main
    assert main.select_one(".part-of a")["href"] == "/en/evidence/alliance/"


def test_questions_stand_in_the_sitemap(client):
    with_correlations(make_question("alliance"))
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/en/evidence/alliance/" in sitemap
    assert "/fr/evidence/alliance/" in sitemap


def test_a_long_figure_is_an_image_of_its_own(client):
    many = [(0.1 + 0.003 * number, 60 + number) for number in range(80)]
    with_correlations(make_question("alliance"), many)
    main = page(client, "/en/evidence/alliance/").main
    picture = main.select_one("picture img")
    image = client.get(picture["src"])
    assert image["Content-Type"] == "image/svg+xml"
    assert b"Author 79" in image.content


def test_the_page_computes_nothing(client, monkeypatch):
    with_correlations(make_question("alliance"))

    def fail(*args, **kwargs):
        raise AssertionError("a page has to come from the stored run")

    for name in ("pool", "three_level", "robust"):
        monkeypatch.setattr(f"gleanings.evidence.appraisal.models.{name}", fail, raising=False)
    assert client.get("/en/evidence/alliance/").status_code == 200


def test_five_hundred_effects_take_no_more_queries_than_five(client, django_assert_max_num_queries):
    many = [(0.1 + 0.0005 * number, 60 + number) for number in range(500)]
    with_correlations(make_question("alliance"), many)
    client.get("/en/evidence/alliance/")
    with django_assert_max_num_queries(25):
        client.get("/en/evidence/alliance/")
    assert Question.objects.count() == 1


def test_a_label_cannot_bring_markup_into_the_page(client):
    question = make_question("alliance")
    synthesis = with_correlations(question)
    data, result = synthesis.data, synthesis.result
    evil = "<script>alert(1)</script>"
    data = replace(data, rows=tuple(replace(row, label=evil) for row in data.rows))
    result = replace(result, effects=tuple(replace(one, label=evil) for one in result.effects))
    Synthesis.objects.create(
        question=question, version=2, computed_at=timezone.now(), data_hash="x" * 64,
        engine="0", data=data, result=result, headline=synthesis.headline,
        change=Change(
            added=(Mention(evil, None, data.rows[0].cluster),),
            before=replace(synthesis.headline, estimate=None),
            after=synthesis.headline,
        ),
    )  # fmt: skip
    html = client.get("/en/evidence/alliance/").content.decode()
    assert evil not in html
    assert "&lt;script&gt;" in html


def test_what_was_asked_of_the_editor_is_not_put_to_readers(client):
    """A huge study, and a row whose numbers the editor explained."""
    question = make_question("huge", measure="OR")
    columns = {
        "ai": [30, 40, 50], "n1i": [100000, 90, 100], "ci": [40, 50, 60], "n2i": [100000, 90, 100],
        "note": ["as the article has it", "", ""],
    }  # fmt: skip
    upload(question, columns)
    recompute(question)
    table = text_of(page(client, "/fr/evidence/huge/").main)
    assert "as the article has it" in table
    assert "100000" not in table
    assert question.effects.first().notes == ["as the article has it"]


def test_what_earlier_uploads_asked_of_the_editor_is_not_shown_either(client):
    question = make_question("huge")
    with_correlations(question)
    effect = question.effects.first()
    effect.notes = ["ni = 100000 is an unusually large study; is it right?", "Table 2"]
    effect.save()
    recompute(question)
    table = text_of(page(client, "/en/evidence/huge/").main)
    assert "Table 2" in table
    assert "is it right?" not in table


def test_a_plot_without_a_pooled_answer_is_explained_without_one(client):
    with_correlations(make_question("two"), [(0.3, 80), (0.2, 90)])
    with_correlations(make_question("five"))
    two, five = (text_of(page(client, f"/en/evidence/{slug}/").main) for slug in ("two", "five"))
    assert "Each line is one result with its interval." in two
    assert "The diamond" not in two
    assert "The diamond is all of them together" in five


@pytest.mark.parametrize("language", ["en", "fr"])
def test_studies_go_by_the_names_that_readers_know(client, language):
    """Not by the key under which effects of one study are put together."""
    question = make_question("sways")
    upload(question, {"ri": [0.2, 0.25, 0.22, 0.9, 0.21], "ni": [80, 90, 100, 400, 85]})
    recompute(question)
    main = text_of(page(client, f"/{language}/evidence/sways/").main)
    assert "author 3 2003" not in main
    said = narrative(question.current.result, "effect", language).robustness
    assert any("Author 3 (2003)" in sentence for sentence in said)


def test_effects_of_one_study_are_left_out_under_its_name():
    question = make_question()
    studies = [0, 0, 1, 2, 3]
    columns = {
        "author": [f"Author {number}" for number in studies],
        "year": [2000 + number for number in studies],
        "subgroup": ["depression", "despair", "", "", ""],
        "ri": [0.2, 0.3, 0.25, 0.9, 0.21], "ni": [80, 80, 100, 400, 85],
    }  # fmt: skip
    upload(question, columns)
    result = recompute(question).result
    assert [one.study for one in result.sensitivity.leave_one_out] == [
        f"Author {number} ({2000 + number})" for number in range(4)
    ]
    assert result.effects[0].label == "Author 0 (2000): depression"


def test_two_studies_of_one_name_are_told_apart():
    question = make_question()
    columns = {
        "author": ["Smith", "Smith", "Jones"], "year": [2001, 2001, 2004],
        "doi": ["10.1000/a", "10.1000/b", "10.1000/c"], "ri": [0.2, 0.3, 0.4], "ni": [80] * 3,
    }  # fmt: skip
    upload(question, columns)
    names = [one.study for one in recompute(question).result.sensitivity.leave_one_out]
    assert names == ["Smith (2001): 1", "Smith (2001): 2", "Jones (2004)"]


def test_what_two_results_of_unlike_measures_rest_on_is_counted_together(client):
    question = make_question("unlike")
    include(question, study_finding())
    include(question, study_finding(measure="d", estimate=0.5, ci_low=0.2, ci_high=0.8))
    recompute(question)
    aside = text_of(page(client, "/en/evidence/unlike/").select_one("aside.column-aside"))
    assert "2 results side by side" in aside
    assert "1 study" not in aside


def test_the_french_history_spaces_its_semicolons(client):
    question = make_question("alliance")
    with_correlations(question)
    new = {"author": ["Neu", "Alt"], "year": [2024, 2025], "ri": [0.1, 0.2], "ni": [90, 80]}
    upload(question, new)
    recompute(question)
    history = page(client, "/fr/evidence/alliance/").select_one("ol.history").get_text()
    assert "Ajouté\u00a0: Neu (2024)\u202f; Alt (2025)." in history


@pytest.mark.parametrize(("measure", "number"), [("OR", "2.11"), ("RR", "2.00")])
def test_one_table_is_told_by_its_risks_whichever_ratio_it_is_pooled_as(client, measure, number):
    """10 of 100 instead of 5: twice the risk is not large here and twice the odds small."""
    question = make_question("risks", measure=measure, better="")
    cases = {"ai": [100, 101, 99], "ci": [50, 51, 49]}
    upload(question, {**cases, "n1i": [1000] * 3, "n2i": [1000] * 3})
    recompute(question)
    english = text_of(page(client, "/en/evidence/risks/").select_one(".answer"))
    assert number in english
    assert "Among 100 people with therapeutic alliance there were about 10 cases" in english
    assert "instead of 5 in the comparison" in english
    assert "small" not in english
    assert "large" not in english
    french = text_of(page(client, "/fr/evidence/risks/").select_one(".answer"))
    assert "environ 10 cas" in french
    assert "au lieu de 5 dans le groupe de comparaison" in french


@pytest.mark.parametrize(
    ("rows", "risk"),
    [
        ({"ai": [5, 6, 7], "ci": [10, 20, 60], "n1i": [100] * 3, "n2i": [100] * 3}, 0.2),
        ({"ai": [5, 6, 7], "bi": [95] * 3, "ci": [10, 20, 60], "di": [90, 80, 40]}, 0.2),
        ({"ai": [5, 6, ""], "ci": [10, 20, ""], "n1i": [100, 100, ""], "n2i": [100, 100, ""],
          "effect": ["", "", 0.5], "ci_low": ["", "", 0.25], "ci_high": ["", "", 1.0]}, None),
    ],
)  # fmt: skip
def test_a_risk_in_the_comparison_is_known_where_every_study_gives_it(rows, risk):
    question = make_question(measure="RR")
    upload(question, rows)
    assert recompute(question).headline.baseline_risk == risk


def test_a_bound_keeps_its_value_and_says_why_it_is_not_pooled(client):
    question = make_question("bound")
    include(question, study_finding(estimate=0.2, ci_low=None, ci_high=None, level=None))
    bound = {"estimate": 0.3, "bound": ">", "n": 150}
    include(question, study_finding(**bound, ci_low=None, ci_high=None, level=None))
    recompute(question)
    main = page(client, "/en/evidence/bound/").main
    cells = [text_of(cell) for cell in main.select(".beside td, td") if text_of(cell)]
    assert "> .30" in cells
    assert "Nothing says how precise" not in text_of(main)
    assert "> 0,30" in text_of(page(client, "/fr/evidence/bound/").main)
    rows = list(csv.DictReader(client.get("/en/evidence/bound/v1/data.csv").text.splitlines()))
    (row,) = [row for row in rows if row["bound"]]
    assert (row["bound"], row["limit"], row["estimate"]) == (">", "0.3", "")
    effects = client.get("/api/v1/syntheses/bound-v1").json()["effects"]
    assert [(one["bound"], one["limit"]) for one in effects if one["bound"]] == [(">", 0.3)]


def test_where_there_are_only_bounds_that_is_the_reason(client):
    question = make_question("bounds")
    include(question, study_finding(estimate=0.3, bound=">", ci_low=None, ci_high=None, level=None))
    recompute(question)
    answer = text_of(page(client, "/en/evidence/bounds/").select_one(".answer"))
    assert "Only bounds are reported" in answer


def test_a_bound_that_is_corrected_is_told_of():
    question = make_question()
    finding = study_finding(estimate=0.3, bound=">", ci_low=None, ci_high=None, level=None)
    include(question, finding)
    first = recompute(question)
    type(finding).objects.filter(pk=finding.pk).update(estimate=0.4)
    second = recompute(question)
    assert (first.version, second.version) == (1, 2)
    assert len(second.change.corrected) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pooled_number_leads_to_the_words_for_numbers(client, language):
    with_correlations(make_question("alliance"))
    with_correlations(make_question("two"), [(0.3, 80), (0.2, 90)])
    address = f"/{language}/words-for-numbers/"
    pooled, apart = (
        page(client, f"/{language}/evidence/{slug}/").select_one(".answer")
        for slug in ("alliance", "two")
    )
    assert [link["href"] for link in pooled.find_all("a")] == [address]
    assert apart.find_all("a") == []
    assert client.get(address).status_code == 200
