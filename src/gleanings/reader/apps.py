from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReaderConfig(AppConfig):
    name = "gleanings.reader"
    label = "reader"
    verbose_name = _("Readers' pages")

    def ready(self) -> None:
        from gleanings.digest import permissions, private_paths
        from gleanings.digest.admin.snippets import DigestViewSetGroup
        from gleanings.reader import pages  # noqa: F401  (registers what templates get)
        from gleanings.reader.admin.synonyms import SynonymViewSet
        from gleanings.reader.cache import content_version
        from gleanings.reader.cache.memory import cached_until_change
        from gleanings.reader.search import signals

        content_version.watch()
        private_paths.ask(partial(cached_until_change, private_paths.stored))
        signals.follow()
        permissions.also(permissions.EDITORS, {"reader.synonymset": permissions.EVERYTHING})
        DigestViewSetGroup.also(SynonymViewSet)
