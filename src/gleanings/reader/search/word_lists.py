"""Which words are words of a language: none of these is ever taken for a misspelling.

The lists are those of pyspellchecker; its own corrections are not used, since a correction has to
be a word that occurs in summaries.
"""

import gzip
import json
from functools import cache
from importlib.resources import files

from django.conf import settings

from gleanings.reader.search.spellings import one_spelling
from gleanings.reader.search.words import without_accents


def is_word(folded: str) -> bool:
    """Whether it is a word of one of the site's languages, in any spelling, accents or not."""
    return any(
        f"\n{spelling}\n" in _list(language)
        for code, _name in settings.LANGUAGES
        for language in [code.split("-")[0]]
        for spelling in {folded, one_spelling(folded, language)}
    )


@cache
def _list(language: str) -> str:
    """All words, one a line: a tenth of the memory of a set. Empty where there is no list."""
    # read from the file: SpellChecker itself takes four times as long and 15 MB a language
    file = files("spellchecker") / "resources" / f"{language}.json.gz"
    if not file.is_file():
        return ""
    return without_accents("\n".join(["", *json.loads(gzip.decompress(file.read_bytes())), ""]))
