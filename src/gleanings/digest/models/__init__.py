from gleanings.digest.models.author import Author
from gleanings.digest.models.clock_failure import ClockFailure
from gleanings.digest.models.correction import Correction
from gleanings.digest.models.finding import Finding
from gleanings.digest.models.freshness import Freshness
from gleanings.digest.models.home import Home
from gleanings.digest.models.imported_page import ImportedEntry, ImportedPage
from gleanings.digest.models.issue import Issue
from gleanings.digest.models.plain_page import PlainPage, Subject
from gleanings.digest.models.search_entry import SearchEntry, SearchWord
from gleanings.digest.models.summary import (
    PracticeImplication,
    Summary,
    SummaryArticle,
    SummaryAuthor,
)
from gleanings.digest.models.terms import ResearchType, ResearchTypeName, Topic, TopicName
from gleanings.digest.models.translated_number import TranslatedNumber

__all__ = [
    "Author",
    "ClockFailure",
    "Correction",
    "Finding",
    "Freshness",
    "Home",
    "ImportedEntry",
    "ImportedPage",
    "Issue",
    "PlainPage",
    "PracticeImplication",
    "ResearchType",
    "ResearchTypeName",
    "SearchEntry",
    "SearchWord",
    "Subject",
    "Summary",
    "SummaryArticle",
    "SummaryAuthor",
    "Topic",
    "TopicName",
    "TranslatedNumber",
]
