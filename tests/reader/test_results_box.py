"""The evidence strip of a summary, as readers of both languages meet it."""

import math

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory

from digest.factories import make_finding, make_summary, translate
from gleanings.digest.models import Finding, Summary
from gleanings.reader.cache import content_version

pytestmark = pytest.mark.django_db


def strip_on(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select_one(".evidence")


def text_of(node):
    return " ".join(node.get_text(" ", strip=True).split())


@pytest.fixture
def summary():
    return make_summary(title="Alliance helps", types=["meta-analysis"])


def in_french(summary):
    return summary.get_translations().get(locale__language_code="fr")


def test_a_summary_without_confirmed_findings_has_no_strip(client):
    summary = make_summary(text="<p>They were related, r = .26, 95% CI [.19, .32].</p>")
    assert {finding.state for finding in summary.findings.all()} == {"proposed"}
    assert strip_on(client, summary) is None


def test_it_says_what_was_found_and_from_what(client, summary):
    make_finding(summary)
    strip = strip_on(client, summary)
    said = text_of(strip)
    assert "the link is moderate: about 7% of the differences in outcome go with it" in said
    assert text_of(strip.select_one("figcaption b")) == "r = .26"
    assert "95% CI .19 to .32" in text_of(strip.select_one(".findings"))
    assert "Meta-analysis" in said
    assert "13 studies brought together" in said
    assert "Check of the numbers ✓ The numbers agree with each other" in said
    assert "Who: adults with depression. When: at the end of therapy." in said


@pytest.mark.parametrize(
    ("measure", "named", "is_told"),
    [
        ("r", {}, False),
        ("R2", {}, False),
        ("r", {"outcome": "outcome of therapy"}, True),
        ("r", {"predictor": "the alliance"}, True),
        ("r", {"favours": "first"}, True),
        ("d", {}, True),
    ],
)
def test_a_link_of_nothing_is_told_by_its_number_alone(client, summary, measure, named, is_told):
    blank = {"predictor": "", "outcome": "", "favours": ""}
    make_finding(summary, measure=measure, **blank | named)
    strip = strip_on(client, summary)
    assert bool(strip.select(".result .sentence")) is is_told
    assert text_of(strip.select_one("figcaption b"))


@pytest.mark.parametrize(("measure", "words"), [("r", "marks no link."), ("d", "marks no effect.")])
def test_the_line_in_the_chart_is_named_after_what_is_drawn(client, summary, measure, words):
    make_finding(summary, measure=measure)
    assert words in text_of(strip_on(client, summary))


def test_the_chart_is_named_and_needs_no_inline_style(client, summary):
    make_finding(summary)
    chart = strip_on(client, summary).svg
    assert chart["role"] == "img"
    assert text_of(chart.title) == "r = .26, 95% CI .19 to .32"
    assert "style" not in str(chart)


def test_in_french_the_numbers_are_french_and_the_editors_words_marked_as_english(client, summary):
    make_finding(summary)
    strip = strip_on(client, in_french(summary))
    said = text_of(strip)
    assert "r = 0,26" in said
    assert "le lien est modéré" in said
    assert "13 études réunies" in said
    assert "✓ Les chiffres concordent entre eux" in said
    assert "0,4" in text_of(strip.svg)
    marked = {text_of(words) for words in strip.select(".sentence [lang=en]")}
    assert marked == {"therapeutic alliance", "outcome"}


def test_english_pages_mark_nothing(client, summary):
    make_finding(summary)
    assert strip_on(client, summary).select("[lang]") == []


def test_a_true_translation_shows_the_originals(client, summary):
    make_finding(summary)
    french = translate(summary, "L’alliance aide")
    assert "r = 0,26" in text_of(strip_on(client, french))


def test_words_of_an_editor_are_escaped(client, summary):
    make_finding(summary, predictor="<b>alliance</b> & bond", words="r = .26 <i>")
    for page in (summary, in_french(summary)):
        strip = strip_on(client, page)
        assert "<b>alliance</b> & bond" in text_of(strip)
        assert "&amp;amp;" not in str(strip)


def test_numbers_that_do_not_fit_are_shown_openly_with_the_editors_reason(client, summary):
    make_finding(summary, ci_low=0.5, ci_high=0.6, acknowledgement="So it stands in the article.")
    strip = strip_on(client, summary)
    alarm = strip.select_one(".alarm")
    assert alarm.find_parent("details") is None
    assert "lies outside its own interval" in text_of(alarm)
    assert "So it stands in the article." in text_of(alarm)
    assert "! One number does not fit: see the note" in text_of(strip)
    # a chart of numbers that contradict each other would say one of them is right
    assert strip.svg is None
    french = strip_on(client, in_french(summary))
    assert french.select_one(".alarm [lang=en]").get_text() == "So it stands in the article."


def test_no_study_imprecise_and_near_zero_are_told_apart(client, summary):
    finding = make_finding(summary, k=0, n=None, estimate=None, ci_low=None, ci_high=None)
    assert "No study" in text_of(strip_on(client, summary).select_one(".label"))
    cases = {
        "Few or imprecise studies": {"estimate": 0.1, "ci_low": -0.2, "ci_high": 0.39, "k": 3},
        "Little or no link": {"estimate": 0.01, "ci_low": -0.04, "ci_high": 0.06, "k": 40},
    }
    for label, fields in cases.items():
        Finding.objects.filter(pk=finding.pk).update(**fields)
        content_version.bump()  # no model was saved
        assert label in text_of(strip_on(client, summary).select_one(".label"))


def test_an_effect_has_no_label(client, summary):
    make_finding(summary)
    assert strip_on(client, summary).select_one(".label") is None


def test_counts_are_nothing_to_check_and_what_cannot_be_checked_is_not_called_right(
    client, summary
):
    plain = {"role": "context", "ci_low": None, "ci_high": None, "k": None, "decimals": None}
    make_finding(summary)
    make_finding(summary, **plain, measure="n", estimate=1024)
    said = text_of(strip_on(client, summary))
    assert "✓ The numbers agree with each other" in said
    assert "as far as" not in said
    assert "13 studies brought together, 1,024 people in all" in said
    make_finding(summary, **{**plain, "role": "secondary"}, measure="percentage", estimate=7)
    said = text_of(strip_on(client, summary))
    assert "✓ The numbers agree with each other, as far as they could be checked" in said


def test_where_nothing_could_be_checked_nothing_is_said_of_it(client, summary):
    bare = {"role": "secondary", "ci_low": None, "ci_high": None, "level": None, "k": None}
    make_finding(summary, **bare, measure="fraction", estimate=18, total=22, words="18 of 22")
    said = text_of(strip_on(client, summary))
    assert "✓" not in said
    assert "Check of the numbers" not in said


def test_a_z_is_drawn_at_its_own_ends_as_a_correlation_and_said_to_be_z(client, summary):
    make_finding(summary, measure="z", estimate=0.6, ci_low=0.4, ci_high=0.8)
    figure = strip_on(client, summary).select_one(".result-number")
    assert text_of(figure.figcaption.b) == "Fisher’s z = 0.60"
    assert "Reported as Fisher’s z, told and drawn as the correlation" in text_of(figure)
    (estimate,) = figure.svg.select("circle")
    axis = {tick.get_text(): float(tick["x"]) for tick in figure.svg.select("text")}
    drawn = (float(estimate["cx"]) - axis["0.0"]) / (axis["0.5"] - axis["0.0"]) / 2
    assert drawn == pytest.approx(math.tanh(0.6), abs=0.005)  # a pixel


def test_a_bound_stays_a_bound(client, summary):
    bare = {"ci_low": None, "ci_high": None, "level": None, "k": None, "group": "", "time": ""}
    make_finding(summary, **bare, estimate=0.3, bound=">", words="")
    make_finding(summary, **bare, role="context", measure="k", estimate=200, bound=">")
    strip = strip_on(client, summary)
    said = text_of(strip)
    assert "Only a bound is reported: a correlation of more than .30 (outcome)." in said
    assert text_of(strip.select_one("figcaption b")) == "r > .30"
    assert "more than 200 studies brought together" in said
    page = BeautifulSoup(client.get(f"/en/{summary.month:%Y-%m}/").content, "html.parser")
    assert "r > .30" in text_of(page.select_one(".item .kicker"))


def test_what_the_number_is_stands_a_tap_away(client, summary):
    make_finding(summary)
    for page, heading in ((summary, "Correlation (r)"), (in_french(summary), "Corrélation (r)")):
        link = strip_on(client, page).select_one("figcaption a")
        address, _hash, place = link["href"].partition("#")
        terms = BeautifulSoup(client.get(address).content, "html.parser")
        assert terms.find(id=place).get_text() == heading


def test_a_share_explains_itself(client, summary):
    bare = {"ci_low": None, "ci_high": None, "level": None}
    make_finding(summary, measure="percentage", estimate=23, **bare)
    assert strip_on(client, summary).select_one("figcaption a") is None


def test_of_a_correlation_nothing_is_said_of_z(client, summary):
    make_finding(summary)
    assert "Fisher" not in text_of(strip_on(client, summary).select_one(".result"))


def test_every_confirmed_finding_stands_in_the_table_the_main_result_first(client, summary):
    other = {"estimate": 0.3, "ci_low": 0.22, "ci_high": 0.38, "words": "r = .30"}
    make_finding(summary, role="secondary", predictor="empathy", **other)
    make_finding(summary)
    make_finding(summary, state="proposed", role="secondary", predictor="a guess")
    rows = strip_on(client, summary).select(".findings tbody tr")
    assert [text_of(row.th).split(" – ")[0] for row in rows] == ["Therapeutic alliance", "Empathy"]
    assert "p. 92, table 2" in text_of(rows[0])
    assert "Consistent The interval from 0.19 to 0.32" in text_of(rows[0])
    assert "r = .30" in text_of(rows[1])


def test_a_number_without_interval_or_words_still_says_what_it_is(client, summary):
    make_finding(summary, measure="t", estimate=2.1, ci_low=None, ci_high=None, df1=34)
    strip = strip_on(client, summary)
    assert "t(34) = 2.10" in text_of(strip)
    assert "Therapeutic alliance – outcome" in text_of(strip.select_one(".result-words"))
    assert strip.svg is None


def preview_of(page):
    request = RequestFactory().get("/")
    response = page.make_preview_request(request, page.default_preview_mode)
    response.render()
    return BeautifulSoup(response.content, "html.parser")


def test_a_preview_shows_what_is_typed_and_checks_it(summary):
    make_finding(summary)
    draft = Summary.objects.get(pk=summary.pk)
    typed = list(draft.findings.all())
    next(finding for finding in typed if finding.role == "main").estimate = 0.9
    draft.findings = typed
    preview = preview_of(draft)
    assert "r = .90" in text_of(preview.select_one("figcaption"))
    assert "lies outside its own interval" in text_of(preview.select_one(".alarm"))


def test_a_preview_of_a_translation_shows_the_originals(summary):
    make_finding(summary)
    french = translate(summary, "L’alliance aide")
    assert "r = 0,26" in text_of(preview_of(french).select_one("figcaption"))


def test_a_withdrawn_original_takes_its_translation_along(client, summary):
    make_finding(summary)
    french = translate(summary, "L’alliance aide")
    Summary.objects.get(pk=summary.pk).unpublish()
    assert client.get(french.get_url()).status_code == 404
