"""Reads and checks the numbers of a summary while it is being written; changes nothing."""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.permissions import page_permission_policy

from gleanings.digest.admin.abstracts import (
    Abstract,
    abstracts_for,
    is_from,
    render_abstracts,
)
from gleanings.digest.admin.phrases_widget import PhrasesWidget, ways_sent
from gleanings.digest.findings.checking import recheck_by
from gleanings.digest.findings.contradictions import contradictions
from gleanings.digest.findings.matching import successor
from gleanings.digest.findings.proposed_phrases import Phrases, proposed_phrases
from gleanings.digest.findings.reading import proposal, proposals
from gleanings.digest.findings.results import main_of, people_behind, studies_behind
from gleanings.digest.findings.words import EffectWords, words_for
from gleanings.digest.models import Finding, ResearchType
from gleanings.digest.models.finding import PLAIN_PHRASES, FindingState, Verdict
from gleanings.digest.rich_text import PLAIN_FEATURES, TEXT_FEATURES
from gleanings.digest.spoken_language import spoken_language
from gleanings.digest.text import plain
from gleanings.evidence.checking import Verdict as TextVerdict
from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.literature.models import Article
from gleanings.literature.row_keys import row_key

LONGEST = 200_000  # characters; a summary has some 4,000
LONGEST_TITLE = 255  # as pages keep it

FIELDS = [
    *("state", "role", "measure", "words"),
    *("predictor", "outcome", "favours", "design", *PLAIN_PHRASES, "group", "time", "place"),
    *("bound", "estimate", "ci_low", "ci_high", "level", "se", "n", "k", "p", "p_comparison"),
    "acknowledgement",
]
RowForm = modelform_factory(
    Finding, fields=[*FIELDS, "other_languages"], widgets={"other_languages": PhrasesWidget}
)


@require_POST
def numbers_view(request: HttpRequest) -> HttpResponseBase:
    """The verdict on each statistic in the fields of the form that was sent, as they are."""
    if not page_permission_policy.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    try:
        prose = prose_of_fields(request.POST)
    except (ValueError, KeyError, TypeError, AttributeError):
        return HttpResponseBadRequest("The text is no content of the rich text editor.")
    if len(prose) > LONGEST:
        return HttpResponseBadRequest(f"The text is longer than {LONGEST:,} characters.")
    types = [*map(row_key, request.POST.getlist("research_types"))]
    return JsonResponse(
        read_numbers(
            prose,
            rows_of_fields(request.POST),
            title=request.POST.get("title", "")[:LONGEST_TITLE],
            types=ResearchType.objects.filter(pk__in=types[:100]).values_list("slug", flat=True),
            language=request.GET.get("language", ""),
            abstracts=abstracts_for(request.user, articles_of_fields(request.POST)),
        )
    )


def prose_of_fields(fields: Mapping[str, Any]) -> str:
    """The words in the form's fields, where the editor keeps rich text in its own notation."""
    blocks = [fields.get("studied", ""), _rich_text(fields.get("text", ""), TEXT_FEATURES)]
    for number in _numbers_of_rows(fields, "implications", "text"):
        blocks.append(_rich_text(fields[f"implications-{number}-text"], PLAIN_FEATURES))
    return "\n".join(blocks)


def articles_of_fields(fields: Mapping[str, Any]) -> list[Article]:
    """Those that are chosen in the form, in its order."""
    numbers = _numbers_of_rows(fields, "summary_articles", "article")
    typed = [fields[f"summary_articles-{number}-article"] for number in numbers[:100]]
    keys = [*map(row_key, typed)]
    found = Article.objects.in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _rich_text(contentstate: str, features: list[str]) -> str:
    if not contentstate or json.loads(contentstate) is None:
        return ""
    return plain(ContentstateConverter(features).to_database_format(contentstate))


def rows_of_fields(fields: Mapping[str, Any]) -> dict[int, Finding]:
    """The findings as they stand in the form, by their number in it; what is no number is empty."""
    rows = {}
    for number in _numbers_of_rows(fields, "findings", "state"):
        row = RowForm(fields, prefix=f"findings-{number}")
        row.is_valid()
        row.instance.plain_ways = ways_sent(fields, f"findings-{number}-other_languages")
        rows[number] = row.instance
    return rows


def _numbers_of_rows(fields: Mapping[str, Any], name: str, field: str) -> list[int]:
    named = (re.fullmatch(rf"{name}-(\d{{1,4}})-{field}", key) for key in fields)
    numbers = [int(match[1]) for match in named if match]

    def place(number: int) -> int:
        order = fields.get(f"{name}-{number}-ORDER", "")
        return row_key(order) if order.isdecimal() else number

    deleted = {number for number in numbers if fields.get(f"{name}-{number}-DELETE")}
    return sorted(set(numbers) - deleted, key=place)


@dataclass(frozen=True)
class Listed:
    """A statistic of the text: its finding or proposal, and the number of the one or the other."""

    finding: Finding
    row: int | None
    proposal: int | None


