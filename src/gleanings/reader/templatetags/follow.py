"""The box that says how to hear of what is new."""

from typing import Any

from django import template

from gleanings.reader.sections import ways_to_follow

register = template.Library()


@register.inclusion_tag("reader/includes/follow.html", takes_context=True)
def follow(
    context: dict[str, Any], about: Any = None, label: str = "", address: str = ""
) -> dict[str, Any]:
    """Each new issue; before it, with its label, the feed that the page has of its own."""
    return {
        "label": label,
        "address": address,
        "ways": ways_to_follow(about, context["request"]),
    }
