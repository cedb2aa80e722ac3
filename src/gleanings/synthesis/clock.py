"""What the clock of `gleanings serve` does for syntheses at each tick."""

from gleanings.digest import freshness
from gleanings.synthesis.drawing import draw_missing
from gleanings.synthesis.proposing import propose_for_all
from gleanings.synthesis.running import keep_up

_seen_stamp: int | None = None


def tick() -> None:
    """Renew, propose and draw what has to be; quick where nothing changed."""
    global _seen_stamp
    keep_up()
    if freshness.stamp() != _seen_stamp:
        propose_for_all()
        draw_missing()
        _seen_stamp = freshness.stamp()
