"""What editors have scheduled: going online and offline, each page by itself.

Wagtail's own command stops at the first that fails, and with it all that come after. Several clocks
may run on one database: each page is locked and looked at a second time before it is touched.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone, translation
from wagtail.models import DraftStateMixin, Page, Revision

from gleanings.digest import clock

logger = logging.getLogger(__name__)

PUBLISH = "publish"
UNPUBLISH = "unpublish"


def publish_due(at: dt.datetime | None = None) -> list[Revision]:
    """Publish what is scheduled until now; those that could not be published."""
    at = at or timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lt=at).order_by("approved_go_live_at")
    failed = [
        revision
        for revision in list(due)
        if not _done(PUBLISH, revision.content_object, partial(_publish, revision.pk, at))
    ]
    clock.forget(PUBLISH, but=[_name(revision.content_object) for revision in failed])
    return failed


def unpublish_expired(at: dt.datetime | None = None) -> list[models.Model]:
    """Take offline what is to expire until now; what could not be taken offline."""
    at = at or timezone.now()
    failed = []
    for model in _models_that_expire():
        expired = model.objects.filter(live=True, expire_at__lt=at).order_by("expire_at")
        for one in list(expired):
            if not _done(UNPUBLISH, one, partial(_unpublish, type(one), one.pk, at)):
                failed.append(one)
    clock.forget(UNPUBLISH, but=map(_name, failed))
    return failed


def _models_that_expire() -> Iterator[Any]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _publish(pk: int, at: dt.datetime) -> None:
    with transaction.atomic():
        revisions = Revision.objects.select_for_update()
        revision = revisions.filter(pk=pk, approved_go_live_at__lt=at).first()
        if revision is not None:
            revision.publish(log_action="wagtail.publish.scheduled")


def _unpublish(model: Any, pk: int, at: dt.datetime) -> None:
    with transaction.atomic():
        rows = model.objects.select_for_update()
        one = rows.filter(pk=pk, live=True, expire_at__lt=at).first()
        if one is not None:
            whole = one.specific if isinstance(one, Page) else one
            whole.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _done(work: str, what: Any, attempt: Callable[[], None]) -> bool:
    """Whether the attempt went well. What refused it is noted in each language of the desk."""
    why: dict[str, list[str]] = {}
    for code, _language in settings.LANGUAGES:
        try:
            with translation.override(code):
                attempt()
        except (ValidationError, PermissionDenied) as refusal:
            logger.error("%s was due (%s): %s", what, work, refusal)
            why[code] = clock.words_of(refusal)
        except Exception:
            logger.exception("%s was due (%s)", what, work)
            why = {}
            break
        else:
            return True
    clock.note(work, _name(what), page=what if isinstance(what, Page) else None, why=why)
    return False


def _name(what: Any) -> str:
    kind = "page" if isinstance(what, Page) else what._meta.label_lower
    return f"{kind} {what.pk}"
