"""A JSON column that is read as a frozen dataclass."""

from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from gleanings.evidence.plain import from_plain, to_plain


class StoredField(models.JSONField):
    """``shape`` is what it holds; a part that is looked up by its key stays plain JSON."""

    def __init__(self, shape: Any = None, **options: Any) -> None:
        self.shape = shape
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """For migrations it is a JSON column like any other."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.JSONField", arguments, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        plain = super().from_db_value(value, expression, connection)
        if plain is None or isinstance(expression, KeyTransform):
            return plain
        return from_plain(self.shape, plain)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(to_plain(value))
