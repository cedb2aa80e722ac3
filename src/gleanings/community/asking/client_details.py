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
            r"\b(?:an?|one|this|that) (?:\w+ )?(?:client|patient|couple) of (?:mine|ours)\b",
            r"\bone of (?:my|our) (?:\w+ )?(?:client|patient|couple|supervisee)s\b",
            r"\b(?:mon|ma|notre) (?:\w+ )?(?:client|cliente|patient|patiente|supervis\w+)\b",
            r"\bune? de (?:mes|nos) (?:client|patient)e?s?\b",
            r"\bI(?:(?:’|')ve| have|(?:’|')ve had| had) an? (?:\w+ )?(?:client|patient|couple)\b",
            r"\bj[’']ai (?:eu )?une? (?:\w+ )?(?:client|patient)e?\b",
            r"\bthe (?:client|patient|couple) (?:(?:who|that|whom) )?(?:I|we) \w",
            r"\b(?:le|la) (?:client|patient)e? que (?:j[’']|je |nous )",
            r"\bI(?:(?:’|')m| am)? (?:see|seeing|treat|treating) (?:an?|somebody|someone)\b",
            r"\bI(?:(?:’|')m| am)? work(?:ing)? with (?:somebody|someone|an? (?:\w+ )?(?:man|woman"
            r"|couple|client|patient|girl|boy|child|teenager|family))\b",
            r"\bje (?:suis|vois|traite|travaille avec) une? (?:homme|femme|client|patient|jeune"
            r"|enfant|couple|famille)",
            # an age of one person
            r"\b(?:an?|my|our|this|the) \d{1,2}[- ](?:year|month)s?[- ]old\b",
            r"\b\d{1,2}[- ](?:year|month)s?[- ]old (?:\w+ )?(?:man|woman|boy|girl)\b",
            r"\b\d{1,2}[- ](?:year|month)s?[- ]old (?:\w+ )?(?:client|patient)\b",
            r"\b(?:he|she) is \d{1,2}\b",
            r"\b(?:client|patient)e?,? (?:(?:aged|âgée? de) )?\d{1,2}(?: ans|,| years)",
            r"\b(?:homme|femme|garçon|fille|adolescente?|enfant|cliente?|patiente?) (?:âgée? )?"
            r"de \d{1,2} ans\b",
            # how to reach somebody, and a day of birth; neither years nor thousands
            r"[\w.+-]+@[\w-]+\.\w",
            r"(?:\+|\b)(?!(?:19|20)\d\d[-–](?:19|20)\d\d\b)"
            r"(?!\d{1,3}(?:[ .,]\d{3})+(?![ .,-]?\d))\d(?:[ .-]?\d){6,}",
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
