"""What is read once and kept in memory until something that readers see has changed."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from gleanings.reader.cache import content_version

T = TypeVar("T")

_kept: dict[Hashable, tuple[int, Any]] = {}


def cached_until_change(make: Callable[..., T], *about: Any) -> T:
    """``make(*about)``, as it was made under the present stamp. Nobody changes what comes back."""
    stamp = content_version.current()
    key = (make, about)
    found = _kept.get(key)
    if found is None or found[0] != stamp:
        found = _kept[key] = (stamp, make(*about))
    return found[1]
