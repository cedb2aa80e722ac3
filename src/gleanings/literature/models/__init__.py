"""What the room stores: articles, what was published about them, which of them became one or may
be the same, and imports of records."""

from gleanings.literature.models.article import Article, ArticleType
from gleanings.literature.models.article_merge import ArticleMerge, article_now
from gleanings.literature.models.doubtful_pair import DoubtfulPair
from gleanings.literature.models.import_run import ImportRun
from gleanings.literature.models.lookup import Lookup
from gleanings.literature.models.notice import Notice

__all__ = [
    "Article",
    "ArticleMerge",
    "ArticleType",
    "DoubtfulPair",
    "ImportRun",
    "Lookup",
    "Notice",
    "article_now",
]
