"""Readers' pages of questions and their answers; each stands under a language."""

from django.urls import path, register_converter

from gleanings.synthesis import citations, feeds
from gleanings.synthesis.downloads import FILES, download
from gleanings.synthesis.embedding import newest_figure
from gleanings.synthesis.views import questions, synthesis


class FileName:
    regex = "|".join(name.replace(".", r"\.") for name in FILES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileName, "synthesis_file")

urlpatterns = [
    path("evidence/", questions.questions, name="questions"),
    path("evidence/changes.atom", feeds.all_changes, name="all_changes"),
    path("evidence/<slug:slug>/", synthesis.synthesis, name="synthesis"),
    path("evidence/<slug:slug>/figure.svg", newest_figure, name="newest_figure"),
    path("evidence/<slug:slug>/changes.atom", feeds.question_changes, name="question_changes"),
    path("evidence/<slug:slug>/v<int:version>/", synthesis.synthesis, name="synthesis_version"),
    path(
        "evidence/<slug:slug>/v<int:version>/<synthesis_file:name>",
        download,
        name="synthesis_file",
    ),
    path(
        "evidence/<slug:slug>/v<int:version>/citation.<export_ending:ending>",
        citations.synthesis_citation,
        name="synthesis_citation",
    ),
    path(
        "evidence/<slug:slug>/v<int:version>/<slug:name>-<slug:width>.svg",
        synthesis.figure,
        name="synthesis_figure",
    ),
    path("topics/<slug:slug>/changes.atom", feeds.topic_changes, name="topic_changes"),
]
