"""What the domain name system says, in plain values."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import dns.exception
import dns.resolver
import dns.reversename


class NoAnswerError(Exception):
    """No name server answered; nothing is known, and nothing may be concluded."""


def _resolver() -> dns.resolver.Resolver:
    try:
        resolver = dns.resolver.Resolver()
    except dns.resolver.NoResolverConfiguration as error:
        raise NoAnswerError("this machine knows no name server") from error
    resolver.lifetime = 10
    return resolver


@dataclass
class Names:
    """Empty lists for what is not there. Raises NoAnswerError where nobody could be asked."""

    resolver: dns.resolver.Resolver = field(default_factory=lambda: _resolver())

    def texts(self, name: str) -> list[str]:
        return self._look(name, "TXT", lambda row: b"".join(row.strings).decode(errors="replace"))

    def addresses(self, name: str) -> list[str]:
        return [
            address
            for kind in ("A", "AAAA")
            for address in self._look(name, kind, lambda row: str(row.address))
        ]

    def mail_servers(self, name: str) -> list[str]:
        return self._look(name, "MX", lambda row: row.exchange.to_text(omit_final_dot=True))

    def names_of(self, address: str) -> list[str]:
        reverse = dns.reversename.from_address(address).to_text()
        return self._look(reverse, "PTR", lambda row: row.target.to_text(omit_final_dot=True))

    def addresses_of_host(self, host: str) -> list[str]:
        """Of a name, or of what is an address already."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            return self.addresses(host)

    def _look(self, name: str, kind: str, value: Callable[[Any], str]) -> list[str]:
        try:
            answer = self.resolver.resolve(name, kind, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException as error:
            raise NoAnswerError(f"{kind} of {name}: {error}") from error
        return [value(row) for row in answer]
