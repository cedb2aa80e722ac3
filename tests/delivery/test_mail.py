"""The mail as an independent parser reads it."""

from __future__ import annotations

import email
import email.policy
import re
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.utils import formataddr, parseaddr

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from delivery.subscribers import add_approved, draft, make_subscriber, publish, the_mailing
from digest.factories import translate
from gleanings.delivery.mail.letter import Copy, Letter
from gleanings.delivery.models import Edition, Subscriber
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Home, Issue, Summary
from gleanings.literature.models import Notice

pytestmark = pytest.mark.django_db

IMPLICATIONS = [f"<p>Do this: <em>{word}</em> & listen.</p>" for word in ("one", "two", "three")]


@pytest.fixture
def sent(mail_server):
    """Sends what is due and gives the messages by recipient."""

    def send():
        Worker().run()
        return {message["To"]: message for message in mail_server.messages()}

    return send


def bodies(message):
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return text.get_content(), BeautifulSoup(html.get_content(), "html.parser")


def test_headers_say_who_what_and_how_to_leave(sent):
    publish(draft("Écouter aide, à 95 % – “vraiment”", "Two", "Three"))
    reader = make_subscriber("reader@example.org")
    message = sent()["reader@example.org"]
    assert message["Subject"] == "Écouter aide, à 95 % – “vraiment” – and 2 more"
    (author,) = message["From"].addresses
    home = Home.objects.get(locale__language_code="en")
    assert author == Address(home.title, addr_spec="digest@example.net")
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.net>", message["Message-ID"])
    assert message["Date"].datetime is not None
    assert message["List-Id"] == "<digest-en.example.net>"
    leaving = f"http://localhost:8000/en/e-mail/mine/{reader.key}/unsubscribe/"
    assert message["List-Unsubscribe"] == f"<{leaving}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (message["Precedence"], message["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert message.get_content_type() == "multipart/alternative"
    assert message.defects == []
    for name in ("To", "From", "Subject", "Message-ID", "Date", "List-Unsubscribe"):
        assert len(message.get_all(name)) == 1


def test_text_and_html_say_the_same(sent):
    issue = draft("On empathy", teaser="This month: empathy.", implications=IMPLICATIONS)
    add_approved(issue, "On depression", topic="depression", studied="41 outpatients")
    publish(issue)
    make_subscriber()
    text, html = bodies(sent()["reader@example.org"])
    words = " ".join(html.get_text(" ").split())
    for said in (
        "This month: empathy.",
        "On empathy",
        "On depression",
        "41 outpatients",
        "Do this: one & listen.",
        "Do this: two & listen.",
    ):
        assert said in " ".join(text.split())
        assert said in re.sub(r"\s+([,.])", r"\1", words)
    assert "three" not in text
    assert not re.search(r"<[a-z/]|&[a-z]+;|\{", text)
    links = {a["href"] for a in html.select("a[href]")}
    assert links == set(re.findall(r"https?://\S+", text))


def test_each_summary_leads_to_where_it_is_rated_and_no_link_rates(client, sent):
    publish(draft("One"))
    make_subscriber()
    _text, html = bodies(sent()["reader@example.org"])
    (asked,) = [a for a in html.select("a") if "Was it of use" in a.get_text()]
    address, _, place = asked["href"].partition("#")
    page = BeautifulSoup(client.get(address.partition("8000")[2]).content, "html.parser")
    assert page.find(id=place).select("form button")
    assert "?" not in asked["href"]


def test_nothing_in_it_is_fetched_and_every_link_is_whole(sent):
    publish(draft("One"))
    make_subscriber()
    _text, html = bodies(sent()["reader@example.org"])
    assert not html.select("img, script, link, iframe, form, object, [background]")
    assert "url(" not in str(html)
    (dark,) = html.select("style")
    assert dark.string.strip().startswith("@media (prefers-color-scheme: dark)")
    assert "color: #1d2420" in html.body["style"]
    for a in html.select("a"):
        assert a["href"].startswith("http://localhost:8000/en/")
        assert a.get_text(strip=True)


