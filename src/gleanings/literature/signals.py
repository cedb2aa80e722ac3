"""What rooms above hear of."""

from django.dispatch import Signal

articles_came = Signal()
"""A saved search brought articles that were not here. ``articles``, the ``search`` and the name of
the ``source``. Sent in the transaction that stores them: what is written then is kept with them."""
