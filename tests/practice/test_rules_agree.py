"""The page's JavaScript and the library say the same of every course, to the last bit."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from gleanings.evidence import beyond_three_sigma, control_chart, error_sd, reliable_falls

RULES = Path(__file__).parents[2] / "src/gleanings/practice/static/practice/rules.js"
COURSES = json.loads(Path(__file__).with_name("courses.json").read_text(encoding="utf-8"))
HOW_TO_GET_IT = "The page's rules are compared in Node, which is not here. On Debian: nodejs."

SCRIPT = """
require(process.argv[1]);
const courses = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const charted = courses.map(({ ratings, sd, change, higher_is_better }) => ({
    sessions: practiceRules.controlChart(ratings, { sd, change, higherIsBetter: higher_is_better }),
    shewhart: practiceRules.beyondThreeSigma(ratings, { higherIsBetter: higher_is_better }),
    rci: practiceRules.reliableFalls(
      ratings, { change: change ?? 6, higherIsBetter: higher_is_better }),
  }));
process.stdout.write(JSON.stringify(charted));
"""


def in_javascript(courses: list[dict]) -> list[dict]:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("GLEANINGS_REQUIRE_BROWSER") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    done = subprocess.run(  # noqa: S603
        [node, "-e", SCRIPT, str(RULES)],
        input=json.dumps(courses),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def in_python(course: dict) -> dict:
    ratings, better = course["ratings"], course["higher_is_better"]
    change = course["change"] or 6
    return {
        "sessions": [asdict(one) for one in control_chart(**course)],
        "shewhart": beyond_three_sigma(ratings, higher_is_better=better),
        "rci": reliable_falls(ratings, change=change, higher_is_better=better),
    }


def a_course(chance: random.Random) -> dict:
    """Whole points or fractions, alike or restless, falling or not; values known or not."""
    level, spread = chance.uniform(0, 100), chance.choice([0, 0.5, 2, 10])
    slope, digits = chance.choice([0, 0, -0.3, -2]), chance.choice([0, 1, 15])
    ratings = [
        round(level + slope * at + chance.gauss(0, spread), digits)
        for at in range(chance.randrange(31))
    ]
    return {
        "ratings": ratings,
        "sd": chance.choice([None, spread or 1.0, chance.uniform(0.1, 10)]),
        "change": chance.choice([None, chance.uniform(0.1, 20), 6.0]),
        "higher_is_better": chance.random() < 0.5,
    }


def test_on_10_000_random_courses():
    chance = random.Random(16)
    courses = [a_course(chance) for _course in range(10_000)]
    for course, charted in zip(courses, in_javascript(courses), strict=True):
        assert charted == in_python(course), course
    said = list(map(in_python, courses))
    rules = {one["rule"] for course in said for one in course["sessions"]}
    assert rules == {None, "band", "slow", "change", "alike"}
    # each of the others' calls something in some, and nothing in others
    for rule in ("shewhart", "rci"):
        assert {bool(course[rule]) for course in said} == {True, False}


def test_on_the_shared_courses():
    """Worked out once and looked through by hand: neither may change without the other."""
    charted = in_javascript([one["course"] for one in COURSES])
    for one, said in zip(COURSES, charted, strict=True):
        for answer in (said, in_python(one["course"])):
            states = [[each["state"], each["rule"]] for each in answer["sessions"]]
            assert states == one["said"], one["name"]
            assert answer["shewhart"] == one.get("shewhart", []), one["name"]
            assert answer["rci"] == one["rci"], one["name"]


def test_the_error_behind_a_reliable_change():
    node = shutil.which("node")
    if node is None:
        pytest.skip(HOW_TO_GET_IT)
    code = "require(process.argv[1]); console.log(practiceRules.errorSd(6))"
    done = subprocess.run([node, "-e", code, str(RULES)], capture_output=True, check=True)  # noqa: S603
    assert float(done.stdout) == error_sd(6)
