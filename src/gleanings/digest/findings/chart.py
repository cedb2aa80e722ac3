"""The evidence library's small chart of one effect, in the reader's language."""

from django.utils.safestring import SafeString

from gleanings.digest.models import Finding


def chart_of(finding: Finding) -> SafeString:
    """Inline SVG; empty where there is no interval to draw."""
    return SafeString("")
