"""French elision: “qu’un groupe”, “d’abandonner”, “d’hésiter”, but “de honte”, “de onze”."""

import re

# Words whose h keeps a vowel from being dropped before it (“h aspiré”), as dictionaries mark them;
# each also begins its family: “honte” for “honteux”. Every other h is silent.
_HEARD_H = (
    "hach", "hack", "hagard", "hai", "haï", "halet", "halèt", "hall\\b", "halo\\b", "halte",
    "hamac", "hamburger", "hameau", "hamster", "hanche", "hand", "hangar", "hanneton", "hant",
    "happ", "harangu", "haras", "harc", "hardi", "harem", "hareng", "hargn", "haricot", "harissa",
    "harn", "harp", "hasard", "hasch", "hât", "haub", "hauss", "haut", "havre", "hayon", "heaume",
    "hein", "henn", "hériss", "hernie", "héron", "héros\\b", "hers", "heurt", "hibou", "hic\\b",
    "hideu", "hiérarch", "hip", "hiss", "hobby", "hoch", "hockey", "hold", "holland", "homard",
    "hongr", "hont", "hoquet", "horde", "hors", "hot\\b", "hott", "hou", "hublot", "huch", "hué",
    "huer", "huguenot", "huit\\b", "huiti", "huitaine", "hul", "hupp", "hur", "husky", "hutte",
)  # fmt: skip
# a y before a consonant, or alone, is a vowel: “d’y mettre fin”, but “de yoga”
_BEFORE_A_VOWEL = re.compile(
    r"\b(qu|d)e (?=[aeiouâàéèêëîïôûœæ]|y(?![aeio])|h)"
    rf"(?!onz|oui\b|{'|'.join(_HEARD_H)})",
    re.IGNORECASE,
)


def elided(french: str) -> str:
    """The sentence, with “de” and “que” as they stand before a vowel."""
    return _BEFORE_A_VOWEL.sub(r"\1’", french)
