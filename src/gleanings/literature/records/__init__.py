"""Bibliographic records out of files, in whatever form databases and reference managers write."""

from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.records.reading import Read, read_records, read_text
from gleanings.literature.records.record import Notice, Record, Refused

__all__ = ["Notice", "NoticeKind", "Read", "Record", "Refused", "read_records", "read_text"]
