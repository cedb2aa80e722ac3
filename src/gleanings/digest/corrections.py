"""What readers saw of a summary and are to see otherwise, and the note that tells them.

An editor's answer travels with the revision through review and schedule: ``Summary.correction``,
the note, or ``Summary.correction_is_style``, readers need not know. On publication the note
becomes a `Correction`, and both fields are empty again. Who publishes is asked; where nobody could
be, as by the clock or a command, readers are told what changed in the words that are proposed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Revision
from wagtail.signals import page_published

from gleanings.digest.findings.number_texts import (
    interval_text,
    p_text,
    people_text,
    statistic_text,
    studies_text,
)
from gleanings.digest.models import Correction, Finding, Summary
from gleanings.digest.models.finding import PLAIN_PHRASES, FindingState
from gleanings.digest.obstacles import about_to_publish
from gleanings.digest.text import plain
from gleanings.literature.models import Article
from gleanings.literature.styles import apa_text, article_item

QUOTED = 300
"""Characters of a passage, enough to know it by."""
BESIDE = 2
"""Unchanged words that a change is quoted with: of “r = .28”, only the number is new."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])")
_AROUND = " ,;"


@dataclass(frozen=True)
class Change:
    """Of one passage: what it said, and what it says now. One of them is empty where words were
    added or taken out."""

    before: str
    after: str

    @property
    def sentence(self) -> str:
        """As a note says it, in the language that is active."""
        if not self.before:
            return _("Added: “%(words)s”.") % {"words": self.after}
        if not self.after:
            return _("Taken out: “%(words)s”.") % {"words": self.before}
        said = {"before": self.before, "after": self.after}
        return _("“%(before)s” became “%(after)s”.") % said


@dataclass(frozen=True)
class Content:
    """What readers see of a summary that can be wrong; texts are plain."""

    title: str
    text: list[str]
    implications: list[str]
    articles: list[Article]
    findings: list[Finding]

    def sentences(self) -> list[list[str]]:
        """Of each part of the page."""
        return [
            [" ".join(self.title.split())],
            *map(_sentences, self.text),
            [sentence for text in self.implications for sentence in _sentences(text)],
            [apa_text(article_item(article)) for article in self.articles],
        ]

    def confirmed(self) -> dict[int, Finding]:
        """What readers see of the findings, by key."""
        return {
            finding.pk: finding
            for finding in self.findings
            if finding.pk and finding.state == FindingState.CONFIRMED
        }


def content_of(summary: Summary) -> Content:
    return Content(
        title=summary.title,
        text=[summary.studied, plain(summary.text), summary.implications_lead],
        implications=[plain(row.text) for row in summary.implications.all()],
        articles=[row.article for row in summary.summary_articles.all()],
        findings=list(summary.findings.all()),
    )


def seen_by_readers(summary: Summary) -> Summary | None:
    """The words that are online, or were last; None for what never was, and for what stands in.

    A translation that was taken offline shows its original's words, so nothing is known of its own.
    """
    seen = Summary.objects.filter(pk=summary.pk, last_published_at__isnull=False).first()
    return seen if seen and seen.is_in_its_language else None


def changes_of(draft: Summary) -> list[str]:
    """A sentence for each change since readers saw it, in the language of the summary."""
    seen = seen_by_readers(draft)
    return changes(seen, content_of(draft)) if seen else []


def is_unsaid(draft: Summary) -> bool:
    """Whether something that readers saw has changed, and nobody said what to tell them."""
    is_answered = bool(draft.correction.strip()) or draft.correction_is_style
    return not is_answered and bool(changes_of(draft))


def changes_to_say(draft: Summary) -> list[str]:
    said = _("a note on what changed since readers saw it (asked for in its form)")
    return [said] if is_unsaid(draft) else []


@receiver(about_to_publish, sender=Summary)
def say_what_changed(
    sender: type, page: Summary, revision: Revision, user: Any, **kwargs: object
) -> None:
    """Where nobody is there to be asked, what would be proposed is what readers are told."""
    if user is not None:
        return
    draft = revision.as_object()
    if is_unsaid(draft):
        revision.content["correction"] = "\n".join(changes_of(draft))
        revision.save(update_fields=["content"])


@receiver(pre_save, sender=Summary)
def note_what_readers_saw(sender: type, instance: Summary, **kwargs: object) -> None:
    """While it is still there; `publish_the_correction` tells of it.

    Whatever way it is published: the button of Wagtail's form goes by no method of the page.
    """
    if not (instance.live and instance.live_revision_id and instance.correction.strip()):
        return
    seen = seen_by_readers(instance)
    if seen and seen.live_revision_id != instance.live_revision_id:
        revision: Revision = instance.live_revision
        vars(revision)["changed"] = changed(seen, content_of(instance))


# --- differences ----------------------------------------------------------------------------------


def changes(seen: Summary, now: Content) -> list[str]:
    return in_sentences(changed(seen, now), seen.content_language)


def changed(seen: Summary, now: Content) -> list[Change]:
    with override(seen.content_language):
        return list(dict.fromkeys(_changes(content_of(seen), now)))


def changed_citation(before: Article, now: Article, language: str) -> list[Change]:
    with override(language):
        citations = ([apa_text(article_item(article))] for article in (before, now))
        return list(_of_sentences(*citations))


def in_sentences(changes: Sequence[Change], language: str) -> list[str]:
    with override(language):
        return list(dict.fromkeys(change.sentence for change in changes))


