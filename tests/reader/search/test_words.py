"""Words as search compares them."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from gleanings.reader.search.words import stem

WORDS = ["relationships", "generalisations", "happily", "tenderness", "reflective", "improvement"]


@pytest.fixture
def hurried():
    """Threads that take turns after next to nothing."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_readers_who_search_at_once_get_the_stems_of_their_own_words(hurried):
    words = [word + tail for word in WORDS for tail in ("", "s", "ly", "ness", "ing", "ers")] * 60
    alone = {word: stem.__wrapped__(word, "en") for word in words}
    with ThreadPoolExecutor(8) as threads:
        together = [threads.map(lambda word: stem.__wrapped__(word, "en"), words) for _ in range(8)]
        for one in together:
            assert dict(zip(words, one, strict=True)) == alone
