"""The French interface: typography, and nothing lost between message and translation."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

ROOMS = sorted(
    room.name for room in files("gleanings").iterdir() if room.joinpath("locale").is_dir()
)


CATALOGUES = {
    **{room: f"{room}/locale/fr/LC_MESSAGES/django.mo" for room in ROOMS},
    "evidence": "evidence/language/locale/fr/LC_MESSAGES/evidence.mo",
    "the desk's words": "site/desk_words/fr/LC_MESSAGES/django.mo",
}


def messages(catalogue: str) -> list[tuple[str, str]]:
    path = files("gleanings").joinpath(CATALOGUES[catalogue])
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    pairs = [(key[0] if isinstance(key, tuple) else key, text) for key, text in catalogue.items()]
    return [(source, text) for source, text in pairs if source]


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_spaces_and_apostrophes_are_french(catalogue: str) -> None:
    for _source, text in messages(catalogue):
        assert not re.search(r"(?<![\u202f\d])[;?!]", text), text
        assert not re.search(r"(?<!\u00a0)»|[^\u00a0]:(?!/)|«(?!\u00a0)", text), text
        assert "'" not in text, text
        assert "“" not in text, text


@pytest.mark.parametrize("room", ROOMS)
def test_a_translation_has_the_placeholders_of_its_message(room: str) -> None:
    for source, text in messages(room):
        named = Counter(re.findall(r"%\(\w+\)[sd]", source))
        # a singular may spell its number out
        assert set(re.findall(r"%\(\w+\)[sd]", text)) >= set(named), source


TEMPLATES = [
    path
    for path in Path(str(files("gleanings"))).rglob("*.html")
    # whose readers are programmers, and which is English
    if "templates" in path.parts and path.name != "docs.html"
]
NOT_SHOWN_AS_IT_IS = re.compile(
    r"\{% blocktrans.*?\{% endblocktrans\w* %\}|\{% trans.*?%\}|\{#.*?#\}", re.S
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_signs_of_english_outside_what_is_translated(template: Path) -> None:
    """French sets a space before a colon, and quotes otherwise."""
    rest = re.sub(NOT_SHOWN_AS_IT_IS, "", template.read_text(encoding="utf-8"))
    assert not re.search(r"[“”]|(\}\}|%\}|</\w+>):(\s|$)", rest, re.M)


@pytest.mark.django_db
def test_who_signs_in_in_french_is_asked_in_french(client):
    page = client.get("/admin/login/", headers={"accept-language": "fr"}).content.decode()
    assert "Mot de passe" in page
    assert "Password" not in page
