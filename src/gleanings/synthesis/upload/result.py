"""What reading an upload gives."""

from dataclasses import dataclass, field


class UploadError(Exception):
    """The file cannot be used at all. Its message tells the editor why and what to do."""


@dataclass(frozen=True)
class Row:
    """One effect. `number` is its row in the sheet, where the header usually is row 1.

    `yi`, `vi` are on the scale on which the measure is pooled; `given` holds the numbers of the
    row by column, as read. Rows of one `cluster` are effects of one study. `page` says where in
    the source the numbers stand; an empty text is nothing said.
    """

    number: int
    label: str
    citation: str
    doi: str
    year: int | None
    cluster: str
    subgroup: str
    n: int | None
    yi: float
    vi: float
    given: dict[str, float] = field(default_factory=dict)
    page: str = ""
    notes: list[str] = field(default_factory=list)
    """for the editor, in the language of the desk"""
    reason: str = ""
    """why numbers do not fit together, as the table says it: for readers too"""


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: its cells as written, in the order of the sheet, and why."""

    number: int
    cells: list[str]
    reasons: list[str]


@dataclass(frozen=True)
class Upload:
    """Every row of the file is in `rows` or in `refused`, in the order of the file.

    `notes` are about the file as a whole; `columns` says how each named column was understood,
    with an empty text for one that was not read.
    """

    rows: list[Row]
    refused: list[Refused]
    notes: list[str]
    columns: dict[str, str]
