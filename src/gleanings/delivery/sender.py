"""Who sends: the network as its mails name it, and the server that they go by."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from gleanings.delivery.mail_address import normal_address
from gleanings.reader.lists.lists import home_in


@dataclass(frozen=True)
class Network:
    """What the floor above knows of the network."""

    reply_to: str = ""
    accent: str = "#1f5f52"
    accent_dark: str = "#7cc7b4"


_known: list[Callable[[], Network]] = []


def ask_for_the_network(how: Callable[[], Network]) -> None:
    """Called once, when the app above is ready."""
    _known[:] = [how]


def network() -> Network:
    return _known[0]() if _known else Network()


def name_in(language: str) -> str:
    home = home_in(language)
    return home.title if home else settings.WAGTAIL_SITE_NAME


def address_of_the_sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def domain_of_the_sender() -> str:
    """As it stands in message ids; of one's own machine the machine's name."""
    return address_of_the_sender().rpartition("@")[2].strip("[]") or "localhost"


def sender_in(language: str) -> str:
    """“The network’s name <address>”, for the header."""
    return formataddr((name_in(language), address_of_the_sender()))


def reply_to() -> str:
    """The editors' address; empty where they gave none, or none that can be written to."""
    address = network().reply_to
    try:
        return normal_address(address) if address else ""
    except ValidationError:
        return ""


def usual_headers(language: str) -> dict[str, str]:
    """Those that every mail has: answers of machines are not wanted, answers of people are."""
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    if address := reply_to():
        headers["Reply-To"] = address
    return headers


def has_server() -> bool:
    """Whether mail can leave the site."""
    return bool(settings.EMAIL_HOST or settings.EMAIL_API_KEY)


def may_subscribe() -> bool:
    """On one's own machine mails are kept in a folder instead; a public site needs a server."""
    return has_server() or not settings.IS_PUBLIC


def mail_folder() -> Path:
    """Where mails are kept that have no server to go by."""
    return Path(settings.DATA_DIR) / "mail"
