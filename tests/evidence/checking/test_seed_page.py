from __future__ import annotations

from evidence.reading.seed_sentences import PAGE
from gleanings.evidence.checking import check
from gleanings.evidence.report import why


def test_exactly_one_number_of_the_six_summaries_is_inconsistent():
    (alarm,) = [verdict for verdict in check(PAGE) if verdict.is_alarm]
    assert alarm.statistic.text == "z=6.192, p=.05"
    # Both p's are significant at .05, so no decision hangs on it.
    assert alarm.verdict == "inconsistent"
    assert alarm.recomputed < 1e-8


def test_the_estimates_agree_with_their_intervals_and_the_z_with_its_estimate():
    verdicts = {verdict.statistic.text: verdict for verdict in check(PAGE)}
    assert verdicts["r = 0.26 (95% CI [.19–.32])"].verdict == "consistent"
    estimate = verdicts["z = .30 (CI=.20, .39, SE=.048"]
    assert {outcome.verdict for outcome in estimate.outcomes} == {"consistent"}
    ratio = next(o for o in verdicts["z=6.192, p=.05"].outcomes if o.rule.startswith("ratio"))
    assert (ratio.verdict, round(ratio.recomputed, 2)) == ("consistent", 6.25)


def test_percentages_of_a_part_of_the_572_are_not_checkable_and_say_why():
    verdicts = {verdict.statistic.text: verdict for verdict in check(PAGE)}
    for text in ("27.0%", "18.1%"):
        assert verdicts[text].verdict == "not checkable"
        assert "of 572 is impossible" in why(verdicts[text])
        assert "a part of the 572" in why(verdicts[text])
    for text in ("33.9%", "63.6%"):
        assert verdicts[text].verdict == "not checkable"
        assert "possible of the 572" in why(verdicts[text])
