from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiteratureConfig(AppConfig):
    name = "gleanings.literature"
    label = "literature"
    verbose_name = _("Literature")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from gleanings.literature.characters import clean_before_saving

        pre_save.connect(clean_before_saving)
