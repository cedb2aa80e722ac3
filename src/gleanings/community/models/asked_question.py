"""What readers would like to know from research, and who of them wants to hear of it."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gleanings.community.models.answered_by_mail import AnsweredByMail, AnsweredByMailQuerySet
from gleanings.digest.models import Topic

LONGEST_QUESTION = 500
LONGEST_WORDS = 2000


class AskedState(models.TextChoices):
    NEW = "new", _("new")
    HELD = "held", _("held back")
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("declined")


PUBLIC = (AskedState.OPEN, AskedState.ANSWERED)
CLOSED = (AskedState.ANSWERED, AskedState.DECLINED)


class AskedQuestionQuerySet(models.QuerySet["AskedQuestion"]):
    def waiting(self) -> Self:
        """Those that no editor has decided on."""
        return self.filter(state__in=[AskedState.NEW, AskedState.HELD])

    def public(self) -> Self:
        return self.filter(state__in=PUBLIC)

    def with_counts(self) -> Self:
        return self.annotate(number=models.Count("askings")).order_by("-pk")


class AskedQuestion(models.Model):
    """Readers see it once an editor has put it into words of his own, and let it."""

    shows_nothing_new = True  # by itself: an editor's decision has the pages made anew

    texts = models.JSONField(default=dict)
    """The editor's words, by language. None of a reader's own are shown."""
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL
    )
    state = models.CharField(
        _("state"), max_length=10, choices=AskedState.choices, default=AskedState.NEW
    )
    day = models.DateField(_("day"), default=timezone.localdate)
    decided_on = models.DateField(null=True)
    answer_kind = models.CharField(max_length=20, blank=True)
    answer_key = models.CharField(max_length=100, blank=True)
    """A summary or synthesis, as `gleanings.reader.readables` knows it."""
    note = models.TextField(_("a word to who asked"), max_length=LONGEST_WORDS, blank=True)

    number: int
    """How many ask it, as `with_counts` counts them."""

    objects = AskedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to the network")
        verbose_name_plural = _("questions to the network")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state"], name="asked_questions_by_state")]

    def __str__(self) -> str:
        return self.text or self.words

    @property
    def language_of_text(self) -> str:
        """The page's, or another that there are words in."""
        own = get_language() or ""
        return own if self.texts.get(own) else next((k for k, v in self.texts.items() if v), own)

    @property
    def text(self) -> str:
        return str(self.texts.get(self.language_of_text, ""))

    @property
    def words(self) -> str:
        """Of who asked first; for editors alone."""
        first = next(iter(self.askings.all()), None)
        return first.words if first else ""


class Asking(AnsweredByMail):
    """One reader's question, in his words. Several become one `AskedQuestion`."""

    shows_nothing_new = True  # to readers

    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="askings")
    words = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    day = models.DateField(default=timezone.localdate)

    objects = AnsweredByMailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["day"], name="askings_of_a_day")]

    def __str__(self) -> str:
        return self.words
