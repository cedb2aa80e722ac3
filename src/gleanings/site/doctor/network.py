"""What the network has not said of itself, on a site that anybody may read."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import override

from gleanings.practice.page_content import names_somebody_to_call
from gleanings.site.doctor.findings import Finding, better, well
from gleanings.site.missing import missing


def look_at_network() -> Iterator[Finding]:
    if not settings.IS_PUBLIC:
        return
    try:
        with override("en"):
            lacks, has_somebody_to_call = missing(), names_somebody_to_call()
    except DatabaseError:  # a look before this one says what is wrong with it
        return
    if not has_somebody_to_call:
        yield better(
            "crisis numbers",
            "The page “Session by session” has none to show when somebody speaks of dying, so no "
            "other page leads to it.",
            "An editor enters them under Settings → Session by session.",
        )
    if lacks:
        yield better(
            "network",
            f"The page “About the network” lacks: {', '.join(lacks)}.",
            "An editor writes it: the first page of the desk leads there.",
        )
    else:
        yield well("network", "The network says who it is and how it works.")
