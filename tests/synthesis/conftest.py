from pathlib import Path

import pytest

import gleanings.synthesis

LOCALE = Path(gleanings.synthesis.__file__).parent / "locale"


@pytest.fixture
def french_catalogue(settings):
    """The room's French, whether or not the site that runs the tests has the room installed."""
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, LOCALE]
