"""Pieces that several resources are made of."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

from gleanings.literature.characters import cleaned


def about(sentence: str, example: Any = ...) -> Any:
    """A field, with what it holds in a sentence, and an example."""
    return Field(description=sentence, examples=None if example is ... else [example])


class Given(BaseModel):
    """What is given out, its texts without characters that nobody means."""

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, values: Any) -> Any:
        return cleaned(values)


class Record(Given):
    """A resource as it is given out."""


class Piece(Given):
    """Part of a resource. In a table it stands in one cell, as :meth:`cell` writes it."""

    def cell(self) -> str:
        return ""


STATUS = (
    "“retracted”, “concern” after an expression of concern, “corrected”, or empty where nothing of "
    "the kind is known."
)


class Version(Piece):
    """A language that something is in."""

    language: str = about("The code of the language.", "fr")
    page: str | None = about(
        "The reader's page in this language.", "https://digest.example.org/fr/2018-03/alliance/"
    )

    def cell(self) -> str:
        return self.language


class SummaryLink(Piece):
    """A summary."""

    id: str = about("Of the summary.", "5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e")
    url: str = about(
        "Its address in the API.",
        "https://digest.example.org/api/v1/summaries/5b0f7f4a-4a0e-4d4c-9a55-3a4f3a3f7a1e",
    )
    page: str | None = about(
        "Its page for readers.", "https://digest.example.org/en/2018-03/alliance/"
    )

    def cell(self) -> str:
        return self.id


class ArticleLink(Piece):
    """An article."""

    id: int = about("Of the article.", 12)
    url: str = about("Its address in the API.", "https://digest.example.org/api/v1/articles/12")
    doi: str | None = about("Its DOI, in lower case, without resolver.", "10.1002/cpp.2180")
    status: str = about(STATUS, "")

    def cell(self) -> str:
        return f"{self.id} ({self.status})" if self.status else str(self.id)


class Notice(Piece):
    """What was published about an article: a retraction, a correction, an expression of concern."""

    kind: str = about("“retraction”, “concern”, “correction” or “reinstatement”.", "retraction")
    date: str = about("When, as far as that is known; may be empty.", "2026-05-03")
    doi: str = about("The DOI of the notice; may be empty.", "10.5555/notice")
    pmid: str = about("The PMID of the notice; may be empty.", "")
    sources: list[str] = about("Who told of it, the first first.", ["PubMed", "Retraction Watch"])
    learned: dt.datetime = about("When it was learned first.", "2026-05-04T03:00:00Z")
    sentence: str = about(
        "The same in words.",
        "This article was retracted on May 3, 2026: its results should not be relied on.",
    )

    def cell(self) -> str:
        return " ".join(filter(None, [self.kind, self.date]))


class RichText(Piece):
    """A text that may have emphasis and links."""

    text: str = about("As plain text.", "Ask how therapy is going.")
    html: str = about("As HTML.", "<p>Ask how therapy is going.</p>")

    def cell(self) -> str:
        return self.text


class Implication(RichText):
    """A practice implication."""

    basis: Literal["study", "earlier", "judgement", ""] = about(
        "What it rests on: this study, earlier research, or the editors' judgement; empty where "
        "nobody said.",
        "study",
    )


class Writer(Piece):
    """Who wrote a summary."""

    name: str = about("The writer's name.", "Ann Writer")
    credentials: str = about("Degrees and the like; may be empty.", "PhD, C.Psych.")
    web: str = about("The writer's web page; may be empty.", "https://example.org/ann")

    def cell(self) -> str:
        return self.name


class Change(Piece):
    """What was corrected in one passage."""

    before: str = about("What it said; empty where something was added.", "r = .26")
    after: str = about("What it says now; empty where something was taken out.", "r = .28")

    def cell(self) -> str:
        return f"{self.before} → {self.after}"


class Correction(Piece):
    """What was corrected in a text after it was published."""

    date: dt.date = about("When it was corrected.", "2026-11-28")
    text: str = about("What was wrong, and what is right.", "“r = .26” became “r = .28”.")
    language: str = about("The code of the language that the text is in.", "en")
    changes: list[Change] = about(
        "What it said and what it says now; empty in corrections of before version 0.13.",
    )

    def cell(self) -> str:
        return f"{self.date.isoformat()}: {self.text}"


class Commentary(Piece):
    """What a clinician says of it, under his name; invited and read by the editors."""

    name: str = about("Who wrote it.", "Ann Example")
    profession: str = about("The profession.", "psychologist")
    place: str = about("Where the clinician practises.", "private practice, Toronto")
    text: str = about("The commentary, as plain text.", "I would ask about it in each session.")
    interests: str = about("A conflict of interest; empty where none was declared.", "")
    language: str = about("The language that these are in.", "en")
    written_in: str = about("The language that it was written in.", "en")
    date: dt.date | None = about("When it was published.", "2026-12-01")

    def cell(self) -> str:
        return f"{self.name}: {self.text}"


class ProfessionRatings(Piece):
    """What readers of one profession answered, where five or more of it did."""

    profession: str = about("A code for the profession.", "psychologist")
    number: int = about("How many answered.", 9)
    relevant: int = about("How many of them answered 5 or more of 7.", 8)

    def cell(self) -> str:
        return f"{self.profession}: {self.relevant}/{self.number}"


class Ratings(Piece):
    """How relevant to their practice readers find it, of those who chose to say so."""

    number: int = about("How many answered on the scale of 1 to 7.", 21)
    relevant: int = about("How many of them answered 5 or more.", 15)
    answers: list[int] = about("How many answered 1, 2 … 7.", [0, 1, 2, 3, 4, 5, 6])
    outside: int = about("How many said that it is outside their field; not among the number.", 4)
    professions: list[ProfessionRatings] = about("The same of single professions.")

    def cell(self) -> str:
        return f"{self.relevant}/{self.number}"


class Name(Piece):
    """An author or editor of an article: a person, or a group as ``literal``."""

    family: str = about("Family name; empty for a group.", "Okafor")
    given: str = about("Given names or initials; may be empty.", "A. B.")
    literal: str = about("The name of a group; empty for a person.", "")

    def cell(self) -> str:
        return self.literal or ", ".join(part for part in (self.family, self.given) if part)
