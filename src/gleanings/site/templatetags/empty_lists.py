"""What a list of the desk that is empty says: what it is for, and what to do next."""

from typing import Any

from django import template
from wagtail import hooks

HOOK = "gleanings_empty_lists"
"""``hook()`` gives words by the name of a list's address; each room says its own."""

register = template.Library()


@register.simple_tag(takes_context=True)
def empty_list(context: template.Context) -> Any:
    """Nothing for a list that no room speaks of: it says what Wagtail says."""
    match = context["request"].resolver_match
    name = list_of(match.view_name) if match else ""
    words = (hook().get(name) for hook in hooks.get_hooks(HOOK))
    return next(filter(None, words), "")


def list_of(view_name: str) -> str:
    """The list whose results, or whose chooser, the view shows."""
    name = view_name.removesuffix("_results")
    if name.startswith("wagtailsnippetchoosers_"):
        return name.replace("choosers", "s", 1).replace(":choose", ":list")
    return name
