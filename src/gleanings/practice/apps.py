from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    name = "gleanings.practice"
    label = "practice"
    verbose_name = _("Session by session")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.digest import permissions

        permissions.also(permissions.EDITORS, {"practice.practicesettings": ("change",)})
