"""Forms without a token against forgery, on pages that are kept for everybody: whose they are."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page sent it; by what browsers say, which pages cannot change."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "cross-site"
    # what older browsers say; “null” where somebody has them give no address away
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()
