"""After a day of readers' answers: what tables and log hold of them, and what they do not."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from community.commentaries import SENT
from digest.factories import make_issue, make_summary
from gleanings.community.asking.deciding import decline, send_what_was_decided
from gleanings.community.commentaries.deciding import publish, send_mails
from gleanings.community.commentaries.links import address_to_write, token_of
from gleanings.community.error_reports.answering import answer, send_what_was_answered
from gleanings.community.models import AskedQuestion, ClinicalCommentary, ErrorReport

pytestmark = pytest.mark.django_db

MACHINE, PROGRAM, ADDRESS = "203.0.113.77", "Firefox-of-Ann", "ann@example.org"
CLINICIAN = "bea@example.org"


def where(word: str) -> set[str]:
    """The fields of all tables that have the word in them."""
    return {
        f"{model._meta.label_lower}.{name}"
        for model in apps.get_models()
        for row in model._default_manager.values()
        for name, value in row.items()
        if word.casefold() in str(value).casefold()
    }


def test_after_a_day_no_table_and_no_log_tells_who_answered(editor, caplog):
    caplog.set_level(logging.DEBUG)
    summary = make_summary(make_issue("2018-03"), "Empathy helps")
    reader = Client(REMOTE_ADDR=MACHINE, headers={"User-Agent": PROGRAM})
    with override("en"):
        rate = reverse("rate", args=[summary.translation_key])
        report = reverse("report_error", args=["summary", str(summary.translation_key)])
    reader.get(summary.url)
    reader.post(rate, {"relevance": "6"})
    reader.post(f"{rate}more/", {"note": "A note"})
    reader.post(report, {"words": "A wrong number", "address": ADDRESS})
    asked = {"words": "What helps adolescents?", "looked": "1", "address": ADDRESS}
    reader.post("/en/ask/", asked)
    desk = Client()
    desk.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    invited = {"name": "Bea Clinician", "address": CLINICIAN, "language": "en", "invite": "1"}
    desk.post(reverse("commentaries_of", args=[summary.translation_key]), invited)
    commentary = ClinicalCommentary.objects.get()
    token = token_of(commentary)
    link = urlsplit(address_to_write(commentary)).path
    send_mails()
    reader.get(link)
    assert reader.post(link, SENT).status_code == 302
    assert reader.get(f"{link}x/").status_code == 404
    cookie = reader.cookies["answers"].value

    assert where(ADDRESS) == {"community.errorreport.address", "community.asking.address"}
    one = ErrorReport.objects.get()
    answer(one, "nothing", "", None, editor)
    send_what_was_answered()
    assert where(ADDRESS) == {"community.asking.address"}
    assert where(CLINICIAN) == {"community.clinicalcommentary.address"}
    publish(ClinicalCommentary.objects.get())
    send_mails()
    decline(AskedQuestion.objects.get(), "")
    send_what_was_decided()
    assert [sent.to for sent in mail.outbox] == [[CLINICIAN], [ADDRESS], [CLINICIAN], [ADDRESS]]
    assert where("A note") == {"community.rating.note"}  # so it is looked at everywhere
    for word in (MACHINE, PROGRAM, ADDRESS, CLINICIAN, cookie, token):
        assert where(word) == set()
        assert word not in caplog.text
