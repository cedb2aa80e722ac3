from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenDataConfig(AppConfig):
    name = "gleanings.open_data"
    label = "open_data"
    verbose_name = _("Open data")

    def ready(self) -> None:
        from django.conf import settings

        from gleanings.open_data import signals  # noqa: F401
        from gleanings.open_data.dumps.nightly import read_hour
        from gleanings.open_data.rate import read_rate

        # what is written wrongly stops the start, not the first request or night
        read_rate(settings.API_RATE)
        read_hour(settings.DUMPS_HOUR)
