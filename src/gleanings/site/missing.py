"""What only editors and operator know of the network, and have not said yet."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from gleanings.digest.models import Home
from gleanings.practice.page_content import names_somebody_to_call
from gleanings.reader.network.sections import missing_subjects
from gleanings.site.models import NetworkSettings


def missing() -> list[str]:
    """In the language that is active; empty where all is said."""
    subjects = [str(capfirst(one.label)) for one in missing_subjects(settings.LANGUAGE_CODE)]
    contact = [] if NetworkSettings.load().contact_email else [_("An address to write to")]
    return [*subjects, *contact]


class MissingPanel(Component):
    """For who publishes: what the page on the network lacks before the site is called public."""

    name = "missing"
    order = 290
    template_name = "site/admin/missing_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        if user is None or not page_permission_policy.user_has_permission(user, "publish"):
            return {"missing": [], "lacks_crisis_numbers": False}
        home = Home.objects.in_language(settings.LANGUAGE_CODE).first()
        add = (
            reverse("wagtailadmin_pages:add", args=["digest", "plainpage", home.pk]) if home else ""
        )
        return {
            "missing": missing(),
            "add": add,
            "lacks_crisis_numbers": not names_somebody_to_call(),
        }
