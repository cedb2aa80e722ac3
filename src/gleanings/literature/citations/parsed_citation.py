"""What a citation says, field by field."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Name:
    """A person (`family`, `given`, `suffix`) or a group (`literal`).

    `given` stands as the citation writes it: "D. E.", "C.M.W.", "Joshua K.".
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))


@dataclass(frozen=True)
class ParsedCitation:
    """The fields read from one citation; what it does not say is empty or `None`.

    `ellipsis_at` is the index in `authors` before which the citation leaves authors out
    ("Choe, E., . . . Placeres, V."); it equals `len(authors)` for a closing "et al.".
    `date` is a partial ISO date ("2017-12-21", "2017-12") where the citation says more than the
    year. `type` is a CSL type. `unread` holds the pieces that no field took, as they stand.
    """

    authors: tuple[Name, ...] = ()
    ellipsis_at: int | None = None
    year: int | None = None
    date: str | None = None
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str | None = None
    pmid: str | None = None
    editors: tuple[Name, ...] = ()
    edition: str = ""
    chapter: str = ""
    publisher: str = ""
    place: str = ""
    url: str = ""
    type: str = "document"
    advance_online: bool = False
    in_press: bool = False
    unread: tuple[str, ...] = field(default=())

    @property
    def ellipsis(self) -> bool:
        """Whether the citation leaves authors out."""
        return self.ellipsis_at is not None

    @property
    def is_et_al(self) -> bool:
        """Whether authors are left out after the last that is named, not before."""
        return self.ellipsis_at is not None and self.ellipsis_at >= len(self.authors)
