from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestConfig(AppConfig):
    name = "gleanings.digest"
    label = "digest"
    verbose_name = _("Digest")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from gleanings.digest import (  # noqa: F401
            aliases,
            article_merging,
            cited_articles,
            corrections,
            obstacles,
            signals,
        )
        from gleanings.digest.admin import addresses, conflicts, edit_handlers, untouched
        from gleanings.digest.corrections import changes_to_say
        from gleanings.digest.findings.publication_check import numbers_to_put_right
        from gleanings.digest.languages import ensure_languages
        from gleanings.digest.permissions import may_change_article, renew_groups
        from gleanings.digest.term_index import index_terms
        from gleanings.digest.translations.drafts import save_translations_as_drafts
        from gleanings.digest.translations.gate import refuse_translation
        from gleanings.literature.harvest.looking_up import WATCHED
        from gleanings.literature.merging import PUBLISHED, ROOMS
        from gleanings.literature.permissions import GUARDS
        from gleanings.literature.storing.batches import SHOWN

        edit_handlers.attach()
        obstacles.SUMMARY_LACKS.extend([numbers_to_put_right, changes_to_say])
        obstacles.REFUSALS.append(refuse_translation)
        untouched.register()
        addresses.register()
        conflicts.ask_who_is_late_everywhere()
        save_translations_as_drafts()

        post_migrate.connect(ensure_languages, sender=self)
        post_migrate.connect(renew_groups, sender=self)
        post_migrate.connect(index_terms, sender=self)
        GUARDS.append(may_change_article)
        ROOMS.append(article_merging.ROOM)
        SHOWN.append(cited_articles.shown_to_readers)
        PUBLISHED.append(cited_articles.in_published_summaries)
        WATCHED.append(cited_articles.about_which_readers_read)
