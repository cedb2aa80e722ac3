"""Words by which a client could be known. A guess: it asks the writer, and it warns the editor.

It takes more for a detail than is one; who wrote none says so and is heard. What it takes for none
is read by an editor all the same, before anybody else sees anything.
"""

import re

_MARKS = re.compile(
    "|".join(
        [
            # somebody's own client
            r"\b(?:my|our) (?:\w+ )?(?:client|patient|couple|supervisee)\b",
            r"\b(?:a|one) (?:\w+ )?(?:client|patient) of (?:mine|ours)\b",
            r"\b(?:mon|ma|notre) (?:client|cliente|patient|patiente|supervis\w+)\b",
            r"\bune? de (?:mes|nos) (?:client|patient)e?s?\b",
            r"\bI(?:(?:’|')m| am)? (?:see|seeing|treat|treating) (?:an?|somebody|someone)\b",
            r"\bje (?:suis|vois|traite) une? (?:homme|femme|client|patient|jeune|enfant)",
            # an age of one person
            r"\b\d{1,2}[- ](?:year|month)s?[- ]old (?:\w+ )?(?:man|woman|boy|girl|client)\b",
            r"\b\d{1,2}[- ](?:year|month)s?[- ]old (?:\w+ )?patient\b",
            r"\b(?:he|she) is \d{1,2}\b",
            r"\b(?:homme|femme|garçon|fille|cliente?|patiente?) (?:âgée? )?de \d{1,2} ans\b",
            # how to reach somebody, and a day of birth
            r"[\w.+-]+@[\w-]+\.\w",
            r"(?:\+|\b)\d(?:[ .-]?\d){6,}",
            r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b",
            r"\b(?:born (?:on|in)|née? (?:le|en)) \d",
        ]
    ),
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|M|Mme|Mlle)\.? [A-ZÀ-Ý]"
    r"|\b(?:named|called|nommée?|prénommée?|s[’']appelle) [A-ZÀ-Ý]"
)


def like_a_clients(text: str) -> str:
    """The first words that look like it, or nothing."""
    found = _MARKS.search(text) or _NAMES.search(text)
    return found[0] if found else ""
