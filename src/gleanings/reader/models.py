"""What readers' pages have of their own in the database."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SAME = "="
"""Between phrases of a line that mean just the same."""
LONGEST_PHRASE = 12
"""In words."""


class SynonymSet(models.Model):
    """Words and phrases of any language that search takes for one another."""

    phrases = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word or phrase a line, in any language. A search for one finds the others too, "
            "further down. What means just the same, as in another language or in short, shares a "
            "line and comes first: “bulimia = boulimie” before “anorexia = anorexie”. Plurals, "
            "accents, capitals, and British or American spelling make no difference."
        ),
    )

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["phrases"]

    def __str__(self) -> str:
        return ", ".join(self.phrases.splitlines())

    def clean(self) -> None:
        lines = [
            list(filter(None, (" ".join(phrase.split()) for phrase in line.split(SAME))))
            for line in self.phrases.splitlines()
        ]
        self.phrases = "\n".join(dict.fromkeys(f" {SAME} ".join(line) for line in lines if line))
        phrases = list(dict.fromkeys(phrase for line in lines for phrase in line))
        if len(phrases) < 2:
            raise ValidationError(
                {
                    "phrases": gettext(
                        "Give at least two, on lines of their own or with “=” between them."
                    )
                }
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
