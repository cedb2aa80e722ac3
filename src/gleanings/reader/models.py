"""What readers' pages have of their own in the database."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_PHRASE = 12
"""In words."""


class SynonymSet(models.Model):
    """Words and phrases of any language that search takes for one another."""

    phrases = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word or phrase a line, in any language, with the abbreviations: “CBT”, “cognitive "
            "behavioural therapy”, “TCC”. A search for one finds the others too, further down. "
            "Plurals, accents, capitals, and British or American spelling make no difference."
        ),
    )

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["phrases"]

    def __str__(self) -> str:
        return ", ".join(self.phrases.splitlines())

    def clean(self) -> None:
        lines = (" ".join(line.split()) for line in self.phrases.splitlines())
        phrases = list(dict.fromkeys(filter(None, lines)))
        self.phrases = "\n".join(phrases)
        if len(phrases) < 2:
            raise ValidationError(
                {"phrases": gettext("Give at least two, each on a line of its own.")}
            )
        for phrase in phrases:
            if len(phrase.split()) > LONGEST_PHRASE:
                sentence = gettext("“%(phrase)s” is too long: a phrase has up to %(most)d words.")
                raise ValidationError(
                    {"phrases": sentence % {"phrase": phrase[:80], "most": LONGEST_PHRASE}}
                )
            if not any(sign.isalnum() for sign in phrase):
                sentence = gettext("“%(phrase)s” has no letter to search for.")
                raise ValidationError({"phrases": sentence % {"phrase": phrase[:80]}})
