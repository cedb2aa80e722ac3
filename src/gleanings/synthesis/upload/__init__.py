"""Study-level data that editors upload: read, checked row by row, and refused with reasons."""

from gleanings.synthesis.upload.limits import MOST_BYTES, MOST_ROWS
from gleanings.synthesis.upload.reader import read_upload
from gleanings.synthesis.upload.result import Refused, Row, Upload, UploadError
from gleanings.synthesis.upload.template import template_csv, template_xlsx

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Refused",
    "Row",
    "Upload",
    "UploadError",
    "read_upload",
    "template_csv",
    "template_xlsx",
]
