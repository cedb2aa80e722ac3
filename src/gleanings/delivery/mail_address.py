"""The one place where a mail address is read, and where two are told to be the same."""

from functools import lru_cache

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

LONGEST = 254
"""RFC 5321, section 4.5.3.1.3, less the angle brackets."""

_is_local_part = EmailValidator(allowlist=[])


def normal_address(text: str) -> str:
    """The address as mail servers take it: what stands before the @ as it is, the domain in ASCII.

    Raises ValidationError, with a sentence for whoever typed it.
    """
    text = text.strip()
    local, at, domain = text.rpartition("@")
    if not at or not local or len(text) > LONGEST or not text.isprintable():
        raise ValidationError(_not_one(text))
    if not local.isascii():
        raise ValidationError(
            _(
                "“%(address)s” has letters before the @ that mail servers outside the newest do "
                "not take. Please give an address without accents there."
            )
            % {"address": text}
        )
    address = f"{local}@{_domain(domain, text)}"
    try:
        _is_local_part(address)
    except ValidationError as error:
        raise ValidationError(_not_one(text)) from error
    if len(address) > LONGEST:
        raise ValidationError(_not_one(text))
    return address


def same_address(address: str) -> str:
    """What is equal for two spellings of one address: capitals make no second person."""
    return normal_address(address).lower()


def shown_address(address: str) -> str:
    """With the domain as people write it."""
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def _domain(domain: str, text: str) -> str:
    in_ascii = _in_ascii(domain.removesuffix("."))
    if not in_ascii:
        raise ValidationError(_not_one(text))
    return in_ascii


@lru_cache(maxsize=10_000)  # the same few stand in most lines of a list
def _in_ascii(domain: str) -> str:
    """Empty for what is no domain."""
    try:
        return idna.encode(domain, uts46=True).decode().lower()
    except (idna.IDNAError, UnicodeError):
        return ""


def _not_one(text: str) -> str:
    return _("“%(address)s” is not a mail address. One looks like name@example.org.") % {
        "address": text[:80]
    }
