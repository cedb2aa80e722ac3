"""Mailings: begun with a publication, once; then written down, a row for each subscriber."""

import datetime as dt
import logging
import uuid
from collections.abc import Collection, Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from gleanings.delivery.matching import EVERYTHING, Offer, choices_of, matching, offers_of
from gleanings.delivery.models import (
    ALERTS,
    OPEN,
    Delivery,
    Frequency,
    Kind,
    Mailing,
    State,
    Subscriber,
    new_message_id,
)
from gleanings.delivery.sender import domain_of_the_sender
from gleanings.digest.models import ImportedEntry, Issue, Summary
from gleanings.literature.notices.statements import Status
from gleanings.reader.lists.issues import keys_of_month
from gleanings.reader.lists.notices import noted

logger = logging.getLogger(__name__)

AT_ONCE = 1000
MONTHS_BACK = 2
"""An issue that is older goes online without mail: nobody waits for it."""


def is_mailed_by_itself(issue: Issue, today: dt.date | None = None) -> bool:
    """Not an old month that is published late, nor one that an import brought in whole."""
    today = today or timezone.localdate()
    months = (today.year - issue.month.year) * 12 + today.month - issue.month.month
    if months > MONTHS_BACK:
        return False
    keys = issue.summaries.values("pk")
    imported = ImportedEntry.objects.filter(summary__in=keys).values("summary")
    return not imported or issue.summaries.exclude(pk__in=imported).exists()


def begin(kind: Kind, page: Issue | Summary, *others: Summary) -> tuple[Mailing, bool]:
    """The one mailing about the page, and summaries told of with it, and whether it is new."""
    if isinstance(page, Issue):
        contents = _online_in(page.translation_key)
    else:
        contents = [str(summary.translation_key) for summary in (page, *others)]
    return Mailing.objects.get_or_create(
        kind=kind,
        about=page.translation_key,
        defaults={
            "page_id": page.pk,
            "title": page.get_admin_display_title(),
            "contents": contents,
        },
    )


def mail_issue(issue: Issue) -> None:
    """With each publication of an issue, the first of which begins its mailing."""
    existing = Mailing.objects.filter(kind=Kind.ISSUE, about=issue.translation_key).first()
    if existing:
        take_up(existing)
    elif is_mailed_by_itself(issue):
        begin(Kind.ISSUE, issue)


def _online_in(issue: uuid.UUID) -> list[str]:
    """The translation keys of its summaries; some may be written in another language."""
    pages = Issue.objects.filter(translation_key=issue)
    return sorted(
        {str(one.translation_key) for page in pages for one in page.summaries.filter(live=True)}
    )


def tell_of_added(summary: Summary) -> None:
    """Tell, once, of a summary that goes online after its issue's mailing began: in the issue's
    mail or in that about others that were added, if its deliveries are not written yet."""
    issue = summary.issue
    of_the_issue = Q(kind=Kind.ISSUE, about=issue.translation_key)
    of_added = Q(kind=Kind.SUMMARY, about__in=issue.summaries.values("translation_key"))
    key = str(summary.translation_key)
    with transaction.atomic():
        known = list(Mailing.objects.filter(of_the_issue | of_added).select_for_update())
        is_mailed = any(mailing.kind == Kind.ISSUE for mailing in known)
        if not is_mailed or any(key in mailing.contents for mailing in known):
            return
        of_its_own = {key for one in known if one.kind == Kind.ISSUE for key in one.contents}
        for mailing in known:
            if not _takes_more(mailing):
                continue
            # one that leaves out whom the rest of the issue's mail tells takes nothing else
            if mailing.kind == Kind.ISSUE or not of_its_own & set(mailing.contents):
                mailing.contents.append(key)
                mailing.save(update_fields=["contents"])
                return
        begin(Kind.SUMMARY, summary)


