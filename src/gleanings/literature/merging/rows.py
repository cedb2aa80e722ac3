"""The rows of every room that speak of one article come to speak of another, and go back."""

import datetime as dt
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction

from gleanings.literature.models import Article

Put = dict[str, Any]


def relations() -> list[Any]:
    """Each field of any model that points to an article."""
    return [
        relation
        for relation in Article._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
    ]  # fmt: skip


def move_rows(merged: Article, kept: Article) -> tuple[dict[str, list[Any]], list[Put]]:
    """Keys of the rows that were moved, by model and field; and the rows that had no room."""
    moved: dict[str, list[Any]] = {}
    put: list[Put] = []
    for relation in relations():
        model, field = relation.related_model, relation.field
        for row in model._base_manager.filter(**{field.name: merged.pk}):
            if _point(row, field, kept.pk):
                moved.setdefault(f"{model._meta.label}.{field.name}", []).append(row.pk)
            else:
                put += put_away([row])
    return moved, put


def _point(row: models.Model, field: Any, key: int) -> bool:
    """Whether there was room: one article has each thing once."""
    try:
        with transaction.atomic():
            setattr(row, field.attname, key)
            # saved one by one, so that whoever listens hears of each
            row.save(update_fields=[field.name])
    except IntegrityError:
        return False
    return True


def put_away(rows: list[Any]) -> list[Put]:
    """The rows as they are in the database, which has them no longer."""
    stored = [type(row)._base_manager.get(pk=row.pk) for row in rows]
    put: list[Put] = serializers.serialize("python", stored)
    for one in put:
        fields = one["fields"]
        # to the microsecond, which JSON's encoder of Django leaves out
        moments = {k: v.isoformat() for k, v in fields.items() if isinstance(v, dt.datetime)}
        fields |= moments
    for row in stored:
        row.delete()
    return put


def put_back(rows: list[Put]) -> None:
    for one in serializers.deserialize("python", rows):
        one.save()


def move_back(moved: dict[str, list[Any]], kept: Article, merged: Article) -> None:
    """Those that still speak of the article that stayed; what was changed since is left alone."""
    for relation in relations():
        model, field = relation.related_model, relation.field
        keys = moved.get(f"{model._meta.label}.{field.name}", [])
        for row in model._base_manager.filter(pk__in=keys, **{field.name: kept.pk}):
            setattr(row, field.attname, merged.pk)
            row.save(update_fields=[field.name])
