"""For mails of the desk."""

from django import template
from wagtail.models import Page

register = template.Library()


@register.filter
def is_online(page: Page) -> bool:
    """As it is now: who sends the mail holds the page as it was before it was published."""
    return Page.objects.filter(pk=page.pk, live=True, has_unpublished_changes=False).exists()
