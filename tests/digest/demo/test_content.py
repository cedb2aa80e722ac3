"""The content that a new site can be tried with."""

from __future__ import annotations

import json
import re
from html import unescape
from importlib.resources import files

import pytest

from gleanings.digest import demo
from gleanings.digest.demo.records import SummaryRecord
from gleanings.evidence import check

ALARMS = {"inconsistent", "decision error"}
ISSUES = demo.issues()
PUBLISHED = [
    summary for issue in ISSUES if issue["state"] == "published" for summary in issue["summaries"]
]
each_summary = pytest.mark.parametrize("summary", PUBLISHED, ids=[s["slug"] for s in PUBLISHED])


def slugs(name: str) -> set[str]:
    text = files("gleanings.digest.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return {row["slug"] for row in json.loads(text)}


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", html).split()


def test_seven_summaries_in_five_published_issues() -> None:
    sizes = {i["month"]: len(i["summaries"]) for i in ISSUES if i["state"] == "published"}
    assert sizes == {"2017-12": 1, "2018-01": 1, "2018-02": 3, "2018-03": 1, "2018-04": 1}
    assert all(issue["teaser"]["en"].startswith("This month") for issue in ISSUES[:5])


def test_one_issue_is_a_draft_that_is_not_complete() -> None:
    (draft,) = [issue for issue in ISSUES if issue["state"] == "draft"]
    (summary,) = draft["summaries"]
    assert "demo draft" in summary["title"].lower()
    assert summary["article"] is None
    assert summary["implications"] == []


@each_summary
def test_a_summary_has_all_that_readers_need(summary: SummaryRecord) -> None:
    assert summary["title"]
    assert summary["studied"]
    assert 300 <= len(words(summary["text_html"])) <= 450
    assert 3 <= len(summary["implications"]) <= 5
    assert set(summary["topics"]) <= slugs("topics.json")
    assert summary["topics"]
    assert set(summary["types"]) <= slugs("research_types.json")
    assert summary["types"]


@each_summary
def test_only_plain_html(summary: SummaryRecord) -> None:
    texts = [summary["text_html"], *summary["implications"]]
    tags = {tag for text in texts for tag in re.findall(r"</?(\w+)[^>]*>", text)}
    assert tags <= {"h3", "p", "em"}
    assert summary["text_html"].count("<h3>") == 3


@each_summary
def test_an_article_is_fully_cited(summary: SummaryRecord) -> None:
    article = summary["article"]
    assert article
    assert all(author["family"] and author["given"] for author in article["authors"])
    assert article["title"]
    assert article["container"]
    assert article["year"] in {2017, 2018}
    assert article["doi"] or article["pages"] or article["advance_online"]


@each_summary
def test_who_signs_is_marked_as_invented(summary: SummaryRecord) -> None:
    assert "(demo)" in summary["author"]["name"]
    assert summary["author"]["email"].endswith("@example.org")


def test_one_summary_is_translated_whole_with_its_teaser() -> None:
    (translated,) = [summary for summary in PUBLISHED if "fr" in summary]
    french = translated["fr"]
    assert len(french["implications"]) == len(translated["implications"])
    assert french["text_html"].count("<p>") == translated["text_html"].count("<p>")
    assert "r = 0,26" in french["text_html"]
    (issue,) = [issue for issue in ISSUES if translated in issue["summaries"]]
    assert issue["teaser"]["fr"].startswith("Ce mois-ci")
    for text in [*french["implications"], french["text_html"], issue["teaser"]["fr"]]:
        assert not re.search(r"(?<!\u202f)[;?!]|(?<!\u00a0)»|(?<=\w):|«(?!\u00a0)", text)


def test_the_statistics_stand_as_the_articles_gave_them() -> None:
    """One p does not fit its z: that is for the check to show."""
    text = " ".join(summary["text_html"] for summary in PUBLISHED)
    assert "z = .30, CI [.20, .39], SE = .048, z = 6.192, p = .05" in text
    assert "r = .26, 95% CI [.19, .32]" in text


def test_the_network_speaks_both_languages() -> None:
    network = demo.network()
    for key in ("name", "tagline", "intro", "language_notice", "demo_notice"):
        assert set(network[key]) == {"en", "fr"}  # type: ignore[literal-required]
        assert all(network[key].values())  # type: ignore[literal-required]


def test_the_check_of_numbers_finds_that_one_and_no_other() -> None:
    texts = [unescape(re.sub(r"<[^>]+>", "\n", summary["text_html"])) for summary in PUBLISHED]
    wrong = [v.statistic.text for text in texts for v in check(text) if v.verdict in ALARMS]
    assert wrong == ["z = 6.192, p = .05"]


@each_summary
def test_findings_are_read_from_the_text_and_say_of_what(summary: SummaryRecord) -> None:
    text = " ".join(words(f"{summary['studied']} {summary['text_html']}"))
    assert summary["findings"]
    for finding in summary["findings"]:
        assert finding["words"] in text
        assert finding["role"] == "context" or finding.get("outcome") or finding.get("group")


def test_the_one_that_does_not_fit_has_its_reason() -> None:
    findings = [finding for summary in PUBLISHED for finding in summary["findings"]]
    reasons = [finding["words"] for finding in findings if finding.get("acknowledgement")]
    assert reasons == ["z = 6.192, p = .05"]


def test_the_one_that_is_retracted_is_made_up_and_says_so() -> None:
    """Nobody's real article is called retracted."""
    (retracted,) = [summary for summary in PUBLISHED if "retracted" in summary]
    assert retracted["title"].startswith("[Demo]")
    assert retracted["article"]
    assert retracted["article"]["doi"].startswith("10.5555/")
    assert "made up" in retracted["text_html"]
