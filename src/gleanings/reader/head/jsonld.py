"""schema.org JSON-LD: home, issue, topic, summary and the article that it is about."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from gleanings.digest.addresses import absolute, page_address
from gleanings.digest.models import Home, Issue, Summary
from gleanings.literature.models import Article
from gleanings.literature.notices.words import sentence_of
from gleanings.reader.lists.corrections import corrections_of, last_changed
from gleanings.reader.lists.notices import cautious_abstract
from gleanings.reader.lists.parts import articles_of, authors_of

SCHEMA = "https://schema.org"

Structured = dict[str, Any]


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


def of_home(home: Home, request: HttpRequest, search: str) -> Structured:
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


def of_issue(
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


def of_term(request: HttpRequest, *, name: str, definition: str, address: str) -> Structured:
    return {
        "@context": SCHEMA,
        "@type": "CollectionPage",
        "name": name,
        "url": address,
        "inLanguage": get_language(),
        "about": {"@type": "DefinedTerm", "name": name, "description": definition},
    }


def of_summary(
    summary: Summary, *, home: Home | None, issue: Page, request: HttpRequest
) -> Structured:
    address = page_address(summary.source_page, request)
    return without_empty(
        {
            "@context": SCHEMA,
            "@type": "Article",
            "@id": f"{address}#summary",
            "headline": summary.title,
            "url": address,
            "mainEntityOfPage": address,
            "inLanguage": summary.content_language,
            "abstract": cautious_abstract(summary),
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
                without_empty({"@type": "Person", "name": author.name, "url": author.url})
                for author in authors_of(summary)
            ]
            or publisher(home, request),
            "publisher": publisher(home, request),
            "about": [
                {"@type": "DefinedTerm", "name": topic.name} for topic in summary.topics.all()
            ],
            "genre": [kind.name for kind in summary.research_types.all()],
            "isPartOf": {"@type": "PublicationIssue", "url": page_address(issue, request)},
            "isBasedOn": [of_article(article) for article in articles_of(summary)],
            "isAccessibleForFree": True,
        }
    )


def of_article(article: Article) -> Structured:
    """The article that a summary is about."""
    return without_empty(
        {
            "@type": "Chapter" if article.type == "chapter" else "ScholarlyArticle",
            "@id": article.doi_url,
            "name": article.title,
            "headline": article.title,
            "author": [_person(name) for name in article.authors],
            "datePublished": article.date or (str(article.year) if article.year else ""),
            "isPartOf": _container(article),
            "pagination": article.pages,
            "creativeWorkStatus": "Retracted" if article.is_retracted else "",
            "correction": [
                without_empty(
                    {
                        "@type": "CorrectionComment",
                        "text": sentence_of(statement),
                        "inLanguage": get_language(),
                        "datePublished": statement.date,
                        "url": statement.url,
                    }
                )
                for statement in article.statements
            ],
            "sameAs": article.doi_url or article.url,
            "identifier": without_empty(
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
    return without_empty(
        {
            "@type": "Person",
            "familyName": name.get("family"),
            "givenName": name.get("given"),
            "name": f"{name.get('given', '')} {name.get('family', '')}".strip(),
        }
    )


def without_empty(data: Structured) -> Structured:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _day(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""
