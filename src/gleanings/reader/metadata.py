"""What machines read in a page's head: Highwire tags, schema.org JSON-LD, Open Graph."""

from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language, to_locale
from wagtail.models import Page

from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models import Home, Issue, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.literature.models import Article
from gleanings.reader.lists.corrections import corrections_of, last_changed
from gleanings.reader.lists.parts import articles_of, authors_of

SCHEMA = "https://schema.org"
LONGEST_DESCRIPTION = 300

Structured = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The head of a page. Addresses are whole ones."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """(hreflang, address) of this page and its true translations."""
    highwire: list[tuple[str, str]] = field(default_factory=list)
    open_graph: list[tuple[str, str]] = field(default_factory=list)
    structured: Structured | None = None
    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    """(media type, title, address)."""
    may_be_indexed: bool = True


def plain(html: str) -> str:
    """Rich text as one line of plain text."""
    # a space between blocks, which stripping the tags alone would run together
    spaced = html.replace("</p>", "</p> ").replace("</li>", "</li> ").replace("<br", " <br")
    return " ".join(unescape(strip_tags(spaced)).split())


def shortened(text: str) -> str:
    return Truncator(text).chars(LONGEST_DESCRIPTION)


def list_head(
    request: HttpRequest,
    *,
    title: str,
    description: str = "",
    structured: Structured | None = None,
    feeds: list[tuple[str, str, str]] | None = None,
    may_be_indexed: bool = True,
) -> Head:
    """The head of a page that stands in every language at the same address but for its prefix."""
    path = request.path
    page = request.GET.get("page")
    if page and page != "1":
        path = f"{path}?page={page}"
    alternates = [
        (code, absolute(translate_url(path, code), request)) for code, _name in settings.LANGUAGES
    ]
    return Head(
        title=title,
        description=shortened(description),
        canonical=absolute(path, request),
        alternates=_with_default(alternates),
        open_graph=_open_graph(
            kind="website", title=title, description=description, address=absolute(path, request)
        ),
        structured=structured,
        feeds=feeds or [],
        may_be_indexed=may_be_indexed,
    )


def page_head(
    page: ReaderPage,
    request: HttpRequest,
    *,
    title: str,
    description: str,
    versions: list[ReaderPage],
    structured: Structured | None = None,
    highwire: list[tuple[str, str]] | None = None,
    feeds: list[tuple[str, str, str]] | None = None,
    kind: str = "website",
) -> Head:
    """The head of a Wagtail page; an alias points to its original."""
    canonical = page_address(page.source_page, request)
    graph = _open_graph(kind=kind, title=title, description=description, address=canonical)
    if kind == "article" and page.first_published_at:
        graph.append(("article:published_time", page.first_published_at.isoformat()))
    return Head(
        title=title,
        description=shortened(description),
        canonical=canonical,
        alternates=_translations(page, versions, request),
        highwire=highwire or [],
        open_graph=graph,
        structured=structured,
        feeds=feeds or [],
    )


def versions_of(page: ReaderPage) -> list[ReaderPage]:
    """The page in every language that anybody may read it in, aliases too."""
    return list(
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .readable()
        .select_related("locale")
        .order_by("locale__language_code")
    )


def _translations(
    page: ReaderPage, versions: list[ReaderPage], request: HttpRequest
) -> list[tuple[str, str]]:
    """Where the page stands in true translation; none where there is one language only."""
    if not page.is_in_its_language:
        return []
    alternates = [
        (version.locale.language_code, page_address(version, request))
        for version in versions
        if version.is_in_its_language
    ]
    return _with_default(alternates) if len(alternates) > 1 else []


def _with_default(alternates: list[tuple[str, str]]) -> list[tuple[str, str]]:
    by_language = dict(alternates)
    default = by_language.get(settings.LANGUAGE_CODE)
    return [*alternates, ("x-default", default)] if default else alternates


def _open_graph(*, kind: str, title: str, description: str, address: str) -> list[tuple[str, str]]:
    language = get_language() or settings.LANGUAGE_CODE
    return [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", shortened(description)),
        ("og:url", address),
        ("og:locale", to_locale(language)),
    ]


# --- schema.org ----------------------------------------------------------------------------------
def publisher(home: Home | None, request: HttpRequest) -> Structured:
    return {
        "@type": "Organization",
        "name": home.title if home else settings.WAGTAIL_SITE_NAME,
        "url": page_address(home, request) if home else absolute("/", request),
    }


def periodical(home: Home, request: HttpRequest) -> Structured:
    return {
        "@type": "Periodical",
        "@id": f"{page_address(home, request)}#periodical",
        "name": home.title,
        "url": page_address(home, request),
    }


def structured_home(home: Home, request: HttpRequest, search: str) -> Structured:
    """``search`` is the path of Browse."""
    return {
        "@context": SCHEMA,
        "@graph": [
            {
                "@type": "WebSite",
                "name": home.title,
                "url": page_address(home, request),
                "inLanguage": home.content_language,
                "publisher": publisher(home, request),
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {
                        "@type": "EntryPoint",
                        "urlTemplate": f"{absolute(search, request)}?q={{search_term_string}}",
                    },
                    "query-input": "required name=search_term_string",
                },
            },
            periodical(home, request),
        ],
    }


def structured_issue(
    issue: Issue, home: Home | None, summaries: list[Summary], request: HttpRequest
) -> Structured:
    data: Structured = {
        "@context": SCHEMA,
        "@type": "PublicationIssue",
        "@id": f"{page_address(issue, request)}#issue",
        "url": page_address(issue, request),
        "issueNumber": issue.slug,
        "datePublished": issue.month.isoformat(),
        "hasPart": [
            {
                "@type": "Article",
                "headline": summary.title,
                "url": page_address(summary, request),
                "inLanguage": summary.content_language,
            }
            for summary in summaries
        ],
    }
    if home:
        data["isPartOf"] = periodical(home, request)
    return data


def structured_term(
    request: HttpRequest, *, name: str, definition: str, address: str
) -> Structured:
    return {
        "@context": SCHEMA,
        "@type": "CollectionPage",
        "name": name,
        "url": address,
        "inLanguage": get_language(),
        "about": {"@type": "DefinedTerm", "name": name, "description": definition},
    }


def abstract(summary: Summary) -> str:
    """The practice implications in a row: what the summary comes to."""
    return " ".join(plain(row.text) for row in summary.implications.all())


def structured_summary(
    summary: Summary, *, home: Home | None, issue: Page, request: HttpRequest
) -> Structured:
    address = page_address(summary.source_page, request)
    return _without_empty(
        {
            "@context": SCHEMA,
            "@type": "Article",
            "@id": f"{address}#summary",
            "headline": summary.title,
            "url": address,
            "mainEntityOfPage": address,
            "inLanguage": summary.content_language,
            "abstract": abstract(summary),
            "datePublished": _day(summary.first_published_at),
            "dateModified": _day(last_changed(summary)),
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": correction.text,
                    "inLanguage": correction.language,
                    "datePublished": correction.day.isoformat(),
                }
                for correction in corrections_of(summary)
            ],
            "author": [
                _without_empty({"@type": "Person", "name": author.name, "url": author.url})
                for author in authors_of(summary)
            ]
            or publisher(home, request),
            "publisher": publisher(home, request),
            "about": [
                {"@type": "DefinedTerm", "name": topic.name} for topic in summary.topics.all()
            ],
            "genre": [kind.name for kind in summary.research_types.all()],
            "isPartOf": {"@type": "PublicationIssue", "url": page_address(issue, request)},
            "isBasedOn": [structured_article(article) for article in articles_of(summary)],
            "isAccessibleForFree": True,
        }
    )


def structured_article(article: Article) -> Structured:
    """The article that a summary is about."""
    return _without_empty(
        {
            "@type": "Chapter" if article.type == "chapter" else "ScholarlyArticle",
            "@id": article.doi_url,
            "name": article.title,
            "headline": article.title,
            "author": [_person(name) for name in article.authors],
            "datePublished": article.date or (str(article.year) if article.year else ""),
            "isPartOf": _container(article),
            "pagination": article.pages,
            "sameAs": article.doi_url or article.url,
            "identifier": _without_empty(
                {
                    "@type": "PropertyValue",
                    "propertyID": "doi",
                    "value": article.doi,
                }
            )
            if article.doi
            else None,
        }
    )


def _container(article: Article) -> Structured | None:
    if not article.container:
        return None
    if article.type == "chapter":
        return {"@type": "Book", "name": article.container}
    container: Structured = {"@type": "Periodical", "name": article.container}
    if article.volume:
        container = {
            "@type": "PublicationVolume",
            "volumeNumber": article.volume,
            "isPartOf": container,
        }
    if article.issue:
        container = {
            "@type": "PublicationIssue",
            "issueNumber": article.issue,
            "isPartOf": container,
        }
    return container


def _person(name: dict[str, str]) -> Structured:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return _without_empty(
        {
            "@type": "Person",
            "familyName": name.get("family"),
            "givenName": name.get("given"),
            "name": f"{name.get('given', '')} {name.get('family', '')}".strip(),
        }
    )


def _without_empty(data: Structured) -> Structured:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _day(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""


# --- Highwire ------------------------------------------------------------------------------------
def highwire(summary: Summary, home: Home | None, request: HttpRequest) -> list[tuple[str, str]]:
    """The tags of the summary itself, which Zotero and Google Scholar read.

    The article that it is about is another work, with a record of its own; its DOI here would have
    readers cite one for the other.
    """
    address = page_address(summary.source_page, request)
    tags = [
        ("citation_title", summary.title),
        *(("citation_author", author.name) for author in authors_of(summary)),
        ("citation_publication_date", summary.month.strftime("%Y/%m") if summary.month else ""),
        ("citation_journal_title", home.title if home else ""),
        ("citation_language", summary.content_language),
        ("citation_public_url", address),
        ("citation_abstract_html_url", address),
        ("citation_fulltext_html_url", address),
        *(("citation_keywords", topic.name) for topic in summary.topics.all()),
    ]
    return [(name, content) for name, content in tags if content]
