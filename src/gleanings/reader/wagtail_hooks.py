"""What stands on a summary's page below its evidence, and what the desk says of readers' pages."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from gleanings.digest.clock import Work
from gleanings.digest.models import Summary, TranslatedNumber
from gleanings.digest.translations.gate import differences_of
from gleanings.reader import readables, statements  # noqa: F401
from gleanings.reader.cache import files
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.embedding.embedded import EMBEDDED
from gleanings.reader.embedding.findings import embedded_finding
from gleanings.reader.lists.corrections import corrections_of
from gleanings.reader.sections import SUMMARY


@hooks.register("gleanings_clock", order=3)
def old_page_files() -> Work:
    return Work(
        "sweep page files", files.sweep, _("Files of pages that are old could not be removed.")
    )


hooks.register(EMBEDDED, embedded_finding)


@hooks.register("gleanings_empty_lists")
def no_synonyms_yet() -> dict[str, Any]:
    return {
        "wagtailsnippets_reader_synonymset:list": _(
            "Words that mean the same, such as “CBT” and “cognitive behavioural therapy”: a "
            "search for one finds the others. Add a set for your network’s own words."
        )
    }


hooks.register(readables.FIND, readables.find_summary)
hooks.register(readables.AT, readables.summary_at)
hooks.register(readables.SEARCH, readables.search_summaries)


@hooks.register(SUMMARY)
def what_was_corrected(summary: Summary, request: HttpRequest) -> str:
    corrections = corrections_of(summary)
    if not corrections:
        return ""
    return render_to_string("reader/includes/corrections.html", {"corrections": corrections})


@hooks.register(SUMMARY)
def numbers_that_are_not_the_originals(summary: Summary, request: HttpRequest) -> str:
    """With their reasons; of a number that is the original's again, nothing is said."""
    if not summary.is_in_its_language:
        return ""
    if summary.pk not in cached_until_change(_with_numbers_of_their_own):
        return ""
    numbers = [(one, why) for one, why in differences_of(summary) if why]
    if not numbers:
        return ""
    return render_to_string("reader/includes/translated_numbers.html", {"numbers": numbers})


def _with_numbers_of_their_own() -> frozenset[int]:
    """Primary keys of the translations; few, so that most pages need not ask."""
    return frozenset(TranslatedNumber.objects.values_list("page", flat=True))
