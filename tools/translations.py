"""Gather the strings to translate into each room's .po files, and compile them.

``make messages`` writes; with ``--check`` nothing is written, and what is missing is an error:
a string that is not gathered, not translated or marked fuzzy, or a .mo file that is out of date.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCE = Path("src/gleanings")
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))
LANGUAGES = ["fr"]  # the source strings are the English


def gather(room: Path) -> None:
    """Run Django's makemessages in one room."""
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--verbosity", "0"]
    for language in LANGUAGES:
        command += ["--locale", language]
    environment = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(command, cwd=room, env=environment, check=True)  # noqa: S603


def compiled(catalogue: polib.POFile) -> bytes:
    return catalogue.to_binary()


def faults(room: str, gathered: Path) -> list[str]:
    """What a translator or developer has still to do in one room."""
    found = []
    for language in LANGUAGES:
        inside = Path("locale") / language / "LC_MESSAGES" / "django.po"
        kept, fresh = SOURCE / room / inside, gathered / inside
        if not fresh.exists():
            continue
        if not kept.exists():
            found.append(f"{kept} is missing")
            continue
        catalogue = polib.pofile(str(kept))
        known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
        for entry in polib.pofile(str(fresh)):
            if not entry.obsolete and (entry.msgctxt, entry.msgid) not in known:
                found.append(f"{kept}: not gathered: {entry.msgid!r}")
        for entry in (*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()):
            found.append(f"{kept}: not translated: {entry.msgid!r}")
        binary = kept.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != compiled(catalogue):
            found.append(f"{binary} is out of date")
    return found


def write() -> None:
    for room in ROOMS:
        (SOURCE / room / "locale").mkdir(exist_ok=True)
        gather(SOURCE / room)
        for path in (SOURCE / room / "locale").rglob("*.po"):
            catalogue = polib.pofile(str(path), wrapwidth=98)
            catalogue.header = "Gleanings"
            # no dates: they would make every run a change
            catalogue.metadata = {
                "Project-Id-Version": "Gleanings",
                "Language": path.parent.parent.name,
                "MIME-Version": "1.0",
                "Content-Type": "text/plain; charset=UTF-8",
                "Content-Transfer-Encoding": "8bit",
                "Plural-Forms": catalogue.metadata["Plural-Forms"],
            }
            catalogue.metadata_is_fuzzy = False
            catalogue.save()
            path.with_suffix(".mo").write_bytes(compiled(catalogue))


def check() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        found = []
        for room in ROOMS:
            shutil.copytree(SOURCE / room, copy / room)
            (copy / room / "locale").mkdir(exist_ok=True)
            gather(copy / room)
            found += faults(room, copy / room)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is needed to gather strings: apt-get install gettext")
    if not parser.parse_args().check:
        write()
    elif found := check():
        sys.exit("\n".join([*found, "Run: make messages, and translate what is new."]))


if __name__ == "__main__":
    main()
