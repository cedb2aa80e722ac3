"""What has to be done for syntheses now and then: by `gleanings serve` at each tick, or by cron."""

from gleanings.reader.cache import content_version
from gleanings.synthesis.drawing import draw_missing
from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.proposing import propose_for_all
from gleanings.synthesis.recompute import recompute_stale

_seen_stamp: int | None = None


def tick() -> list[Synthesis]:
    """Renew, propose and draw what has to be; what is new. Quick where nothing changed."""
    global _seen_stamp
    renewed = recompute_stale()
    if content_version.current() != _seen_stamp:
        propose_for_all()
        draw_missing()
        _seen_stamp = content_version.current()
    return renewed
