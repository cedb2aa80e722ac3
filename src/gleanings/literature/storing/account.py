"""What became of the records of an import or a harvest."""

from dataclasses import dataclass, field
from typing import Any

from gleanings.literature.models.account import MOST_REFUSED, StoredAccount
from gleanings.literature.records import Refused


@dataclass
class Account:
    """``read`` are the records that were understood: each is new, merged, doubtful or refused.

    Of a list that is only planned, those whose identifiers the sources would be asked for are none
    of these, but ``to_look_up``.
    """

    read: int = 0
    new: int = 0
    merged: int = 0
    doubtful: int = 0
    to_look_up: int = 0
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


def account_of(run: StoredAccount) -> Account:
    return Account(
        read=run.read,
        new=run.new,
        merged=run.merged,
        doubtful=run.doubtful,
        refused_count=run.refused_count,
        refused=[Refused(line, why) for line, why in run.refused],
        doubts=[Refused(line, why) for line, why in run.doubts],
    )


def as_stored(account: Account) -> dict[str, Any]:
    """The fields of a `StoredAccount`."""
    return {
        "read": account.read,
        "new": account.new,
        "merged": account.merged,
        "doubtful": account.doubtful,
        "refused_count": account.refused_count,
        "refused": [[one.line, one.why] for one in account.refused],
        "doubts": [[one.line, one.why] for one in account.doubts],
    }
