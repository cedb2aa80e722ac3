from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "gleanings.delivery"
    label = "delivery"
    verbose_name = _("E-mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.delivery import permissions, signals  # noqa: F401

        permissions.grant()
