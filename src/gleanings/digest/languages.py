"""Every language of the settings has a tree of pages; a new one needs no more than the setting."""

from typing import Any

from django.conf import settings
from wagtail.models import Locale

from gleanings.digest.models import Home


def ensure_languages(**kwargs: Any) -> None:
    """Make the locales and home pages that are missing. Run after each migration."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    source = Home.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if source is None:
        return
    for locale in Locale.objects.exclude(pk=source.locale_id):
        if not source.has_translation(locale):
            home = source.copy_for_translation(locale)
            home.save_revision().publish()
            _make_aliases_below(source)


def _make_aliases_below(home: Home) -> None:
    """What was published before the language was added stands in it too."""
    for page in home.get_descendants().live().filter(alias_of=None).specific():
        page.stand_in_every_language()
