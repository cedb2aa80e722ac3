from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "gleanings.site"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.site.editing_sessions import open_forms_always

        open_forms_always()
