"""Topics and research types: all of a list, and the summaries under one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views import View

from gleanings.digest.addresses import absolute
from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.feeds import feed_links
from gleanings.reader.head import jsonld
from gleanings.reader.head.html import Head, list_head
from gleanings.reader.lists.lists import summaries_under
from gleanings.reader.lists.pagination import page_of
from gleanings.reader.lists.terms import FACET_OF, Term, by_letter, terms_with_counts
from gleanings.reader.sections import topic_sections


class TermsView(View):
    """A whole list, with definitions and counts: topics by letter, those without a summary last."""

    model: type[Term] = Topic

    def get(self, request: HttpRequest) -> HttpResponse:
        is_topic = self.model is Topic
        title = gettext("Topics") if is_topic else gettext("Types of research")
        terms = terms_with_counts(self.model, get_language())
        used = [term for term in terms if term.count]
        context = {
            "title": title,
            "letters": by_letter(used) if is_topic else [],
            "terms": [] if is_topic else used,
            "empty": [term for term in terms if not term.count],
            "is_topic": is_topic,
            "head": list_head(request, title=title, feeds=feed_links(request)),
        }
        return render(request, "reader/terms.html", context)


class TermView(View):
    """The summaries under one term, newest first."""

    model: type[Term] = Topic
    address = "topic"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        term: Any = get_object_or_404(self.model.objects.with_names(), slug=slug)
        if term.merged_into_id:
            return HttpResponsePermanentRedirect(reverse(self.address, args=[term.target.slug]))
        summaries = summaries_under(get_language(), FACET_OF[self.model], term.pk)
        page = page_of(request, summaries)
        is_topic = self.model is Topic
        return render(
            request,
            "reader/term.html",
            {
                "term": term,
                "is_topic": is_topic,
                "sections": topic_sections(term, request) if is_topic and page.number == 1 else [],
                "page_obj": page,
                "summaries": list(page.object_list),
                "feed": reverse(f"{self.address}_feed", args=[term.slug, "atom"]),
                "head": self._head(request, term),
            },
        )

    def _head(self, request: HttpRequest, term: Any) -> Head:
        return list_head(
            request,
            title=term.name,
            description=term.definition,
            structured=jsonld.of_term(
                request,
                name=term.name,
                definition=term.definition,
                address=absolute(request.path, request),
            ),
            feeds=[*feed_links(request, term=term), *feed_links(request)],
        )


class ResearchTypesView(TermsView):
    model = ResearchType


class ResearchTypeView(TermView):
    model = ResearchType
    address = "research_type"
