"""What the room stores: articles, what was published about them, and imports of records."""

from gleanings.literature.models.article import Article, ArticleType
from gleanings.literature.models.import_run import ImportRun
from gleanings.literature.models.lookup import Lookup
from gleanings.literature.models.notice import Notice

__all__ = ["Article", "ArticleType", "ImportRun", "Lookup", "Notice"]
