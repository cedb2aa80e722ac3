"""``gleanings demo`` sets up once, and leaves alone what the user did since."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    def run() -> None:
        call_command("demo", "--no-serve")

    return run


def test_it_prints_an_address_and_an_editors_sign_in_that_works(demo, client, capsys):
    demo()
    words = capsys.readouterr().out
    password = words.split("editor, password ")[1].split()[0]
    assert "http://localhost:8000/" in words
    assert User.objects.get(username="editor").check_password(password)


def test_six_summaries_are_online_in_both_languages(demo):
    demo()
    english, french = (Summary.objects.in_language(code).readable() for code in ("en", "fr"))
    assert len(english) == len(french) == 6
    assert [page.content_language for page in french.order_by("month")].count("fr") == 1


def test_a_second_run_changes_nothing_that_the_user_did(demo):
    demo()
    summary = Summary.objects.in_language("en").readable().first()
    summary.title, summary.correction_is_style = "My own title", True
    summary.save_revision().publish()
    editor = User.objects.get(username="editor")
    editor.set_password("my own password")
    editor.save()
    Summary.objects.filter(live=False).first().delete()
    before = Summary.objects.count()

    demo()

    assert Summary.objects.get(pk=summary.pk).title == "My own title"
    assert User.objects.get(username="editor").check_password("my own password")
    assert Summary.objects.count() == before


def test_it_refuses_to_run_as_a_public_site(settings, demo):
    settings.IS_PUBLIC = True
    with pytest.raises(CommandError, match="GLEANINGS_URL"):
        demo()
