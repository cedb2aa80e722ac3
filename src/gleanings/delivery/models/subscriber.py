"""Who asked for mail, and for which."""

import secrets
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.delivery.mail_address import normal_address, same_address, shown_address
from gleanings.digest.models import ResearchType, Topic


def new_key() -> str:
    """128 random bits: whoever has the key has had a mail to the address."""
    return secrets.token_hex(16)


class Frequency(models.TextChoices):
    ISSUE = "issue", _("each new issue")
    SUMMARY = "summary", _("each new issue, and what is added to it later")


class Standing(models.TextChoices):
    """Whether mail goes to a subscriber."""

    ACTIVE = "active", _("subscribed")
    LEFT = "left", _("has unsubscribed")
    BOUNCED = "bounced", _("mail came back")


class Source(models.TextChoices):
    FORM = "form", _("the form on the site")
    LIST = "list", _("an imported list")


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> Self:
        return self.filter(standing=Standing.ACTIVE)

    def with_address(self, address: str) -> Self:
        """However it is spelled. Raises ValidationError for what is no address."""
        return self.filter(same_address=same_address(address))


class Subscriber(models.Model):
    """A person who confirmed that mail may come, by the address's only row.

    Who left or whose mail came back keeps the row, lest a list that is imported later brings mail
    again; who asks to be erased does not. Without topics and types everything is sent; with both,
    what is of one of the topics and of one of the types. What is of a topic that was left out does
    not come, whatever else it is of.
    """

    shows_nothing_new = True  # to readers

    address = models.CharField(_("mail address"), max_length=254)
    same_address = models.CharField(max_length=254, unique=True, editable=False)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    language = models.CharField(_("language"), max_length=20)
    frequency = models.CharField(
        _("how often"), max_length=10, choices=Frequency.choices, default=Frequency.ISSUE
    )
    alerts = models.BooleanField(_("alerts between issues"), default=False)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), through="SubscriberTopic", related_name="+"
    )
    left_out = models.ManyToManyField(
        Topic, verbose_name=_("topics left out"), through="SubscriberLeftOut", related_name="+"
    )
    research_types = models.ManyToManyField(
        ResearchType,
        verbose_name=_("types of research"),
        through="SubscriberType",
        related_name="+",
    )
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing.choices, default=Standing.ACTIVE
    )
    standing_since = models.DateTimeField(_("since"), default=timezone.now)
    why = models.CharField(_("why"), max_length=500, blank=True)
    """The mail server's words where mail came back."""
    consent_at = models.DateTimeField(_("consent given"))
    consent_source = models.CharField(_("by way of"), max_length=10, choices=Source.choices)
    consent_note = models.CharField(_("source of the list"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["same_address"]
        indexes = [models.Index(fields=["standing", "language"], name="subscribers_by_standing")]

    def __str__(self) -> str:
        return shown_address(self.address)

    def save(self, *args: object, **kwargs: object) -> None:
        self.address = normal_address(self.address)
        self.same_address = same_address(self.address)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def stand(self, standing: Standing, why: str = "") -> bool:
        """Whether that is news: what is so already keeps its date and its reason."""
        changed = Subscriber.objects.filter(pk=self.pk).exclude(standing=standing)
        now = timezone.now()
        self.standing = standing
        return bool(changed.update(standing=standing, standing_since=now, why=why[:500]))


class SubscriberTopic(models.Model):
    shows_nothing_new = True

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="topic_chosen_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)


class SubscriberLeftOut(models.Model):
    shows_nothing_new = True

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="topic_left_out_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)


class SubscriberType(models.Model):
    shows_nothing_new = True

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    researchtype = models.ForeignKey(ResearchType, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "researchtype"], name="type_chosen_once")
        ]

    def __str__(self) -> str:
        return str(self.researchtype)