def read_numbers(
    prose: str,
    rows: dict[int, Finding],
    *,
    title: str = "",
    types: Collection[str] = (),
    language: str = "",
    abstracts: Sequence[Abstract] = (),
) -> dict[str, Any]:
    """What the editor's page shows: a list in words, a head for each row, and proposals.

    ``language`` is that of the summary, ``abstracts`` those of its articles.
    """
    language = spoken_language(language)
    findings = list(rows.values())
    matches = recheck_by(prose, findings)
    row_of = {
        id(verdict): number for number, verdict in zip(rows, matches.stands, strict=True) if verdict
    }
    proposed = proposals(matches, findings, prose, types)
    proposal_of = {id(verdict): place for place, verdict in enumerate(matches.left)}
    statistics = []
    for verdict in matches.verdicts:
        row, place = row_of.get(id(verdict)), proposal_of.get(id(verdict))
        if row is None and place is None:
            continue  # it says again what another says
        finding = rows[row] if row is not None else proposed[place or 0]
        statistics.append(Listed(finding, row, place))
    # what is to be done stands first, the rest as in the text
    statistics.sort(key=lambda statistic: not statistic.finding.is_open)
    phrases = {
        number: found
        for number, finding in rows.items()
        if finding.state != FindingState.DROPPED and (found := proposed_phrases(finding, language))
    }
    main = main_of(one for one in findings if one.state != FindingState.DROPPED)
    successors = {
        number: successor(finding, matches.left)
        for number, finding in rows.items()
        if finding.words_are_gone
    }
    return {
        "status": _status([statistic.finding for statistic in statistics]),
        "list": render_to_string("digest/admin/numbers/list.html", {"statistics": statistics}),
        "heads": {
            number: render_head(
                finding,
                successors.get(number),
                _as_read(finding, title, prose, findings, language) if finding is main else None,
                phrases.get(number),
                is_from_abstract=is_from(finding, abstracts),
            )
            for number, finding in rows.items()
        },
        "abstracts": render_abstracts(abstracts),
        "proposals": [fields_of(finding) for finding in proposed],
        "phrases": {
            number: _fields_of_phrases(found, language) for number, found in phrases.items()
        },
        "successors": {
            number: fields_of(proposal(verdict), only_numbers=True)
            for number, verdict in successors.items()
            if verdict
        },
    }


def _as_read(
    main: Finding, title: str, prose: str, findings: Sequence[Finding], written_in: str
) -> dict[str, Any] | None:
    """What readers will be told of the main result, and where title or text say otherwise."""
    studies, people = studies_behind(main, findings), people_behind(main, findings)

    def words_in(language: str) -> EffectWords:
        return words_for(main.in_language(language, written_in), studies, people, language)

    words = words_in(written_in)
    if not words.sentence:
        return None
    others = [(name, code) for code, name in settings.LANGUAGES if code != written_in]
    return {
        "sentence": words.sentence,
        "others": [(name, words_in(code).sentence) for name, code in others if code in LANGUAGES],
        "doubts": contradictions(title, prose, main, words),
    }


def _fields_of_phrases(proposed: Phrases, written_in: str) -> dict[str, str]:
    """By the names of the row's fields, as `PhrasesWidget` has them for other languages."""
    return {
        name if code == written_in else f"other_languages-{name}-{code}": text
        for code, phrases in proposed.items()
        for name, text in phrases.items()
    }


def render_head(
    finding: Finding,
    successor: TextVerdict | None = None,
    as_read: dict[str, Any] | None = None,
    phrases: Phrases | None = None,
    *,
    is_from_abstract: bool = False,
) -> str:
    """What a row says of its finding while its fields are folded."""
    return render_to_string(
        "digest/admin/numbers/head.html",
        {
            "finding": finding,
            "as_read": as_read,
            "is_from_abstract": is_from_abstract,
            "phrases": _listed_phrases(phrases or {}),
            "successor": successor and successor.statistic.text,
        },
    )


def _listed_phrases(phrases: Phrases) -> list[tuple[str, list[str]]]:
    """By the name of the language, in the order in which they stand in the sentence."""
    return [
        (str(name), [phrases[code][part] for part in PLAIN_PHRASES if part in phrases[code]])
        for code, name in settings.LANGUAGES
        if code in phrases
    ]


def _status(findings: list[Finding]) -> str:
    """How many numbers the text has and how they stand; what does not fit is named."""
    if not findings:
        return _("No numbers have been found in the text so far.")
    number = len(findings)
    acknowledged = sum(one.is_alarm and not one.is_open for one in findings)
    counts = Counter(one.verdict for one in findings if one.is_open or not one.is_alarm)
    parts = [_counted(verdict.label, counts[verdict]) for verdict in Verdict if counts[verdict]]
    if acknowledged:
        parts.append(_counted(_("acknowledged"), acknowledged))
    head = ngettext("%(number)s number in the text.", "%(number)s numbers in the text.", number)
    wrong = [
        _("“%(words)s”: %(why)s") % {"words": one.words, "why": one.why_here}
        for one in findings
        if one.is_open
    ]
    return " ".join([head % {"number": number}, f"{'; '.join(parts)}.".capitalize(), *wrong])


def _counted(name: Any, number: int) -> str:
    return _("%(name)s: %(number)s") % {"name": name, "number": number}


def fields_of(finding: Finding, *, only_numbers: bool = False) -> dict[str, str]:
    """The fields of a row, as a browser holds them."""
    ours = {"state", "role", "predictor", "outcome", "favours", "design", "group", "time", "place"}
    left_out = {*ours, *PLAIN_PHRASES, "acknowledgement", "k", "n"} if only_numbers else set()
    return {name: _as_typed(getattr(finding, name)) for name in FIELDS if name not in left_out}


def _as_typed(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
