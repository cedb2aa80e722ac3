"""What the digest's lists say as long as nothing is in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("gleanings_empty_lists")
def nothing_in_the_digest_yet() -> dict[str, Any]:
    submitted = _(
        "Pages submitted for review are listed here, with who is reviewing them and what was "
        "decided. There are none yet: choose “Submit for review” in the menu beside “Save "
        "draft”."
    )
    return {
        "wagtailsnippets_digest_topic:list": _(
            "Topics say what a summary is about; readers browse by them, and follow them by feed. "
            "Add those that your network writes about."
        ),
        "wagtailsnippets_digest_researchtype:list": _(
            "Research types say what kind of study an article reports, such as “meta-analysis”; "
            "readers filter by them. Add those that you summarize."
        ),
        "wagtailsnippets_digest_author:list": _(
            "Authors sign summaries. Each is entered once, here or while you write, and chosen "
            "from then on."
        ),
        "findings_report": _(
            "Findings are the numbers in your summaries, kept as data. Write a summary and "
            "choose “Read the numbers” below its text: the findings it proposes are listed "
            "here."
        ),
        "imported_pages:index": _(
            "Bring in what you wrote elsewhere: a saved page, a feed, a blog’s export. An "
            "import makes issues and drafts, and publishes nothing. Choose “Bring a blog in” at "
            "the top."
        ),
        "wagtailadmin_explore": _("There is nothing below this page yet."),
        "wagtailadmin_reports:workflow": submitted,
        "wagtailadmin_reports:workflow_tasks": submitted,
        "wagtailadmin_reports:locked_pages": _(
            "No page is locked. Locking a page (in its status, the “i” at the top right of its "
            "form) keeps others from changing it for the time being."
        ),
        "wagtailadmin_reports:aging_pages": _(
            "Pages that are online are listed here, those updated longest ago first. There are "
            "none yet."
        ),
        "wagtailadmin_reports:site_history": _(
            "This lists who changed what, and when. Nothing has been changed yet."
        ),
        "wagtail_localize:translations_report": _(
            "Translations in progress are listed here. To begin one, open a page and choose "
            "“Translate this page” in the menu beside its title."
        ),
    }
