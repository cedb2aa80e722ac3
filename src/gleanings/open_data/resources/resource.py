"""What a resource is; everything else of the API, docs and dumps follows from it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.db.models import QuerySet

from gleanings.open_data.fields import Record
from gleanings.open_data.paging import Order, Part, Row, part_of
from gleanings.open_data.parameters import Asked
from gleanings.open_data.reading import Reading


class Resource(ABC):
    """One kind of thing that the archive consists of."""

    name: ClassVar[str]
    """As it stands in addresses and names of files."""
    about: ClassVar[str]
    """In a sentence or two."""
    schema: ClassVar[type[Record]]
    asked: ClassVar[type[Asked]]
    orders: ClassVar[dict[str, Order]]
    """By name; the first is that of who asks for none."""
    id_example: ClassVar[str]
    has_languages: ClassVar[bool] = False
    """Whether there is one of it in each language, so that a dump holds it in all of them."""

    @abstractmethod
    def rows(self, reading: Reading) -> QuerySet[Any]:
        """What anybody may read, as ``values()`` that hold what the orders need."""

    @abstractmethod
    def items(self, rows: list[Row], reading: Reading) -> list[Any]:
        """The rows as they are given out, in a number of queries that is fixed."""

    @abstractmethod
    def with_id(self, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        """The row with this id; none for what is no id."""

    def narrowed(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> QuerySet[Any]:
        """Those of the rows that fit the filters."""
        return rows

    def part(self, rows: QuerySet[Any], asked: Any, reading: Reading) -> Part:
        """The part of the rows that the cursor leads to, in the order asked for."""
        order = self.orders[asked.ordering]
        return part_of(rows, asked.ordering, order, asked.cursor, asked.limit)

    def in_its_language(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Without what only stands in for another language."""
        return rows

    def is_said_in(self, item: Any, language: str) -> bool:
        """Whether the item belongs into a dump of this language."""
        return not self.has_languages or item.language == language

    def leads_on(self, key: str) -> str | None:
        """The id of what this one went into."""
        return None
