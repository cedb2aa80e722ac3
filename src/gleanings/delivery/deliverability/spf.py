"""Which servers may send for a domain (SPF, RFC 7208)."""

import ipaddress
from dataclasses import dataclass, field

from gleanings.delivery.deliverability.dns import Names

MOST_LOOKUPS = 10
"""RFC 7208, section 4.6.4: a receiver that is sent to look for more takes the record for none."""


class BadRecordError(Exception):
    """Receivers take no notice of the record; says why."""


def records(names: Names, domain: str) -> list[str]:
    return [text for text in names.texts(domain) if text.lower().split()[:1] == ["v=spf1"]]


@dataclass
class Evaluation:
    """Of one address; ``lookups`` counts what receivers count."""

    names: Names
    address: str
    lookups: int = field(default=0, init=False)

    def result(self, domain: str) -> str:
        """“pass”, “fail”, “softfail”, “neutral” or “none”. Raises BadRecordError."""
        found = records(self.names, domain)
        if not found:
            return "none"
        if len(found) > 1:
            raise BadRecordError(f"{domain} has {len(found)} SPF records, and may have one")
        redirect = ""
        for term in found[0].split()[1:]:
            if term.lower().startswith("redirect="):
                redirect = term.partition("=")[2]
                continue
            sign, mechanism = (term[0], term[1:]) if term[0] in "+-~?" else ("+", term)
            if self._matches(mechanism, domain):
                return {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}[sign]
        if redirect:
            self._count()
            return self.result(redirect)
        return "neutral"

    def _matches(self, mechanism: str, domain: str) -> bool:
        name, _colon, value = mechanism.partition(":")
        name, _slash, length = name.partition("/")
        match name.lower():
            case "all":
                return True
            case "ip4" | "ip6":
                return self._is_in([value])
            case "include":
                self._count()
                inner = self.result(value)
                if inner == "none":
                    raise BadRecordError(f"{domain} includes {value}, which has no SPF record")
                return inner == "pass"
            case "a" | "mx":
                self._count()
                host, _slash, wide = (value or f"{domain}/{length}").partition("/")
                hosts = self.names.mail_servers(host) if name.lower() == "mx" else [host]
                found = [one for host in hosts for one in self.names.addresses(host)]
                wide = wide.partition("/")[0]
                return self._is_in(
                    [f"{one}/{wide}" if wide and "." in one else one for one in found]
                )
            case "exists" | "ptr":  # of one message, or given up: these name no server
                self._count()
        return False

    def _is_in(self, networks: list[str]) -> bool:
        address = ipaddress.ip_address(self.address)
        try:
            return any(address in ipaddress.ip_network(one, strict=False) for one in networks)
        except ValueError as error:
            raise BadRecordError(str(error)) from error

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise BadRecordError(
                f"it sends receivers to look for more than {MOST_LOOKUPS} other records"
            )
