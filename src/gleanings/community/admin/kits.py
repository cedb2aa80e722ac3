"""A kit at the desk: as it is made, what an editor puts in its place, and its release."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from gleanings.community.kits.kit import KINDS, Kit, kit_of
from gleanings.community.models import JournalClubKit
from gleanings.community.models.kit import QUESTIONS
from gleanings.community.permissions import may_change_kits, may_see_kits
from gleanings.digest.models import Summary
from gleanings.reader import readables

LONGEST = 1000
MOST_LINES = 12


class KitForm(forms.Form):
    """A field for each part in each language; empty, the part is made from the data."""

    def __init__(self, sent: Any, row: JournalClubKit, made: dict[str, Kit]) -> None:
        super().__init__(sent)
        self.made = made
        for code, name in settings.LANGUAGES:
            if code in made:
                self._add(code, _(str(name)), row.own(code))

    def _add(self, code: str, language: str, own: dict[str, Any]) -> None:
        kit = self.made[code]
        if kit.is_of_one:
            label = _("What was asked (%(language)s)") % {"language": language}
            self._field(f"asked_{code}", label, own.get("asked", ""), kit.asked)
        given = own.get("questions") or [""] * QUESTIONS
        for place, by_itself in enumerate(kit.questions):
            label = _("Question %(number)d (%(language)s)") % {
                "number": place + 1,
                "language": language,
            }
            self._field(f"question_{place}_{code}", label, given[place], by_itself)
        label = _("Plan, a line for each part (%(language)s)") % {"language": language}
        plan, made = "\n".join(own.get("plan", [])), "\n".join(kit.plan)
        self._field(f"plan_{code}", label, plan, made, rows=5)

    def _field(self, name: str, label: str, own: str, made: str, rows: int = 3) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=LONGEST,
            initial=own,
            help_text=_("By itself: %(text)s") % {"text": made} if made else "",
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def texts(self) -> dict[str, dict[str, Any]]:
        """What differs from what is made, by language."""
        given = self.cleaned_data
        found = {}
        for code in self.made:
            questions = [given[f"question_{place}_{code}"].strip() for place in range(QUESTIONS)]
            lines = [line.strip() for line in given[f"plan_{code}"].splitlines() if line.strip()]
            own = {
                "asked": given.get(f"asked_{code}", "").strip(),
                "questions": questions if any(questions) else [],
                "plan": lines[:MOST_LINES],
            }
            found[code] = {name: value for name, value in own.items() if value}
        return {code: own for code, own in found.items() if own}


@require_http_methods(["GET", "HEAD", "POST"])
def edit_kit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    if not may_see_kits(request.user):
        raise PermissionDenied
    row = JournalClubKit.objects.filter(kind=kind, key=key).first()
    row = row or JournalClubKit(kind=kind, key=key)
    made = _made(request, kind, key) if kind in KINDS else {}
    if not made:
        raise Http404
    form = KitForm(request.POST or None, row, made)
    if request.method == "POST":
        if not may_change_kits(request.user):
            raise PermissionDenied
        if form.is_valid():
            row.texts = form.texts()
            row.let_stand(is_public="publish" in request.POST)
            messages.success(request, _said(row))
            return redirect("edit_kit", kind, key)
    about = readables.find(kind, key)
    title = _("Journal club")
    context = {
        "row": row,
        "about": about,
        "form": form,
        "is_old": _has_changed_since(row),
        "may_change": may_change_kits(request.user),
        "page_title": title,
        "header_title": title,
        "header_icon": "group",
    }
    return render(request, "community/admin/kit.html", context)


def _made(request: HttpRequest, kind: str, key: str) -> dict[str, Kit]:
    """By language, as the data have it, without an editor's words."""
    made = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            if kit := kit_of(kind, key, request, None):
                made[code] = kit
    return made


def _said(row: JournalClubKit) -> str:
    if row.is_public:
        return _("Readers see it, at the foot of the page that it is of.")
    return _("Saved. Readers do not see it.")


def _has_changed_since(row: JournalClubKit) -> bool:
    """Whether the summary was published anew after an editor last looked through its kit."""
    if row.seen_at is None or row.kind != readables.SUMMARY:
        return False
    pages = Summary.objects.filter(translation_key=row.key, last_published_at__gt=row.seen_at)
    return pages.exists()
