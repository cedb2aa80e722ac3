"""What is said of a sender's domain, by a name server on this machine."""

from __future__ import annotations

import io
import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from django.core.management import CommandError, call_command

from gleanings.delivery.deliverability.checks import Level, Sender, check
from gleanings.delivery.deliverability.dns import Names, NoAnswerError

GOOD = {
    ("mail.example.org.", "A"): ["192.0.2.7"],
    ("example.org.", "TXT"): ['"v=spf1 include:_spf.example.net -all"', '"other"'],
    ("_spf.example.net.", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 " "?all"'],
    ("mail._domainkey.example.org.", "TXT"): ['"v=DKIM1; k=rsa; p=MIIB"'],
    ("_dmarc.example.org.", "TXT"): ['"v=DMARC1; p=none"'],
    ("7.2.0.192.in-addr.arpa.", "PTR"): ["mail.example.org."],
}


class NameServer:
    """Answers by UDP what it has; with ``is_broken`` that it cannot."""

    def __init__(self) -> None:
        self.zone = dict(GOOD)
        self.is_broken = False
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            wire, client = self.socket.recvfrom(4096)
            if not wire:
                return
            self.socket.sendto(self.answer(dns.message.from_wire(wire)).to_wire(), client)

    def answer(self, asked: dns.message.Message) -> dns.message.Message:
        answer = dns.message.make_response(asked)
        answer.flags |= dns.flags.RA
        (question,) = asked.question
        name, kind = question.name.to_text().lower(), question.rdtype.name
        if self.is_broken:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif rows := self.zone.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *rows))
        elif name not in {known for known, _kind in self.zone}:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer

    def names(self) -> Names:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], self.socket.getsockname()[1]
        resolver.lifetime = 5
        return Names(resolver)

    def close(self) -> None:
        self.socket.sendto(b"", self.socket.getsockname())
        self.thread.join()
        self.socket.close()


@pytest.fixture
def server():
    server = NameServer()
    yield server
    server.close()


def verdicts(server, domain="example.org", selectors=("mail",)):
    found = check(Sender(domain, "mail.example.org", selectors), server.names())
    return {one.about: one for one in found}


def levels(server, **how):
    return {about: one.level for about, one in verdicts(server, **how).items()}


def test_all_is_well(server):
    assert set(levels(server).values()) == {Level.GOOD}
    assert levels(server, selectors=()) == levels(server)


@pytest.mark.parametrize(
    ("name", "kind", "rows", "about", "level", "said"),
    [
        ("example.org.", "TXT", [], "SPF", Level.REFUSED, "v=spf1 ip4:192.0.2.7 -all"),
        ("example.org.", "TXT", ['"v=spf1 -all"'], "SPF", Level.BETTER, "does not name 192.0.2.7"),
        ("example.org.", "TXT", ['"v=spf1 a mx ~all"'], "SPF", Level.BETTER, "does not name"),
        ("example.org.", "TXT", ['"v=spf1 a"', '"v=spf1 mx"'], "SPF", Level.REFUSED, "2 SPF"),
        ("example.org.", "TXT", ['"v=spf1 ip4:x -all"'], "SPF", Level.REFUSED, "taken for none"),
        ("example.org.", "TXT", ['"v=spf1 include:no.example"'], "SPF", Level.REFUSED, "includes"),
        ("example.org.", "TXT", ['"v=spf1 a:mail.example.org -all"'], "SPF", Level.GOOD, "lets"),
        ("example.org.", "TXT", ['"v=spf1 a:mail.example.org/24 -all"'], "SPF", Level.GOOD, "lets"),
        ("example.org.", "TXT", ['"v=spf1 redirect=_spf.example.net"'], "SPF", Level.GOOD, "lets"),
        ("example.org.", "TXT", ['"v=spf1 redirect=example.org"'], "SPF", Level.REFUSED, "than 10"),
        ("mail._domainkey.example.org.", "TXT", [], "DKIM", Level.REFUSED, "5.7.515"),
        ("mail._domainkey.example.org.", "TXT", ['"v=DKIM1; p="'], "DKIM", Level.REFUSED, "no key"),
        ("_dmarc.example.org.", "TXT", [], "DMARC", Level.REFUSED, "v=DMARC1; p=none"),
        ("_dmarc.example.org.", "TXT", ['"v=DMARC1; p=all"'], "DMARC", Level.REFUSED, "p=all"),
        ("_dmarc.example.org.", "TXT", ['"v=DMARC1; p=reject; adkim=s"'], "DMARC", Level.GOOD,
         "DKIM must be of exactly example.org"),
        ("7.2.0.192.in-addr.arpa.", "PTR", [], "PTR", Level.BETTER, "5.7.25"),
        ("7.2.0.192.in-addr.arpa.", "PTR", ["x.example."], "PTR", Level.BETTER, "lead back"),
        ("mail.example.org.", "A", [], "SPF", Level.REFUSED, "nothing can be sent"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_said_with_what_to_set(server, name, kind, rows, about, level, said):
    server.zone[name, kind] = rows
    verdict = verdicts(server)[about]
    assert verdict.level == level
    assert said in verdict.sentence


def test_a_domain_below_is_held_to_the_record_above_it(server):
    server.zone["news.example.org.", "TXT"] = ['"v=spf1 ip4:192.0.2.7 -all"']
    server.zone["_dmarc.example.org.", "TXT"] = ['"v=DMARC1; p=none; sp=reject"']
    verdict = verdicts(server, domain="news.example.org")["DMARC"]
    assert "example.org asks receivers to reject" in verdict.sentence


def test_without_a_name_for_the_key_nothing_is_concluded(server):
    server.zone["mail._domainkey.example.org.", "TXT"] = []
    assert levels(server, selectors=())["DKIM"] == Level.UNKNOWN


def test_where_no_name_server_answers_nothing_is_concluded(server):
    server.is_broken = True
    with pytest.raises(NoAnswerError):
        verdicts(server)


def test_the_command_says_it_and_ends_with_an_error(server, mail_server, settings, monkeypatch):
    settings.DEFAULT_FROM_EMAIL = "Digest <digest@example.org>"
    monkeypatch.setattr(
        "gleanings.delivery.deliverability.dns._resolver", lambda: server.names().resolver
    )
    out = io.StringIO()
    with pytest.raises(CommandError, match="will be refused"):
        call_command("check_mail", selector=["other"], stdout=out)
    server.zone["1.0.0.127.in-addr.arpa.", "PTR"] = ["localhost."]
    server.zone["localhost.", "A"] = ["127.0.0.1"]
    server.zone["example.org.", "TXT"] = ['"v=spf1 ip4:127.0.0.1 -all"']
    out = io.StringIO()
    call_command("check_mail", selector=["mail"], stdout=out)
    said = out.getvalue()
    assert "SPF, good" in said
    assert "TLS, could be better" in said
    assert mail_server.received == []
    settings.EMAIL_PORT = 1
    with pytest.raises(CommandError):
        call_command("check_mail", selector=["mail"], stdout=out)
    assert "does not let the site in" in out.getvalue()
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="GLEANINGS_EMAIL_HOST"):
        call_command("check_mail")
