"""On the desk's first page: what was due and did not happen, why, and what to do."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from gleanings.digest.clock import works
from gleanings.digest.models import ClockFailure
from gleanings.digest.schedule import PUBLISH, UNPUBLISH
from gleanings.literature.dates import date_format

CLOCK_IS_LATE = dt.timedelta(minutes=15)
"""Cron comes every few minutes; what is due for longer was not looked at."""


@dataclass(frozen=True)
class Overdue:
    """Something that was due, for an editor to see to."""

    sentence: str
    reasons: list[str]
    advice: str
    page: Page | None = None


class ClockPanel(Component):
    name = "clock"
    order = 40
    template_name = "digest/admin/clock_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        if user is None or not page_permission_policy.user_has_permission(user, "publish"):
            return {"overdue": []}
        return {"overdue": [*_failures(), *_nobody_keeps_the_clock()]}


def _failures() -> Iterator[Overdue]:
    complaints = {work.name: work.complaint for work in works()}
    for failure in ClockFailure.objects.select_related("page").order_by("since"):
        reasons: list[str] = failure.why.get(get_language()) or next(iter(failure.why.values()), [])
        if not reasons:
            at = date_format(timezone.localtime(failure.last), "DATETIME_FORMAT")
            reasons = [
                _("This is an unexpected error: your operator will find it in the log of %s.") % at
            ]
        if failure.page and failure.work == PUBLISH:
            page = failure.page
            yield Overdue(
                _("“%(title)s” was due to go online but did not.")
                % {"title": page.specific_deferred.get_admin_display_title()},
                reasons,
                _("Fix what is named and it will go online by itself, or change its schedule."),
                page,
            )
        elif failure.page and failure.work == UNPUBLISH:
            yield Overdue(
                _("“%(title)s” was due to go offline but is still online.")
                % {"title": failure.page.title},
                reasons,
                _("Unpublish it by hand, or change its schedule."),
                failure.page,
            )
        elif failure.work in complaints:
            complaint = str(complaints[failure.work])
            if failure.subject:
                said = {"subject": failure.subject, "complaint": complaint}
                complaint = _("%(subject)s: %(complaint)s") % said
            yield Overdue(complaint, reasons, "")


def _nobody_keeps_the_clock() -> Iterator[Overdue]:
    late = timezone.now() - CLOCK_IS_LATE
    waiting = Revision.objects.filter(approved_go_live_at__lt=late).exists()
    expired = Page.objects.filter(live=True, expire_at__lt=late).exists()
    looked = ClockFailure.objects.filter(work__in=[PUBLISH, UNPUBLISH], last__gt=late).exists()
    if (waiting or expired) and not looked:
        yield Overdue(
            _("Something scheduled is overdue and has not been done."),
            [_("Nothing is running this site’s scheduled tasks.")],
            _("Tell your operator: “gleanings serve” runs them, or “gleanings tick” from cron."),
        )
