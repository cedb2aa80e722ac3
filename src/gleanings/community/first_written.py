"""One page of a summary's languages, for what belongs to all of them."""

from gleanings.digest.models import Summary


def first_written(summary: Summary) -> Summary:
    """The one that the ratings and commentaries of all languages are of."""
    written = Summary.objects.filter(translation_key=summary.translation_key, alias_of=None)
    return written.order_by("pk").first() or summary
