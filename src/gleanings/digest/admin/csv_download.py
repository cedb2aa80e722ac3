"""A list of the desk as a CSV file, sent line by line."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

from gleanings.literature.safe_cell import safe_cell


class _Line:
    """What the writer of CSV writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_download(
    filename: str, head: Iterable[str], rows: Iterable[Iterable[str]]
) -> StreamingHttpResponse:
    """However many rows there are; no cell is run by the spreadsheet that opens it."""
    answer = StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def _lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # spreadsheets take it for Latin otherwise
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow(map(safe_cell, row))
