"""Merging one term of a controlled list into another: nothing loses its term, no address dies."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from gleanings.digest.models import Summary
from gleanings.digest.models.terms import ControlledTerm, Topic


def field_of(term: ControlledTerm) -> str:
    """The field of a summary that holds terms of this list."""
    return "topics" if isinstance(term, Topic) else "research_types"


@transaction.atomic
def merge_terms(term: ControlledTerm, *, into: ControlledTerm, user: Any = None) -> int:
    """Give every summary of ``term``, drafts and old versions too, the other term instead.

    The merged term stays, hidden, so that its address can redirect. Returns the number of
    summaries that had it. Raises ValidationError if the two cannot be merged.
    """
    if type(term) is not type(into) or term.pk == into.target.pk:
        raise ValidationError(_("A term can only be merged into another one of the same list."))
    into = into.target
    field = field_of(term)
    summaries = list(Summary.objects.filter(**{field: term}))
    through = getattr(Summary, field).through
    column = f"{term._meta.model_name}_id"
    for summary in summaries:
        through.objects.get_or_create(summary_id=summary.pk, **{column: into.pk})
    through.objects.filter(**{column: term.pk}).delete()
    _replace_in_revisions(field, term.pk, into.pk)
    type(term)._default_manager.filter(merged_into=term).update(merged_into=into)
    term.merged_into = into
    term.save(update_fields=["merged_into"])
    log(instance=into, action="wagtail.edit", user=user, data={"merged": str(term)})
    return len(summaries)


def _revisions_of_summaries() -> QuerySet[Revision]:
    content_type = ContentType.objects.get_for_model(Summary)
    return Revision.objects.filter(content_type=content_type)


def _replace_in_revisions(field: str, old: int, new: int) -> None:
    changed = []
    for revision in _revisions_of_summaries().iterator():
        held = revision.content.get(field) or []
        if old in held:
            revision.content[field] = list(dict.fromkeys(new if pk == old else pk for pk in held))
            changed.append(revision)
    Revision.objects.bulk_update(changed, ["content"], batch_size=200)
