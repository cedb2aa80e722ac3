from gleanings.community.models.asked_question import AskedQuestion, Asking
from gleanings.community.models.collection import CollectedSummary, SummaryCollection
from gleanings.community.models.commentary import ClinicalCommentary
from gleanings.community.models.error_report import ErrorReport
from gleanings.community.models.kit import JournalClubKit
from gleanings.community.models.rating import (
    HIGHEST,
    LOWEST,
    Profession,
    Rating,
    Renewal,
    Use,
)

__all__ = [
    "HIGHEST",
    "LOWEST",
    "AskedQuestion",
    "Asking",
    "ClinicalCommentary",
    "CollectedSummary",
    "ErrorReport",
    "JournalClubKit",
    "Profession",
    "Rating",
    "Renewal",
    "SummaryCollection",
    "Use",
]
