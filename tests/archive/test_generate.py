"""The synthetic archive."""

from __future__ import annotations

import json
import re
from html import unescape
from importlib.resources import files
from itertools import chain

import pytest
from benchmarks.archive.generate import archive

from gleanings.digest import demo
from gleanings.digest.demo.records import SummaryRecord
from gleanings.evidence import check

MANY = 1500


@pytest.fixture(scope="module")
def summaries() -> list[SummaryRecord]:
    return list(chain.from_iterable(issue["summaries"] for issue in archive(MANY, seed=1)))


def slugs(name: str) -> set[str]:
    text = files("gleanings.digest.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return {row["slug"] for row in json.loads(text)}


def test_the_same_seed_gives_the_same_archive_and_another_another() -> None:
    assert list(archive(40, seed=1)) == list(archive(40, seed=1))
    assert list(archive(40, seed=1)) != list(archive(40, seed=2))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 100, MANY])
def test_as_many_summaries_as_asked_for(count: int) -> None:
    assert sum(len(issue["summaries"]) for issue in archive(count, seed=3)) == count


def test_months_go_forward_to_december_2025_and_spare_the_demo() -> None:
    months = [issue["month"] for issue in archive(MANY, seed=1)]
    assert months == sorted(set(months))
    assert months[0] == "2013-01"
    assert months[-1] == "2025-12"
    assert not set(months) & {issue["month"] for issue in demo.issues()}


def test_a_small_archive_has_issues_of_the_usual_size() -> None:
    issues = list(archive(30, seed=1))
    assert [len(issue["summaries"]) for issue in issues] == [3] * 10
    assert issues[0]["month"] == "2025-03"


def test_no_address_and_no_doi_twice(summaries: list[SummaryRecord]) -> None:
    addresses = [summary["slug"] for summary in summaries]
    assert len(set(addresses)) == MANY
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in addresses)
    dois = [s["article"]["doi"] for s in summaries if s["article"] and s["article"]["doi"]]
    assert len(set(dois)) == len(dois)


def test_every_topic_and_type_of_the_lists_occurs_and_no_other(
    summaries: list[SummaryRecord],
) -> None:
    assert {topic for s in summaries for topic in s["topics"]} == slugs("topics.json")
    assert {type_ for s in summaries for type_ in s["types"]} == slugs("research_types.json")


def test_each_summary_is_whole(summaries: list[SummaryRecord]) -> None:
    for summary in summaries:
        assert 130 <= len(re.sub(r"<[^>]+>", " ", summary["text_html"]).split()) <= 400
        assert 1 <= len(summary["topics"]) <= 4
        assert 1 <= len(summary["types"]) <= 2
        assert 2 <= len(set(summary["implications"])) == len(summary["implications"]) <= 4
        assert len(summary["title"]) <= 255
        assert not re.search(r"[{}]|<(?!/?(h3|p)>)", summary["text_html"] + summary["title"])


def test_nobody_can_take_it_for_real(summaries: list[SummaryRecord]) -> None:
    for summary in summaries:
        assert summary["studied"].endswith("(synthetic record)")
        assert summary["author"]["name"] == "Synthetic archive"
        assert summary["article"]
        assert summary["article"]["doi"].startswith("10.5555/") or not summary["article"]["doi"]
        if "fr" in summary:
            assert summary["fr"]["studied"].endswith("(résumé fictif)")


def test_about_one_in_twenty_is_in_french_too(summaries: list[SummaryRecord]) -> None:
    translated = [summary["fr"] for summary in summaries if "fr" in summary]
    assert 0.03 < len(translated) / MANY < 0.07
    for french in translated:
        text = " ".join([french["title"], french["text_html"], *french["implications"]])
        assert not re.search(r"\w [:;?!»]|« ", text.replace("&lt;", "<")), text


def test_teasers_name_who_was_studied() -> None:
    (issue,) = archive(3, seed=1)
    assert re.fullmatch(r"This month: research on .+\.", issue["teaser"]["en"])


def test_the_check_of_numbers_finds_nothing_wrong(summaries: list[SummaryRecord]) -> None:
    verdicts = [
        verdict.verdict
        for summary in summaries[:120]
        for verdict in check(unescape(re.sub(r"<[^>]+>", "\n", summary["text_html"])))
    ]
    assert set(verdicts) == {"consistent", "not checkable"}
    assert verdicts.count("consistent") > 100
