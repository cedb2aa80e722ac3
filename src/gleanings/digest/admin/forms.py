"""The forms that an editor fills in."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from gleanings.digest.admin.corrections import is_said, is_untouched
from gleanings.digest.admin.numbers import check_form
from gleanings.digest.admin.translation_form import translation_fits
from gleanings.digest.publishing import (
    refuse_if_empty,
    refuse_if_incomplete,
    refuse_to_leave_behind,
    review_goes_on_with,
)

LEAVE_BEHIND = "leave-behind"
"""The numbers of the summaries that may stay behind; also in an address, for a form opened anew."""


def is_publishing(form: WagtailAdminPageForm) -> bool:
    """Whether “Publish” was pressed, now or for a set time; not “Submit for review”."""
    return bool(form.data.get("action-publish"))


def is_approving(form: WagtailAdminPageForm) -> bool:
    return bool(form.data.get("action-workflow-action")) and (
        form.data.get("workflow-action-name") == "approve"
    )


def goes_on_to_readers(form: WagtailAdminPageForm) -> bool:
    """Whether it is published, submitted or approved; not when it is saved or sent back."""
    steps = ("action-publish", "action-submit", "action-restart-workflow")
    return is_approving(form) or any(form.data.get(step) for step in steps)


class ReaderPageForm(WagtailAdminPageForm):
    """What changes nothing makes no version, and an approval is of what the form shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.translation_fits: bool | None = None
        zone = _("Time zone: %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
        for name in ("go_live_at", "expire_at"):
            if name in self.fields:
                self.fields[name].help_text = zone

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self._translation_fits() and valid if self.is_bound else valid

    def _translation_fits(self) -> bool:
        if self.translation_fits is None:
            is_gate = goes_on_to_readers(self) and not self.is_deferred_validation
            self.translation_fits = not is_gate or translation_fits(
                self, publishes=is_publishing(self)
            )
        return self.translation_fits

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        page.is_as_it_was = not self.has_changed()
        if is_approving(self) and page.latest_revision:
            review_goes_on_with(page.latest_revision, page, self.for_user)
        return page


class IssueForm(ReaderPageForm):
    """The month gives title and address; one issue a month. A new one has the next free month."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and self.parent_page:
            language = self.parent_page.locale.language_code
            self.initial["month"] = type(self.instance).next_free_month(language)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        month = cleaned.get("month")
        if month and self._is_taken(month):
            self.add_error("month", _("There is already an issue for this month."))
        if is_publishing(self):
            self._refuse_what_readers_should_not_get()
        return cleaned

    def _refuse_what_readers_should_not_get(self) -> None:
        if not self.instance.pk:
            raise ValidationError(
                _("An empty issue cannot be published. Save it, then write its summaries.")
            )
        refuse_if_incomplete(self.instance)
        refuse_if_empty(self.instance)
        refuse_to_leave_behind(self.instance, self.data.getlist(LEAVE_BEHIND))

    def _is_taken(self, month: Any) -> bool:
        slug = type(self.instance).slug_of(month)
        siblings = self.parent_page.get_children() if self.parent_page else None
        return bool(
            siblings is not None
            and siblings.filter(slug=slug).exclude(pk=self.instance.pk).exists()
        )


_ROWS = {
    "summary_articles": gettext_lazy("Articles"),
    "implications": gettext_lazy("Practice implications"),
    "findings": gettext_lazy("Findings"),
    "summary_authors": gettext_lazy("Authors and contact"),
}
"""The heading that each kind of row stands under."""


class SummaryForm(ReaderPageForm):
    """A draft saves as it is; publication asks for what readers need."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Wagtail makes one of the title; a draft saved before the browser did so is no error
            self.fields["slug"].required = False
        self.numbers_fit: bool | None = None
        self.says_what_is_to_do = False

    def defer_required_fields(self) -> None:
        super().defer_required_fields()
        # a row that is there to be filled in may stay empty in a draft; its place is no content
        for place, form in self._rows():
            form.empty_permitted = True
            form.fields[ORDERING_FIELD_NAME].initial = place

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not self.is_bound:
            return valid  # a preview of what was never sent
        # Django cleans no empty row, but Wagtail asks every row for its place when it shows errors
        for place, form in self._rows():
            if hasattr(form, "cleaned_data"):
                form.cleaned_data.setdefault(ORDERING_FIELD_NAME, place)
        valid = self._numbers_fit() and valid and self._changes_said()
        if not valid and goes_on_to_readers(self) and not self.is_deferred_validation:
            self._say_above_what_is_to_do()
        return valid

    def _say_above_what_is_to_do(self) -> None:
        """Wagtail names the fields above the form only where something is said of no field."""
        if self.says_what_is_to_do:
            return
        self.says_what_is_to_do = True
        lead = _("It goes on to readers once this is done:")
        rows = [
            _("%(rows)s: see what is marked there.") % {"rows": heading}
            for name, heading in _ROWS.items()
            if name in self.formsets and not self.formsets[name].is_valid()
        ]
        fields = {name: self.errors.pop(name) for name in list(self.errors)}
        said = fields.pop(NON_FIELD_ERRORS, [])
        self.errors[NON_FIELD_ERRORS] = self.error_class([lead, *said, *rows])
        self.errors.update(fields)

    def _changes_said(self) -> bool:
        is_gate = is_publishing(self) or is_approving(self)
        return is_said(self) if is_gate and not self.is_deferred_validation else True

    def _numbers_fit(self) -> bool:
        """Renew every verdict; what goes on to readers with numbers that do not fit is refused."""
        if self.numbers_fit is None:
            is_gate = goes_on_to_readers(self) and not self.is_deferred_validation
            self.numbers_fit = check_form(self, refuse=is_gate)
        return self.numbers_fit

    def save(self, commit: bool = True) -> Any:
        if "findings" in self.formsets:
            self._keep_findings_in_step(self.formsets["findings"].initial_forms)
        return super().save(commit=commit)

    def _keep_findings_in_step(self, rows: list[Any]) -> None:
        # a row that nobody touched has a new verdict too, where the text has changed
        untouched = [row.instance for row in rows if row.instance.pk and not row.has_changed()]
        self.instance.findings.add(*untouched)
        # who saves while the page saves by itself sends new rows twice, both times as new
        known = {row.instance.pk for row in rows}
        new = {
            (row.instance.measure, row.instance.words)
            for row in self.formsets["findings"].forms
            if row.instance.pk is None and row.instance.words
        }
        twins = [
            finding
            for finding in self.instance.findings.all()
            if finding.pk not in known and (finding.measure, finding.words) in new
        ]
        self.instance.findings.remove(*twins)

    def _rows(self) -> Iterator[tuple[int, Any]]:
        for formset in self.formsets.values():
            for place, form in enumerate(formset.forms, start=1):
                if ORDERING_FIELD_NAME in form.fields:
                    yield place, form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._forget_a_mere_proposal(cleaned)
        if not self.is_deferred_validation:
            self._refuse_proposals(cleaned)
            self._refuse_an_empty_text(cleaned)
        if is_publishing(self):
            self._refuse_before_its_issue()
        return cleaned

    def _forget_a_mere_proposal(self, cleaned: dict[str, Any]) -> None:
        """It becomes a note to readers when it is published; with a draft it would grow old."""
        is_gate = is_publishing(self) or is_approving(self)
        if not is_gate and "correction" in cleaned and is_untouched(self.data):
            cleaned["correction"] = ""

    def _refuse_an_empty_text(self, cleaned: dict[str, Any]) -> None:
        # the rich text editor sends an empty paragraph for nothing, which counts as something
        if "text" not in self.errors and not strip_tags(cleaned.get("text") or "").strip():
            self.add_error("text", self.fields["text"].error_messages["required"])

    def _refuse_proposals(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("terms_are_proposed"):
            self.add_error(
                "terms_are_proposed",
                _("Check the proposed topics and research types, then untick this."),
            )

    def _refuse_before_its_issue(self) -> None:
        issue = self.parent_page
        if issue and not issue.live:
            raise ValidationError(
                _(
                    "The issue “%(issue)s” is not published yet. Submit the summary for review: "
                    "once approved, it is published together with its issue."
                )
                % {"issue": issue.get_admin_display_title()}
            )


class TermForm(WagtailAdminModelForm):
    """A term's address is given once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
