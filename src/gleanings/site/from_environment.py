"""Settings read from environment variables. What is wrong in one is said in a sentence."""

import ipaddress
import os
import zoneinfo
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import idna
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_domain_name, validate_ipv46_address

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES_KNOWN = "sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME"


ASKED_FOR: set[str] = set()
"""Names of settings, without prefix, that have been read."""


def env(name: str, default: str = "") -> str:
    ASKED_FOR.add(name)
    return os.environ.get(f"GLEANINGS_{name}", default).strip() or default


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def env_folder(name: str, default: str) -> Path:
    """A folder that is there, or can be made, and can be written to."""
    folder = Path(env(name, default)).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"GLEANINGS_{name}: the folder {folder} cannot be made ({error.strerror}). Make it, "
            "owned by the user that the site runs as."
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"GLEANINGS_{name}: the folder {folder} cannot be written to by this user. It has to "
            "belong to the user that the site runs as."
        )
    return folder


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    text = env(name, default).upper()
    if text not in choices:
        raise refuse(name, f"one of {', '.join(choices)}")
    return text


def refuse(name: str, should_be: str, *, secret: bool = False) -> ImproperlyConfigured:
    """A secret's value is not repeated."""
    value = "" if secret else f" is {env(name)!r}, which"
    return ImproperlyConfigured(f"GLEANINGS_{name}{value} cannot be used: write {should_be}.")


def env_number(name: str, default: int, *, lowest: int, highest: int) -> int:
    text = env(name, str(default))
    if not (text.isascii() and text.isdecimal() and lowest <= int(text) <= highest):
        raise refuse(name, f"a whole number from {lowest} to {highest}, such as {default}")
    return int(text)


def cores() -> int:
    """That this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def env_address(name: str, default: str) -> str:
    """The public address as browsers send it: without a path, or a port that is the usual one."""
    text = env(name, default).rstrip("/")
    should_be = "an address with its scheme and without a path, such as https://digest.example.org"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        known = parts.scheme in ("http", "https") and host and not parts.path and not parts.query
        if not known or parts.username or parts.fragment:
            raise ValueError
        host = _as_sent(str(host))
    except (ValueError, ValidationError) as error:
        raise refuse(name, should_be) from error
    is_usual = port in (None, 443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{host}" if is_usual else f"{parts.scheme}://{host}:{port}"


def host_of(address: str) -> str:
    """Of an address that `env_address` gave; that of a machine in IPv6 keeps its brackets."""
    host = str(urlsplit(address).hostname)
    return f"[{host}]" if ":" in host else host


def env_hosts(name: str) -> list[str]:
    """Host names; ``.example.org`` is that domain and all below it, ``*`` any."""
    try:
        return [_pattern_as_sent(text) for text in env_list(name)]
    except (ValueError, ValidationError) as error:
        should_be = "host names alone with commas between, such as example.org,www.example.org"
        raise refuse(name, should_be) from error


def _pattern_as_sent(text: str) -> str:
    if text == "*":
        return text
    return f".{_as_sent(text[1:])}" if text.startswith(".") else _as_sent(text)


def _as_sent(host: str) -> str:
    """A host as a browser names it: letters of other scripts as ``xn--…``, IPv6 in brackets.

    It is an address of a machine, a domain, or the bare name of a machine nearby. Raises ValueError
    or ValidationError.
    """
    bare = host.removeprefix("[").removesuffix("]")
    try:
        validate_ipv46_address(bare)
    except ValidationError:
        sent = host if host.isascii() else idna.encode(host, uts46=True).decode()
        validate_domain_name(sent if "." in sent else f"{sent}.local")
        return sent.lower()
    return f"[{ipaddress.ip_address(bare)}]" if ":" in bare else bare


def env_time_zone(name: str, default: str) -> str:
    text = env(name, default)
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refuse(name, "the name of a time zone, such as America/Toronto") from error
    return text


def env_languages(name: str, default: str) -> list[str]:
    codes = env_list(name, default)
    unknown = [code for code in codes if code not in LANG_INFO]
    if not codes or unknown or len(set(codes)) < len(codes):
        raise refuse(name, "codes of languages with commas between, each once, such as en,fr")
    return codes


def env_cache(name: str) -> str:
    """The address of a Redis, or nothing."""
    text = _env_service(name, ("redis", "rediss", "unix"), "redis://HOST:6379/0", needs_host=False)
    if text:
        _ask_for("redis", name, "redis")
    return text


def env_mailbox(name: str) -> str:
    """The address of a mailbox, or nothing."""
    should_be = "imaps://USER:PASSWORD@HOST/INBOX or pop3s://USER:PASSWORD@HOST"
    return _env_service(name, ("imaps", "imap", "pop3s", "pop3"), should_be)


def env_web_address(name: str) -> str:
    """Where another server is told or asked something, or nothing."""
    return _env_service(name, ("https", "http"), "a whole address, such as https://HOST/PATH")


def _env_service(
    name: str, schemes: tuple[str, ...], should_be: str, *, needs_host: bool = True
) -> str:
    """The address of what the site turns to, or nothing; it may hold a key or a password."""
    text = env(name)
    if text:
        try:
            parts = urlsplit(text)
            is_whole = parts.hostname or (parts.path and not needs_host)
            if parts.scheme not in schemes or not is_whole or parts.port == 0:
                raise ValueError
        except ValueError as error:
            raise refuse(name, should_be, secret=True) from error
    return text


def env_bucket(name: str) -> str:
    text = env(name)
    if text:
        _ask_for("storages.backends.s3", name, "s3")
    return text


def _ask_for(module: str, name: str, extra: str) -> None:
    """Raise ImproperlyConfigured where what a setting needs is not installed."""
    try:
        found = find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise ImproperlyConfigured(
            f"GLEANINGS_{name} is set, and what it needs is not installed. Install it beside "
            f"Gleanings: pip install 'gleanings[{extra}]'"
        )


def env_database(name: str, default: str) -> dict[str, Any]:
    text = env(name, default)
    try:
        database = dict(dj_database_url.parse(text, conn_max_age=60))
    except (ValueError, KeyError, TypeError) as error:
        raise refuse(name, DATABASES_KNOWN, secret=True) from error
    if database.get("ENGINE") not in (
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    ) or not database.get("NAME"):
        raise refuse(name, DATABASES_KNOWN, secret=True)
    if database["ENGINE"] == "django.db.backends.postgresql":
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise ImproperlyConfigured(
                f"GLEANINGS_{name} names PostgreSQL, and what speaks to it is not installed. "
                "Install it beside Gleanings: pip install 'psycopg[binary]'"
            ) from error
    return database
