"""What editor and clinician do with a commentary, and the mails that come of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from gleanings.community import mail
from gleanings.community.commentaries.links import address_to_write
from gleanings.community.models import ClinicalCommentary
from gleanings.community.models.commentary import (
    DAYS_TO_WRITE,
    MOST_WORDS,
    OPEN,
    CommentaryState,
)
from gleanings.digest.addresses import absolute
from gleanings.reader import readables
from gleanings.reader.cache import content_version


def invite(commentary: ClinicalCommentary, *, by: Any) -> None:
    """With a new link, by mail where there is an address; links of before lead nowhere now."""
    commentary.state = CommentaryState.INVITED
    commentary.invited_by = by.get_full_name() or by.get_username()
    commentary.link_number += 1
    commentary.link_until = timezone.localdate() + dt.timedelta(days=DAYS_TO_WRITE)
    commentary.is_unreachable = False
    commentary.mail_due = timezone.now() if commentary.address else None
    commentary.answered_on = timezone.localdate()
    commentary.save()


def send(commentary: ClinicalCommentary) -> bool:
    """What the clinician wrote goes to the editors. Nobody else sees it yet.

    False where an editor decided meanwhile.
    """
    with transaction.atomic():
        same = ClinicalCommentary.objects.filter(pk=commentary.pk, version=commentary.version)
        commentary.version += 1
        if not same.filter(state__in=OPEN).update(version=commentary.version):
            return False
        commentary.state, commentary.mail_due = CommentaryState.WRITTEN, None
        commentary.written_on = timezone.localdate()
        commentary.save()
    return True


def decline(commentary: ClinicalCommentary) -> None:
    """With what was sent before: nobody may publish what its author takes back."""
    commentary.state = CommentaryState.DECLINED
    commentary.address, commentary.mail_due = "", None
    commentary.texts, commentary.has_interests, commentary.written_on = {}, None, None
    commentary.version += 1  # a form that an editor has open is of words that are gone
    commentary.save()


def publish(commentary: ClinicalCommentary) -> bool:
    """Who gave an address hears of it, with the words as readers see them; then it is erased.

    False where the clinician sent other words meanwhile.
    """
    today = timezone.localdate()
    is_new = commentary.state != CommentaryState.PUBLIC
    with transaction.atomic():
        same = ClinicalCommentary.objects.filter(pk=commentary.pk, version=commentary.version)
        if not same.update(is_unreachable=False):  # from here on the row is ours
            return False
        commentary.state, commentary.seen_at = CommentaryState.PUBLIC, timezone.now()
        commentary.written_on = commentary.written_on or today
        commentary.published_on = commentary.published_on or today
        if is_new and commentary.address:
            commentary.mail_due, commentary.answered_on = timezone.now(), today
        commentary.save()
        content_version.bump()
    return True


def take_offline(commentary: ClinicalCommentary) -> None:
    with transaction.atomic():
        commentary.state, commentary.mail_due = CommentaryState.OFFLINE, None
        commentary.save()
        content_version.bump()


def delete(commentary: ClinicalCommentary) -> None:
    with transaction.atomic():
        commentary.delete()
        content_version.bump()


# --- mail -----------------------------------------------------------------------------------------


def send_mails() -> None:
    """Invitations, and the word that one is online; addresses that nothing needs are erased."""
    for late in ClinicalCommentary.objects.too_late():
        late.forget_address()
    due = ClinicalCommentary.objects.due().select_related("summary")
    invited = due.filter(state=CommentaryState.INVITED)
    mail.send_answers(invited, invitation_to, _is_invited)
    mail.send_answers(due.filter(state=CommentaryState.PUBLIC), word_that_it_is_online)


def _is_invited(commentary: ClinicalCommentary, outcome: mail.Outcome) -> None:
    """The address is still needed; where no mail gets to it, the desk says so."""
    commentary.mail_due = None
    commentary.is_unreachable = outcome != mail.Outcome.SENT
    commentary.save(update_fields=["mail_due", "is_unreachable"])


def invitation_to(commentary: ClinicalCommentary) -> mail.Letter:
    with override(commentary.language):
        context = _about(commentary) | {"link": address_to_write(commentary)}
        return mail.Letter(
            name=f"commentary-{commentary.pk}-{commentary.link_number}",
            to=commentary.address,
            language=commentary.language,
            subject=gettext("Would you comment on this study for clinicians?"),
            text=render_to_string("community/mail/commentary_invitation.txt", context),
        )


def word_that_it_is_online(commentary: ClinicalCommentary) -> mail.Letter:
    with override(commentary.language):
        return mail.Letter(
            name=f"commentary-online-{commentary.pk}",
            to=commentary.address,
            language=commentary.language,
            subject=gettext("Your commentary is online"),
            text=render_to_string("community/mail/commentary_online.txt", _about(commentary)),
        )


def _about(commentary: ClinicalCommentary) -> dict[str, Any]:
    summary = commentary.summary
    about = readables.find(readables.SUMMARY, str(summary.translation_key))
    return {
        "commentary": commentary,
        "most_words": MOST_WORDS,
        "own": commentary.in_language(commentary.written_in),
        "title": about.title if about else summary.title,
        "address": absolute(about.path) if about else "",
    }
