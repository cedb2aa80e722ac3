"""Gather the strings to translate into each room's .po files, and compile them.

``make messages`` writes; with ``--check`` nothing is written, and what is missing is an error:
a string that is not gathered, not translated or marked fuzzy, or a .mo file that is out of date.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

SOURCE = Path("src/gleanings")
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))
LANGUAGES = ["fr"]  # the source strings are the English
# kept by hand, for sentences of Wagtail's that no source here has
DESK_WORDS = SOURCE / "site" / "desk_words"
# the library of statistics has no Django: its sentences are gathered by GNU gettext itself
LIBRARY = "evidence"
SPOKEN_IN = ("figures", "language", "report")
SPOKEN_BY = ("N_", "say", "plural:1,2")
# French sets them apart by a narrow space at which no line breaks
SET_APART = re.compile("[ \N{NO-BREAK SPACE}](?=[;!?])")


def catalogue_of(room: str, language: str) -> Path:
    """Where a room keeps its translations, below its own folder."""
    if room == LIBRARY:
        return Path("language", "locale", language, "LC_MESSAGES", "evidence.po")
    return Path("locale", language, "LC_MESSAGES", "django.po")


def gather(room: Path) -> None:
    """Bring a room's .po files up to its sources."""
    if room.name == LIBRARY:
        gather_library(room)
    else:
        gather_app(room)


def gather_app(room: Path) -> None:
    """By Django's makemessages."""
    (room / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--verbosity", "0"]
    for language in LANGUAGES:
        command += ["--locale", language]
    environment = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(command, cwd=room, env=environment, check=True)  # noqa: S603


def gather_library(room: Path) -> None:
    """By xgettext and msgmerge, as makemessages does it."""
    sources = sorted(
        str(path.relative_to(room)) for part in SPOKEN_IN for path in (room / part).rglob("*.py")
    )
    keywords = [f"--keyword={word}" for word in SPOKEN_BY]
    found = subprocess.run(  # noqa: S603
        [*tool("xgettext"), "--language=Python", "--from-code=UTF-8", "--no-location", "--keyword",
         *keywords, "--output=-", *sources],
        cwd=room, check=True, capture_output=True, text=True,
    ).stdout.replace("charset=CHARSET", "charset=UTF-8")  # fmt: skip
    for language in LANGUAGES:
        path = room / catalogue_of(room.name, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(found)
            continue
        subprocess.run(  # noqa: S603
            [*tool("msgmerge"), "--quiet", "--update", "--backup=none", "--previous",
             str(path.resolve()), "-"],
            input=found, text=True, check=True,
        )  # fmt: skip


def tool(name: str) -> list[str]:
    path = shutil.which(name)
    if path is None:
        sys.exit("GNU gettext is needed to gather strings: apt-get install gettext")
    return [path]


def set_in_french(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        entry.msgstr = SET_APART.sub("\N{NARROW NO-BREAK SPACE}", entry.msgstr)
        for number, text in entry.msgstr_plural.items():
            entry.msgstr_plural[number] = SET_APART.sub("\N{NARROW NO-BREAK SPACE}", text)


def compiled(catalogue: polib.POFile) -> bytes:
    return catalogue.to_binary()


def faults(room: str, gathered: Path) -> list[str]:
    """What a translator or developer has still to do in one room."""
    found = []
    for language in LANGUAGES:
        inside = catalogue_of(room, language)
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


def desk_words() -> dict[Path, bytes]:
    """The .mo file of each catalogue of the desk's own words, as it should be."""
    catalogues = sorted(DESK_WORDS.rglob("*.po"))
    return {path.with_suffix(".mo"): compiled(polib.pofile(str(path))) for path in catalogues}


def write() -> None:
    for path, binary in desk_words().items():
        path.write_bytes(binary)
    for room in (*ROOMS, LIBRARY):
        gather(SOURCE / room)
        for path in (SOURCE / room / catalogue_of(room, language) for language in LANGUAGES):
            if not path.exists():  # a room without words
                continue
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
            if catalogue.metadata["Language"] == "fr":
                set_in_french(catalogue)
            catalogue.save()
            path.with_suffix(".mo").write_bytes(compiled(catalogue))


def check() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        found = [
            f"{path} is out of date"
            for path, binary in desk_words().items()
            if not path.exists() or path.read_bytes() != binary
        ]
        for room in (*ROOMS, LIBRARY):
            shutil.copytree(SOURCE / room, copy / room)
            gather(copy / room)
            found += faults(room, copy / room)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        tool("xgettext")
        write()
    elif found := check():
        sys.exit("\n".join([*found, "Run: make messages, and translate what is new."]))


if __name__ == "__main__":
    main()
