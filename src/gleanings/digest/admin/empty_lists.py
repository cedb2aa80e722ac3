"""What the digest's lists say as long as nothing is in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("gleanings_empty_lists")
def nothing_in_the_digest_yet() -> dict[str, Any]:
    submitted = _(
        "What is submitted for review is listed here, with who has it and how it was decided. "
        "Nothing is yet: choose “Submit for review” in the menu beside “Save draft”."
    )
    return {
        "wagtailsnippets_digest_topic:list": _(
            "Topics say what a summary is about; readers browse by them, and follow them by feed. "
            "Add those that your network writes about."
        ),
        "wagtailsnippets_digest_researchtype:list": _(
            "Research types say what kind of study an article reports, such as “meta-analysis”; "
            "readers choose by them. Add those that you summarize."
        ),
        "wagtailsnippets_digest_author:list": _(
            "Authors sign summaries. Each is entered once, here or while you write, and chosen "
            "from then on."
        ),
        "findings_report": _(
            "Findings are the numbers of your summaries, kept as data. Write a summary and choose "
            "“Read the numbers” below its text: what it proposes is listed here."
        ),
        "imported_pages:index": _(
            "What you wrote elsewhere comes in here: a saved page, a feed, a blog’s export. It "
            "makes issues and drafts, and publishes nothing. Choose “Bring a blog in” at the top."
        ),
        "wagtailadmin_explore": _("Nothing stands below this page yet."),
        "wagtailadmin_reports:workflow": submitted,
        "wagtailadmin_reports:workflow_tasks": submitted,
        "wagtailadmin_reports:locked_pages": _(
            "No page is locked. Who locks a page (in its status, the “i” at the top right of its "
            "form) keeps others from changing it meanwhile."
        ),
        "wagtailadmin_reports:aging_pages": _(
            "What is online is listed here, that which nobody renewed for the longest time first. "
            "Nothing is online yet."
        ),
        "wagtailadmin_reports:site_history": _(
            "Who changed what, and when, is listed here. Nothing was changed yet."
        ),
        "wagtail_localize:translations_report": _(
            "Translations that somebody has begun are listed here. To begin one, open a page and "
            "choose “Translate this page” in the menu beside its title."
        ),
    }
