"""The parts of the forms that are more than fields."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel

from gleanings.digest.admin.abstracts import Abstract, abstracts_for, is_from, render_abstracts
from gleanings.digest.admin.corrections import ANSWERS, changes_shown
from gleanings.digest.admin.forms import LEAVE_BEHIND
from gleanings.digest.findings.main_result import main_result_as_read
from gleanings.digest.publishing import contents_of
from gleanings.evidence.direction import Design, Favours
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.measures.phrasing import LINKS


class GoesOnlinePanel(Panel):
    """In an issue's form: which summaries go online with it, and which stay behind and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "digest/admin/goes_online.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and not self.instance.alias_of_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            said = self.form.data or self.request.GET
            accepted = said.getlist(LEAVE_BEHIND)
            contents = contents_of(self.instance)
            return {
                **super().get_context_data(parent_context),
                "contents": contents,
                "goes": [(summary, _doubts(summary)) for summary in contents.goes],
                "stays": [
                    {"summary": summary, "why": why, "is_accepted": str(summary.pk) in accepted}
                    for summary, why in contents.stays
                ],
            }


def _doubts(summary: Any) -> list[str]:
    """Where title or text say otherwise than readers are told of the main result."""
    main = main_result_as_read(summary.get_latest_revision_as_object())
    return main.doubts if main else []


class CorrectionPanel(MultiFieldPanel):
    """What changed since readers saw it, and what they are told; nothing where nothing changed."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            form, instance = kwargs["form"], kwargs["instance"]
            is_asked = form is not None and "correction" in form.fields
            instance.changes = changes_shown(form) if is_asked else []
            # the form that it is sent to begins with nothing, so what is proposed counts as written
            if instance.changes and not form.is_bound and not any(map(form.initial.get, ANSWERS)):
                form.initial["correction"] = "\n".join(instance.changes)
            super().__init__(**kwargs)

        def is_shown(self) -> bool:
            was_sent = bool(self.form and self.form.is_bound and self.form.data.get("correction"))
            return bool(self.instance.changes) or was_sent


class NumbersPanel(Panel):
    """Beside the text: every statistic in it with its verdict, while one writes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "digest/admin/numbers/panel.html"

        class Media:
            js = ["digest/admin/numbers.js"]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "url": f"{reverse('digest_numbers')}?language={self.instance.content_language}",
                "is_translation": _is_translation(self.instance),
                "abstracts": render_abstracts(_abstracts(self)),
            }


class FindingsPanel(InlinePanel):
    """The findings, each in a line with its fields folded; the main result is open."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "digest/admin/numbers/findings.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            for child in (*self.children, self.empty_child):
                widget = child.form.fields["other_languages"].widget
                widget.written_in = self.instance.content_language
                widget.ways = child.form.instance.plain_ways
            abstracts = _abstracts(self)
            rows = [
                {
                    "child": child,
                    "finding": child.form.instance,
                    "is_from_abstract": is_from(child.form.instance, abstracts),
                    "is_open": child.form.instance.role == "main" or bool(child.form.errors),
                }
                for child in self.children
            ]
            return {
                **context,
                "rows": rows,
                "empty_row": {"child": self.empty_child, "is_open": True},
                "options_json": json.dumps(self.js_opts()),
                "answers_json": json.dumps(_who_did_better()),
                "is_translation": _is_translation(self.instance),
            }


def _who_did_better() -> dict[str, Any]:
    """How the answers to “who did better” are put, by the measure and the kind of study."""
    return {
        "links": [one.code for one in MEASURES.values() if one.phrasing in LINKS],
        "of_one_group": [Design.BEFORE_AFTER, Design.SINGLE_GROUP],
        "link": {
            Favours.FIRST: gettext("those with more of it did better"),
            Favours.OTHERS: gettext("those with more of it did worse"),
        },
        "change": {
            Favours.FIRST: gettext("people were better afterwards"),
            Favours.OTHERS: gettext("people were worse afterwards"),
        },
        "comparison": {
            Favours.FIRST: gettext("those who had it"),
            Favours.OTHERS: gettext("those in the comparison"),
        },
    }


def _abstracts(panel: Any) -> list[Abstract]:
    rows = panel.instance.summary_articles.all()
    return abstracts_for(panel.request.user, [row.article for row in rows if row.article_id])


def _is_translation(summary: Any) -> bool:
    return bool(summary.pk) and summary.translates is not None
