"""A new colleague is invited by mail, with a role; the link lets him or her set a password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

MAY_INVITE = "auth.add_user"


class InvitationForm(forms.Form):
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=150)
    role = forms.ModelChoiceField(Group.objects.order_by("name"), label=gettext_lazy("Role"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail and the desk"), choices=settings.LANGUAGES
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        known = User.objects.filter(email__iexact=email) | User.objects.filter(
            username__iexact=email
        )
        if known.exists():
            raise forms.ValidationError(_("Somebody with this address has an account already."))
        return email

    def save(self) -> User:
        """An account that nobody can sign in to until the password is set by its owner."""
        said = self.cleaned_data
        user = User.objects.create_user(
            said["email"], said["email"], first_name=said["first_name"], last_name=said["last_name"]
        )
        user.groups.add(said["role"])
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": said["language"]}
        )
        return user


def invite(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_INVITE):
        raise PermissionDenied
    form = InvitationForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        user = form.save()
        send_invitation(user, form.cleaned_data["language"], by=request.user)
        messages.success(request, _("An invitation is on its way to %(to)s.") % {"to": user.email})
        return redirect("wagtailadmin_home")
    context = {
        "form": form,
        "page_title": _("Invite a colleague"),
        "header_title": _("Invite a colleague"),
        "header_icon": "user",
    }
    return render(request, "site/admin/invite.html", context)


def send_invitation(user: User, language: str, *, by: Any) -> None:
    """The link is signed, holds once, and ends with ``PASSWORD_RESET_TIMEOUT``."""
    token = default_token_generator.make_token(user)
    key = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("wagtailadmin_password_reset_confirm", args=[key, token])
    context = {
        "user": user,
        "by": by.get_full_name() or by.get_username(),
        "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        "site": settings.WAGTAILADMIN_BASE_URL,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    with override(language):
        words = render_to_string("site/admin/invitation.txt", context)
        send_mail(_("Your account at %(site)s") % context, words, None, [user.email])
