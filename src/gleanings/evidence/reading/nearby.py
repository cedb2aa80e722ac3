"""Whether a text speaks of research around a place in it."""

from __future__ import annotations

# Whoever writes so reports a study of people, animals or studies.
STUDIED = (
    "participants", "patients", "clients", "respondents", "subjects", "volunteers", "the sample",
    "samples", "randomi", "cohort", "controls", "controlled", "enrolled", "enroled", "recruited",
    "were included", "prevalence", "répondants", "sujets", "randomis", "échantillon",
    "specimens", "dropped out", "survey", "control group",
)  # fmt: skip
STATISTICS = ("n = ", "n=", "p<0", "p < 0", "p < .", "p<.", "p = 0", "p=0", "p = .", "p=.")
RESEARCH = (
    *STUDIED,
    "participant", "patient", "client", "respondent", "sample", "studies", "study", "trial",
    "therapist", "clinician", "psycholog", "women", "adults", "children", "adolescents",
    "students", "dropout", "remission", "recover", "response", "responded", "responders", "people",
    "individuals", "incidence", "mortality", "diagnos", "symptom", "significant",
    "étude", "enquête", "répondant", "thérapeute", "femmes", "hommes", "personnes", "essais",
    " men ", "neurons", "induced", "veterans", " rates", "meta-analy", " rcts", "systematic review",
    "confidence interval", "95% ci", " mice", " rats ", "méta-analyse", "essai ",
)  # fmt: skip
_LONGEST = max(map(len, RESEARCH + STATISTICS))
_REACH = 600


class Nearby:
    """Asks for some words around places of a text, from its front to its back.

    No stretch without such a word is searched twice, so the time grows with the text alone.
    """

    def __init__(self, small: str, words: tuple[str, ...]) -> None:
        self.small, self.words = small, words
        self.last, self.searched = -1, 0

    def has(self, start: int, end: int) -> bool:
        begin, stop = max(0, start - _REACH), end + _REACH
        if self.last >= begin:
            return True
        base = max(begin, self.searched - _LONGEST)
        near = self.small[base:stop]
        for word in self.words:
            place = near.rfind(word)
            if place >= 0:
                self.last, self.searched = base + place, 0
                return True
        self.searched = stop
        return False


def in_small_letters(plain: str) -> str:
    """The text in small letters, place by place the same."""
    small = plain.lower()
    return small if len(small) == len(plain) else plain
