"""Which commentaries readers see beside a summary, and which an editor has to look at again."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils import timezone

from gleanings.community.models import ClinicalCommentary
from gleanings.digest.models import Summary
from gleanings.literature.notices.statements import Status
from gleanings.literature.notices.words import mark_of
from gleanings.reader.cache.memory import cached_until_change
from gleanings.reader.lists.corrections import corrections_of
from gleanings.reader.lists.notices import noted

DOUBTED = (Status.RETRACTED, Status.CONCERN)


def public_commentaries() -> Mapping[str, list[ClinicalCommentary]]:
    """By the key that a summary has in every language, the first published first.

    Whether the summary itself may be read is for its page, list or file to know.
    """
    return cached_until_change(_public_commentaries)


def _public_commentaries() -> dict[str, list[ClinicalCommentary]]:
    found: dict[str, list[ClinicalCommentary]] = defaultdict(list)
    rows = ClinicalCommentary.objects.public().select_related("summary")
    for one in rows.order_by("published_on", "pk"):
        found[str(one.summary.translation_key)].append(one)
    return dict(found)


def commentaries_on(summary: Summary) -> list[ClinicalCommentary]:
    return public_commentaries().get(str(summary.translation_key), [])


def written_before(commentary: ClinicalCommentary, summary: Summary) -> str:
    """The mark of what became known of the article since: “Article retracted”; or nothing."""
    said = noted(summary)
    if said.status not in DOUBTED or said.changed_at is None or commentary.written_on is None:
        return ""
    learned_on = timezone.localdate(said.changed_at)
    return mark_of(said.status) if commentary.written_on <= learned_on else ""


def to_look_at_again() -> list[ClinicalCommentary]:
    """Those whose article was retracted or doubted, or whose summary was corrected, since an
    editor let them stand."""
    public = [one for several in public_commentaries().values() for one in several]
    return [one for one in public if has_changed_since(one)]


def has_changed_since(commentary: ClinicalCommentary) -> bool:
    summary, seen_at = commentary.summary, commentary.seen_at
    said = noted(summary)
    moments = [said.changed_at] if said.status != Status.NONE else []
    moments += [one.made_at for one in corrections_of(summary)[:1]]
    return any(moment and seen_at and moment > seen_at for moment in moments)