def test_it_stays_below_what_gmail_cuts(sent):
    issue = draft(
        *(f"Summary {letter} " + "of a long title " * 12 for letter in "abcdefghij"),
        implications=[f"<p>{'A long implication. ' * 20}</p>"] * 3,
        studied="many outpatients in many clinics " * 12,
    )
    publish(issue)
    make_subscriber()
    message = sent()["reader@example.org"]
    assert len(message.get_body(("html",)).get_content().encode()) < 90_000
    assert max(map(len, message.as_bytes().splitlines())) < 998


def test_each_gets_what_he_chose_and_one_text_serves_many(sent):
    issue = draft("On empathy")
    add_approved(issue, "On depression", topic="depression")
    publish(issue)
    for number in range(3):
        make_subscriber(f"all{number}@example.org")
    make_subscriber("some@example.org", topics=["depression"])
    messages = sent()
    text, _html = bodies(messages["some@example.org"])
    assert "On depression" in text
    assert "On empathy" not in text
    assert messages["some@example.org"]["Subject"] == "On depression"
    assert messages["all0@example.org"]["Subject"] == "On empathy – and 1 more"
    assert Edition.objects.count() == 2
    keys = {bodies(messages[f"all{n}@example.org"])[0].split("/mine/")[1][:32] for n in range(3)}
    own = Subscriber.objects.filter(address__startswith="all").values_list("key", flat=True)
    assert keys == set(own)


def test_in_the_subscribers_language_with_a_notice_where_words_are_in_another(sent):
    publish(draft("On empathy", "On silence"))
    translate(Summary.objects.get(title="On empathy", alias_of=None), "Sur l’empathie")
    make_subscriber(language="fr")
    text, html = bodies(sent()["reader@example.org"])
    assert "Sur l’empathie" in text
    assert "On silence" in text
    assert "Se désabonner" in text
    assert text.count("Ce contenu n’existe qu’en anglais.") == 1
    assert html.html["lang"] == "fr"
    assert html.find("h2", string="On silence")["lang"] == "en"
    assert all("/fr/" in a["href"] for a in html.select("a"))


def test_a_retracted_article_says_so_first(sent):
    publish(draft("On empathy", "On silence"))
    summary = Summary.objects.get(title="On silence", alias_of=None)
    Notice.objects.create(article=summary.articles[0], kind="retraction", source="x", date="2026")
    make_subscriber()
    text, html = bodies(sent()["reader@example.org"])
    caution = html.find("h2", string="On silence").find_next("p").get_text()
    assert "retracted" in caution
    assert caution in text.split("On silence")[1]
    assert text.count(caution) == 1
    assert html.find("h2", string="On silence").find_next("p")["class"] == ["warn"]


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("o'neil+research@example.org", "o'neil+research@example.org"),
        ("A.B@Example.ORG", "A.B@example.org"),
        ("leser@bücher.example", "leser@xn--bcher-kva.example"),
        ("leser@Bücher.example.", "leser@xn--bcher-kva.example"),
        ('"a..quoted"@example.org', '"a..quoted"@example.org'),
    ],
)
def test_unusual_addresses_get_theirs(mail_server, typed, sent_to):
    from gleanings.delivery.mail_address import normal_address

    publish(draft("One"))
    make_subscriber(normal_address(typed))
    Worker().run()
    # the server gives the address without the marks that it does not need
    assert [one.replace('"', "") for one in mail_server.recipients()] == [sent_to.replace('"', "")]
    (message,) = mail_server.messages()
    (to,) = message["To"].addresses
    assert to.addr_spec.replace('"', "") == sent_to.replace('"', "")


