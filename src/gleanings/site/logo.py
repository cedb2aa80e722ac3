"""The network's logo in the sizes that pages, link previews and browsers' tabs show it in."""

import logging
from typing import Any

from PIL import Image, ImageOps
from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage

from gleanings.site.branding import PAPER, short_hash

logger = logging.getLogger(__name__)

PICTURE_SIZE = (1200, 630)
"""Of what a link preview shows, as og:image is cut by those who show it large."""
ICON_SIZE = (64, 64)
MARGIN = 0.2
"""What is left free of a picture, lest a preview that cuts it square cut into a logo."""
WIDEST_ICON = 2
"""A logo more than twice as wide as high, or as high as wide, is a line in a browser's tab."""

LOGO, PICTURE, ICON = "logo", "picture", "icon"
# the logo twice as large as it is shown, for sharp screens
FILTERS = {
    LOGO: "max-480x128|format-png",
    PICTURE: f"pad-{PICTURE_SIZE[0]}x{PICTURE_SIZE[1]}-{MARGIN}-{PAPER['light'][1:]}|format-png",
    ICON: f"pad-{ICON_SIZE[0]}x{ICON_SIZE[1]}|format-png",
}


class Pad(FilterOperation):
    """``pad-1200x630-0.2-ffffff``: the picture whole in the middle of a ground of this size.

    The second number is the share of the ground to be left free; without a colour, the ground is
    transparent.
    """

    def construct(self, size: str, margin: str = "0", ground: str = "") -> None:
        width, height = map(int, size.split("x"))
        self.size = width, height
        share = 1 - float(margin)
        self.room = round(width * share), round(height * share)
        self.ground = f"#{ground}" if ground else "#00000000"

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        picture = ImageOps.contain(willow.get_pillow_image().convert("RGBA"), self.room)
        ground = Image.new("RGBA", self.size, self.ground)
        left, top = (self.size[0] - picture.width) // 2, (self.size[1] - picture.height) // 2
        ground.alpha_composite(picture, (left, top))
        return PillowImage(ground)


def logo_rendition(image: Any, shown_as: str = LOGO) -> Any | None:
    """None if the file is gone or broken."""
    try:
        return image.get_rendition(FILTERS[shown_as])
    except Exception as error:
        # a lost logo must not take every page with it
        logger.warning("The logo cannot be shown: %s", str(error))
        return None


def is_fit_for_an_icon(image: Any) -> bool:
    shorter, longer = sorted((image.width, image.height))
    return longer <= WIDEST_ICON * shorter


def logo_digest(image: Any) -> str:
    """For the logo's address, which changes with the file."""
    return short_hash(f"{image.pk} {image.file.name} {image.file_hash}".encode())
