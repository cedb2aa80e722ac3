from __future__ import annotations

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    caches["api_rate"].clear()


@pytest.fixture
def own_folder(settings, tmp_path):
    """A data folder of the test's own, for dumps."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "open-data"
