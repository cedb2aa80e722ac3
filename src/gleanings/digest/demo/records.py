"""The shapes of demo content, as plain dictionaries."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

State = Literal["published", "draft"]


class AuthorName(TypedDict):
    family: str
    given: str


class ArticleRecord(TypedDict):
    """A published paper. What is not known is empty, never guessed."""

    authors: list[AuthorName]
    authors_left_out: bool
    """The citation left authors out ("…") before the last one listed."""
    year: int
    date: str
    """ISO date; empty where only the year is known."""
    title: str
    container: str
    volume: str
    issue: str
    pages: str
    doi: str
    advance_online: bool


class Contact(TypedDict):
    name: str
    email: str


class Translation(TypedDict):
    title: str
    studied: str
    text_html: str
    implications: list[str]


class FindingRecord(TypedDict):
    """What an editor confirmed of one statistic; the words stand in the English text.

    Its numbers follow from the words, where the checker reads them there.
    """

    words: str
    role: str
    measure: NotRequired[str]
    estimate: NotRequired[float]
    total: NotRequired[float]
    n: NotRequired[int]
    k: NotRequired[int]
    predictor: NotRequired[str]
    outcome: NotRequired[str]
    plain_subject: NotRequired[str]
    plain_outcome: NotRequired[str]
    plain_comparison: NotRequired[str]
    plain_one: NotRequired[str]
    favours: NotRequired[str]
    design: NotRequired[str]
    group: NotRequired[str]
    other_languages: NotRequired[dict[str, dict[str, str]]]
    time: NotRequired[str]
    acknowledgement: NotRequired[str]


class SummaryRecord(Translation):
    """A summary; what it inherits is its English text."""

    slug: str
    state: State
    topics: list[str]
    """Slugs from vocabulary/topics.json."""
    types: list[str]
    """Slugs from vocabulary/research_types.json."""
    article: ArticleRecord | None
    author: Contact
    bases: NotRequired[list[str]]
    """What each implication rests on, as `PracticeImplication.basis` has it."""
    retracted: NotRequired[dict[str, str]]
    """Date, DOI and source of the retraction of its article."""
    findings: NotRequired[list[FindingRecord]]
    """Those that were confirmed; what else the text reports was dropped."""
    fr: NotRequired[Translation]


class IssueRecord(TypedDict):
    month: str
    """As in "2018-03"."""
    state: State
    teaser: dict[str, str]
    """By language; English always, French where a summary is translated."""
    summaries: list[SummaryRecord]


class PlainPageRecord(TypedDict):
    slug: str
    place: str
    subject: str
    """One of `Subject`."""
    shows_authors: bool
    title: dict[str, str]
    text: dict[str, str]


class NetworkRecord(TypedDict):
    """What a site says of itself; each text by language."""

    name: dict[str, str]
    tagline: dict[str, str]
    intro: dict[str, str]
    language_notice: dict[str, str]
    demo_notice: dict[str, str]
    contact: Contact
    plain_pages: list[PlainPageRecord]