def _takes_more(mailing: Mailing) -> bool:
    """Not one whose deliveries are written, or that somebody paused: it may never be sent."""
    goes_on = mailing.paused_at is None or mailing.pause_reason == NOT_ONLINE
    return goes_on and mailing.prepared_at is None and not _has_served(mailing)


def _has_served(mailing: Mailing) -> bool:
    return mailing.deliveries.exclude(state=State.QUEUED).exists()


# --- an issue that was offline, and comes back ----------------------------------------------------


def take_up(mailing: Mailing) -> None:
    """Have an issue's mailing tell all who wait for it of what is in the issue now.

    One that has begun to send stays as it is, unless it is paused. It goes on if it was paused for
    nothing but that the issue was not online; what somebody paused, stays so.
    """
    with transaction.atomic():
        mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if mailing.finished_at or (mailing.prepared_at and not mailing.paused_at):
            return
        added = Mailing.objects.filter(kind=Kind.SUMMARY, created_at__gte=mailing.created_at)
        has_served, told = _has_served(mailing), set(mailing.contents)
        for other in added.select_for_update():
            if not _takes_more(other):
                told.update(other.contents)
            elif not has_served and set(other.contents) & set(_online_in(mailing.about)):
                other.delete()  # nobody has had the issue yet: it comes with the rest
        mailing.contents += [key for key in _online_in(mailing.about) if key not in told]
        mailing.prepared_at = None  # for whoever chose what is new in it
        mailing.save(update_fields=["contents", "prepared_at"])
        _go_on_where_online(mailing)


def go_on_where_online() -> None:
    """Called by the clock: a page that is for all again is back without a publication."""
    for mailing in Mailing.objects.filter(finished_at=None, pause_reason=NOT_ONLINE):
        if mailing.kind == Kind.ISSUE:
            take_up(mailing)
        else:
            _go_on_where_online(mailing)


def end_for_deleted() -> None:
    """Called by the clock: what is deleted never comes back, and nobody waits for it any longer."""
    for mailing in Mailing.objects.filter(finished_at=None).exclude(paused_at=None):
        if mailing.kind == Kind.CHANGE or _is_there(mailing):
            continue
        now = timezone.now()
        with transaction.atomic():
            mailing.deliveries.filter(state__in=OPEN).update(
                state=State.SUPPRESSED, next_try=None, answer=DELETED, changed_at=now
            )
            Mailing.objects.filter(pk=mailing.pk).update(
                finished_at=now, paused_at=None, pause_reason=""
            )


def _is_there(mailing: Mailing) -> bool:
    model = Issue if mailing.kind == Kind.ISSUE else Summary
    return model.objects.filter(translation_key=mailing.about).exists()


def _go_on_where_online(mailing: Mailing) -> None:
    if mailing.paused_at and mailing.pause_reason == NOT_ONLINE and _is_online(mailing):
        mailing.resume()


def _is_online(mailing: Mailing) -> bool:
    return any(offers_in(mailing, code) for code, _name in settings.LANGUAGES)


def _told_with_the_issue(mailing: Mailing) -> set[int]:
    """Who is told of what was added by the rest of the issue's own mail, which waited meanwhile."""
    if mailing.kind != Kind.SUMMARY:
        return set()
    issues = Mailing.objects.filter(kind=Kind.ISSUE).values_list("pk", "contents")
    same = [key for key, contents in issues if set(contents) & set(mailing.contents)]
    rest = Q(state__in=OPEN) | Q(changed_at__gte=mailing.created_at)
    rows = Delivery.objects.filter(rest, mailing__in=same).exclude(subscriber=None)
    return set(rows.values_list("subscriber", flat=True))


# --- what is in a mailing -------------------------------------------------------------------------


