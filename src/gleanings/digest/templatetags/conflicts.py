"""What a form at the desk was made of, so that who is late with it is told."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gleanings.digest.admin.conflicts import LOADED_STATE, state_of

register = template.Library()


@register.simple_tag(takes_context=True)
def loaded_state(context: dict[str, Any], form: Any) -> str | SafeString:
    state = state_of(form, context["request"])
    if not state:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', LOADED_STATE, state)
