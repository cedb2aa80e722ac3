"""What the room stores: articles, what was published about them, which of them became one or may
be the same, and how records come in."""

from gleanings.literature.models.article import Article, ArticleType
from gleanings.literature.models.article_merge import ArticleMerge, article_now
from gleanings.literature.models.doubtful_pair import DoubtfulPair
from gleanings.literature.models.harvest_run import HarvestRun
from gleanings.literature.models.import_run import ImportRun
from gleanings.literature.models.lookup import Lookup
from gleanings.literature.models.notice import Notice
from gleanings.literature.models.saved_search import SavedSearch

__all__ = [
    "Article",
    "ArticleMerge",
    "ArticleType",
    "DoubtfulPair",
    "HarvestRun",
    "ImportRun",
    "Lookup",
    "Notice",
    "SavedSearch",
    "article_now",
]
