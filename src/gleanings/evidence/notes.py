"""What has to be said of a fit, as codes: `report` has the sentence of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Note:
    """A code, and the numbers and names that its sentence needs."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


def plain_notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """For JSON."""
    return [{"code": note.code, **note.values} for note in notes]
