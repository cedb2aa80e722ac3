"""What a page may load: from this site alone, and no inline script but in the admin."""

from typing import Any

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

_STRICT: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}

# Wagtail 8 starts its date, chooser and inline widgets by inline scripts, its rich text editor
# sets style attributes, and its previews are frames
_ADMIN: dict[str, Any] = {
    **_STRICT,
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "media-src": [SELF],
    "worker-src": [SELF, "blob:"],
}

# the page as readers get it, in a frame at the desk
_PREVIEW: dict[str, Any] = {**_STRICT, "frame-ancestors": [SELF]}


class ContentSecurityMiddleware(CSPMiddleware):
    """The strict policy for readers; for the admin, what Wagtail needs beyond it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.has_header("Content-Security-Policy"):
            # a file that somebody uploaded has a stricter one; a preview comes through here twice
            return response
        response._csp_config = _policy_for(request)  # type: ignore[attr-defined]
        response = super().process_response(request, response)
        # the library begins each process with another order, and files of pages go by the words
        policy = response.headers.get("Content-Security-Policy", "")
        response.headers["Content-Security-Policy"] = "; ".join(sorted(policy.split("; ")))
        return response


def _policy_for(request: HttpRequest) -> dict[str, Any]:
    if getattr(request, "is_preview", False):
        return _PREVIEW
    return _ADMIN if request.path.startswith(reverse("wagtailadmin_home")) else _STRICT