@pytest.mark.parametrize(
    "typed",
    [
        *("", "nobody", "@example.org", "a@", "a@b@", "a b@example.org", "a@localhost"),
        *(
            "é@example.org",
            "a@example.org\nBcc: b@example.org",
            "a\r\n@example.org",
            "a@exa mple.org",
        ),
        *(
            "a@example.org, b@example.org",
            "<a@example.org>",
            "a" * 300 + "@example.org",
            "a@\udcff.org",
        ),
    ],
)
def test_no_address_is_none(typed):
    from gleanings.delivery.mail_address import normal_address

    with pytest.raises(ValidationError):
        normal_address(typed)


def test_one_person_however_spelled():
    from gleanings.delivery.mail_address import same_address

    spelled = ["Leser@Bücher.example", "leser@xn--bcher-kva.example.", " LESER@BÜCHER.EXAMPLE "]
    assert len({same_address(text) for text in spelled}) == 1


LONG = (
    "[Article retracted] A programme, offered at home, to meet the client’s needs – “as they are” "
    "– helps: d’après une évaluation à Montréal, 心理治療 and 1 more"
)


@pytest.mark.parametrize(
    "words", [LONG, LONG[21:], LONG.replace(" ", "  "), "a " * 80 + "’", "é" * 200]
)
def test_subject_and_sender_are_read_as_they_were_meant(words):
    for length in range(1, len(words) + 1):
        meant = words[:length].strip()
        letter = Letter(formataddr((meant, "digest@example.net")), meant, "t", "h")
        content = Copy(letter, "a@example.org", "m@example.org").as_bytes()
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert message["Subject"] == meant
        # the parser puts a blank between two coded words of a name; others do not (RFC 2047, 6.2)
        unfolded = "".join(email.message_from_bytes(content)["From"].splitlines())
        name, address = parseaddr(unfolded)
        assert (str(make_header(decode_header(name))), address) == (meant, "digest@example.net")
        head = content.partition(b"\r\n\r\n")[0]
        assert b"?q??=" not in head
        assert max(map(len, head.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("header", ["to", "message_id", "List-Unsubscribe"])
@pytest.mark.parametrize("evil", ["a\nBcc: x@example.org", "a\r\nBcc: x@example.org", "é\x00"])
def test_no_header_becomes_two(header, evil):
    fields = {"to": "a@example.org", "message_id": "m@example.org"}
    personal = {} if header in fields else {header: evil}
    letter = Letter("x@example.org", "s", "t", "h", personal=personal)
    if header in fields:
        fields[header] = evil
    with pytest.raises(ValueError, match="cannot be a header"):
        Copy(letter, **fields).as_bytes()


def test_a_title_of_two_lines_stays_one_subject(sent):
    publish(draft("One"))
    Summary.objects.filter(title="One").update(title="One\nBcc: victim@example.org")
    make_subscriber()
    message = sent()["reader@example.org"]
    assert message["Bcc"] is None
    assert message["Subject"] == "One Bcc: victim@example.org"


def test_dots_at_the_start_of_a_line_and_long_lines_come_through(sent):
    text = ".hidden\n..two\n" + "word " * 400 + "é" * 200
    issue = publish(draft("One", teaser=text))
    make_subscriber()
    got, _html = bodies(sent()["reader@example.org"])
    assert Issue.objects.get(pk=issue.pk).teaser in got.replace("\r\n", "\n")
    assert the_mailing().finished_at


def test_what_became_known_after_a_mail_stands_over_its_copy_in_the_browser(client, sent):
    publish(draft("On empathy"))
    make_subscriber()
    sent()
    address = f"/en/e-mail/read/{Edition.objects.get().key}/"
    assert "retracted" not in client.get(address).content.decode()
    article = Summary.objects.get(alias_of=None).articles[0]
    Notice.objects.create(article=article, kind="retraction", source="x", date="2026")
    page = client.get(address).content.decode()
    assert "retracted" in page.split("In practice")[0]


def test_a_long_subject_ends_after_a_word(sent):
    publish(draft("A long title " * 15))
    make_subscriber()
    sent()
    subject = Edition.objects.get().subject
    assert len(subject) <= 110
    assert subject.removesuffix("…").split()[-1] in {"A", "long", "title"}
