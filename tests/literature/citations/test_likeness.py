"""A citation is told from prose before it is parsed."""

import pytest

from gleanings.literature.citations import CITATION_LIKELY, looks_like_citation

CITATIONS = [
    "Foote, A. B., & Barr, C. (2018). Listening well. Psychotherapy, 55(1), 89-100.",
    "Foote, A. B., Barr, C., . . . Zorn, V. (2018). Listening well. Psychotherapy, 55, 89-100.",
    "Foote A. (2017 , Online first publication). Listening. Listening Studies. doi:10.9999/x",
    "Foote, Anna B., & Barr, Carl (2018). Listening well. Psychotherapy, 55(1), 89-100.",
    "van der Berg, A. (in press). Listening well. Psychotherapy.",
    "Foote, A. (2013). Listening. In In M. Ode (Ed.), A handbook (6th ed., pp. 2-9). Wiley.",
    "American Psychological Association. (2013). Listening. Retrieved from http://example.org",
    "Foote J, Barr AB. Title of the study. Psychotherapy Research. 2018;28(1):12-25.",
    "Foote, A. B. (2017, December 21). Listening. Journal of X. Advance online publication.",
]
PROSE = [
    "In this study, Foote and Barr (2018) asked 312 clients about silence in therapy.",
    "Foote and colleagues (2018) found that silence helps. They asked 312 clients about it, and "
    "followed them for a year. Most of them said that silence let them think about themselves.",
    "Practice Implications",
    "Silence Can Be Productive for Clients",
    "Many therapists find silence hard to bear (see Foote, 2018).",
    "April 2018",
    "Author email: foote@example.org",
    "The mean correlation was r = 0.26 (95% CI [.19–.32]), which is moderate.",
    "",
]


@pytest.mark.parametrize("line", CITATIONS)
def test_a_citation_is_likely(line: str) -> None:
    assert looks_like_citation(line) >= CITATION_LIKELY


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not(line: str) -> None:
    assert looks_like_citation(line) < CITATION_LIKELY
