"""What the doctor finds: one sentence that says what is, and one that says what to do."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    WELL = "well"
    BETTER = "could be better"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    about: str
    level: Level
    sentence: str
    remedy: str = ""
    """What to do; empty where all is well."""


def well(about: str, sentence: str) -> Finding:
    return Finding(about, Level.WELL, sentence)


def better(about: str, sentence: str, remedy: str) -> Finding:
    return Finding(about, Level.BETTER, sentence, remedy)


def wrong(about: str, sentence: str, remedy: str) -> Finding:
    return Finding(about, Level.WRONG, sentence, remedy)
