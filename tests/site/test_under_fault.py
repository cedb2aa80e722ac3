"""A real server process and real kills, on a database in a file: what stands in the way of one
person keeps nobody else out, and nothing is left half done."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from bs4 import BeautifulSoup
from django.db import connection

from gleanings.site.sqlite import library
from migrated import migrated_folder
from own_site import TESTS, OwnSite

if connection.vendor != "sqlite":
    pytest.skip("only SQLite has one lock for all", allow_module_level=True)

QUICK = 10
"""Seconds; who waits for the lock waits twenty."""
TOKEN = "t" * 32

PREPARE = """
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from digest.drafts import draft_issue, whole_summary
issue = draft_issue()
for number in range(3):
    name = f"editor{number}"
    user = User.objects.create_user(name, password="secret-of-the-test")
    user.groups.add(Group.objects.get(name="Editors"))
    session = SessionStore()
    session.update({"_auth_user_id": user.pk, "_auth_user_hash": user.get_session_auth_hash(),
                    "_auth_user_backend": "django.contrib.auth.backends.ModelBackend"})
    session.save()
    print(session.session_key, whole_summary(issue, f"Summary {number}").pk)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[OwnSite]:
    site = OwnSite(migrated_folder(tmp_path_factory.mktemp("site")))
    site.people = [line.split() for line in site.must_run(PREPARE).splitlines()]
    with site.served():
        yield site