def _changes(before: Content, now: Content) -> Iterator[Change]:
    for sentences, sentences_now in zip(before.sentences(), now.sentences(), strict=True):
        yield from _of_sentences(sentences, sentences_now)
    confirmed_now = now.confirmed()
    for key, finding in before.confirmed().items():
        if key in confirmed_now:
            yield from _of_finding(finding, confirmed_now[key])
        else:
            yield from (_became(text, "") for text in [statistic_text(finding)] if text)


def _of_finding(before: Finding, now: Finding) -> Iterator[Change]:
    for old, new in zip(_numbers(before), _numbers(now), strict=True):
        if old != new:
            yield _became(old, new)
    # what was empty told readers nothing, and what is empty tells them nothing else
    for name in ("predictor", "outcome", *PLAIN_PHRASES, "group", "time"):
        old, new = getattr(before, name), getattr(now, name)
        if old and new and old != new:
            yield _became(old, new)
    if before.favours and now.favours and before.favours != now.favours:
        yield _became(_who_did_better(before), _who_did_better(now))


def _of_sentences(before: list[str], now: list[str]) -> Iterator[Change]:
    for tag, start, stop, new_start, new_stop in _opcodes(before, now):
        if tag == "equal":
            continue
        old, new = before[start:stop], now[new_start:new_stop]
        if len(old) != len(new):
            old, new = [" ".join(old)], [" ".join(new)]
        for one, other in zip(old, new, strict=True):
            yield _became(*_where_they_differ(one, other))


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """The words that differ, with a few beside them; all of them where little is the same."""
    before, now = old.split(), new.split()
    opcodes = _opcodes(before, now)
    differing = [opcode for opcode in opcodes if opcode[0] != "equal"]
    same = sum(stop - start for tag, start, stop, *_new in opcodes if tag == "equal")
    if not differing or same * 2 < max(len(before), len(now)):
        return old, new
    _tag, start, _stop, new_start, _new_stop = differing[0]
    _tag, _start, stop, _new_start, new_stop = differing[-1]
    left = min(BESIDE, start)
    right = 0 if left else BESIDE
    return (
        " ".join(before[start - left : stop + right]),
        " ".join(now[new_start - left : new_stop + right]),
    )


def _opcodes(before: list[str], now: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, now, autojunk=False).get_opcodes()


def _became(old: str, new: str) -> Change:
    before, after = _quoted(old), _quoted(new)
    if before == after:  # they differ beyond what is quoted, or by a mark around the words
        return Change(old, new)
    return Change(before, after)


def _quoted(words: str) -> str:
    words = words.strip(_AROUND)
    for pair in ("()", "[]"):  # of a passage, there may be one half
        if words.count(pair[0]) != words.count(pair[1]):
            words = words.strip(_AROUND + pair)
    words = words.removesuffix(".")
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"


def _sentences(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [one for line in lines for one in _SENTENCE_END.split(line) if one]


def _who_did_better(finding: Finding) -> str:
    who = _("did better: %(who)s") % {"who": finding.get_favours_display()}
    return f"{statistic_text(finding)}, {who}"


def _numbers(finding: Finding) -> list[str]:
    return [
        statistic_text(finding),
        interval_text(finding),
        p_text(finding),
        "" if finding.k is None else studies_text(finding.k),
        "" if finding.n is None else people_text(finding.n),
    ]


# --- publication ----------------------------------------------------------------------------------


@receiver(page_published, sender=Summary)
def publish_the_correction(
    sender: type, instance: Summary, revision: Revision, **kwargs: object
) -> None:
    """Once the words are online: the signal is sent for scheduled ones too."""
    summary = Summary.objects.get(pk=instance.pk)
    if summary.alias_of_id or not summary.live or summary.live_revision_id != revision.pk:
        return
    note = summary.correction.strip()
    if note and not summary.correction_is_style:
        tell(
            summary,
            note,
            vars(revision).get("changed", []),
            made_at=summary.last_published_at,
            language=summary.content_language,
        )
    if note or summary.correction_is_style:
        _forget_the_answer(summary, revision)


def tell(
    summary: Summary, note: str, changes: Sequence[Change], *, language: str, **more: Any
) -> Correction:
    """The note, of which each line that stands as it was proposed is what it said and says now.

    What the editor took out of the note, or put otherwise, readers are not shown: it may be a name
    that should never have stood there.
    """
    with override(language):
        proposed = {change.sentence: change for change in changes}
    lines = [line.strip() for line in note.splitlines() if line.strip()]
    told = [proposed[line] for line in lines if line in proposed]
    return Correction.objects.create(
        summary=summary,
        text=note,
        remark="\n".join(line for line in lines if line not in proposed),
        changes=[asdict(change) for change in told],
        language=language,
        **more,
    )


def _forget_the_answer(summary: Summary, published: Revision) -> None:
    """It was for this change: not for that of a draft begun meanwhile, or of a version put back."""
    nothing = {"correction": "", "correction_is_style": False}
    Summary.objects.filter(pk=summary.pk).update(**nothing)
    published.content.update(nothing)  # what aliases and signals after this one read
    same = Q(content__correction=summary.correction)
    if summary.correction_is_style:
        same &= Q(content__correction_is_style=True)
    for revision in summary.revisions.filter(same):
        revision.content.update(nothing)
        revision.save(update_fields=["content"])
