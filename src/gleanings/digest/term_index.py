"""The desk finds topics and research types by their names from the first day on."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from gleanings.digest.models import ResearchType, Topic


def index_terms(**kwargs: Any) -> None:
    """Those that a migration made, past the search index. Run after each migration."""
    for model in (Topic, ResearchType):
        entries = IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        known = set(entries.values_list("object_id", flat=True))
        missing = [term for term in model.objects.all() if str(term.pk) not in known]
        if missing:
            get_search_backend().add_bulk(model, missing)
