"""What can be published about an article."""

from enum import StrEnum


class NoticeKind(StrEnum):
    RETRACTION = "retraction"
    CORRECTION = "correction"
    CONCERN = "concern"
    REINSTATEMENT = "reinstatement"
