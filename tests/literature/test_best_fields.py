"""Of two records of one article: whose authors are kept."""

from __future__ import annotations

import pytest

from gleanings.literature.merging.best_fields import better_fields
from gleanings.literature.models import Article

ROE = {"family": "Roe", "given": "J."}
JANE = {"family": "Roe", "given": "Jane"}
SAMPLE = {"family": "Sample", "given": "Alexandra"}
GROUP = {"literal": "Alliance Group"}


@pytest.mark.parametrize(
    ("ours", "theirs", "taken"),
    [
        ([ROE], [JANE], True),
        ([JANE], [ROE], False),
        ([ROE], [SAMPLE], False),  # somebody else with a longer name
        ([ROE], [JANE, SAMPLE], True),
        ([ROE, GROUP], [JANE, GROUP], True),
        ([ROE, GROUP], [JANE, SAMPLE], False),
        ([], [SAMPLE], True),
    ],
)
def test_authors_are_bettered_and_never_exchanged(ours: list, theirs: list, taken: bool):
    kept, other = (Article(title="Empathy", authors=authors) for authors in (ours, theirs))
    assert ("authors" in better_fields(kept, other)) is taken
