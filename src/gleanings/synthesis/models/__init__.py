from gleanings.synthesis.models.included_finding import IncludedFinding, Inclusion
from gleanings.synthesis.models.question import Found, Overlap, Question, QuestionText
from gleanings.synthesis.models.study_effect import StudyEffect, Upload
from gleanings.synthesis.models.synthesis import Figure, Synthesis

__all__ = [
    "Figure",
    "Found",
    "IncludedFinding",
    "Inclusion",
    "Overlap",
    "Question",
    "QuestionText",
    "StudyEffect",
    "Synthesis",
    "Upload",
]