def summaries_in(mailing: Mailing, language: str) -> list[int]:
    """The keys of those of its contents that anybody may read now, as they stand in the language.

    What was added to an issue later is none of them: another mailing tells of it.
    """
    summaries = Summary.objects.filter(translation_key__in=mailing.contents).in_language(language)
    if mailing.kind == Kind.ISSUE:
        issues = Issue.objects.filter(translation_key=mailing.about).in_language(language)
        issue = issues.readable().first()
        told = set(summaries.values_list("pk", flat=True))
        return [key for key in keys_of_month(language, issue.month) if key in told] if issue else []
    readable = list(summaries.readable().order_by("path"))
    if mailing.kind == Kind.RETRACTION:
        readable = [one for one in readable if noted(one).status == Status.RETRACTED]
    return [one.pk for one in readable]


def offers_in(mailing: Mailing, language: str) -> list[Offer]:
    """What anybody may read now, and its topics and types."""
    if mailing.kind == Kind.CHANGE:
        offer = Offer(mailing.pk, frozenset(mailing.told["topics"]), None)
        return [offer] if language in mailing.told["words"] else []
    return offers_of(summaries_in(mailing, language))


def audience(kind: Kind, contents: Collection[str] = ()) -> "list[tuple[int, str]]":
    """(subscriber, language) of all whom a mailing of the kind, with these, may be for."""
    subscribers = Subscriber.objects.active()
    if kind == Kind.MISTAKE:
        retractions = Mailing.objects.filter(kind=Kind.RETRACTION).values_list("pk", "contents")
        mailings = [key for key, told in retractions if set(told) & set(contents)]
        told = Delivery.objects.filter(mailing__in=mailings, state=State.SENT)
        subscribers = subscribers.filter(pk__in=told.values("subscriber"))
    if kind == Kind.SUMMARY:
        subscribers = subscribers.filter(frequency=Frequency.SUMMARY)
    if kind in ALERTS:
        subscribers = subscribers.filter(alerts=True)
    return list(subscribers.order_by("pk").values_list("pk", "language"))


def recipients(
    kind: Kind, offers: dict[str, list[Offer]], contents: Collection[str] = ()
) -> Iterator[tuple[int, str]]:
    """(subscriber, language) of those who chose any of what is offered in their language.

    A language that the site has no longer gets the first one's.
    """
    people = audience(kind, contents)
    for begin_at in range(0, len(people), AT_ONCE):
        some = people[begin_at : begin_at + AT_ONCE]
        choices = choices_of([subscriber for subscriber, _language in some])
        for subscriber, language in some:
            language = language if language in offers else settings.LANGUAGE_CODE
            if matching(offers[language], choices.get(subscriber, EVERYTHING)):
                yield subscriber, language


# --- writing it down ------------------------------------------------------------------------------


def prepare(mailing: Mailing) -> bool:
    """Write its deliveries, all or none, to whoever has none; whether it was this call that did.

    Where nobody may read anything of it, it pauses.
    """
    domain = domain_of_the_sender()
    with transaction.atomic():
        # whoever comes second waits here, and then finds it done
        waiting = Mailing.objects.filter(pk=mailing.pk, prepared_at=None)
        if not waiting.update(prepared_at=timezone.now()):
            return False
        mailing.refresh_from_db()  # something may have been added to it
        offers = {code: offers_in(mailing, code) for code, _name in settings.LANGUAGES}
        if not any(offers.values()):
            Mailing.objects.filter(pk=mailing.pk).update(prepared_at=None)
            mailing.pause(NOT_ONLINE)
            return False
        # an issue that comes back is prepared a second time
        told = set(mailing.deliveries.values_list("subscriber", flat=True))
        told |= _told_with_the_issue(mailing)
        rows = (
            Delivery(mailing=mailing, subscriber_id=key, message_id=new_message_id(domain))
            for key, _language in recipients(Kind(mailing.kind), offers, mailing.contents)
            if key not in told
        )
        Delivery.objects.bulk_create(rows, batch_size=AT_ONCE)
    return True


DELETED = gettext_noop("what it tells of was deleted")
NOT_ONLINE = "not online"
"""A pause's reason that `pause_words` says in the editor's language."""
