"""The network's logo in the size that pages show it in."""

import logging
from typing import Any

logger = logging.getLogger(__name__)

FILTER = "max-480x128|format-png"


def logo_rendition(image: Any) -> Any | None:
    """Twice as large as it is shown, for sharp screens. None if the file is gone or broken."""
    try:
        return image.get_rendition(FILTER)
    except Exception:
        # a lost logo must not take every page with it
        logger.exception("The logo cannot be shown")
        return None
