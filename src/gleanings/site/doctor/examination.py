"""Everything that is looked at, in the order in which it is mended."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from gleanings.site.doctor.database import look_at_database
from gleanings.site.doctor.disk import look_at_backups, look_at_folders
from gleanings.site.doctor.findings import Finding, wrong
from gleanings.site.doctor.network import look_at_network
from gleanings.site.doctor.reached import (
    look_at_address,
    look_at_cache,
    look_at_clock,
    look_at_mail,
    look_at_uploads,
)
from gleanings.site.doctor.settings import look_at_settings


def examine(*, backups: Path | None = None, from_outside: bool = True) -> Iterator[Finding]:
    looks: list[Callable[[], Iterable[Finding]]] = [
        look_at_settings,
        look_at_folders,
        look_at_database,
        look_at_clock,
        look_at_network,
        lambda: look_at_backups(backups),
    ]
    if from_outside:
        looks += [look_at_cache, look_at_uploads, look_at_mail, look_at_address]
    return chain.from_iterable(map(_unbroken, looks))


def _unbroken(look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """A folder that cannot even be looked at is a finding, and keeps nothing else back."""
    try:
        yield from look()
    except OSError as error:
        yield wrong(
            "disk",
            f"{error.filename or 'A file'} cannot be looked at: {error.strerror or error}.",
            "Run gleanings doctor as the user that the site runs as.",
        )
