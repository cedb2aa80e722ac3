import pytest
from django.core.cache import cache, caches


@pytest.fixture(autouse=True)
def _nothing_came_before():
    caches["guesses"].clear()
    cache.clear()
