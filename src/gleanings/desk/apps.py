from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "gleanings.desk"
    label = "desk"
    verbose_name = _("Candidates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.desk import (  # noqa: F401
            article_merging,
            deleted_summaries,
            permissions,
            signals,
        )
        from gleanings.literature.merging import ROOMS

        permissions.grant()
        ROOMS.append(article_merging.ROOM)
