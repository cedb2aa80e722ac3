"""In the form of an article: which source each field is from, and what was merged into it."""

from typing import Any

from wagtail.admin.panels import Panel

from gleanings.literature.admin.comparison import label_of, source_in_words, text_of
from gleanings.literature.admin.merging import may_merge
from gleanings.literature.merging.best_fields import FIELDS
from gleanings.literature.models import ArticleMerge


class SourcesPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "literature/sources_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            article = self.instance
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["fields"] = [
                (label_of(name), source_in_words(article, name))
                for name in FIELDS
                if text_of(article, name)
            ]
            context["merges"] = ArticleMerge.objects.of_articles([article.pk])
            context["may_merge"] = may_merge(self.request.user)
            return context
