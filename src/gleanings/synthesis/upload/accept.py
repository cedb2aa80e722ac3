"""An upload: read, shown to the editor with what was refused, then taken in whole or not at all."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from gleanings.synthesis.models import Question, StudyEffect, Upload
from gleanings.synthesis.upload import Row, read_upload

WAITS_FOR = dt.timedelta(days=7)
"""How long an upload waits that nobody takes in."""


def stage_upload(question: Question, file: BinaryIO, filename: str, *, user: Any) -> Upload:
    """Read a table and keep what was read until the editor takes it in.

    Raises UploadError where nothing of the file can be used.
    """
    read = read_upload(
        file, filename, measure=question.measure, already=rows_of(question.effects.all())
    )
    file.seek(0)
    Upload.objects.waiting().filter(uploaded_at__lt=timezone.now() - WAITS_FOR).delete()
    return Upload.objects.create(
        question=question,
        filename=filename[:300],
        sha256=hashlib.sha256(file.read()).hexdigest(),
        uploaded_by=user,
        rows=[asdict(row) for row in read.rows],
        columns=read.columns,
        notes=read.notes,
        refused=[asdict(row) for row in read.refused],
    )


@transaction.atomic
def accept_upload(upload: Upload, *, at: dt.datetime | None = None) -> list[StudyEffect]:
    """Make an effect of every row that was read; nothing if it was taken in already."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.taken_at:
        return []
    effects = StudyEffect.objects.bulk_create(
        StudyEffect(
            question_id=upload.question_id,
            upload=upload,
            number=row["number"],
            label=row["label"][:300],
            citation=row["citation"],
            doi=row["doi"] or "",
            year=row["year"],
            cluster=row["cluster"][:300],
            subgroup=(row["subgroup"] or "")[:100],
            n=row["n"],
            yi=row["yi"],
            vi=row["vi"],
            given=row["given"],
            place=(row["page"] or "")[:100],
            notes=_notes_for_readers(row),
        )
        for row in upload.rows
    )
    upload.taken_at = at or timezone.now()
    upload.rows = []
    upload.save()
    return effects


def _notes_for_readers(row: dict[str, Any]) -> list[str]:
    """The reason that the table gives; of tables that an older version read, every note."""
    if "reason" not in row:
        return list(row["notes"])
    return [row["reason"]] if row["reason"] else []


def rows_of(effects: Iterable[StudyEffect]) -> list[Row]:
    """Effects that are here already, as the reading of an upload compares them."""
    return [
        Row(
            number=effect.number,
            label=effect.label,
            citation=effect.citation,
            doi=effect.doi,
            year=effect.year,
            cluster=effect.cluster,
            subgroup=effect.subgroup,
            n=effect.n,
            yi=effect.yi,
            vi=effect.vi,
            given=effect.given,
            page=effect.place,
            reason=" ".join(effect.notes),
        )
        for effect in effects
    ]
