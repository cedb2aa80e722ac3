from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageImportConfig(AppConfig):
    name = "gleanings.page_import"
    label = "page_import"
    verbose_name = _("Import")
