from gleanings.desk.models.article_terms import ArticleTerms
from gleanings.desk.models.candidate import Candidate, Verdict
from gleanings.desk.models.criteria import Criteria, CriteriaText
from gleanings.desk.models.decision import Decision
from gleanings.desk.models.example import Example
from gleanings.desk.models.ranking import Ranking

__all__ = [
    "ArticleTerms",
    "Candidate",
    "Criteria",
    "CriteriaText",
    "Decision",
    "Example",
    "Ranking",
    "Verdict",
]
