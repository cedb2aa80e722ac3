"""The languages of the settings, for choices that should not change with them in the database."""

from django.conf import settings


def language_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in settings.LANGUAGES]
