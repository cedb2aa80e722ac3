"""That something new was said about articles: whoever shows them has to know at once."""

from django.dispatch import Signal

notices_stored = Signal()
"""``articles``: keys of those spoken of. ``dois``: of papers spoken of that are not here, in lower
case. Sent within the transaction that stores the notices."""

looked_up = Signal()
"""``articles``: keys of those that a source was asked about."""
