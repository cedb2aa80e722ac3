"""What an editor makes of a question; who asked hears of it where he wished to."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from gleanings.community import mail
from gleanings.community.asking.answers import answer_of
from gleanings.community.models import AskedQuestion, Asking
from gleanings.community.models.asked_question import CLOSED, AskedState
from gleanings.digest.addresses import absolute
from gleanings.reader.cache import content_version
from gleanings.reader.readables import Readable


def publish(question: AskedQuestion) -> None:
    """Open, with the editor's words: a list that researchers can take up."""
    _decide(question, AskedState.OPEN)


def answer(question: AskedQuestion, readable: Readable, note: str) -> None:
    question.answer_kind, question.answer_key = readable.kind, readable.key
    _decide(question, AskedState.ANSWERED, note)


def decline(question: AskedQuestion, note: str) -> None:
    _decide(question, AskedState.DECLINED, note)


def _decide(question: AskedQuestion, state: AskedState, note: str = "") -> None:
    with transaction.atomic():
        question.state, question.note = state, note
        question.decided_on = timezone.localdate()
        question.save()
        _tell(question)
        content_version.bump()


def merge(question: AskedQuestion, into: AskedQuestion) -> None:
    """Who asked the one asks the other, and hears at once where that is answered already."""
    with transaction.atomic():
        question.askings.update(question=into)
        question.delete()
        if into.state in CLOSED:
            _tell(into)
        content_version.bump()


def _tell(question: AskedQuestion) -> None:
    """Those whose address is still there; it goes with the mail. Of an open question, nobody."""
    if question.state not in CLOSED:
        question.askings.update(mail_due=None)
        return
    due = question.askings.exclude(address="")
    due.update(mail_due=timezone.now(), answered_on=timezone.localdate())


def send_what_was_decided() -> None:
    due = Asking.objects.due().filter(question__state__in=CLOSED).select_related("question")
    mail.send_answers(due, letter_of)


def letter_of(asking: Asking) -> mail.Letter:
    with override(asking.language):
        question = asking.question
        about = answer_of(question) if question.state == AskedState.ANSWERED else None
        context = {
            "asking": asking,
            "question": question,
            "answer": about,
            "address": absolute(about.path) if about else "",
        }
        return mail.Letter(
            name=f"asking-{asking.pk}",
            to=asking.address,
            language=asking.language,
            subject=gettext("Your question to the network"),
            text=render_to_string("community/mail/asked_question.txt", context),
        )


def delete(question: AskedQuestion) -> None:
    with transaction.atomic():
        question.delete()
        content_version.bump()
