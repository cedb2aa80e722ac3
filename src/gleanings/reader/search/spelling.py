"""What a word that occurs nowhere may have meant."""

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from gleanings.digest.models import SearchWord
from gleanings.reader.search.query import Part
from gleanings.reader.search.word_lists import is_word
from gleanings.reader.search.words import fold

MOST_CANDIDATES = 8
SHORTEST_TO_CORRECT = 4


def may_be_misspelt(part: Part) -> bool:
    """What is no word of a language and no abbreviation: “grief” never means “brief”."""
    return not part.is_abbreviation and not is_word(part.folded)


def candidates(word: str) -> list[str]:
    """Words that occur and are spelt most like it, the likest first, as they are written.

    A word that goes on from what was typed comes before one that is spelt otherwise.
    """
    folded = fold(word)
    longer = _going_on(folded)
    return longer or _like(folded)


def _going_on(folded: str) -> list[str]:
    if len(folded) < 3:
        return []
    found = SearchWord.objects.filter(word__startswith=folded).order_by(Length("word"), "word")
    return list(found.values_list("shown", flat=True)[:MOST_CANDIDATES])


def _like(folded: str) -> list[str]:
    if len(folded) < SHORTEST_TO_CORRECT or not folded.isalpha():
        return []
    most = 1 if len(folded) < 6 else 2
    known = dict(
        SearchWord.objects.annotate(length=Length("word"))
        .filter(length__gte=len(folded) - most, length__lte=len(folded) + most)
        .values_list("word", "shown")
    )
    near = process.extract(
        folded, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=MOST_CANDIDATES
    )
    # whoever misspells a word mostly gets its first letter right
    near.sort(key=lambda found: (found[1], found[0][0] != folded[0], found[0]))
    return [known[found[0]] for found in near]
