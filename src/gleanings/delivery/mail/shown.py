"""A mail as a page: its styles stand in it, and it may load nothing but the site's pictures."""

from django.http import HttpResponse

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; "
)


def shown(html: str, *, framed_by: str = "'none'") -> HttpResponse:
    response = HttpResponse(html)
    # the site's own policy leaves alone what brings one
    response["Content-Security-Policy"] = f"{POLICY}frame-ancestors {framed_by}"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
