"""A page that every reader gets alike. What is written on it never comes here."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.practice.page_content import (
    for_the_scripts,
    prompts_in,
    settings_of_practice,
    strategies_in,
    words_in,
)
from gleanings.reader.head.html import list_head

SCRIPTS = [
    f"practice/{name}.js"
    for name in (
        *("rules", "vault", "records", "chart", "words", "rating", "course", "note", "giving"),
        "page",
    )
]
STYLES = ["site/tokens.css", "site/page.css", "practice/practice.css"]
ICON = "site/icon.svg"
ICONS = {size: f"practice/icon-{size}.png" for size in (192, 512)}
"""For home screens, which take no SVG everywhere; on a ground that may be cut round."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'"
)
"""Stricter than the site's: the browser itself refuses to send anything from this page. It stands
in the page too, so that it holds for a copy of the site that another web server gives out."""


@require_safe
def session(request: HttpRequest) -> HttpResponse:
    title = _("Session by session")
    head = list_head(request, title=title, description=_description())
    context = {**_content(), "head": head, "title": title, "policy": POLICY}
    context["scripts"] = SCRIPTS
    response = render(request, "practice/session.html", context)
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors 'none'"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the page, and of nothing else: its folder is all that it serves.

    Its bytes change with whatever the page shows, which is how a browser learns of a new version.
    """
    files = [reverse("practice"), *map(static, [*SCRIPTS, *STYLES, ICON])]
    shown = render_to_string("practice/includes/app.html", _content())
    version = hashlib.sha256("\n".join([shown, *files]).encode()).hexdigest()[:16]
    context = {"files": files, "version": version}
    return render(request, "practice/worker.js", context, content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    here = reverse("practice")
    return JsonResponse(
        {
            "id": here,
            "name": _("Session by session"),
            "short_name": _("Sessions"),
            "description": _description(),
            "lang": get_language(),
            "start_url": here,
            "scope": here,
            "display": "standalone",
            "background_color": "#fbfaf6",
            "theme_color": "#1f5f52",
            "icons": [
                {"src": static(ICON), "type": "image/svg+xml", "sizes": "any"},
                *(
                    {
                        "src": static(file),
                        "type": "image/png",
                        "sizes": f"{size}x{size}",
                        "purpose": "any maskable",
                    }
                    for size, file in ICONS.items()
                ),
            ],
        },
        content_type="application/manifest+json",
    )


def _content() -> dict[str, Any]:
    language = get_language() or ""
    practice = settings_of_practice()
    return {
        "practice_words": words_in(language, practice),
        "strategies": strategies_in(language, practice),
        "prompts": prompts_in(language, practice),
        "data": for_the_scripts(language, practice),
    }


def _description() -> str:
    return _(
        "Rate the alliance each session and see a drop in time. Everything stays on your device."
    )
