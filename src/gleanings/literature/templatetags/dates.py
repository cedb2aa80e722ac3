"""The filter ``date`` of every template, in the settings one that is built in."""

from typing import Any

from django import template
from django.template.defaultfilters import date as django_date

from gleanings.literature.dates import with_ordinal

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, arg: "str | None" = None) -> str:
    return with_ordinal(django_date(value, arg))
