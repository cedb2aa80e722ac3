"""What the clock of `gleanings serve` does for syntheses at each tick."""

from gleanings.digest import freshness
from gleanings.synthesis.drawing import draw_missing
from gleanings.synthesis.running import keep_up

_drawn_at: int | None = None


def tick() -> None:
    """Renew what has to be, and draw what is not drawn; quick where nothing changed."""
    global _drawn_at
    keep_up()
    if freshness.stamp() != _drawn_at:
        draw_missing()
        _drawn_at = freshness.stamp()
