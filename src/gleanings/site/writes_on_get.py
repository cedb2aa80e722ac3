"""Whoever opens a page is not kept out by what Wagtail stores as it does so.

It notes that a form is open and who wants its comments, makes a user's profile, and cuts pictures
to size. Where that cannot be written, or somebody else is writing just then, the page is shown
with what is in memory, and the next one who opens it tries again.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError, transaction

from gleanings.site.patience import LITTLE, patience
from gleanings.site.unsaved import is_ours_to_tell

logger = logging.getLogger(__name__)


def open_pages_always() -> None:
    """Called once, when the app is ready."""
    from wagtail.admin.views.generic import mixins
    from wagtail.admin.views.pages.edit import EditView
    from wagtail.contrib.settings.models import BaseGenericSetting
    from wagtail.images.models import AbstractImage
    from wagtail.models import PageSubscription
    from wagtail.users.models import UserProfile

    for view in (EditView, mixins.CreateEditViewOptionalFeaturesMixin):
        together = transaction.atomic(view.get_editing_sessions)
        view.get_editing_sessions = _or_else(lambda view: None, together)

    subscriptions = PageSubscription.objects
    subscriptions.get_or_create = _or_else(_not_subscribed, subscriptions.get_or_create)
    UserProfile.get_for_user = classmethod(
        _or_else(lambda model, user: model(user=user), UserProfile.get_for_user.__func__)
    )
    BaseGenericSetting._get_or_create = classmethod(
        _or_else(lambda model: model(), BaseGenericSetting._get_or_create.__func__)
    )
    AbstractImage.get_rendition = _or_else(_the_whole_picture, AbstractImage.get_rendition)


def _or_else(instead: Callable[..., Any], store: Callable[..., Any]) -> Callable[..., Any]:
    """Store it; where the database or the disk does not take it, go on with something instead."""

    @wraps(store)
    def stored_or_not(*args: Any, **kwargs: Any) -> Any:
        try:
            with patience(LITTLE):
                return store(*args, **kwargs)
        except (DatabaseError, OSError) as error:
            if not is_ours_to_tell(error):
                raise
            logger.warning("Not stored, and done without: %s (%s)", store.__qualname__, error)
            return instead(*args, **kwargs)

    return stored_or_not


def _not_subscribed(*, defaults: dict[str, Any], **fields: Any) -> tuple[Any, bool]:
    from wagtail.models import PageSubscription

    return PageSubscription(**fields, **defaults), True


def _the_whole_picture(image: Any, spec: Any) -> Any:
    return image.get_rendition_model()(
        image=image,
        filter_spec=str(getattr(spec, "spec", spec)),
        file=image.file.name,
        width=image.width,
        height=image.height,
    )
