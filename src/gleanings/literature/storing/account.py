"""What became of the records of an import."""

from dataclasses import dataclass, field

from gleanings.literature.models.import_run import MOST_REFUSED
from gleanings.literature.records import Refused


@dataclass
class Account:
    """``read`` are the records that were understood: each is new, merged, doubtful or refused."""

    read: int = 0
    new: int = 0
    merged: int = 0
    doubtful: int = 0
    refused_count: int = 0
    refused: list[Refused] = field(default_factory=list)
    doubts: list[Refused] = field(default_factory=list)
    """The doubtful ones: where they are, and with what they clash."""

    def refuse(self, refused: Refused) -> None:
        self.refused_count += 1
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(refused)

    def doubt(self, doubted: Refused) -> None:
        self.doubtful += 1
        if len(self.doubts) < MOST_REFUSED:
            self.doubts.append(doubted)
