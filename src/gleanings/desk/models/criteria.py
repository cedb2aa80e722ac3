"""What the network looks for in an article, in its own words and in each language."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField


def languages() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@register_setting(icon="clipboard-list")
class Criteria(ClusterableModel, BaseGenericSetting):
    """Editors write them; who decides on a candidate unfolds them above the queue."""

    shows_nothing_new = True  # to readers

    panels = [InlinePanel("texts", label=_("language"), heading=_("Criteria in each language"))]

    class Meta:
        verbose_name = _("criteria for candidates")

    def text_now(self) -> str:
        """In the language of who looks, or else in one that there is; empty where there is none."""
        texts = {one.language: one.text for one in self.texts.all() if one.text}
        return texts.get(get_language() or "") or next(iter(texts.values()), "")


class CriteriaText(models.Model):
    shows_nothing_new = True  # to readers

    criteria = ParentalKey(Criteria, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=20, choices=languages)
    text = RichTextField(
        _("criteria"),
        features=["bold", "italic", "ol", "ul"],
        help_text=_("What you take up, and what you do not: whom it is about, designs, journals."),
    )

    panels = [FieldPanel("language"), FieldPanel("text")]

    class Meta:
        verbose_name = _("criteria in a language")
        verbose_name_plural = _("criteria in each language")
        unique_together = [("criteria", "language")]

    def __str__(self) -> str:
        return self.language
