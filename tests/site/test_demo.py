"""``gleanings demo`` sets up once, and leaves alone what the user did since."""

from __future__ import annotations

import socket

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from wagtail.models import Site

from gleanings.delivery.mail import links
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.URL = settings.URL  # the command changes it

    def run() -> None:
        call_command("demo", "--no-serve")

    return run


def test_it_prints_an_address_and_an_editors_sign_in_that_works(demo, capsys, monkeypatch):
    served: list[socket.socket] = []
    monkeypatch.setattr("gleanings.site.management.commands.demo.serve", served.extend)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    call_command("demo", "--port", str(port))
    words = capsys.readouterr().out
    password = words.split("editor, password ")[1].split()[0]
    assert [one.getsockname() for one in served] == [("127.0.0.1", port)]
    for one in served:
        one.close()
    assert f"http://localhost:{port}/" in words
    assert links.preferences("en").startswith(f"http://localhost:{port}/en/")
    assert Site.objects.get(is_default_site=True).root_url == f"http://localhost:{port}"
    assert "Stop with Ctrl-C" in words
    assert User.objects.get(username="editor").check_password(password)


def test_where_nothing_runs_no_address_is_named(demo, capsys):
    demo()
    words = capsys.readouterr().out
    assert "Start it with: gleanings demo" in words
    assert "editor, password " in words
    assert "http://" not in words
    assert "Ctrl-C" not in words


def test_its_people_change_the_language_of_their_desk(demo, client):
    """The form of an account asks for a first and a last name: what is filled in is enough."""
    demo()
    client.force_login(User.objects.get(username="writer"))
    form = client.get("/admin/account/").context["panels_by_tab"]
    values = {
        field.html_name: field.value() or ""
        for panels in form.values()
        for panel in panels
        if hasattr(panel, "get_form")
        for field in panel.get_form()
    }
    assert "locale-preferred_language" in values
    answer = client.post("/admin/account/", values | {"locale-preferred_language": "fr"})
    assert answer.status_code == 302
    assert User.objects.get(username="writer").wagtail_userprofile.preferred_language == "fr"


def test_seven_summaries_are_online_in_both_languages(demo):
    demo()
    english, french = (Summary.objects.in_language(code).readable() for code in ("en", "fr"))
    assert len(english) == len(french) == 7
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
