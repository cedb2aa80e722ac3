from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "gleanings.community"
    label = "community"
    verbose_name = _("The network’s answers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gleanings.community import permissions
        from gleanings.community.admin import collections
        from gleanings.community.rating.relevant_to import professions, shares
        from gleanings.reader.relevant_to import ask_for_groups, ask_for_shares

        ask_for_groups(professions)
        ask_for_shares(shares)
        permissions.grant()
        collections.attach()
