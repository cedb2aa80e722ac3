"""Frozen dataclasses to what JSON can hold, and back: how results are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def to_plain(value: Any) -> Any:
    """Numbers, texts, lists and objects, ready for JSON."""
    if is_dataclass(value):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def from_plain(kind: type[Kind], stored: Mapping[str, Any]) -> Kind:
    """What `to_plain` gave, also after a way through JSON.

    A field that was not stored yet has its default; what is no field any more is passed over.

    Raises
    ------
    KeyError : for a missing field without a default. ValueError : for an unknown code.
    """
    shape: Any = kind
    read: Any = _reader(shape)
    made: Kind = read(stored)
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a value of this type from plain JSON; None where nothing is to be made."""
    if get_origin(kind) in (Union, UnionType):
        return next(filter(None, map(_reader, get_args(kind))), None)
    if get_origin(kind) is tuple:
        one = _reader(get_args(kind)[0])
        return tuple if one is None else lambda values: tuple(map(one, values))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _dataclass_reader(kind) if isinstance(kind, type) and is_dataclass(kind) else None


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [
        (field.name, _reader(hints[field.name]), _has_default(field)) for field in fields(kind)
    ]

    def read(stored: Mapping[str, Any]) -> Any:
        values = {}
        for name, reader, has_default in readers:
            if has_default and name not in stored:
                continue
            value = stored[name]
            values[name] = value if reader is None or value is None else reader(value)
        return kind(**values)

    return read


def _has_default(field: Any) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING
