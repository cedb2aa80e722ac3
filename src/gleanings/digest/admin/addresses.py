"""The address of a page, or of what has words in each language: proposed from words, given once."""

from typing import Any

from django.db.models import SlugField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

from gleanings.digest.slugs import LETTERS, slug_of

LONGEST = 80


def address_of(words: str) -> str:
    """Empty where the words have no letter that an address takes; of a long one, whole words."""
    address = slug_of(words)
    if len(address) <= LONGEST:
        return address
    return address[:LONGEST].rpartition("-")[0] or address[:LONGEST]


class PageAddressInput(SlugInput):
    """Wagtail's, which would make “lalliance” of “l’alliance”."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(attrs, **{"formatters": LETTERS, **kwargs})


def register() -> None:
    register_form_field_override(SlugField, override={"widget": PageAddressInput})


class AddressInput(PageAddressInput):
    """What the browser proposes is as long as the words are. An address has no accents."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__({**(attrs or {}), "data-w-slug-allow-unicode-value": "false"}, **kwargs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return address_of(value) if value and len(value) > LONGEST else value


class WordsPanel(TitleFieldPanel):
    """A field in a row of words; while one types, it proposes the address, as a page's title does.

    As in a page, an address that says something else than the words is left alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"classname": "", "placeholder": False, **kwargs})

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            # it stands in the form around the row; one that was given already is disabled
            return {**super().get_attrs(), "data-w-sync-target-value": "#id_slug:not(:disabled)"}
