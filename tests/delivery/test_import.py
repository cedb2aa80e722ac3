"""A list that a network has already, with broken lines: an account of each."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from delivery.subscribers import make_subscriber
from gleanings.delivery.importing.dates import Order
from gleanings.delivery.importing.subscriber_list import Defaults, Fate, import_list
from gleanings.delivery.models import Source, Standing, Subscriber
from gleanings.delivery.subscribing.forms import choice_of
from gleanings.digest.models import Topic

pytestmark = pytest.mark.django_db

DEFAULTS = Defaults(dt.date(2024, 5, 31), "sign-up sheet", "en")


def fates(content: str | bytes, **how) -> list[tuple[int, str]]:
    raw = content.encode() if isinstance(content, str) else content
    return [(line.number, line.fate.name) for line in import_list(raw, DEFAULTS, **how).lines]


def test_every_line_is_accounted_for():
    make_subscriber("there@example.org")
    make_subscriber("left@example.org", standing=Standing.LEFT)
    make_subscriber("back@example.org", standing=Standing.BOUNCED)
    content = """email;date;source;langue;name
a@example.org;2023-01-02;congress;fr;A
THERE@Example.org;;;;
left@example.org;2024-01-01;;;

back@example.org;;;;
A@EXAMPLE.ORG;;;;
nobody;;;;
b@example.org;31.12.2023;;;
c@example.org;2999-01-01;;;
d@example.org;;;de;
"e@example.org;;;;
f@example.org"""
    assert fates(content) == [
        *((2, "ADDED"), (3, "THERE"), (4, "LEFT"), (6, "BOUNCED"), (7, "TWICE"), (8, "WRONG")),
        *((9, "ADDED"), (10, "WRONG"), (11, "WRONG"), (12, "WRONG"), (13, "ADDED")),
    ]
    first = Subscriber.objects.get(address="a@example.org")
    assert (first.language, first.consent_source, first.consent_note) == (
        *("fr", Source.LIST, "congress"),
    )
    assert first.consent_at.date() == dt.date(2023, 1, 2)
    last = Subscriber.objects.get(address="f@example.org")
    assert (last.consent_note, last.consent_at.date()) == ("sign-up sheet", DEFAULTS.date)
    assert Subscriber.objects.get(address="left@example.org").standing == Standing.LEFT
    assert Subscriber.objects.count() == 6


@pytest.mark.parametrize(
    "content",
    [
        "a@example.org\nb@example.org\n",
        "Email\tName\na@example.org\tX\nb@example.org\tY\n",
        'name,E-Mail\nX,a@example.org\n"Y, Z",b@example.org\n',
        "email\na@example.org\nb@example.org\n".encode("utf-16"),
        "\ufeffcourriel,nom\na@example.org,é\nb@example.org,é\n".encode(),
        "email,nom\na@example.org,é\nb@example.org,é\n".encode("cp1252"),
        b"email\r\na@example.org\r\n\0\r\nb@example.org\0\r\n",
    ],
)
def test_lists_of_every_make(content):
    account = fates(content)
    assert [fate for _number, fate in account] == ["ADDED", "ADDED"]


def test_the_same_list_twice_adds_nobody_twice():
    content = "email\na@example.org\nb@example.org\n"
    assert fates(content, dry_run=True) == [(2, "ADDED"), (3, "ADDED")]
    assert not Subscriber.objects.exists()
    fates(content)
    assert fates(content) == [(2, "THERE"), (3, "THERE")]
    assert Subscriber.objects.count() == 2


@pytest.mark.parametrize("content", ["", " \n,,\n", "name,phone\nX,1\n", "%PDF-1.4 binary"])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ValidationError):
        import_list(content.encode(), DEFAULTS)


def test_ten_megabytes_with_broken_lines():
    lines = ["email,date"]
    for number in range(30_000):
        broken = number % 50 == 0
        lines.append(
            f'"reader{number}@@,"'
            if broken
            else f"reader{number}@a-long-domain.example.org,2024-01-01,{'x' * 270}"
        )
    content = "\n".join(lines).encode()
    assert len(content) > 9_000_000
    account = import_list(content, DEFAULTS)
    assert len(account.lines) == 30_000
    assert account.counts() == [(Fate.ADDED, 29_400), (Fate.WRONG, 600)]
    assert Subscriber.objects.count() == 29_400


def test_at_the_desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    form = {"date": "2024-05-31", "source": "sheet", "language": "fr"}
    file = SimpleUploadedFile("list.csv", b"email\na@example.org\nno\n")
    trial = client.post(reverse("import_subscribers"), {**form, "file": file, "trial": "1"})
    assert "Nothing is stored" in trial.content.decode()
    assert "2 lines" in trial.content.decode()
    assert 'value="sheet"' in trial.content.decode()  # to be sent again
    assert not Subscriber.objects.exists()
    file.seek(0)
    page = client.post(reverse("import_subscribers"), {**form, "file": file}).content.decode()
    assert "2 lines" in page
    assert "is not a mail address" in page
    assert Subscriber.objects.get().language == "fr"
    file = SimpleUploadedFile("list.csv", b"name\nX\n")
    page = client.post(reverse("import_subscribers"), {**form, "file": file}).content.decode()
    assert "No column of addresses" in page


def test_an_export_comes_in_again(client, editor):
    make_subscriber("a@example.org", language="fr")
    make_subscriber("=cmd@example.org")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("export_subscribers"))
    content = b"".join(answer.streaming_content)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["email"] for row in rows] == ["a@example.org", "'=cmd@example.org"]
    Subscriber.objects.filter(language="fr").delete()
    assert fates(content)[0] == (2, "ADDED")
    assert Subscriber.objects.get(address="a@example.org").language == "fr"


def test_the_command_says_it_of_every_line(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("email\na@example.org\nno\n")
    said = io.StringIO()
    call_command("import_subscribers", str(file), date="2024-05-31", source="x", stdout=said)
    assert "2: a@example.org: added" in said.getvalue()
    assert "3: no: left out (“no” is not" in said.getvalue()
    with pytest.raises(CommandError, match="date like"):
        call_command("import_subscribers", str(file), date="May", source="x")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_subscribers", str(tmp_path / "none"), date="2024-05-31", source="x")


def test_the_column_of_mail_addresses_is_told_from_the_postal_one():
    content = """sep=;
