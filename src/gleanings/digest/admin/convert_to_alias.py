"""wagtail-localize's "Convert to alias page": what is online changes only by who may publish."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.views import convert

from gleanings.digest.models.reader_page import ReaderPage


@transaction.atomic
def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ReaderPage):
        return convert.convert_to_alias(request, page_id)
    may = page.permissions_for_user(request.user)
    if page.live and page.is_in_its_language and not may.can_publish():
        raise PermissionDenied
    answer = convert.convert_to_alias(request, page_id)
    if request.method == "POST":  # nothing of the translation is to come online later
        page.revisions.update(approved_go_live_at=None)
        if review := page.current_workflow_state:
            review.cancel(user=request.user)
    return answer
