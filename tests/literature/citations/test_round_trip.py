"""A record written out in APA style, in several spellings, is read back the same."""

import string
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from gleanings.literature.citations import Name, looks_like_citation, parse_citation

WORDS = [
    "silence",
    "listening",
    "outcomes",
    "homework",
    "the alliance",
    "group cohesion",
    "therapy",
]
JOURNALS = [
    "Journal of Listening",
    "Psychotherapy",
    "Annals of Quiet Studies",
    "Clinical Psychology: Science and Practice",
    "Research in Silence and Noise",
]
FAMILIES = [
    "Foote",
    "O’Brien",
    "van der Berg",
    "Smith-Jones",
    "Müller",
    "de la Cruz",
    "Ng",
    "McCall",
]


@dataclass(frozen=True)
class Record:
    authors: tuple[Name, ...]
    year: int
    title: str
    container: str
    volume: str
    issue: str
    pages: str
    doi: str | None


@dataclass(frozen=True)
class Spelling:
    ampersand: str
    dash: str
    doi_lead: str
    space_after_stop: str
    space_before_issue: str
    nbsp: bool

    def write(self, record: Record) -> str:
        people = [f"{name.family}, {name.given}" for name in record.authors]
        who = (
            people[0]
            if len(people) == 1
            else f"{', '.join(people[:-1])}{self.ampersand}{people[-1]}"
        )
        issue = f"{self.space_before_issue}({record.issue})" if record.issue else ""
        pages = record.pages.replace("-", self.dash)
        text = (
            f"{who} ({record.year}). {record.title}.{self.space_after_stop}{record.container}, "
            f"{record.volume}{issue}, {pages}."
        )
        if record.doi:
            text += f" {self.doi_lead}{record.doi}"
        return text.replace(" ", "\u00a0") if self.nbsp else text


initials = st.lists(st.sampled_from(string.ascii_uppercase), min_size=1, max_size=3).map(
    lambda letters: " ".join(f"{letter}." for letter in letters)
)
people = st.lists(st.builds(Name, st.sampled_from(FAMILIES), initials), min_size=1, max_size=6).map(
    tuple
)
titles = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
    lambda words: " and ".join(words).capitalize()
)
records = st.builds(
    Record,
    authors=people,
    year=st.integers(1950, 2026),
    title=titles,
    container=st.sampled_from(JOURNALS),
    volume=st.integers(1, 250).map(str),
    issue=st.one_of(st.just(""), st.integers(1, 12).map(str)),
    pages=st.integers(1, 900).map(lambda first: f"{first}-{first + 12}"),
    doi=st.one_of(st.none(), st.from_regex(r"10\.9999/[a-z]{2}\.\d{2,6}", fullmatch=True)),
)
spellings = st.builds(
    Spelling,
    ampersand=st.sampled_from([", & ", " & ", ", and ", " and ", ",&", ", &amp; "]),
    dash=st.sampled_from(["-", "–", "‐", " – ", "--"]),
    doi_lead=st.sampled_from(
        [
            "https://doi.org/",
            "doi:",
            "doi: ",
            "DOI ",
            "http://dx.doi.org/",
            "Retrieved from doi.org/",
        ]
    ),
    space_after_stop=st.sampled_from([" ", "", "  "]),
    space_before_issue=st.sampled_from(["", " "]),
    nbsp=st.booleans(),
)


@given(records, spellings)
def test_it_is_read_back(record: Record, spelling: Spelling) -> None:
    text = spelling.write(record)
    parsed = parse_citation(text)
    read = Record(
        parsed.authors,
        parsed.year or 0,
        parsed.title,
        parsed.container,
        parsed.volume,
        parsed.issue,
        parsed.pages,
        parsed.doi,
    )
    assert read == record
    assert parsed.unread == ()
    assert looks_like_citation(text) >= 0.6


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    parse_citation(text)
    assert 0.0 <= looks_like_citation(text) <= 1.0


PIECES = [
    "Foote, A. B.", ", ", "& ", ". . . ", "…", "et al.", "(2018)", "(in press)", ". ", "In ",
    "(Eds.)", "Psychotherapy", "55(1)", ", 89-100", "doi:10.9999/x", "Title of it", "Chapter 4",
    "(pp. 1-2)", "Wiley", "New York: ", "Advance online publication", "Jr.", "\n", "[", ")", "*",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_jumble_of_a_citations_pieces_makes_it_raise(text: str) -> None:
    parse_citation(text)
    assert 0.0 <= looks_like_citation(text) <= 1.0
