"""Settings that keep the site from starting: all of them at once, not the first alone."""

import importlib
import os
import re
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from gleanings.site.doctor.findings import Finding, wrong

SETTINGS = "gleanings.site.settings"
NAMES_ONE = re.compile(r"GLEANINGS_[A-Z_]+")


def wrong_settings() -> Iterator[Finding]:
    """Each is taken out of this process's environment and the settings are read once more.

    For a process that ends with it: what it leaves is not how the site is set.
    """
    while True:
        try:
            importlib.import_module(SETTINGS)
        except ImproperlyConfigured as error:
            yield wrong(
                "settings",
                str(error),
                "Change it in the settings file, read that file again, and start the site anew.",
            )
            named = NAMES_ONE.match(str(error))
            if named is None or os.environ.pop(named[0], None) is None:
                return  # one that is missing, or is not ours: the others are not reached
        else:
            return
