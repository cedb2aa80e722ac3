"""Readers' pages that are not Wagtail pages; each stands under a language."""

from django.urls import path, register_converter

from gleanings.reader import citations, feeds
from gleanings.reader.browse import taking_along
from gleanings.reader.browse.view import browse
from gleanings.reader.embedding import views as embedding
from gleanings.reader.views import archive, glossary, network, terms


class ListFormat:
    regex = "|".join(taking_along.FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedFormat:
    regex = "|".join(feeds.FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FeedFormat, "feed_format")
register_converter(ListFormat, "list_format")
register_converter(embedding.ImageFormat, "image_format")

urlpatterns = [
    path("oembed/", embedding.oembed, name="oembed"),
    path("figures/<int:pk>/", embedding.finding_figure, name="finding_figure"),
    path("figures/<int:pk>.<image_format:ending>", embedding.finding_image, name="finding_image"),
    path("summaries/", browse, name="summaries"),
    path("summaries/reading-list/", taking_along.reading_list, name="reading_list"),
    path("summaries/summaries.<list_format:ending>", taking_along.export, name="export"),
    path(
        "cite/article/<int:pk>.<export_ending:ending>",
        citations.article_citation,
        name="article_citation",
    ),
    path(
        "cite/summary/<int:pk>.<export_ending:ending>",
        citations.summary_citation,
        name="summary_citation",
    ),
    path("topics/", terms.TermsView.as_view(), name="topics"),
    path("topics/<slug:slug>/", terms.TermView.as_view(), name="topic"),
    path("topics/<slug:slug>/feed.<feed_format:kind>", feeds.topic_feed, name="topic_feed"),
    path("types/", terms.ResearchTypesView.as_view(), name="research_types"),
    path("types/<slug:slug>/", terms.ResearchTypeView.as_view(), name="research_type"),
    path(
        "types/<slug:slug>/feed.<feed_format:kind>",
        feeds.research_type_feed,
        name="research_type_feed",
    ),
    # a network may have a page “glossary” of its own
    path("words-for-numbers/", glossary.glossary, name="glossary"),
    path("about-the-network/", network.about_the_network, name="about_the_network"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<int:year>/", archive.archive_year, name="archive_year"),
    path("feed.<feed_format:kind>", feeds.all_feed, name="feed"),
    path("<slug:slug>/feed.<feed_format:kind>", feeds.issue_feed, name="issue_feed"),
]
