"""Whoever has the address of a subscriber’s page can change it: the log does not hold it.

Django logs the address of what is not found, and of what fails.
"""

import logging
import re

_KEY = re.compile(r"(/e-mail/(?:mine|confirm|read)/)[^/\s?]+")


class WithoutKeys(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        without = _KEY.sub(r"\1…", said)
        if without != said:
            record.msg, record.args = without, ()
        return True
