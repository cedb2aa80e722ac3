"""What the command and the library load, since that decides how fast they start."""

import os
import subprocess
import sys

import pytest

HEAVY = ("django", "matplotlib", "scipy.optimize", "scipy.stats", "scipy.linalg", "pandas")


def loaded(code: str, piped: str = "") -> set[str]:
    """The modules that a fresh Python has loaded after running the code."""
    code += "\nimport sys; print('LOADED', *sys.modules)"
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], input=piped, capture_output=True, text=True, check=True
    )
    return set(run.stdout.rpartition("LOADED ")[2].split())


def command(*arguments: str) -> str:
    return f"from gleanings.evidence.command import main; main({list(arguments)!r})"


def test_importing_the_library_loads_neither_django_nor_numpy():
    modules = loaded("import gleanings.evidence")
    assert not modules & {*HEAVY, "numpy", "scipy"}


def test_every_public_name_together_loads_neither_django_nor_scipy_stats():
    modules = loaded("import gleanings.evidence as e\nfor name in e.__all__: getattr(e, name)")
    assert not modules & {"django", "wagtail", "scipy.stats", "matplotlib"}


@pytest.mark.parametrize(
    ("arguments", "piped"),
    [
        (["check", "-"], "t(28) = 2.20, p = .036, 95% CI [.1, .3], M = 3.2 (n = 12)"),
        (["pool", "-", "--test", "knapp-hartung"], "yi,vi\n.1,.1\n.3,.1\n.4,.2\n"),
        (["convert", "r=.3"], ""),
        (["--help"], ""),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments, piped):
    # newer versions of SciPy load its linear algebra with the functions that any p needs
    unavoidable = loaded("import scipy.special")
    assert not loaded(command(*arguments), piped) & set(HEAVY) - unavoidable


def test_a_terminal_that_lacks_a_letter_gets_another():
    program = [sys.executable, "-m", "gleanings.evidence", "check", "-"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    text = "t(28) = 2.20, p = .036 – Müller".encode()
    for option in ([], ["--json"]):
        ran = subprocess.run(  # noqa: S603
            [*program, *option], input=text, capture_output=True, env=environment, check=True
        )
        assert b"consistent" in ran.stdout
