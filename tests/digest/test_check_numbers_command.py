"""``gleanings check_numbers``: what is online and what is written, checked anew."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from digest.factories import make_issue, make_summary
from gleanings.digest.models import Finding, Freshness, Summary
from gleanings.digest.writing import SummaryRecord, add_summary

pytestmark = pytest.mark.django_db

RIGHT = "<p>It was related, r = .26, 95% CI [.19, .32].</p>"
WRONG = "<p>The test was z = 6.192, p = .05.</p>"


def numbers(*arguments: str, capsys) -> dict:
    capsys.readouterr()
    call_command("check_numbers", "--json", *arguments)
    return json.loads(capsys.readouterr().out)


def put_online(summary: Summary, text: str) -> None:
    """As an archive is that is older than the gate."""
    Summary.objects.filter(pk=summary.pk).update(text=text)


def test_each_number_comes_with_its_place_its_verdict_and_why(capsys):
    summary = make_summary(title="Holds", text=RIGHT, studied="")
    (number,) = numbers(capsys=capsys)["numbers"]
    assert number["summary"] == "Holds"
    assert number["address"].endswith(f"/en/2018-03/{summary.slug}/")
    assert number["words"] == "r = .26, 95% CI [.19, .32]"
    assert number["verdict"] == "consistent"
    assert number["why"].startswith("The interval from .19 to .32")
    assert (number["state"], number["version"]) == ("proposed", "online")


def test_a_statistic_without_a_finding_is_checked_too(capsys):
    summary = make_summary(studied="")
    put_online(summary, WRONG)
    (number,) = numbers(capsys=capsys)["numbers"]
    assert number["state"] is None
    assert number["verdict"] == "inconsistent"


def test_online_and_the_latest_draft_are_told_apart(capsys):
    summary = make_summary(text=RIGHT, studied="")
    summary.text = WRONG
    summary.save_revision()
    read = numbers(capsys=capsys)
    assert read["counts"]["online"]["consistent"] == 1
    assert read["counts"]["draft"]["inconsistent"] == 1
    assert read["open_online"] == 0
    gone = [number for number in read["numbers"] if number["words_are_gone"]]
    assert [number["version"] for number in gone] == ["draft"]
    assert gone[0]["address"].endswith(f"/admin/pages/{summary.pk}/edit/")


def test_a_draft_that_was_never_online_is_there(capsys):
    add_summary(make_issue(live=False), SummaryRecord(title="Begun", text=WRONG))
    assert numbers(capsys=capsys)["counts"]["draft"]["inconsistent"] == 1


def test_an_alias_is_not_counted_twice(capsys):
    make_summary(text=RIGHT, studied="")
    assert Summary.objects.count() == 2
    assert len(numbers(capsys=capsys)["numbers"]) == 1


def test_the_list_is_of_what_was_asked_for(capsys):
    make_summary(text=RIGHT, studied="")
    assert numbers("--verdict", "not checkable", capsys=capsys)["numbers"] == []
    call_command("check_numbers")
    assert "r = .26" not in capsys.readouterr().out
    call_command("check_numbers", "--verdict", "consistent")
    assert "r = .26" in capsys.readouterr().out


def test_the_exit_code_is_for_what_readers_see_unacknowledged(capsys):
    summary = make_summary(studied="")
    call_command("check_numbers", "--exit-code")
    put_online(summary, WRONG)
    with pytest.raises(CommandError, match="not acknowledged: 1") as refusal:
        call_command("check_numbers", "--exit-code")
    assert refusal.value.returncode == 1
    Finding.objects.create(
        summary=summary, measure="z", words="z = 6.192, p = .05", acknowledgement="Printed so."
    )
    call_command("check_numbers", "--exit-code")
    assert "Acknowledged: Printed so." in " ".join(capsys.readouterr().out.split())


def test_nothing_is_changed():
    summary = make_summary(text=RIGHT, studied="")
    put_online(summary, "<p>Nothing.</p>")
    before = list(Finding.objects.values()), Freshness.objects.get().stamp
    call_command("check_numbers")
    assert (list(Finding.objects.values()), Freshness.objects.get().stamp) == before


def test_more_summaries_cost_no_more_queries(django_assert_max_num_queries):
    for _number in range(2):
        make_summary(text=RIGHT).save_revision()
    with django_assert_max_num_queries(12) as few:
        call_command("check_numbers")
    for _number in range(5):
        make_summary(text=RIGHT).save_revision()
    with django_assert_max_num_queries(len(few)):
        call_command("check_numbers")


def test_an_empty_archive_has_no_numbers(capsys):
    call_command("check_numbers")
    assert "No numbers yet." in capsys.readouterr().out
