"""Who was studied, as far as a kit must know: clients, therapists, animals, or others."""

import re
from enum import Enum


class Studied(Enum):
    CLIENTS = "clients"
    THERAPISTS = "therapists"
    ANIMALS = "animals"
    OTHERS = "others"
    """Students, a general population, or nobody that the line tells of."""


_KINDS = {
    Studied.CLIENTS: r"(?:client|(?:in|out)?patient|veteran)\w*"
    r"|(?:adult|adolescent|child|couple|famil|people|person|m[ae]n|wom[ae]n|participant)\w*"
    r"(?: \w+){0,3}? (?:with|in|seeking|receiving|treated|suivi\w*|ayant|souffrant|en"
    r"|présentant|atteint\w*)"
    r" (?:\w+ ){0,3}?(?:(?:psycho)?th[eé]rap\w+|treatment|traitement|care|counsell?ing|cbt|tcc"
    r"|disorders?|troubles?|depress\w+|dépress\w+|anxi\w+|ptsd|psychos\w+|symptom\w*)",
    Studied.THERAPISTS: r"(?:(?:psycho)?therapist|psychologist|counsell?or|clinician|practitioner"
    r"|psychiatrist|social worker|nurse|trainee|supervis(?:or|ee)"
    r"|(?:psycho)?thérapeute|psychologue|clinicien|praticien|psychiatre|stagiaire|superviseur"
    r"|infirmi)\w*",
    # no “mouse”, which is a device too, and no “animal”, which assists in therapy
    Studied.ANIMALS: r"rats?|mice|rodents?|souris|rongeurs?",
}
_WORDS = re.compile(
    "|".join(rf"(?P<{kind.value}>\b(?:{words})\b)" for kind, words in _KINDS.items()),
    re.IGNORECASE,
)


def studied_in(line: str) -> Studied:
    """By whom the line names first: “120 clients of 30 therapists”, “30 therapists of 120 clients”.

    In English and French; in another language everybody is one of the others.
    """
    found = _WORDS.search(line)
    return Studied(found.lastgroup) if found else Studied.OTHERS
