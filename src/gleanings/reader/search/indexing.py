"""Keeping the index: what a published summary is found by."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from gleanings.digest.models import SearchEntry, SearchWord, Summary
from gleanings.literature.models import Article
from gleanings.reader.search.plain import plain_text
from gleanings.reader.search.words import joined_words, stem, words

COLUMNS = ["title", "implications", "terms", "article", "names", "studied", "text"]
BATCH = 500
# between two pieces, so that no phrase is found across them
BREAK = " 0x0 "
SHORTEST_WORD, LONGEST_WORD = 3, 40


def indexed_summaries() -> QuerySet[Summary]:
    """What has an entry: everything online but aliases, which share their original's words."""
    return Summary.objects.live().in_its_language()


def reindex(summaries: QuerySet[Summary]) -> None:
    """Bring the entries of these summaries up to date; those not online lose theirs."""
    with transaction.atomic():
        keys = list(summaries.order_by().values_list("pk", flat=True))
        online = indexed_summaries().filter(pk__in=keys)
        SearchEntry.objects.filter(summary__in=keys).exclude(summary__in=online).delete()
        write_entries(online)


def reindex_terms(summaries: QuerySet[Summary]) -> None:
    """Bring the names of topics and types up to date, where they have changed."""
    entries = SearchEntry.objects.filter(summary__in=summaries.order_by().values("pk"))
    changed = []
    for entry in entries.only("summary", "terms").prefetch_related(
        "summary__topics__names", "summary__research_types__names"
    ):
        terms = prepared_terms(term_names(entry.summary))
        if terms != entry.terms:
            entry.terms = terms
            changed.append(entry)
    SearchEntry.objects.bulk_update(changed, ["terms"], batch_size=BATCH)


def rebuild(progress: Callable[[int], Any] = lambda done: None) -> int:
    """Make the whole index anew. Returns the number of entries."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        number = write_entries(indexed_summaries(), progress)
        _optimise()
    return number


def write_entries(
    summaries: QuerySet[Summary], progress: Callable[[int], Any] = lambda done: None
) -> int:
    """Write the entries of the summaries, which are online. Returns their number."""
    keys = list(summaries.order_by("pk").values_list("pk", flat=True))
    known: set[str] = set()
    for some in _in_batches(keys):
        with_all = (
            Summary.objects.filter(pk__in=some)
            .select_related("locale")
            .prefetch_related(
                "implications",
                "summary_articles__article",
                "summary_authors__author",
                "topics__names",
                "research_types__names",
            )
        )
        entries = []
        for summary in with_all:
            pieces = pieces_of(summary)
            entries.append(_entry(summary, pieces))
            _learn_words(chain.from_iterable(pieces.values()), known)
        SearchEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["summary"], update_fields=COLUMNS
        )
        progress(len(entries))
    return len(keys)


def pieces_of(summary: Any) -> dict[str, list[str]]:
    """What the summary is found by, as plain text, column by column."""
    articles = [row.article for row in summary.summary_articles.all()]
    authors = [row.author.name for row in summary.summary_authors.all()]
    implications = [plain_text(row.text) for row in summary.implications.all()]
    return {
        "title": [summary.title],
        "implications": [plain_text(summary.implications_lead), *implications],
        "terms": term_names(summary),
        "article": [article.title for article in articles],
        "names": [*chain.from_iterable(map(_names, articles)), *authors],
        "studied": [summary.studied],
        "text": [plain_text(summary.text)],
    }


def term_names(summary: Any) -> list[str]:
    terms = [*summary.topics.all(), *summary.research_types.all()]
    return [entry.name for term in terms for entry in term.names.all()]


def _names(article: Article) -> list[str]:
    people = [*article.authors, *article.editors]
    return [
        *(
            " ".join(filter(None, (name.get("given"), name.get("family"), name.get("literal"))))
            for name in people
        ),
        article.container,
        str(article.year or ""),
        article.doi or "",
    ]


def _entry(summary: Summary, pieces: dict[str, list[str]]) -> SearchEntry:
    language = summary.locale.language_code
    columns = {name: prepared(texts, [language]) for name, texts in pieces.items()}
    columns["terms"] = prepared_terms(pieces["terms"])
    columns["names"] = prepared(pieces["names"], [])
    return SearchEntry(summary_id=summary.pk, **columns)


def prepared_terms(names: list[str]) -> str:
    """Term names stand in all languages, so they are stemmed as each of them."""
    return prepared(names, [code for code, _name in settings.LANGUAGES])


def prepared(texts: Iterable[str], languages: list[str]) -> str:
    """The stems of the texts in each of the languages; without a language, the words as they are.

    Hyphenated words follow once more at the end, written as one.
    """
    texts = list(filter(None, texts))
    runs = [
        " ".join(stem(word.folded, language) if language else word.folded for word in words(text))
        for language in languages or [""]
        for text in texts
    ]
    together = " ".join(
        stem(joined, language) if language else joined
        for language in languages or [""]
        for text in texts
        for joined in joined_words(text)
    )
    return BREAK.join(dict.fromkeys(filter(None, [*runs, together])))


def _learn_words(texts: Iterable[str], known: set[str]) -> None:
    new = {
        word.folded: SearchWord(word=word.folded, shown=word.shown[:60])
        for text in texts
        for word in words(text)
        if word.folded not in known
        and SHORTEST_WORD <= len(word.folded) <= LONGEST_WORD
        and word.folded.isalpha()
    }
    SearchWord.objects.bulk_create(new.values(), ignore_conflicts=True)
    known.update(new)


def _in_batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _optimise() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO digest_search(digest_search) VALUES ('optimize')")
