from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SynthesisConfig(AppConfig):
    name = "gleanings.synthesis"
    label = "synthesis"
    verbose_name = _("Evidence")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.digest import permissions
        from gleanings.literature.notices.watched import WATCHED
        from gleanings.synthesis import signals  # noqa: F401
        from gleanings.synthesis.retractions import dois_of_uploads

        WATCHED.append(dois_of_uploads)
        question = "synthesis.question"
        permissions.also(permissions.EDITORS, {question: ("view", "add", "change")})
        permissions.also(permissions.REVIEWERS, {question: ("view",)})
