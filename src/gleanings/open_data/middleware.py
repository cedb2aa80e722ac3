"""The API is answered above sessions, languages and sign-in: it has no use for them.

So no cookie is read or set, no answer varies with one, and an address that is not there is not
looked for among readers' pages. What is asked again under the ETag it had costs one query.
"""

import hashlib
import logging
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.exception import convert_exception_to_response
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import resolve
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import override

from gleanings.open_data import rate
from gleanings.open_data.problems import MEDIA_TYPE, is_fault_of_the_database, problem
from gleanings.reader.cache import content_version

logger = logging.getLogger(__name__)

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
KEPT_FOR = 60  # seconds, by browsers and proxies
SENTENCES = {
    400: "The request cannot be read.",
    404: "Nothing is at this address. See /api/v1/ for what there is.",
    412: "What is there is not what “If-Match” names.",
    500: "Something went wrong here. It is in our log; please try again later.",
    503: "The site's database cannot be read now. Please try again later.",
}
RETRY_AFTER = 20  # seconds


class OpenDataMiddleware:
    """Answers what is below ``/api/`` itself; passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # logs what fails, as Django does around its own views
        self.view: Any = convert_exception_to_response(_view)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with override(settings.LANGUAGE_CODE):
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS.split(", "):
            response: HttpResponseBase = problem(
                405, f"{request.method} is not allowed. The API is for reading: use GET."
            )
            response["Allow"] = METHODS
            return response
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        status = rate.count(request)
        if status and status.left < 0:
            response = problem(
                429,
                f"More than {status.rate.number} requests came from this address within "
                f"{status.rate.seconds} seconds. Go on in {status.seconds} seconds.",
            )
            response["Retry-After"] = str(status.seconds)
        else:
            try:
                with content_version.one_look():
                    response = self._conditional(request)
            except DisallowedHost:
                response = problem(400, SENTENCES[400])
            except DatabaseError as error:
                response = _not_now(request, error)
        if status:
            rate.tell(response, status)
        if not response.streaming and not response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
        return response

    def _conditional(self, request: HttpRequest) -> HttpResponseBase:
        """As the request's conditions have it, by the stamp of everything that readers see."""
        etag = etag_of(request)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _with_headers(HttpResponse(status=304), etag)
        response = self.view(request)
        if response.status_code >= 400 and response.get("Content-Type") != MEDIA_TYPE:
            status = response.status_code
            return problem(status, SENTENCES.get(status, "The request cannot be answered."))
        if response.status_code != 200:
            return response
        response = _with_headers(response, response.get("ETag", etag))
        conditional: Any = get_conditional_response(
            request, etag=response["ETag"], response=response
        )
        if conditional is response:
            return response
        response.close()
        if conditional.status_code == 412:
            return problem(412, SENTENCES[412])
        return conditional


def etag_of(request: HttpRequest) -> str:
    """Weak: a proxy may compress what is sent."""
    about = "\n".join(
        [version("gleanings"), request.scheme or "", request.get_host(), request.get_full_path()]
    )
    return f'W/"{content_version.current():x}-{hashlib.sha256(about.encode()).hexdigest()[:16]}"'


def _with_headers(response: Any, etag: str) -> Any:
    response["ETag"] = etag
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response


def _view(request: HttpRequest) -> HttpResponseBase:
    match = resolve(request.path_info)
    request.resolver_match = match
    method, request.method = request.method, "GET"  # who asks with HEAD gets the same headers
    try:
        return match.func(request, *match.args, **match.kwargs)
    except DatabaseError as error:
        return _not_now(request, error)
    finally:
        request.method = method


def _not_now(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    if not is_fault_of_the_database(error):
        raise error
    logger.error("%s was not answered", request.path, exc_info=error)
    response = problem(503, SENTENCES[503])
    response["Retry-After"] = str(RETRY_AFTER)
    return response
