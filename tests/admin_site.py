"""One of everything that the desk has an address for, and what to put into each address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, PageViewRestriction, Site, Task, Workflow

from delivery.subscribers import make_subscriber
from desk.candidates import make_candidate
from digest.factories import (
    make_article,
    make_author,
    make_finding,
    make_issue,
    make_summary,
    translate,
)
from gleanings.community.models import AskedQuestion, ClinicalCommentary, ErrorReport
from gleanings.delivery.mailings import begin, prepare
from gleanings.delivery.models import Kind
from gleanings.delivery.sending.editions import print_edition
from gleanings.desk.models import Decision
from gleanings.digest.models import ImportedPage, ResearchType, Summary, Topic
from gleanings.literature.merging import merge_articles
from gleanings.literature.models import DoubtfulPair, ImportRun, SavedSearch
from gleanings.reader.models import SynonymSet
from gleanings.site.models import NetworkSettings
from synthesis.factories import make_question, with_correlations


def make_admin_site() -> dict[str, Any]:
    """What stands for each parameter of an address; all that is shown is online, of nobody here."""
    from wagtail_localize.models import StringSegment, Translation, TranslationSource

    issue = make_issue("2018-03", teaser="This month: the alliance.")
    summary = make_summary(issue, "The alliance matters")
    make_finding(summary)
    second = make_summary(issue, "It lasts")
    french = translate(second, "Cela dure")
    question = make_question("alliance")
    with_correlations(question)
    summary.refresh_from_db()
    article = Summary.objects.get(pk=summary.pk).articles[0]
    run = ImportRun.objects.create(filename="records.ris", finished_at=timezone.now())
    search = SavedSearch.objects.create(
        name="Alliance", sources=["PubMed"], query="alliance", begin=timezone.localdate()
    )
    image = Image.objects.create(title="Logo", file=get_test_image_file())
    document = Document.objects.create(title="Paper", file=ContentFile(b"words", name="paper.txt"))
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/en/")
    colleague = User.objects.create_user("colleague", "colleague@example.org", "secret-of-theirs")
    state = second.get_workflow().start(second, colleague)
    source, _ = TranslationSource.get_or_create_from_instance(second)
    translation = Translation.objects.create(source=source, target_locale=french.locale)
    restriction = PageViewRestriction.objects.create(
        page=make_summary(issue, "Hidden"), restriction_type="password", password="open"
    )
    candidate = make_candidate()
    decision = Decision.objects.create(candidate=candidate, verdict="later")
    other, third = make_article(), make_article()
    merge = merge_articles(article, make_article(doi=None), by=colleague)
    pair = DoubtfulPair.objects.create(article=article, other=third)
    subscriber = make_subscriber()
    mailing, _new = begin(Kind.ISSUE, issue)
    prepare(mailing)
    edition = print_edition(mailing, "en", (summary.pk,)).edition
    imported = ImportedPage.objects.create(
        filename="old.html",
        sha256="0" * 64,
        text="words",
        options={"publish": False, "month": None, "add_topics": False, "language": "en"},
    )
    return {
        "merge_article.pk": article.pk,
        "notices_of_article.pk": article.pk,
        "merge_two.pk": article.pk,
        "merge_two.other": other.pk,
        "undo_merge.pk": merge.pk,
        "judge_pair.pk": pair.pk,
        "judge_again.pk": pair.pk,
        "page_id": summary.pk,
        "page_to_move_id": summary.pk,
        "destination_id": issue.pk,
        "parent_page_id": issue.pk,
        "page_pk": summary.pk,
        "revision_id": summary.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "wagtailadmin_pages:revisions_compare.pk": summary.pk,
        "action_name": "approve",
        "wagtailadmin_api:pages:action.action_name": "unpublish",
        "wagtailadmin_pages:workflow_action.page_id": second.pk,
        "wagtailadmin_pages:collect_workflow_action_data.page_id": second.pk,
        "wagtailadmin_pages:confirm_workflow_cancellation.page_id": second.pk,
        "wagtailadmin_pages:workflow_preview.page_id": second.pk,
        "wagtailadmin_pages:workflow_history_detail.page_id": second.pk,
        "wagtailadmin_pages:convert_alias.page_id": summary.aliases.first().pk,
        "task_state_id": state.current_task_state.pk,
        "workflow_state_id": state.pk,
        "workflow_pk": Workflow.objects.get().pk,
        "task_id": Task.objects.get().pk,
        "content_type_app_name": "digest",
        "content_type_model_name": "summary",
        "app_label": "digest",
        "model_name": "summary",
        "app_name": "network",
        "wagtailsettings:edit.model_name": "networksettings",
        "wagtailsettings:preview_on_edit.model_name": "networksettings",
        "wagtailsettings.pk": NetworkSettings.load().pk,
        "wagtailadmin_tag_model_autocomplete.app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete.model_name": "tag",
        "wagtailadmin_workflows:add_task.app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task.model_name": "groupapprovaltask",
        "action": "unpublish",
        "wagtail_bulk_action.app_label": "wagtailcore",
        "wagtail_bulk_action.model_name": "page",
        "object_id": str(summary.pk),
        "wagtailadmin_editing_sessions:ping.app_label": "wagtailcore",
        "wagtailadmin_editing_sessions:ping.model_name": "page",
        "session_id": 1,
        "merge_term.model_name": "topic",
        "merge_term.pk": Topic.objects.first().pk,
        "question_evidence.pk": question.pk,
        "question_upload.pk": question.pk,
        "question_template_csv.pk": question.pk,
        "question_template_xlsx.pk": question.pk,
        "upload_report.pk": question.uploads.first().pk,
        "mailing.pk": mailing.pk,
        "summary_ratings.pk": summary.pk,
        "year_in_view_of.number": 2018,
        "year_in_view_table.number": 2018,
        "commentary.pk": ClinicalCommentary.objects.create(summary=summary, name="Ann").pk,
        "commentaries_of.key": summary.translation_key,
        "edit_kit.kind": "summary",
        "edit_kit.key": str(summary.translation_key),
        "asked_question.pk": AskedQuestion.objects.create().pk,
        "error_report.pk": ErrorReport.objects.create(title="The alliance matters").pk,
        "mailing_edition.pk": mailing.pk,
        "mailing_edition.key": edition.key,
        "issue_mail.pk": issue.pk,
        "issue_mail_preview.pk": issue.pk,
        "issue_mail_preview.language": "en",
        "subscriber.pk": subscriber.pk,
        "subscriber_data.pk": subscriber.pk,
        "mail_outbox_mail.name": "0" * 32,
        "desk_decide.pk": candidate.pk,
        "desk_undo.pk": decision.pk,
        "desk_choose_example.pk": article.pk,
        "wagtailsnippets_synthesis_question.pk": question.pk,
        "wagtailsnippets_reader_synonymset.pk": SynonymSet.objects.first().pk,
        "wagtailsnippetchoosers_reader_synonymset.pk": SynonymSet.objects.first().pk,
        "wagtailsnippets_digest_topic.pk": Topic.objects.first().pk,
        "wagtailsnippets_digest_researchtype.pk": ResearchType.objects.first().pk,
        "wagtailsnippets_digest_author.pk": make_author().pk,
        "wagtailsnippets_literature_article.pk": article.pk,
        "wagtailsnippetchoosers_synthesis_question.pk": question.pk,
        "wagtailsnippetchoosers_digest_topic.pk": Topic.objects.first().pk,
        "wagtailsnippetchoosers_digest_researchtype.pk": ResearchType.objects.first().pk,
        "wagtailsnippetchoosers_digest_author.pk": make_author().pk,
        "wagtailsnippetchoosers_literature_article.pk": article.pk,
        "wagtailadmin_api:pages.pk": summary.pk,
        "wagtailadmin_api:images.pk": image.pk,
        "wagtailadmin_api:documents.pk": document.pk,
        "imported_pages.pk": imported.pk,
        "import_progress.pk": imported.pk,
        "import_take_back.pk": imported.pk,
        "import_runs.pk": run.pk,
        "import_records_progress.pk": run.pk,
        "saved_searches.pk": search.pk,
        "wagtaillocales.pk": Locale.objects.first().pk,
        "wagtailsites.pk": Site.objects.get().pk,
        "wagtailusers_users.pk": colleague.pk,
        "wagtailusers_groups.pk": Group.objects.get(name="Writers").pk,
        "wagtaildocs_chooser.pk": document.pk,
        "wagtailimages_chooser.pk": image.pk,
        "wagtailadmin_collections.pk": Collection.objects.first().add_child(name="Ours").pk,
        "wagtailadmin_workflows.pk": Workflow.objects.get().pk,
        "wagtailadmin_workflows:edit_task.pk": Task.objects.get().pk,
        "wagtailadmin_workflows:disable_task.pk": Task.objects.get().pk,
        "wagtailadmin_workflows:enable_task.pk": Task.objects.get().pk,
        "wagtail_localize.pk": str(article.pk),
        "wagtail_localize.app_label": "literature",
        "wagtail_localize.model_name": "article",
        "collection_id": Collection.objects.first().pk,
        "image_id": image.pk,
        "filter_spec": "width-100",
        "document_id": document.pk,
        "doc_id": document.pk,
        "uploaded_file_id": 1,
        "redirect_id": redirect.pk,
        "translation_source_id": source.pk,
        "translation_id": translation.pk,
        "string_segment_id": StringSegment.objects.filter(source=source).first().pk,
        "wagtail_localize:convert_to_alias.page_id": french.pk,
        "convert_to_alias_by_who_may.page_id": french.pk,
        "overridable_segment_id": 1,
        "mode": "default",
        "uidb64": "MQ",
        "token": "a-b",
        "restriction": restriction.pk,
    }


def value_of(values: dict[str, Any], name: str, parameter: str) -> Any:
    """The address's own, its namespace's, or that of every address; KeyError for none."""
    for key in (f"{name}.{parameter}", f"{name.rpartition(':')[0]}.{parameter}"):
        if key in values:
            return values[key]
    return values[parameter]