@contextmanager
def another_writer(site: OwnSite) -> Iterator[None]:
    other = library().connect(site.data / "gleanings.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


class Browser(requests.Session):
    """Of one of the editors, or of somebody who is not signed in."""

    def __init__(self, site: OwnSite, number: int | None = None) -> None:
        super().__init__()
        self.trust_env = False
        self.url = site.url
        self.cookies["csrftoken"] = TOKEN
        if number is not None:
            self.cookies["sessionid"] = site.people[number][0]

    def request(self, method, url, **options):
        options |= {"timeout": 60, "allow_redirects": False}
        return super().request(method, self.url + url, **options)


def form_of(page: requests.Response) -> dict[str, list[str]]:
    """What the form sends when nobody touches it."""
    fields: dict[str, list[str]] = {}
    form = BeautifulSoup(page.text, "html.parser").select_one("[data-edit-form]")
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "select":
            values = [option["value"] for option in field.select("option[selected]")]
        elif field.name == "textarea":
            values = [field.text]
        elif field["type"] in ("checkbox", "radio") and not field.has_attr("checked"):
            values = []
        else:
            values = [field.get("value", "")]
        fields.setdefault(field["name"], []).extend(values)
    return fields | {"csrfmiddlewaretoken": [TOKEN]}


# --- while somebody else writes ------------------------------------------------------------------
def test_pages_open_at_once_for_who_was_never_there_before(site):
    _session, summary = site.people[0]
    with Browser(site, 0) as editor, another_writer(site):
        for address in ("/en/", f"/admin/pages/{summary}/edit/", "/admin/account/", "/admin/"):
            page = editor.get(address)
            assert page.status_code == 200, address
            assert page.elapsed.total_seconds() < QUICK, address
        assert "Summary 0" in editor.get(f"/admin/pages/{summary}/edit/").text


def test_numbers_are_read_and_a_preview_is_shown(site):
    _session, summary = site.people[0]
    with Browser(site, 0) as editor:
        form = form_of(editor.get(f"/admin/pages/{summary}/edit/"))
        with another_writer(site):
            read = editor.post("/admin/digest/numbers/", data=form)
            shown = editor.get(f"/admin/pages/{summary}/edit/preview/")
    for answer in (read, shown):
        assert answer.status_code == 200
        assert answer.elapsed.total_seconds() < QUICK


def test_what_a_browser_sends_by_itself_holds_no_thread(site):
    _session, summary = site.people[0]
    with Browser(site, 0) as editor, another_writer(site):
        for address in (
            f"/admin/editing-sessions/ping/digest/summary/{summary}/1/",
            f"/admin/pages/{summary}/edit/preview/",
        ):
            form = {"csrfmiddlewaretoken": TOKEN, "title": "x"}
            sent = editor.post(address, data=form, headers={"Accept": "application/json"})
            assert sent.elapsed.total_seconds() < QUICK, address
            assert sent.json(), address


def test_a_sign_in_waits_for_its_turn_and_does_not_repeat_the_password(site):
    words = {"username": "editor1", "password": "secret-of-the-test", "next": "/admin/"}
    with Browser(site) as somebody:
        with another_writer(site):
            assert somebody.get("/admin/login/").status_code == 200
            refused = somebody.post("/admin/login/", data=words | {"csrfmiddlewaretoken": TOKEN})
        assert refused.status_code == 503
        assert "try again" in refused.text
        assert "secret-of-the-test" not in refused.text
        signed_in = somebody.post("/admin/login/", data=words | {"csrfmiddlewaretoken": TOKEN})
        assert signed_in.headers["Location"] == "/admin/"


def test_many_who_sign_in_or_save_leave_threads_to_readers(site):
    """More than the server has threads, and all of them need the lock."""
    answers: list[int] = []

    def wait_for_the_lock(number: int) -> None:
        with Browser(site, 0 if number % 2 else None) as somebody:
            address = f"/admin/pages/{site.people[0][1]}/lock/" if number % 2 else "/admin/login/"
            words = {"username": "editor2", "password": "secret-of-the-test"}
            form = words | {"csrfmiddlewaretoken": TOKEN}
            answers.append(somebody.post(address, data=form).status_code)

    crowd = [threading.Thread(target=wait_for_the_lock, args=[number]) for number in range(16)]
    with another_writer(site), Browser(site) as reader:
        for thread in crowd:
            thread.start()
        time.sleep(0.5)
        for _look in range(2):
            page = reader.get("/en/")
            assert page.status_code == 200
            assert page.elapsed.total_seconds() < QUICK
        for thread in crowd:
            thread.join()
    assert answers == [503] * 16


def signing_in(site, words: list[tuple[str, str]]) -> list[int]:
    """What each is answered who signs in at the same moment."""
    answers: list[int] = []
    browsers = [Browser(site) for _one in words]

    def sign_in(browser: Browser, username: str, password: str) -> None:
        form = {"username": username, "password": password, "csrfmiddlewaretoken": TOKEN}
        answers.append(browser.post("/admin/login/", data=form).status_code)

    crowd = [
        threading.Thread(target=sign_in, args=[browser, *one])
        for browser, one in zip(browsers, words, strict=True)
    ]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    for browser in browsers:
        browser.close()
    return sorted(answers)


def test_colleagues_who_sign_in_at_once_are_all_let_in(site):
    assert signing_in(site, [("editor2", "secret-of-the-test")] * 8) == [302] * 8


def test_who_signs_in_while_others_guess_is_let_in(site):
    guesses = [(f"nobody{number}", "guessed") for number in range(6)]
    answers = signing_in(site, [*guesses, ("editor2", "secret-of-the-test")])
    assert answers == [200] * 6 + [302]


def test_the_password_of_a_private_page_is_not_stored_and_that_is_said(site):
    """The session is stored when all else is done."""
    page = site.must_run(
        "from django.urls import reverse\n"
        "from wagtail.models import PageViewRestriction\n"
        "from gleanings.digest.models import Home\n"
        "home = Home.objects.get(locale__language_code='fr')\n"
        "private = PageViewRestriction.objects.create(\n"
        "    page=home, password='x', restriction_type='password')\n"
        "name = 'wagtailcore_authenticate_with_password'\n"
        "print(reverse(name, args=[private.pk, home.pk]))"
    )
    words = {"csrfmiddlewaretoken": TOKEN, "password": "x", "return_url": "/fr/"}
    with Browser(site) as somebody:
        with another_writer(site):
            refused = somebody.post(page, data=words)
        assert refused.elapsed.total_seconds() < QUICK
        assert refused.status_code == 503
        assert "try again" in refused.text
        assert somebody.post(page, data=words).status_code == 302


# --- many at once --------------------------------------------------------------------------------
def test_three_editors_save_while_twenty_read(site):
    answers: list[tuple[str, int]] = []
    saving = threading.Event()

    def save(number: int) -> None:
        _session, summary = site.people[number]
        address = f"/admin/pages/{summary}/edit/"
        with Browser(site, number) as editor:
            for again in range(3):
                form = form_of(editor.get(address))
                saved = editor.post(address, data=form | {"title": f"{number} {again}"})
                answers.append((f"save by {number}", saved.status_code))

    def read() -> None:
        with Browser(site) as reader:
            while not saving.is_set():
                for address in ("/en/", "/fr/", "/en/topics/", "/en/summaries/", "/en/feed.rss"):
                    answers.append((address, reader.get(address).status_code))
                time.sleep(0.2)

    editors = [threading.Thread(target=save, args=[number]) for number in range(3)]
    readers = [threading.Thread(target=read) for _reader in range(20)]
    for thread in (*editors, *readers):
        thread.start()
    for thread in editors:
        thread.join()
    saving.set()
    for thread in readers:
        thread.join()

    assert sum(what.startswith("save") and status == 302 for what, status in answers) == 9
    assert {answer for answer in answers if answer[1] >= 400} == set()
    titles = site.must_run(
        "from gleanings.digest.models import Summary\n"
        "for page in Summary.objects.filter(locale__language_code='en'):\n"
        "    print(page.get_latest_revision_as_object().title)"
    )
    assert sorted(titles.splitlines()) == ["0 2", "1 2", "2 2"]


# --- killed in the midst -------------------------------------------------------------------------
IMPORT = """
from gleanings.digest.models import Home
from gleanings.page_import import read_page
from gleanings.page_import.store import store_page
from pathlib import Path
source = Path({export!r}).read_bytes()
def store():
    home = Home.objects.get(locale__language_code="en")
    store_page(read_page(source, "x.xml"), filename="x.xml", source=source, home=home)
""".format(export=str(TESTS / "page_import/layouts/wordpress_export.xml"))
DIE = """
import os, signal
from django.db.models.signals import post_save
left = {after}
def die(sender, **kwargs):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
post_save.connect(die, sender={sender})
"""
IMPORTED = """
from gleanings.digest.models import ImportedEntry, Summary
originals = Summary.objects.filter(locale__language_code="en")
print(ImportedEntry.objects.filter(waits=False).count(), originals.count() - 3)
"""
UPLOAD = """
from gleanings.synthesis.models import Question, StudyEffect, Upload
from gleanings.synthesis.upload.accept import stage_upload, accept_upload
from synthesis.factories import make_question, table_of
"""
STUDIES = "print(StudyEffect.objects.count(), Upload.objects.filter(taken_at=None).count())"


def test_an_import_that_is_killed_goes_on_where_it_was(site):
    dies = DIE.format(sender="'digest.ImportedEntry'", after=2)
    assert site.run(f"{IMPORT}{dies}\nstore()").returncode == -signal.SIGKILL
    assert site.must_run(IMPORTED).split() == ["1"] * 2
    site.must_run(f"{IMPORT}\nstore()")
    assert site.must_run(IMPORTED).split() == ["3"] * 2


def test_a_table_of_studies_is_taken_in_whole_or_not_at_all(site):
    site.must_run(
        f"{UPLOAD}\ntable = table_of({{'ri': [.3, .2, .1], 'ni': [50, 60, 70]}})\n"
        "stage_upload(make_question(), table, 'studies.csv', user=None)"
    )
    dies = DIE.format(sender="'synthesis.Upload'", after=1)
    take = "accept_upload(Upload.objects.get())"
    assert site.run(f"{UPLOAD}{dies}\n{take}").returncode == -signal.SIGKILL
    assert site.must_run(f"{UPLOAD}{STUDIES}").split() == ["0", "1"]
    site.must_run(f"{UPLOAD}{take}")
    assert site.must_run(f"{UPLOAD}{STUDIES}").split() == ["3", "0"]
