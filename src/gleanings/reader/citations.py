"""Citations to download: of an article, and of a summary as a publication on the web."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import register_converter
from django.utils.http import content_disposition_header
from django.utils.translation import override
from django.views.decorators.http import require_safe

from gleanings.digest.addresses import page_address
from gleanings.digest.models import Summary
from gleanings.literature.characters import cleaned
from gleanings.literature.models import Article
from gleanings.literature.notices.words import marked, sentence_of
from gleanings.literature.styles import (
    EXPORTS,
    Item,
    article_item,
    citation_key,
    person_from,
)
from gleanings.reader.lists.lists import home_in
from gleanings.reader.lists.notices import cautious_abstract, noted
from gleanings.reader.lists.parts import articles_of, authors_of


class ExportEnding:
    regex = "|".join(EXPORTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ExportEnding, "export_ending")


def summary_item(summary: Summary, request: HttpRequest | None = None) -> Item:
    """The summary as a CSL-JSON item: a page on the web, cited at its original's address."""
    # what stands in for the original has the same words, so they are not fetched again
    language = summary.content_language
    home = home_in(language)
    with override(language):
        topics = "; ".join(topic.name for topic in summary.topics.all())
    item = {
        "type": "webpage",
        "title": summary.title,
        "author": [person_from(author.name) for author in authors_of(summary)],
        "issued": {"date-parts": [[summary.month.year, summary.month.month]]}
        if summary.month
        else None,
        "container-title": home.title if home else "",
        "URL": page_address(summary.source_page, request),
        "language": language,
        "abstract": cautious_abstract(summary),
        "keyword": topics,
    }
    return {"id": citation_key(item), **{name: value for name, value in item.items() if value}}


@require_safe
def article_citation(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Of an article that a summary is about which anybody may read; else not found."""
    articles = Article.objects.filter(
        pk=pk, pk__in=Summary.objects.readable().values("summary_articles__article")
    ).prefetch_related("notices")
    return download_citation([article_item(article) for article in articles], ending)


@require_safe
def summary_citation(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Of a summary that anybody may read; else not found."""
    summaries = Summary.objects.readable().filter(pk=pk)
    return download_citation([_noted_item(summary, request) for summary in summaries], ending)


def _noted_item(summary: Summary, request: HttpRequest) -> Item:
    """With what must be known of its article, in the title and in a note: who cites it has no page
    before the eyes."""
    item = summary_item(summary, request)
    with override(summary.content_language):
        title = marked(summary.title, noted(summary).status)
        said = [
            f"{sentence_of(one).removesuffix('.')} ({one.url})." if one.url else sentence_of(one)
            for article in articles_of(summary)
            for one in article.statements
        ]
    return item | {"title": title} | ({"note": " ".join(said)} if said else {})


def download_citation(items: list[Item], ending: str) -> HttpResponse:
    if not items:
        raise Http404
    export = EXPORTS[ending]
    name = f"{items[0]['id']}.{ending}"
    return HttpResponse(
        export.write(cleaned(items)),
        content_type=export.content_type,
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )
