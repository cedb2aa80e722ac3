from gleanings.desk.models.article_terms import ArticleTerms
from gleanings.desk.models.candidate import Candidate, Verdict
from gleanings.desk.models.decision import Decision
from gleanings.desk.models.ranking import Ranking

__all__ = ["ArticleTerms", "Candidate", "Decision", "Ranking", "Verdict"]
