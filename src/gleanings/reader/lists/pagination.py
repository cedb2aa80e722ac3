"""Pages of a list; a number that is none, or is past the end, is not found."""

from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest

PER_PAGE = 20


def page_of(request: HttpRequest, objects: Any) -> Page[Any]:
    """The page that ``?page=`` asks for. Raises Http404 for what is not a page of this list."""
    paginator = Paginator(objects, PER_PAGE)
    asked = request.GET.get("page", "1")
    # isdecimal takes digits of other scripts too, and int() reads them; addresses should be one
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 7):
        raise Http404
    try:
        return paginator.page(int(asked))
    except EmptyPage as error:
        raise Http404 from error
