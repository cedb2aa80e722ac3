"""The network's logo in the size that pages show it in."""

import logging
from typing import Any

from gleanings.site.branding import short_hash

logger = logging.getLogger(__name__)

FILTER = "max-480x128|format-png"


def logo_rendition(image: Any) -> Any | None:
    """Twice as large as it is shown, for sharp screens. None if the file is gone or broken."""
    try:
        return image.get_rendition(FILTER)
    except Exception as error:
        # a lost logo must not take every page with it
        logger.warning("The logo cannot be shown: %s", str(error))
        return None


def logo_digest(image: Any) -> str:
    """For the logo's address, which changes with the file."""
    return short_hash(f"{image.pk} {image.file.name} {image.file_hash}".encode())
