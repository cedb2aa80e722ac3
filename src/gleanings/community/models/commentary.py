"""What a clinician says of a summary, under his name, once an editor has read it."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gleanings.community.models.answered_by_mail import AnsweredByMail, AnsweredByMailQuerySet
from gleanings.digest.models import Summary

MOST_WORDS = 200
LONGEST = 3000
"""In characters: nobody's two hundred words are longer."""
DAYS_TO_WRITE = 30


class CommentaryState(models.TextChoices):
    INVITED = "invited", _("invited")
    WRITTEN = "written", _("to be read by an editor")
    PUBLIC = "public", _("readers see it")
    DECLINED = "declined", _("declined")
    OFFLINE = "offline", _("taken offline")


OPEN = (CommentaryState.INVITED, CommentaryState.WRITTEN)
"""In these the clinician may write."""


class ClinicalCommentaryQuerySet(AnsweredByMailQuerySet):
    def public(self) -> Self:
        return self.filter(state=CommentaryState.PUBLIC)

    def written(self) -> Self:
        """Those that wait for an editor."""
        return self.filter(state=CommentaryState.WRITTEN)

    def too_late(self, day: dt.date | None = None) -> Self:
        """Those whose link leads nowhere any more, and the address is still there: read by an
        editor or not. That a commentary is online is still mailed."""
        last = day or timezone.localdate()
        return self.filter(link_until__lt=last).exclude(address="").filter(mail_due=None)


class ClinicalCommentary(AnsweredByMail):
    """Of a summary in every language. The mail address is for the invitation and for the word that
    it is online; it is erased with that, or when the clinician declines or lets the link expire.
    """

    shows_nothing_new = True  # by itself: an editor's decision has the pages made anew

    summary = models.ForeignKey(
        Summary, verbose_name=_("summary"), on_delete=models.CASCADE, related_name="commentaries"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CommentaryState.choices, default=CommentaryState.INVITED
    )
    name = models.CharField(_("name"), max_length=200)
    has_interests = models.BooleanField(_("conflict of interest"), null=True)
    """None until it is answered; nothing is public before."""
    written_in = models.CharField(_("written in"), max_length=20, blank=True)
    texts = models.JSONField(default=dict)
    """By language ``words``, ``profession``, ``place`` and ``interests``: the clinician's own in
    the language it is written in, an editor's translation in the others."""
    invited_by = models.CharField(max_length=200, blank=True)
    """The name that the invitation is signed with."""
    note = models.TextField(_("a word of your own"), max_length=2000, blank=True)
    link_number = models.PositiveIntegerField(default=0, editable=False)
    """Of the newest link; those before it lead nowhere."""
    link_until = models.DateField(null=True, editable=False)
    is_unreachable = models.BooleanField(default=False, editable=False)
    """Whether the invitation could not be delivered."""
    version = models.PositiveIntegerField(default=0, editable=False)
    """Counts what the clinician sent: an editor publishes what he has read."""
    written_on = models.DateField(null=True, editable=False)
    published_on = models.DateField(null=True, editable=False)
    """When readers first saw it."""
    seen_at = models.DateTimeField(null=True, editable=False)
    """When an editor last let it stand."""

    objects = ClinicalCommentaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("clinical commentary")
        verbose_name_plural = _("clinical commentaries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="public_commentary_has_interests_answered",
                condition=~models.Q(state=CommentaryState.PUBLIC)
                | models.Q(has_interests__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def language_shown(self) -> str:
        """The page's, or that in which it was written."""
        own = get_language() or ""
        return own if self.in_language(own).get("words") else self.written_in

    def in_language(self, code: str) -> dict[str, str]:
        found: dict[str, Any] = self.texts.get(code) or {}
        return found

    @property
    def shown(self) -> dict[str, str]:
        """What there is in the language that is shown."""
        return self.in_language(self.language_shown)

    @property
    def may_be_written(self) -> bool:
        """Whether the clinician's link still takes something."""
        in_time = self.link_until is not None and self.link_until >= timezone.localdate()
        return self.state in OPEN and in_time
