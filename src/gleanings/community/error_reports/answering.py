"""What an editor answers, and the mail to who wanted to hear of it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from gleanings.community import mail
from gleanings.community.models import ErrorReport
from gleanings.community.models.error_report import ReportState
from gleanings.digest.addresses import absolute
from gleanings.digest.models import Correction
from gleanings.reader import readables


def corrections_since(report: ErrorReport) -> list[Correction]:
    """Those that readers were told of since, the newest first; of a summary in every language."""
    if report.kind != readables.SUMMARY:
        return []
    since = Correction.objects.filter(made_at__date__gte=report.day)
    return list(since.filter(summary__translation_key=report.key))


def answer(
    report: ErrorReport, state: str, words: str, correction: Correction | None, by: Any
) -> None:
    report.state, report.answer = state, words
    report.correction = correction if state == ReportState.CORRECTED else None
    report.answered_by, report.answered_on = by, timezone.localdate()
    report.mail_due = timezone.now() if report.address else None
    report.save()


def send_what_was_answered() -> None:
    due = ErrorReport.objects.due().exclude(state=ReportState.NEW)
    mail.send_answers(due, letter_of)


def letter_of(report: ErrorReport) -> mail.Letter:
    with override(report.language):
        about = readables.find(report.kind, report.key)
        context = {
            "report": report,
            "is_corrected": report.state == ReportState.CORRECTED,
            "title": about.title if about else report.title,
            "address": absolute(about.path) if about else "",
        }
        return mail.Letter(
            name=f"error-report-{report.pk}",
            to=report.address,
            language=report.language,
            subject=gettext("What you told us is wrong: %(title)s") % context,
            text=render_to_string("community/mail/error_report.txt", context),
        )
