"""Articles become one: summaries, their drafts and old versions speak of the one that stays."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from gleanings.digest.cited_articles import summaries_that_cite
from gleanings.digest.corrections import changed_citation, in_sentences, tell
from gleanings.digest.models import Correction, Summary, SummaryArticle
from gleanings.literature.merging import Room
from gleanings.literature.merging.rows import put_away, put_back
from gleanings.literature.models import Article

Rows = list[dict[str, Any]]


def merge(kept: Article, merged: Article, by: Any) -> dict[str, Any]:
    """What `undo` needs. Readers of the summaries are told what their citation became."""
    stored = Article.objects.get(pk=kept.pk)
    told = [*_tell(stored, kept), *_tell(merged, kept)]
    about_kept = SummaryArticle.objects.filter(article=kept).values("summary")
    about_both = SummaryArticle.objects.filter(article=merged, summary__in=about_kept)
    return {
        "told": told,
        "twice": put_away(list(about_both)),
        "revisions": list(_merge_in_revisions(merged.pk, kept.pk)),
    }


def undo(kept: Article, merged: Article, done: dict[str, Any]) -> None:
    Correction.objects.filter(pk__in=done["told"]).delete()
    put_back(done["twice"])
    _part_in_revisions(done["revisions"], kept.pk, merged.pk)


ROOM = Room("digest", merge, undo)


def _tell(before: Article, now: Article) -> Iterator[int]:
    for summary in summaries_that_cite(before):
        language = summary.content_language
        if changes := changed_citation(before, now, language):
            note = "\n".join(in_sentences(changes, language))
            yield tell(summary, note, changes, language=language).pk


def _merge_in_revisions(old: int, new: int) -> Iterator[list[Any]]:
    """The key of each revision that spoke of the old one, where in its lists, and the whole list
    of articles where it had both.

    Revisions keep what is in preparation: a draft that is published later must not bring the old
    article back.
    """
    for revision in _revisions_that_speak_of(old):
        content = revision.content
        before = {
            name: [row.get("article") for row in content.get(name) or []]
            for name in ("summary_articles", "findings")
        }
        has_new = any(row.get("article") == new for row in content.get("summary_articles") or [])
        whole = []
        if has_new and old in before["summary_articles"]:
            whole = [dict(row) for row in content["summary_articles"]]
            content["summary_articles"] = [
                row for row in content["summary_articles"] if row.get("article") != old
            ]
        _replace(content, old, new, lambda _name, _place: True)
        revision.save(update_fields=["content"])
        yield [revision.pk, {name: _places(rows, old) for name, rows in before.items()}, whole]


def _part_in_revisions(done: list[list[Any]], kept: int, merged: int) -> None:
    """Those that spoke of the merged one do again; and in what was saved since, the same rows."""
    for key, places, whole in done:
        revision = Revision.objects.filter(pk=key).first()
        if revision is None:
            continue
        if whole:
            revision.content["summary_articles"] = whole
            places = {**places, "summary_articles": []}

        def was_merged(name: str, place: int, places: dict[str, list[int]] = places) -> bool:
            return place in places.get(name, [])

        _replace(revision.content, kept, merged, was_merged)
        revision.save(update_fields=["content"])
    rows = {
        "summary_articles": set(
            SummaryArticle.objects.filter(article=merged).values_list("pk", flat=True)
        )
    }
    for revision in _revisions_that_speak_of(kept):
        content = revision.content

        def is_moved(name: str, place: int, content: dict[str, Any] = content) -> bool:
            return content[name][place].get("pk") in rows.get(name, set())

        if _replace(content, kept, merged, is_moved):
            revision.save(update_fields=["content"])


def _replace(
    content: dict[str, Any], old: int, new: int, where: Callable[[str, int], bool]
) -> bool:
    is_changed = False
    for name in ("summary_articles", "findings"):
        for place, row in enumerate(content.get(name) or []):
            if row.get("article") == old and where(name, place):
                row["article"] = new
                is_changed = True
    return is_changed


def _places(articles: list[Any], key: int) -> list[int]:
    return [place for place, article in enumerate(articles) if article == key]


def _revisions_that_speak_of(article: int) -> Iterator[Revision]:
    of_summaries = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Summary))
    rows = of_summaries.values_list("pk", "content__summary_articles", "content__findings")
    keys = [
        key
        for key, articles, findings in rows.iterator()
        if any(row.get("article") == article for row in [*(articles or []), *(findings or [])])
    ]
    yield from Revision.objects.filter(pk__in=keys)
