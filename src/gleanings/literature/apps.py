from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiteratureConfig(AppConfig):
    name = "gleanings.literature"
    label = "literature"
    verbose_name = _("Literature")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_save

        from gleanings.literature.characters import clean_before_saving
        from gleanings.literature.models import Article
        from gleanings.literature.storing.notices import article_saved

        pre_save.connect(clean_before_saving)
        # what was known before an editor brought the article in, and what its title says
        post_save.connect(article_saved, sender=Article, dispatch_uid="notices of an article")
