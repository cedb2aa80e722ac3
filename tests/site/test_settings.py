"""A setting that is wrong is said in one sentence that names it and what to write."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gleanings import __version__
from gleanings.site import from_environment as read
from migrated import migrated_folder
from site_operator import environment, gleanings, run

WRONG = {
    "PROXIES": ["one", "-1", "1.5", "²", "100"],
    "TIME_ZONE": ["Mars/Olympus", "../etc/passwd", "Toronto"],
    "EMAIL_PORT": ["smtp", "0", "65536"],
    "DATABASE_URL": ["postgres", "mysql://a:b@c/d", "nonsense://x", "postgres://a:b@c", "://"],
    "LANGUAGES": [",", "xx", "english", "en,en"],
    "URL": [
        "digest.example.org",
        "https://",
        "ftp://x.org",
        "https://x.org/path",
        "https://a b/",
        "http://1.2.3.4.5",
        "https://[::1",
        "https://a..b",
    ],
    "ALLOWED_HOSTS": [
        "a.org b.org",
        "https://a.org",
        "a.org:8000",
        "a.org/b",
        "a.org;b.org",
        "1.2.3.4.5",
        "a_b.org",
        "a.org,..b",
    ],
    "LOG_LEVEL": ["LOUD"],
    "EMAIL_TLS": ["yes", "true"],
    "CDN_PURGE_URL": ["nix", "cdn.example.org/purge", "https://", "ftp://x.org", "https://x:0/"],
    "EMAIL_BOUNCE_MAILBOX": ["imap", "us:secret@x.org", "imaps:///INBOX", "http://x.org"],
    "CACHE_URL": ["redis", "http://x.org", "redis://x.org:port"],
}
RIGHT = {
    "PROXIES": ["0", "2", " 1 ", ""],
    "TIME_ZONE": ["America/Toronto", "UTC", ""],
    "EMAIL_PORT": ["1", "65535"],
    "DATABASE_URL": ["", "sqlite:////tmp/x.sqlite3"],
    "LANGUAGES": ["fr", "en, fr", "pt-br"],
    "URL": [
        *("http://localhost:8000", "https://digest.example.org/", "http://[::1]:8000", ""),
        *("http://127.0.0.1:8190", "http://10.0.0.5", "http://digest:8000"),
    ],
    "ALLOWED_HOSTS": ["", "a.org, b.org", ".example.org", "*", "digest", "10.0.0.5", "[::1],::1"],
    "LOG_LEVEL": ["info", "DEBUG"],
    "EMAIL_TLS": ["0", "1", ""],
    "CDN_PURGE_URL": ["", "https://api.example.org/purge?key=a", "http://10.0.0.5:8080/"],
    "EMAIL_BOUNCE_MAILBOX": ["", "imaps://us%40x.org:s@mail.x.org/INBOX", "pop3s://us:s@x.org:995"],
}
READERS = {
    "PROXIES": lambda: read.env_number("PROXIES", 0, lowest=0, highest=9),
    "TIME_ZONE": lambda: read.env_time_zone("TIME_ZONE", "UTC"),
    "EMAIL_PORT": lambda: read.env_number("EMAIL_PORT", 587, lowest=1, highest=65535),
    "DATABASE_URL": lambda: read.env_database("DATABASE_URL", "sqlite:///x"),
    "LANGUAGES": lambda: read.env_languages("LANGUAGES", "en,fr"),
    "URL": lambda: read.env_address("URL", "http://localhost:8000"),
    "ALLOWED_HOSTS": lambda: read.env_hosts("ALLOWED_HOSTS"),
    "LOG_LEVEL": lambda: read.env_choice("LOG_LEVEL", "WARNING", read.LOG_LEVELS),
    "EMAIL_TLS": lambda: read.env_choice("EMAIL_TLS", "1", ("0", "1")),
    "CDN_PURGE_URL": lambda: read.env_web_address("CDN_PURGE_URL"),
    "EMAIL_BOUNCE_MAILBOX": lambda: read.env_mailbox("EMAIL_BOUNCE_MAILBOX"),
    "CACHE_URL": lambda: read.env_cache("CACHE_URL"),
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in table.items() for value in values]


@pytest.mark.parametrize(("name", "value"), cases(WRONG))
def test_a_wrong_value_is_refused_by_the_settings_name(name, value, monkeypatch):
    monkeypatch.setenv(f"GLEANINGS_{name}", value)
    with pytest.raises(read.ImproperlyConfigured, match=f"GLEANINGS_{name}.* write "):
        READERS[name]()


def test_an_address_that_is_refused_does_not_repeat_its_password(monkeypatch):
    monkeypatch.setenv("GLEANINGS_EMAIL_BOUNCE_MAILBOX", "imap//us:hunter2@host")
    with pytest.raises(read.ImproperlyConfigured) as refused:
        read.env_mailbox("EMAIL_BOUNCE_MAILBOX")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(("name", "value"), cases(RIGHT))
def test_a_right_value_is_taken(name, value, monkeypatch):
    monkeypatch.setenv(f"GLEANINGS_{name}", value)
    READERS[name]()


@pytest.mark.parametrize(
    ("given", "address", "host"),
    [
        ("https://Bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("https://straße.example", "https://xn--strae-oqa.example", "xn--strae-oqa.example"),
        ("https://Digest.Example.org/", "https://digest.example.org", "digest.example.org"),
        ("https://example.org:443", "https://example.org", "example.org"),
        ("https://example.org:80", "https://example.org:80", "example.org"),
        ("http://example.org:80", "http://example.org", "example.org"),
        ("https://[2001:DB8:0::1]:8443", "https://[2001:db8::1]:8443", "[2001:db8::1]"),
    ],
)
def test_the_address_is_kept_as_browsers_send_it(given, address, host, monkeypatch):
    monkeypatch.setenv("GLEANINGS_URL", given)
    assert READERS["URL"]() == address
    assert read.host_of(address) == host


def test_further_hosts_are_kept_as_browsers_send_them(monkeypatch):
    monkeypatch.setenv("GLEANINGS_ALLOWED_HOSTS", "Bücher.example, .Example.org,*,::1,[::1]")
    assert READERS["ALLOWED_HOSTS"]() == [
        *("xn--bcher-kva.example", ".example.org", "*", "[::1]", "[::1]")
    ]


ASK_BY_HOST = """
import sys
from gleanings.site.command import load
load()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
page = Client(headers={"host": sys.argv[1]}).get("/en/")
print(page.status_code, f"http://{sys.argv[1]}/en/" in page.text)
"""


def test_a_site_answers_to_its_own_address(tmp_path):
    host = "[2001:db8::1]:8443"
    data = str(migrated_folder(tmp_path))
    asked = run(ASK_BY_HOST, host, GLEANINGS_URL=f"http://{host}", GLEANINGS_DATA=data)
    assert asked.stdout.split() == ["200", "True"], asked.stderr


def test_a_refused_database_address_does_not_repeat_its_password(monkeypatch):
    monkeypatch.setenv("GLEANINGS_DATABASE_URL", "oracle://someone:hunter2@host/name")
    with pytest.raises(read.ImproperlyConfigured) as refused:
        read.env_database("DATABASE_URL", "")
    assert "hunter2" not in str(refused.value)


def test_postgresql_without_its_driver_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("GLEANINGS_DATABASE_URL", "postgres://a:b@localhost/c")
    with pytest.raises(read.ImproperlyConfigured, match=r"pip install 'psycopg\[binary\]'"):
        read.env_database("DATABASE_URL", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, WRONG[name][0]) for name in ("PROXIES", "DATABASE_URL", "LANGUAGES", "EMAIL_TLS")),
        *((name, "nix") for name in ("CDN_PURGE_URL", "EMAIL_BOUNCE_MAILBOX", "S3_ENDPOINT")),
        *((name, "nix") for name in ("SOURCES_ADDRESS", "EMAIL_API_ADDRESS")),
    ],
)
def test_the_command_answers_in_one_sentence(tmp_path, name, value):
    refused = gleanings("check", **{f"GLEANINGS_{name}": value, "GLEANINGS_DATA": str(tmp_path)})
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"gleanings: GLEANINGS_{name}")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("asked", ["version", "--version"])
def test_it_says_its_own_version(tmp_path, asked):
    told = gleanings(asked, GLEANINGS_DATA=str(tmp_path))
    assert told.stdout.splitlines()[0] == f"Gleanings {__version__}"
    assert "SQLite" in told.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"this is not a database at all" * 200, "Bring a backup back"), (b"", None)],
)
def test_serve_answers_a_broken_file_with_a_sentence(tmp_path, content, words):
    (tmp_path / "gleanings.sqlite3").write_bytes(content)
    if words is None:
        (tmp_path / "gleanings.sqlite3").unlink()
        (tmp_path / "gleanings.sqlite3").mkdir()
        words = "cannot be opened"
    refused = gleanings("serve", "--port", "8179", GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode == 1
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


def test_serve_answers_a_page_that_is_damaged_with_a_sentence(tmp_path):
    file = migrated_folder(tmp_path) / "gleanings.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 40960 + whole[45056:])
    refused = gleanings("serve", "--port", "8179", GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", [("serve", "--port", "8179"), ("tick",), ("backup",)])
def test_a_schema_that_is_no_text_any_more_is_damage_too(tmp_path, command):
    """SQLite quotes it in what it says, and Python cannot read that."""
    file = migrated_folder(tmp_path) / "gleanings.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"CREATE TABLE ", b"\xff\xfe\xffTE TABLE "))
    refused = gleanings(*command, GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode == 1
    assert "Bring a backup back" in refused.stderr.splitlines()[-1]


def test_the_library_that_is_linked_is_safe_or_the_journal_is(tmp_path):
    for hide in ("", "import sys; sys.modules['pysqlite3'] = None; "):
        told = subprocess.run(  # noqa: S603
            [
                sys.executable,
                "-c",
                f"{hide}from gleanings.site.command import load; load()\n"
                "from django.db import connection\n"
                "from gleanings.site import sqlite\n"
                "cursor = connection.cursor()\n"
                "modes = [cursor.execute(f'PRAGMA {name}').fetchone()[0] for name in"
                " ('journal_mode', 'synchronous', 'mmap_size')]\n"
                "print(sqlite.is_safe(), *modes, len(sqlite.name_the_library()))",
            ],
            env=environment(GLEANINGS_DATA=str(tmp_path)),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        safe = ["True", "wal", "1", "0", "0"]
        careful = ["False", "delete", "2", "0", "1"]
        assert told == (safe if told[0] == "True" else careful)
        if not hide and sys.platform == "linux":
            pytest.importorskip("pysqlite3")
            assert told[0] == "True"
