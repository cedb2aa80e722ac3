"""Whether mail from the sender's domain will be taken, in sentences for who can mend it.

What is asked for is what Gmail, Yahoo and Microsoft ask of those who write to many: SPF and DKIM, a
DMARC record that one of them agrees with, a name for the server's address, and encryption.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gleanings.delivery.deliverability import spf
from gleanings.delivery.deliverability.dns import Names

USUAL_SELECTORS = (
    *("default", "mail", "dkim", "selector1", "selector2", "google", "s1", "s2", "k1", "k2", "k3"),
    *("pm", "mta", "smtp", "key1", "mandrill", "mxvault", "brevo1", "brevo2", "scph0"),
)
"""What mail servers and providers call their keys where nobody chose."""


class Level(Enum):
    GOOD = "good"
    BETTER = "could be better"
    REFUSED = "will be refused"
    UNKNOWN = "not checked"


@dataclass(frozen=True)
class Verdict:
    level: Level
    about: str
    sentence: str
    """What was found, what follows, and what to set."""


@dataclass(frozen=True)
class Sender:
    domain: str
    """Of the address that mails come from."""
    host: str
    """The server that takes them; empty where a provider's API does, from addresses of its own."""
    selectors: tuple[str, ...] = ()
    """Of DKIM, where they are known."""


def check(sender: Sender, names: Names) -> Iterator[Verdict]:
    """Raises NoAnswerError where no name server answers."""
    addresses = names.addresses_of_host(sender.host) if sender.host else []
    if sender.host:
        yield _spf(sender, names, addresses)
    yield _dkim(sender, names)
    yield _dmarc(sender, names)
    yield from _names_of_the_server(sender, names, addresses)


def _spf(sender: Sender, names: Names, addresses: list[str]) -> Verdict:
    domain, about = sender.domain, "SPF"
    if not addresses:
        return Verdict(Level.REFUSED, about, f"{sender.host} has no address: nothing can be sent.")
    try:
        results = {one: spf.Evaluation(names, one).result(domain) for one in addresses}
    except spf.BadRecordError as error:
        return Verdict(
            Level.REFUSED,
            about,
            f"The SPF record of {domain} is taken for none, since {error}. Mend it, or Gmail "
            "(550 5.7.26), Yahoo and Microsoft (550 5.7.515) refuse the mails.",
        )
    if "none" in results.values():
        allowed = " ".join(f"ip{'6' if ':' in one else '4'}:{one}" for one in addresses)
        return Verdict(
            Level.REFUSED,
            about,
            f"{domain} has no SPF record, so Gmail (550 5.7.26), Yahoo and Microsoft (550 5.7.515) "
            f"refuse the mails. Set a TXT record of {domain}, for example “v=spf1 {allowed} -all”, "
            "or what your provider names.",
        )
    others = [one for one, result in results.items() if result != "pass"]
    if others:
        return Verdict(
            Level.BETTER,
            about,
            f"The SPF record of {domain} does not name {', '.join(others)} ({sender.host}). If "
            "this server sends to the world itself, add it, or the mails are refused; if it hands "
            "them to others, their addresses must be in the record: ask the provider for its "
            "include.",
        )
    return Verdict(Level.GOOD, about, f"{domain} lets {sender.host} send.")


def _dkim(sender: Sender, names: Names) -> Verdict:
    tried = sender.selectors or USUAL_SELECTORS
    found = [name for name in tried if _has_key(names, f"{name}._domainkey.{sender.domain}")]
    missing = [name for name in sender.selectors if name not in found]
    if found and not missing:
        return Verdict(
            Level.GOOD, "DKIM", f"{sender.domain} has a key for signatures ({', '.join(found)})."
        )
    if missing:
        return Verdict(
            Level.REFUSED,
            "DKIM",
            f"{missing[0]}._domainkey.{sender.domain} has no key, so signatures by it do not hold: "
            "Gmail and Yahoo refuse mail to many without, Microsoft too (550 5.7.515). Publish the "
            "key that your mail server or provider shows.",
        )
    return Verdict(
        Level.UNKNOWN,
        "DKIM",
        f"No key was found under the usual names at {sender.domain}. Have your mail server or "
        "provider sign with DKIM and publish its key, or Gmail, Yahoo and Microsoft (550 5.7.515) "
        "refuse mail to many; then name it: --selector NAME (s= in a mail's DKIM-Signature).",
    )


def _has_key(names: Names, name: str) -> bool:
    """An empty p= says that a key was withdrawn."""
    return any(_tags(text).get("p") for text in names.texts(name))


def _dmarc(sender: Sender, names: Names) -> Verdict:
    about, domain = "DMARC", sender.domain
    found = _dmarc_record(names, domain)
    if found is None:
        return Verdict(
            Level.REFUSED,
            about,
            f"{domain} has no DMARC record, so Gmail, Yahoo and Microsoft (550 5.7.515) refuse "
            f"mail to many. Set a TXT record of _dmarc.{domain}: “v=DMARC1; p=none; "
            f"rua=mailto:postmaster@{domain}”, and later p=quarantine.",
        )
    where, tags = found
    policy = tags.get("p" if where == domain else "sp", tags.get("p", "")).lower()
    if policy not in ("none", "quarantine", "reject"):
        return Verdict(
            Level.REFUSED,
            about,
            f"The DMARC record of {where} has no policy that receivers know (p={policy}): set "
            "p=none, p=quarantine or p=reject.",
        )
    strict = [name for name, tag in (("SPF", "aspf"), ("DKIM", "adkim")) if tags.get(tag) == "s"]
    exact = f" {' and '.join(strict)} must be of exactly {domain}." if strict else ""
    if policy == "none":
        return Verdict(
            Level.GOOD,
            about,
            f"{where} has a DMARC record that asks for nothing (p=none): enough to be taken. SPF "
            f"or DKIM must be of {domain} or a part of it, the other way round too.{exact} "
            "p=quarantine protects readers from forged mail.",
        )
    return Verdict(
        Level.GOOD,
        about,
        f"{where} asks receivers to {policy} what neither SPF nor DKIM of the same domain vouches "
        f"for: the mails need one of them.{exact}",
    )


def _dmarc_record(names: Names, domain: str) -> tuple[str, dict[str, str]] | None:
    """The domain's own, or that of the nearest domain above it which has one (RFC 9091)."""
    while "." in domain:
        texts = [text for text in names.texts(f"_dmarc.{domain}") if text.startswith("v=DMARC1")]
        if len(texts) == 1:
            return domain, _tags(texts[0])
        domain = domain.partition(".")[2]
    return None


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _sign, value in pairs}


def _names_of_the_server(sender: Sender, names: Names, addresses: list[str]) -> Iterator[Verdict]:
    for address in addresses:
        found = names.names_of(address)
        if not found:
            yield Verdict(
                Level.BETTER,
                "PTR",
                f"{address} ({sender.host}) has no name. If this server sends to the world itself, "
                "Gmail refuses its mails (550 5.7.25): have whoever gave you the address set one "
                "(PTR) that leads back to it.",
            )
        elif not any(address in names.addresses(name) for name in found):
            yield Verdict(
                Level.BETTER,
                "PTR",
                f"{address} is called {found[0]}, but that name does not lead back to it. If this "
                f"server sends to the world itself, Gmail refuses its mails (550 5.7.25): set an "
                f"address record of {found[0]}.",
            )
        else:
            yield Verdict(Level.GOOD, "PTR", f"{address} is called {found[0]}, there and back.")