courriel;nom;adresse;date;langue
a@example.org;A;12 rue X;2023-01-02;Anglais
b@example.org;B;a@b.org, 3 rue Y;;français"""
    assert fates(content) == [(3, "ADDED"), (4, "ADDED")]
    languages = dict(Subscriber.objects.values_list("address", "language"))
    assert languages == {"a@example.org": "en", "b@example.org": "fr"}


def test_of_two_times_the_one_that_is_there_is_the_consents():
    content = """Email Address,OPTIN_TIME,CONFIRM_TIME
a@example.org,2023-01-02 10:00:00,2023-01-03 10:00:00
b@example.org,2023-01-02 10:00:00,"""
    assert fates(content) == [(2, "ADDED"), (3, "ADDED")]
    dates = [
        at.date().isoformat() for at in Subscriber.objects.values_list("consent_at", flat=True)
    ]
    assert sorted(dates) == ["2023-01-02", "2023-01-03"]


def test_what_is_given_out_comes_in_again_as_it_was(client, editor):
    make_subscriber(
        "chose@example.org",
        topics=["empathy", "depression"],
        types=["meta-analysis"],
        language="fr",
        alerts=True,
        frequency="summary",
    )
    make_subscriber("fewer@example.org").left_out.set(Topic.objects.filter(slug="suicide"))
    make_subscriber("left@example.org", standing=Standing.LEFT)
    make_subscriber("back@example.org", standing=Standing.BOUNCED)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    given_out = b"".join(client.get(reverse("export_subscribers")).streaming_content)
    before = {one.address: (one.standing, choice_of(one)) for one in Subscriber.objects.all()}
    Subscriber.objects.all().delete()
    assert fates(given_out) == [(2, "ADDED"), (3, "ADDED"), (4, "KEPT"), (5, "KEPT")]
    after = {one.address: (one.standing, choice_of(one)) for one in Subscriber.objects.all()}
    assert after == before
    assert fates(given_out) == [(2, "THERE"), (3, "THERE"), (4, "LEFT"), (5, "BOUNCED")]


@pytest.mark.parametrize(
    ("column", "said", "fate"),
    [
        ("status", "Subscribed", "ADDED"),
        ("status", "enabled", "ADDED"),
        ("status", "", "ADDED"),
        ("Status", "unsubscribed", "KEPT"),
        ("status", "blocklisted", "KEPT"),
        ("status", "cleaned", "KEPT"),
        ("status", "VIP", "WRONG"),
        ("frequency", "summary", "ADDED"),
        ("frequency", "hourly", "WRONG"),
        *(("BLOCKLISTED", said, "KEPT") for said in ("Yes", "1", "true", "2024-05-01", "oui")),
        *(("BLOCKLISTED", said, "ADDED") for said in ("No", "0", "False", "", "non")),
        *(("subscribed_to_emails", said, "KEPT") for said in ("false", "0", "No")),
        *(("subscribed_to_emails", said, "ADDED") for said in ("true", "1", "", "2024-05-01")),
        ("email_disabled", "true", "KEPT"),
        ("email_disabled", "false", "ADDED"),
        ("Opt-in", "no", "KEPT"),
        ("Do Not Email", "1", "KEPT"),
        ("No Bulk Emails (User Opt Out)", "Yes", "KEPT"),
        ("Unsubscribed", "yes", "KEPT"),
        ("alerts", "yes", "ADDED"),
        ("alerts", "perhaps", "WRONG"),
        ("chosen_topics", "empathy depression", "ADDED"),
        ("chosen_topics", "empathy no-such-topic", "WRONG"),
        ("chosen_types", "no-such-type", "WRONG"),
    ],
)
def test_nobody_gets_what_he_does_not_want_because_it_was_not_understood(column, said, fate):
    assert fates(f"email,{column}\na@example.org,{said}\n") == [(2, fate)]
    assert Subscriber.objects.active().count() == (fate == "ADDED")


def test_one_column_of_several_that_says_no_is_enough():
    """As Brevo has one for mail and one for texts, and CiviCRM one by the person."""
    head = "EMAIL,BLOCKLISTED,Do Not Email,status\n"
    assert fates(f"{head}a@example.org,No,Yes,\nb@example.org,No,No,subscribed\n") == [
        (2, "KEPT"),
        (3, "ADDED"),
    ]


def test_columns_that_are_not_read_are_named():
    content = b"email,First name,Wants_no_letters,status\na@example.org,A,yes,\n"
    (note,) = import_list(content, DEFAULTS).notes
    assert "First name, Wants_no_letters." in note
    assert import_list(b"email,status\nb@example.org,\n", DEFAULTS).notes == []
    assert import_list(b"c@example.org,C\n", DEFAULTS).notes == []


# --- dates ----------------------------------------------------------------------------------------


def days(*texts: str, **how) -> list[str]:
    """What day each line’s consent has; why not, where it was left out."""
    lines = "".join(f'reader{n}@example.org\t"{text}"\n' for n, text in enumerate(texts))
    account = import_list(f"email\tdate\n{lines}".encode(), replace(DEFAULTS, **how))
    at = dict(Subscriber.objects.values_list("address", "consent_at"))
    Subscriber.objects.all().delete()
    return [line.why or at[line.address].date().isoformat() for line in account.lines]


@pytest.mark.parametrize(
    "text",
    [
        *("2024-05-31", "2024-05-31T10:12:33Z", "2024-05-31 10:12:33.5 +0000 UTC", "2024/5/31"),
        *("20240531", "31.05.2024", "31.5.24", "05/31/2024", "5/31/24 10:12", "31/05/2024"),
        *("31-05-2024", "May 31, 2024", "May 31, 2024 10:12 am", "Fri, 31 May 2024 10:12:33 +0000"),
        *("31 mai 2024", "31-May-2024", "45443", "45443.42"),
    ],
)
def test_a_date_that_can_be_one_day_only(text):
    assert days(text) == ["2024-05-31"]


def test_a_date_that_can_be_two_days_is_left_out_and_both_are_named():
    (why,) = days("05/06/2024")
    assert "may be June 5, 2024 or May 6, 2024" in why
    assert days("05/05/2024") == ["2024-05-05"]
    assert days("05.06.2024") == ["2024-06-05"]


def test_unless_who_brings_the_list_says_what_comes_first():
    assert days("05/06/2024", order=Order.DAY) == ["2024-06-05"]
    assert days("05/06/2024", order=Order.MONTH) == ["2024-05-06"]
    (why,) = days("31/05/2024", order=Order.MONTH)
    assert "is no date of a consent" in why


@pytest.mark.parametrize(("by", "read"), [("31/05/2024", "2024-06-05"), ("5/31/24", "2024-05-06")])
def test_or_another_line_of_the_list_shows_it_and_that_is_said(by, read):
    assert days("05/06/2024", by) == [read, "2024-05-31"]
    content = f"email,date\na@example.org,05/06/2024\nb@example.org,{by}\n"
    (note,) = import_list(content.encode(), DEFAULTS).notes
    assert "“05/06/2024”" in note
    assert f"“{by}”" in note


def test_two_lines_that_contradict_each_other_show_nothing():
    unclear, day_first, month_first = days("05/06/2024", "31/05/2024", "05/31/2024")
    assert "may be" in unclear
    assert (day_first, month_first) == ("2024-05-31", "2024-05-31")


def test_a_number_of_excels_is_said():
    (note,) = import_list(b"email,date\na@example.org,45443\n", DEFAULTS).notes
    assert "“45443” is read as May 31, 2024" in note


@pytest.mark.parametrize("text", ["31/31/2024", "99999", "May 2024", "31 foo 2024", "2024-13-01"])
def test_what_is_no_date_is_left_out(text):
    (why,) = days(text)
    assert "is no date of a consent" in why


# --- exports of other systems ---------------------------------------------------------------------

MAILCHIMP = """Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,NOTES
a@example.org,A,2,2023-01-02 10:00:00,1.2.3.4,2023-01-03 10:00:00,
"""
MAILCHIMP_LEFT = """Email Address,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,UNSUB_REASON
a@example.org,2023-01-02 10:00:00,,2024-02-01 09:00:00,NORMAL
"""
MAILCHIMP_CLEANED = """Email Address,OPTIN_TIME,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE
a@example.org,2023-01-02 10:00:00,2024-02-01 09:00:00,News
"""
LISTMONK = """uuid,email,name,attributes,status,created_at,updated_at
0-1,a@example.org,A,"{""city"": ""Bern, CH""}",%s,2023-01-02 10:00:00.1 +0000 UTC,2024-01-01
"""
MAILPOET = """Email,First name,Subscription time,Confirmation time,List status,Global status,List
a@example.org,A,2023-01-01 10:00:00,2023-01-02 10:00:00,%s,%s,News
"""


@pytest.mark.parametrize(
    ("content", "fate", "standing"),
    [
        (MAILCHIMP, "ADDED", "active"),
        (MAILCHIMP_LEFT, "KEPT", "left"),
        (MAILCHIMP_CLEANED, "KEPT", "bounced"),
        (LISTMONK % "enabled", "ADDED", "active"),
        (LISTMONK % "blocklisted", "KEPT", "left"),
        (MAILPOET % ("subscribed", "subscribed"), "ADDED", "active"),
        (MAILPOET % ("subscribed", "inactive"), "ADDED", "active"),
        (MAILPOET % ("unsubscribed", "subscribed"), "KEPT", "left"),
        (MAILPOET % ("subscribed", "unsubscribed"), "KEPT", "left"),
        (MAILPOET % ("subscribed", "bounced"), "KEPT", "bounced"),
        (MAILPOET % ("subscribed", "unconfirmed"), "UNCONFIRMED", ""),
        ("a@example.org\n", "ADDED", "active"),
        ("Anne Person <a@example.org>\n", "ADDED", "active"),
        ('"Person, Anne" <a@example.org>\n', "ADDED", "active"),
    ],
)
def test_exports_of_mailchimp_listmonk_mailpoet_and_mailman(content, fate, standing):
    assert [found for _number, found in fates(content)] == [fate]
    assert list(Subscriber.objects.values_list("address", "standing")) == (
        [("a@example.org", standing)] if standing else []
    )


def test_the_command_takes_what_comes_first(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("email,date\na@example.org,05/06/2024\nb@example.org,45443\n")
    said, where = io.StringIO(), {"date": "2024-05-31", "source": "x"}
    call_command("import_subscribers", str(file), first="day", stdout=said, **where)
    assert Subscriber.objects.get(address="a@example.org").consent_at.month == 6
    assert "45443" in said.getvalue()
