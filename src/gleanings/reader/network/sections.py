"""The subjects of the page, each with the editors' words and the site's own sentences."""

from dataclasses import dataclass

from django.utils.text import capfirst

from gleanings.digest.models import PlainPage, Subject
from gleanings.digest.rich_text import plain
from gleanings.digest.statements.registry import statements_on
from gleanings.reader.cache.memory import cached_until_change


@dataclass(frozen=True)
class Section:
    subject: Subject
    pages: list[PlainPage]
    """The editors' own, that anybody may read."""
    statements: list[str]

    @property
    def heading(self) -> str:
        return str(capfirst(self.subject.label))


def sections_in(language: str) -> list[Section]:
    """Without those on which nobody says anything."""
    pages = _pages(language)
    found = [Section(one, pages.get(one, []), statements_on(one)) for one in Subject]
    return [section for section in found if section.pages or section.statements]


def _pages(language: str) -> dict[Subject, list[PlainPage]]:
    pages = PlainPage.objects.in_language(language).readable().exclude(subject="")
    found: dict[Subject, list[PlainPage]] = {}
    for page in pages.select_related("locale").order_by("path"):
        if plain(page.text):
            found.setdefault(Subject(page.subject), []).append(page)
    return found


def missing_subjects(language: str) -> list[Subject]:
    """Those on which only editors know what is true, and have not said it."""
    return cached_until_change(_missing, language)


def _missing(language: str) -> list[Subject]:
    there = _pages(language)
    return [subject for subject in Subject if subject not in there]
