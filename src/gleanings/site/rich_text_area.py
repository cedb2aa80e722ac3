"""The rich text editor's field; what it did not send is refused, whatever form it comes in."""

from typing import Any

from django.core.exceptions import BadRequest
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

_OF_ANOTHER_FORM = (AttributeError, KeyError, TypeError, ValueError, IndexError, ExporterException)


class RichTextArea(DraftailRichTextArea):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        try:
            return super().value_from_datadict(data, files, name)
        except _OF_ANOTHER_FORM as error:
            raise BadRequest("A text is not in the form in which its editor sends it.") from error
