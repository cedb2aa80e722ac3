"""How the answer to a question came to be what it is."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gleanings.evidence.report import Label
from gleanings.literature.notices.words import when
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.number_texts import listed, value_shown
from gleanings.synthesis.stored_result import Change, Headline, Mention
from gleanings.synthesis.withdrawal import Public, change_for_readers, public_of


@dataclass(frozen=True)
class Version:
    """One version as the history lists it."""

    version: int
    computed_at: dt.datetime
    url: str
    estimate: str
    """“0.26 (0.19 – 0.32)”; empty where nothing was pooled."""
    n_studies: int
    changes: list[str]
    is_notable: bool
    again_since: dt.datetime | None
    """Of the one that is the answer again after others; None of any other."""


def history(question: Question) -> list[Version]:
    """Every version, the last first; without its data, which are large."""
    rows = list(question.syntheses.order_by("-version").defer("data", "result"))
    current = max(rows, key=lambda row: (row.answers_since, row.version), default=None)
    public = public_of(question.pk)
    return [_version(question, row, public, is_current=row is current) for row in rows]


def _version(
    question: Question, synthesis: Synthesis, public: Public, *, is_current: bool
) -> Version:
    synthesis.question = question
    headline = synthesis.headline
    return Version(
        version=synthesis.version,
        computed_at=synthesis.computed_at,
        url=synthesis.get_absolute_url(),
        estimate="" if headline.estimate is None else _estimate(headline),
        n_studies=headline.n_studies,
        changes=sentences(change_for_readers(synthesis.change, public)),
        is_notable=synthesis.is_notable,
        again_since=synthesis.answers_since if is_current and synthesis.answers_again else None,
    )


def _estimate(of: Headline) -> str:
    return f"{value_shown(of.estimate, of.measure)} ({_interval(of, 'ci')})"


def _interval(of: Headline, which: str) -> str:
    """ "0.19 – 0.32"; empty where there is none."""
    ends = [getattr(of, f"{which}_{end}") for end in ("low", "high")]
    if None in ends:
        return ""
    return " – ".join(value_shown(end, of.measure) for end in ends)


def sentences(change: Change) -> list[str]:
    """What was added, taken out and corrected, and how the answer moved.

    Of a change as readers may see it, which names nothing that was withdrawn since.
    """
    if change.before is None or change.after is None:
        return [_("First version.")]
    said = [*_reasons(change), moved(change.before, change.after)]
    if change.computed_anew:
        said += _other_intervals(change.before, change.after)
    return [sentence for sentence in said if sentence]


def _reasons(change: Change) -> list[str]:
    said = []
    for name, few, many in (
        ("added", _("Added: %(labels)s."), _("Added: %(labels)s and %(rest)s more.")),
        ("removed", _("Taken out: %(labels)s."), _("Taken out: %(labels)s and %(rest)s more.")),
        ("corrected", _("Corrected: %(labels)s."), _("Corrected: %(labels)s and %(rest)s more.")),
        (
            "described",
            _("Described differently, with the same numbers: %(labels)s."),
            _("Described differently, with the same numbers: %(labels)s and %(rest)s more."),
        ),
    ):
        labels = [one.label for one in getattr(change, name)]
        if labels:
            rest = len(labels) - NAMED
            sentence = many if rest > 0 else few
            said.append(sentence % {"labels": listed(labels[:NAMED]), "rest": rest})
    said += _of_retractions(change)
    said += _of_what_was_withdrawn(change.withdrawn)
    if change.settings:
        said.append(_("The way it is computed was changed."))
    if change.computed_anew:
        said.append(_("Computed anew by a newer version of the program."))
    return said


def _of_retractions(change: Change) -> Iterator[str]:
    for one in change.retracted:
        if one.withdrawn_on:
            said = _(
                "One study was left out as retracted: %(study)s. The notice was a mistake, and was "
                "withdrawn %(withdrawn)s."
            )
        elif one.on:
            said = _("One study was retracted %(when)s and counts no longer: %(study)s.")
        else:
            said = _("One study was retracted and counts no longer: %(study)s.")
        yield said % _told_of(one)
    for one in change.reinstated:
        said = (
            _(
                "One study counts again: %(study)s. The notice of its retraction was a mistake, "
                "and was withdrawn %(withdrawn)s."
            )
            if one.withdrawn_on
            else _("One study was reinstated and counts again: %(study)s.")
        )
        yield said % _told_of(one)


def _told_of(one: Mention) -> dict[str, str]:
    return {"study": one.label, "when": when(one.on), "withdrawn": when(one.withdrawn_on)}


NAMED = 5


def _of_what_was_withdrawn(numbers: Mapping[str, int]) -> list[str]:
    """What became of that which may not be named any more."""
    return [
        sentence % {"n": number}
        for name, number in numbers.items()
        for sentence in [_UNNAMED[name](number)]
    ]


_UNNAMED: dict[str, Callable[[int], str]] = {
    "added": lambda n: ngettext(
        "Added: %(n)s that was withdrawn later.", "Added: %(n)s that were withdrawn later.", n
    ),
    "removed": lambda n: ngettext("Withdrawn: %(n)s result.", "Withdrawn: %(n)s results.", n),
    "retracted": lambda n: ngettext(
        "Retracted: %(n)s that was withdrawn later.",
        "Retracted: %(n)s that were withdrawn later.",
        n,
    ),
    "reinstated": lambda n: ngettext(
        "Reinstated: %(n)s that was withdrawn later.",
        "Reinstated: %(n)s that were withdrawn later.",
        n,
    ),
    "corrected": lambda n: ngettext(
        "Corrected: %(n)s that was withdrawn later.",
        "Corrected: %(n)s that were withdrawn later.",
        n,
    ),
    "described": lambda n: ngettext(
        "Described differently: %(n)s that was withdrawn later.",
        "Described differently: %(n)s that were withdrawn later.",
        n,
    ),
}


def moved(before: Headline, after: Headline) -> str:
    """How far the answer moved, in a sentence; empty where the studies say it one by one."""
    facts = {
        name: value_shown(headline.estimate, headline.measure)
        for name, headline in (("before", before), ("after", after))
    }
    if after.label is Label.NO_STUDY:
        return _("There is no study now.")
    if before.label is Label.NO_STUDY and after.estimate is None:
        return _("There was no study before.")
    if before.estimate is None and after.estimate is None:
        return ""
    if before.estimate is None:
        return _("The studies are pooled now: %(after)s.") % facts
    if after.estimate is None:
        return _("The studies are no longer pooled; the answer was %(before)s.") % facts
    if facts["before"] == facts["after"]:
        return _("The answer stays at %(after)s.") % facts
    return _("The answer moved from %(before)s to %(after)s.") % facts


def _other_intervals(before: Headline, after: Headline) -> Iterator[str]:
    """Which interval the newer program gives otherwise, where it gave one before."""
    for which, sentence in (
        ("ci", _("Its confidence interval was %(before)s and is %(after)s now.")),
        ("prediction", _("Its prediction interval was %(before)s and is %(after)s now.")),
    ):
        facts = {"before": _interval(before, which), "after": _interval(after, which)}
        if all(facts.values()) and facts["before"] != facts["after"]:
            yield sentence % facts
