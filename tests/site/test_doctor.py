"""`gleanings doctor` names what is wrong with an installation, and what to do."""

from __future__ import annotations

import json
import os
import time
from contextlib import closing

import pytest

from gleanings.site import clock, sqlite
from gleanings.site.doctor import disk, reached
from gleanings.site.doctor.database import look_at_database
from gleanings.site.doctor.findings import Finding, Level
from migrated import migrated_folder
from own_site import free_port
from site_operator import gleanings

KEY = "g7Q2-" * 12


def of(found, about: str) -> list[Finding]:
    return [one for one in found if one.about == about]


def levels(found, about: str) -> set[Level]:
    return {one.level for one in of(found, about)}


def rows(folder) -> dict[str, list]:
    with closing(sqlite.library().connect(folder / "gleanings.sqlite3")) as opened:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
        tables = [name for (name,) in opened.execute(named)]
        return {
            name: list(opened.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
            for name in tables
        }


# --- the command ----------------------------------------------------------------------------------
def test_all_settings_that_are_wrong_are_named_at_once(tmp_path):
    wrong = {"GLEANINGS_PROXIES": "x", "GLEANINGS_LOG_LEVEL": "loud", "GLEANINGS_URL": "ftp:/x"}
    done = gleanings("doctor", "--json", GLEANINGS_DATA=str(tmp_path), **wrong)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["status"] == "wrong"
    assert all(any(name in one["sentence"] for one in told["findings"]) for name in wrong)
    assert len(told["findings"]) == len(wrong)


def test_a_public_site_without_a_key_is_told_so(tmp_path):
    done = gleanings(
        "doctor", GLEANINGS_DATA=str(tmp_path), GLEANINGS_URL="https://digest.example.org"
    )
    assert done.returncode == 1
    assert "GLEANINGS_SECRET_KEY is not set" in done.stdout


def test_a_new_folder_has_no_migrations_and_no_clock(tmp_path):
    done = gleanings("doctor", "--here", GLEANINGS_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "migrations are not applied" in done.stdout
    assert "→ Back the site up and run: gleanings migrate" in done.stdout
    assert "Nobody has ever kept the clock" in done.stdout


def test_where_nothing_is_wrong_it_ends_with_0_and_changes_nothing(tmp_path):
    migrated_folder(tmp_path)
    (tmp_path / "clock").touch()
    kept = rows(tmp_path)
    variables = {"GLEANINGS_DATA": str(tmp_path), "GLEANINGS_PROXI": "1"}
    done = gleanings("doctor", "--here", **variables)
    assert done.returncode == 0, done.stdout
    assert "GLEANINGS_PROXI is set, and no setting has this name." in done.stdout
    assert "Is GLEANINGS_PROXIES meant?" in done.stdout
    assert "Run: gleanings createsuperuser" in done.stdout
    assert rows(tmp_path) == kept
    assert gleanings("doctor", "--here", "--strict", **variables).returncode == 1


def test_a_public_site_is_looked_at_more_closely(tmp_path):
    migrated_folder(tmp_path)
    done = gleanings(
        *("doctor", "--json"),
        GLEANINGS_DATA=str(tmp_path),
        GLEANINGS_URL=f"https://localhost:{free_port()}",
        GLEANINGS_SECRET_KEY="short",
        GLEANINGS_EMAIL_HOST="127.0.0.1",
        GLEANINGS_EMAIL_PORT=str(free_port()),
        GLEANINGS_EMAIL_TLS="0",
        GLEANINGS_EMAIL_PASSWORD="hunter2",
        GLEANINGS_EMAIL_FROM="digest@localhost",
    )
    assert done.returncode == 1
    assert "hunter2" not in done.stdout
    told = json.loads(done.stdout)["findings"]
    wrong = {one["about"] for one in told if one["level"] == "wrong"}
    assert wrong >= {"checks", "static files", "backup", "mail", "address", "settings"}
    assert all(one["remedy"] for one in told if one["level"] != "well")
    said = " ".join(one["sentence"] for one in told)
    assert "does not let the site in" in said
    assert "no address that can be answered" in said
    assert "in the clear" in said
    assert "cannot be reached from here" in said
    assert "GLEANINGS_PROXIES is not set" in said


def test_a_damaged_database_is_named_and_the_rest_still_looked_at(tmp_path):
    (tmp_path / "gleanings.sqlite3").write_bytes(b"no database" * 1000)
    done = gleanings("doctor", "--here", "--json", GLEANINGS_DATA=str(tmp_path))
    told = json.loads(done.stdout)["findings"]
    assert any("gleanings restore FILE" in one["sentence"] for one in told)
    assert any(one["about"] == "backup" for one in told)


def test_a_database_server_that_is_away(tmp_path):
    away = f"postgres://gleanings:hunter2@127.0.0.1:{free_port()}/gleanings"
    done = gleanings(
        *("doctor", "--here"), GLEANINGS_DATA=str(tmp_path), GLEANINGS_DATABASE_URL=away
    )
    assert done.returncode == 1
    assert "The database server cannot be reached" in done.stdout
    assert "hunter2" not in done.stdout


# --- what is looked at ----------------------------------------------------------------------------
@pytest.fixture
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.usefixtures("_own_folder")
def test_a_clock_that_stands_still():
    clock.beat()
    assert levels(reached.look_at_clock(), "clock") == {Level.WELL}
    os.utime(clock.beat_file(), (0, 0))
    (late,) = reached.look_at_clock()
    assert (late.level, "--no-scheduler" in late.remedy) == (Level.WRONG, True)


@pytest.mark.django_db
def test_work_of_the_clock_that_fails_is_named():
    from gleanings.digest import clock as works

    works.note("issues by e-mail")
    (failing,) = of(look_at_database(), "clock")
    assert "“issues by e-mail” fails since" in failing.sentence


@pytest.mark.usefixtures("_own_folder")
def test_folders_that_are_full_or_closed(tmp_path, monkeypatch):
    assert levels(disk.look_at_folders(), "disk") == {Level.WELL}
    (tmp_path / "secret_key").write_text("x")
    (tmp_path / "secret_key").chmod(0o644)
    assert Level.WRONG in levels(disk.look_at_folders(), "disk")
    (tmp_path / "secret_key").chmod(0o600)
    monkeypatch.setattr("gleanings.site.health.ROOM_NEEDED", 1 << 62)
    (full,) = of(disk.look_at_folders(), "disk")
    assert "Make room" in full.remedy


def test_the_age_of_the_newest_backup(tmp_path):
    (none,) = disk.look_at_backups(tmp_path)
    assert "There is no backup" in none.sentence
    older, newer = (tmp_path / f"gleanings-2026-03-0{day}-021700.zip" for day in (4, 5))
    older.touch()
    newer.touch()
    assert levels(disk.look_at_backups(tmp_path), "backup") == {Level.WELL}
    ago = time.time() - 3 * 86_400
    os.utime(newer, (ago, ago))
    (old,) = disk.look_at_backups(tmp_path)
    assert f"{newer}, is 3 days old" in old.sentence
    assert old.level is Level.WRONG


def test_a_mail_server_that_takes_the_site_in(settings, monkeypatch):
    from gleanings.delivery.deliverability.checks import Level as MailLevel
    from gleanings.delivery.deliverability.checks import Verdict

    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "digest@example.org"
    monkeypatch.setattr(
        reached, "check_connection", lambda: Verdict(MailLevel.GOOD, "TLS", "It lets the site in.")
    )
    assert levels(reached.look_at_mail(), "mail") == {Level.WELL}
    settings.DEFAULT_FROM_EMAIL = "gleanings@localhost"
    assert levels(reached.look_at_mail(), "mail") == {Level.WELL, Level.WRONG}


def test_a_database_without_its_newest_migration_is_out_of_date(tmp_path):
    migrated_folder(tmp_path)
    with closing(sqlite.library().connect(tmp_path / "gleanings.sqlite3")) as opened, opened:
        opened.execute("DELETE FROM django_migrations WHERE app = 'network'")
    done = gleanings("doctor", "--here", GLEANINGS_DATA=str(tmp_path))
    assert "migrations are not applied, the first being network." in done.stdout
