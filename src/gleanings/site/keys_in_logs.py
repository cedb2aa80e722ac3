"""Whoever has the address of a subscriber’s page can change it, as a clinician’s commentary by its
link: the log does not hold them.

Django logs the address of what is not found, and of what fails.
"""

import logging
import re

_KEY = re.compile(r"(/e-mail/(?:mine|confirm|read)/|/commentary/)[^/\s?]+")


def without_keys(text: str) -> str:
    return _KEY.sub(r"\1…", text)


class WithoutKeys(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        without = without_keys(said)
        if without != said:
            record.msg, record.args = without, ()
        # Django hands it on; as JSON it would be written, address and all
        vars(record).pop("request", None)
        return True
