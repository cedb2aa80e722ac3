from django.apps import AppConfig
from wagtail.users import apps as wagtail_users


class SiteConfig(AppConfig):
    """Settings that are wrong stop the start; what is slower than need be is said."""

    name = "gleanings.site"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from gleanings.community import mail
        from gleanings.delivery import alerts, sender
        from gleanings.digest import permissions
        from gleanings.site.address import follow_address
        from gleanings.site.cdn import purging
        from gleanings.site.changes_in_mails import changed_answers
        from gleanings.site.choosers import word_choosers
        from gleanings.site.headings import translate_headings
        from gleanings.site.network_in_mails import as_mails_show_it
        from gleanings.site.single_mails import SingleMails
        from gleanings.site.watching import slow_queries
        from gleanings.site.writes_on_get import open_pages_always

        permissions.also(permissions.EDITORS, {"network.networksettings": ("change",)})
        post_migrate.connect(follow_address, sender=self)
        sender.ask_for_the_network(as_mails_show_it)
        alerts.ask_for_changes(changed_answers)
        mail.send_by(SingleMails())
        open_pages_always()
        word_choosers()
        translate_headings()
        slow_queries.watch()
        purging.watch()

        from django.core.checks import Tags, register

        from gleanings.site.sqlite import name_the_library

        register(name_the_library, Tags.compatibility)


class UsersConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's users, with invitations in place of passwords that somebody else makes up."""

    default = False
    user_viewset = "gleanings.site.users.UserViewSet"
