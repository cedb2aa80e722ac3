"""What a translator does, without the screen."""

from __future__ import annotations

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from gleanings.digest.models import Issue, Summary


def french() -> Locale:
    return Locale.objects.get(language_code="fr")


def begin(page: Summary | Issue) -> Translation:
    translate_object(page, [french()])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=french())


def write(translation: Translation, words: dict[str, str] | None = None) -> None:
    """Translate every passage, MARQUE before it; ``words`` replaces some of it in French."""
    for segment in StringSegment.objects.filter(source=translation.source):
        data = f"MARQUE {segment.string.data}"
        for english, other in (words or {}).items():
            data = data.replace(english, other)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": data, "has_error": False, "updated_at": timezone.now()},
        )


def draft_of(translation: Translation) -> Summary:
    page = translation.get_target_instance()
    return page.get_latest_revision_as_object()
