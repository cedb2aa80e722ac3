"""What Wagtail's own lists say as long as nothing is in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("gleanings_empty_lists")
def nothing_of_the_site_yet() -> dict[str, Any]:
    return {
        "wagtailimages:index": _(
            "Images are for the network’s logo (under “Settings”, “Network”). Upload one here, or "
            "there."
        ),
        "wagtaildocs:index": _(
            "Documents are files for others to download, such as a handout. Upload one, and "
            "pass its address on to those it is for."
        ),
        "wagtailredirects:index": _(
            "A redirect takes readers from an old address to the page that replaces it. Add one "
            "for any address that others still link to."
        ),
    }
