"""What syntheses add to the Wagtail admin and to the digest's pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from gleanings.digest.clock import Work
from gleanings.digest.models import Summary, Topic
from gleanings.digest.spoken_language import in_quotes
from gleanings.digest.withdrawing import Withdrawal
from gleanings.reader import readables
from gleanings.reader.embedding.embedded import EMBEDDED
from gleanings.synthesis import statements, year_in_view  # noqa: F401
from gleanings.synthesis.admin import evidence
from gleanings.synthesis.admin.dashboard import QuestionsPanel
from gleanings.synthesis.admin.questions import QuestionViewSet
from gleanings.synthesis.clock import tick
from gleanings.synthesis.embedding import embedded_answer
from gleanings.synthesis.models import IncludedFinding, Question
from gleanings.synthesis.number_texts import listed
from gleanings.synthesis.readables import find_question, question_at, search_questions
from gleanings.synthesis.reading import (
    listed_questions,
    questions_on,
    questions_with,
)
from gleanings.synthesis.recompute import RENEW

register_snippet(QuestionViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    return [
        path("questions/<int:pk>/", evidence.evidence, name="question_evidence"),
        path("questions/<int:pk>/upload/", evidence.upload, name="question_upload"),
        path(
            "questions/<int:pk>/template.csv",
            evidence.template,
            {"ending": "csv"},
            name="question_template_csv",
        ),
        path(
            "questions/<int:pk>/template.xlsx",
            evidence.template,
            {"ending": "xlsx"},
            name="question_template_xlsx",
        ),
        path("uploads/<int:pk>/", evidence.upload_report, name="upload_report"),
    ]


@hooks.register("gleanings_clock")
def answers_to_renew() -> Work:
    return Work(
        RENEW,
        tick,
        _(
            "An answer could not be renewed. Readers see the previous version; it will be tried "
            "again."
        ),
    )


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(QuestionsPanel())


hooks.register(readables.FIND, find_question)
hooks.register(readables.AT, question_at)
hooks.register(EMBEDDED, embedded_answer)
hooks.register(readables.SEARCH, search_questions, order=-1)


@hooks.register("gleanings_topic_sections")
def evidence_on_a_topic(term: Topic, request: HttpRequest) -> str:
    """The answers that belong to a topic stand first on its page."""
    questions = questions_on(term.pk)
    context = {"questions": questions, "slug": term.slug}
    return render_to_string("synthesis/includes/topic_section.html", context) if questions else ""


@hooks.register("gleanings_summary_sections")
def questions_of_a_summary(summary: Summary, request: HttpRequest) -> str:
    """Which questions a summary's findings are part of the answer to."""
    questions = questions_with(summary.translation_key)
    context = {"questions": questions}
    return render_to_string("synthesis/includes/summary_section.html", context) if questions else ""


@hooks.register("gleanings_before_withdrawing")
def answers_that_rest_on(summaries: Any, how: Withdrawal) -> Iterator[str]:
    """Which public answers change when the summaries are withdrawn."""
    members = IncludedFinding.objects.included().readable()
    resting = members.filter(finding__summary__in=summaries).values("question")
    questions = Question.objects.published().filter(pk__in=resting).with_texts()
    if questions:
        yield ngettext(
            "The answer to a question changes, since it rests on this: %(questions)s",
            "The answers to these questions change, since they rest on this: %(questions)s",
            len(questions),
        ) % {"questions": listed(in_quotes(question) for question in questions)}
        yield gettext("Earlier versions keep their pooled numbers but no longer name it.")
        if how is Withdrawal.UNPUBLISH:
            yield gettext("If it is published again, it is named there again.")
        elif how is Withdrawal.HIDE:
            yield gettext("If it is made public again, it is named there again.")


@hooks.register("gleanings_sitemap_addresses")
def addresses_of_questions() -> Iterator[tuple[str, Any]]:
    questions = listed_questions()
    if questions:
        yield reverse("questions"), max(question.answers_since for question in questions)
    for question in questions:
        yield reverse("synthesis", args=[question.slug]), question.answers_since


@hooks.register("gleanings_empty_lists")
def no_question_yet() -> dict[str, Any]:
    return {
        "wagtailsnippets_synthesis_question:list": _(
            "A question brings the numbers of several summaries into one answer with a forest "
            "plot, which is renewed as new findings come. Editors pose it as a reader would ask "
            "it: “Does the alliance predict outcome in CBT?”"
        )
    }
