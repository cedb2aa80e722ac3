"""The panel above the editor of a translation."""

from typing import Any

from django import template

from gleanings.digest.admin.translation_editor import state_of_translation

register = template.Library()


@register.inclusion_tag("digest/admin/translation_state.html", takes_context=True)
def translation_state(context: dict[str, Any]) -> dict[str, Any]:
    request = context["request"]
    return {
        **state_of_translation(context["translation"], request.user),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
