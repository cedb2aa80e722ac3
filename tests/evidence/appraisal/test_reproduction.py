"""The scripts are run: Python always, R where Rscript has metafor and clubSandwich."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from evidence.appraisal.made_up import studies
from evidence.appraisal.reference import appraised
from gleanings.evidence.appraisal import appraise, reproduction_script
from gleanings.evidence.appraisal.script_r import text

SOURCE = str(Path(__file__).parents[3] / "src")
NASTY = [
    "O'Brien \"et al.\"", "back\\slash\\", "line\nbreak", "Müller 王小明 🙂", "tab\t, comma",
    "'''", '"""', "# no comment", "%d {x} $y", "\\u0041 \\x41", "nul\x00 bell\x07", "\u2028", "",
    "`rm`; q(\"no\")", "half \ud83d",
]  # fmt: skip
# independent, by size; not tested; by the standard error; as Fisher's z; as differences. Then
# three-level, as Fisher's z; with an assumed correlation; both
CASES = [
    ("dat.bcg", None),
    ("dat.pritz1997", None),
    ("dat.molloy2014", None),
    ("dat.molloy2014__COR", None),
    ("dat.michael2013__SMD_UB", None),
    ("dat.craft2003", None),
    ("dat.assink2016", 0.6),
    ("dat.lehmann2018", 0.6),
]


@cache
def has_metafor() -> bool:
    rscript = shutil.which("Rscript")
    if rscript is None:
        return False
    wanted = 'quit(status = !all(sapply(c("metafor", "clubSandwich"), requireNamespace)))'
    done = subprocess.run([rscript, "-e", wanted], capture_output=True)  # noqa: S603
    return done.returncode == 0


def run(script: str, language: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    if language == "R" and not has_metafor():
        pytest.skip("Rscript with metafor and clubSandwich is not installed")
    file = tmp_path / f"again.{language}"
    file.write_text(script, encoding="utf-8")
    program = [shutil.which("Rscript"), "--vanilla"] if language == "R" else [sys.executable]
    # a plain environment, and an encoding that knows no accents
    environment = {"LC_ALL": "C", "PYTHONPATH": SOURCE, "PATH": "/usr/bin:/bin"}
    return subprocess.run(  # noqa: S603
        [*program, str(file)], capture_output=True, text=True, env=environment
    )


every_language = pytest.mark.parametrize("language", ["R", "python"])


@every_language
@pytest.mark.parametrize(("case", "rho"), CASES)
def test_it_gives_the_numbers_of_the_page(case, rho, language, tmp_path):
    stored = appraised(case, rho=rho).to_dict()
    script = reproduction_script(
        stored,
        language=language,
        title="Alliance: « étude »\nrm -rf",
        address="https://example.org",
    )
    done = run(script, language, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All numbers agree with those of the page." in done.stdout
    assert script.startswith("# Alliance: « étude » rm -rf\n# https://example.org\n")
    assert "tolerance" in script


@every_language
def test_any_label_goes_into_the_script_unharmed(language, tmp_path):
    given = studies()
    given["labels"] = [NASTY[place % len(NASTY)] for place in range(40)]
    given["cluster"] = [f"{name} {NASTY[len(name) % 5]}" for name in given["cluster"]]
    answer = appraise(**given)
    done = run(reproduction_script(answer, language=language), language, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@every_language
def test_it_stops_where_a_number_differs(language, tmp_path):
    answer = appraised("dat.bcg")
    rows = [{"yi": effect.yi, "vi": effect.vi} for effect in answer.effects]
    rows[3]["yi"] += 0.05
    done = run(reproduction_script(answer, rows, language=language), language, tmp_path)
    assert done.returncode != 0
    assert "These numbers differ from those of the page: estimate" in done.stderr
    assert "All numbers agree" not in done.stdout


def test_labels_arrive_in_r_as_they_were(tmp_path):
    labels = [label.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd") for label in NASTY]
    lines = [f"x <- c({', '.join(map(text, NASTY))})"]
    lines.append('cat(sapply(x, function(s) paste(utf8ToInt(s), collapse = " ")), sep = "\\n")')
    done = run("\n".join(lines), "R", tmp_path)
    wanted = [" ".join(str(ord(letter)) for letter in label) for label in labels]
    assert done.stdout.splitlines() == wanted


def test_rows_of_another_number_and_nothing_pooled_are_refused():
    with pytest.raises(ValueError, match="data has 1 rows and the appraisal 13"):
        reproduction_script(appraised("dat.bcg"), [{"yi": 1}])
    with pytest.raises(ValueError, match="Nothing is pooled"):
        reproduction_script(appraise([0.1, 0.2], [0.1, 0.1]))
    with pytest.raises(ValueError, match="language is 'Stata'"):
        reproduction_script(appraised("dat.bcg"), language="Stata")
