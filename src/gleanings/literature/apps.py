from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiteratureConfig(AppConfig):
    name = "gleanings.literature"
    label = "literature"
    verbose_name = _("Literature")
    default_auto_field = "django.db.models.BigAutoField"
