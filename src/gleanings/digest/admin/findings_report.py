"""All findings of the archive, for those who may put them right."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from gleanings.digest import measures
from gleanings.digest.models import Finding
from gleanings.digest.models.finding import PLAIN_PHRASES, FindingState, Role, Verdict
from gleanings.evidence.measures import RANGE
from gleanings.evidence.report import SIGNS
from gleanings.literature.characters import cleaned

MAY_EDIT = ["add", "change", "publish"]
NOT_SAID = "not-said"
NOT_SAID_TO_READERS = "not-said-to-readers"


UNSAID = [
    (NOT_SAID, _("not said yet")),
    (NOT_SAID_TO_READERS, _("not said yet, of numbers that readers see")),
]


class FindingFilterSet(WagtailFilterSet):
    verdict = django_filters.MultipleChoiceFilter(label=_("Check"), choices=Verdict.choices)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=FindingState.choices)
    role = django_filters.MultipleChoiceFilter(label=_("Role"), choices=Role.choices)
    measure = django_filters.MultipleChoiceFilter(label=_("Measure"), choices=measures.choices)

    direction = django_filters.ChoiceFilter(
        label=_("Who did better by it"), choices=UNSAID, method="of_direction"
    )

    phrases = django_filters.ChoiceFilter(
        label=_("As a clinician would say it"), choices=UNSAID, method="of_phrases"
    )

    class Meta:
        model = Finding
        fields = ["verdict", "state", "role", "measure"]

    def of_direction(self, queryset: Any, name: str, value: str) -> Any:
        return _as_asked(queryset.direction_not_said(), value)

    def of_phrases(self, queryset: Any, name: str, value: str) -> Any:
        return _as_asked(queryset.not_phrased(), value)


def _as_asked(unsaid: Any, value: str) -> Any:
    return unsaid.published() if value == NOT_SAID_TO_READERS else unsaid


class FindingsReport(ReportView):
    """One row to a finding, as it was last saved; a draft of what is online is not looked into."""

    model = Finding
    page_title = _("Findings")
    header_icon = "list-ul"
    filterset_class = FindingFilterSet
    index_url_name = "findings_report"
    index_results_url_name = "findings_report_results"
    permission_policy = page_permission_policy
    any_permission_required = MAY_EDIT
    default_ordering = ["-summary__month", "summary__path", "sort_order"]
    export_filename = "findings"
    list_export = [
        *("summary.pk", "summary.title", "summary.month", "words", "get_state_display"),
        *("get_role_display", "get_measure_display", "bound", "estimate"),
        *("ci_low", "ci_high", "level"),
        *("se", "n", "k", "p_comparison", "p", "predictor", "outcome", "favours", "design"),
        *PLAIN_PHRASES,
        *("group", "time"),
        *("place", "get_verdict_display", "why_here", "acknowledgement"),
    ]
    export_headings = {
        "summary.pk": _("Summary's number"),
        "summary.title": _("Summary"),
        "summary.month": _("Month"),
        "get_state_display": _("State"),
        "get_role_display": _("Role"),
        "get_measure_display": _("Measure"),
        "get_verdict_display": _("Check"),
        "why_here": _("Why"),
    }

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "summary",
                label=_("Summary"),
                accessor="summary.title",
                get_url=lambda finding: reverse(
                    "wagtailadmin_pages:edit", args=[finding.summary_id]
                ),
            ),
            Column("words", label=_("Words"), accessor=str),
            Column("value", label=_("Value"), accessor=_value),
            Column("role", label=_("Role"), accessor="get_role_display"),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("verdict", label=_("Check"), accessor=_verdict),
            Column("why", label=_("Why"), accessor="why_here"),
            Column("acknowledgement", label=_("Why it stands as it is")),
        ]

    def to_row_dict(self, item: Finding) -> dict[str, Any]:
        # a workbook has no way to write control characters
        row: dict[str, Any] = cleaned(dict(super().to_row_dict(item)))
        return row

    def get_base_queryset(self) -> QuerySet[Finding]:
        may_edit = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        return Finding.objects.filter(summary__in=may_edit.values("pk")).select_related("summary")


def _value(finding: Finding) -> str:
    """The number with its interval, as far as it has them."""
    if finding.measure == RANGE.code:
        return f"{finding.ci_low:g} – {finding.ci_high:g}"
    value = "" if finding.estimate is None else f"{finding.estimate:g}"
    value = f"{SIGNS[finding.bound]} {value}" if finding.bound else value
    if finding.ci_low is None or finding.ci_high is None:
        return value
    return f"{value} [{finding.ci_low:g}, {finding.ci_high:g}]"


def _verdict(finding: Finding) -> str:
    verdict = finding.get_verdict_display()
    is_acknowledged = finding.is_alarm and not finding.is_open
    return f"{verdict}, {_('acknowledged')}" if is_acknowledged else verdict
