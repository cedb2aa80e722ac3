from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "gleanings.site"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"
