"""A new colleague is invited by mail, with a role; the link lets him or her set a password."""

import logging
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile
from wagtail.users.views.users import CreateView

from gleanings.digest.permissions import EDITORS, REVIEWERS, WRITERS, roles_to_give

logger = logging.getLogger(__name__)

ROLES_IN_WORDS = {
    WRITERS: gettext_lazy("Writers: write summaries and submit them for review"),
    REVIEWERS: gettext_lazy("Reviewers: change what others wrote, approve it or send it back"),
    EDITORS: gettext_lazy("Editors: all of that, and publish, pose questions, invite colleagues"),
}
ON_THE_CONSOLE = "django.core.mail.backends.console.EmailBackend"


def waits_for_its_owner(user: User) -> bool:
    """Invited, and never signed in."""
    never_came = not user.has_usable_password() and user.last_login is None
    return never_came and user.is_active and not user.is_superuser and user.groups.exists()


class RoleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, role: Group) -> Any:
        return ROLES_IN_WORDS.get(role.name, role.name)


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Makes an account that nobody can sign in to until its owner has set the password.

    To invite the same address again, as long as that has not happened, sends a new link.
    """

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    # Wagtail's form of an account asks for both
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=150)
    role = RoleField(
        Group.objects.none(),
        label=gettext_lazy("Role"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail and the desk"), choices=settings.LANGUAGES
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {group.pk for group in roles_to_give(by)}
        role: Any = self.fields["role"]
        role.queryset = Group.objects.filter(pk__in=self.roles).order_by("pk")
        self.fields["language"].initial = get_language()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        for known in User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email)):
            if not waits_for_its_owner(known) or not self._may_be_given_by_inviter(known):
                raise forms.ValidationError(_("Someone with this address already has an account."))
            self.instance = known
        return email

    def _may_be_given_by_inviter(self, user: User) -> bool:
        return set(user.groups.values_list("pk", flat=True)) <= self.roles

    def save(self, commit: bool = True) -> User:
        user: User = self.instance
        user.username = user.email
        user.set_unusable_password()
        super().save()
        user.groups.set([self.cleaned_data["role"]])
        language = {"preferred_language": self.cleaned_data["language"]}
        UserProfile.objects.update_or_create(user=user, defaults=language)
        return user


class InvitationView(CreateView):
    """In place of Wagtail's form, which has somebody else make up the password."""

    page_title = gettext_lazy("Invite a colleague")
    success_message = None
    error_message = gettext_lazy("Nobody has been invited yet: please see the fields in red.")
    submit_button_label = gettext_lazy("Send the invitation")
    submit_button_active_label = gettext_lazy("Sending…")

    def get_page_subtitle(self) -> Any:
        return self.page_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, last = super().get_breadcrumbs_items()
        return [*above, {**last, "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def save_instance(self) -> User:
        user: User = super().save_instance()
        language = self.form.cleaned_data["language"]
        # a mail server may be slow, and no lock is to wait for it
        transaction.on_commit(partial(self._send, user, language, get_language()))
        return user

    def _send(self, user: User, language: str, language_of_the_desk: str | None) -> None:
        # Wagtail speaks the inviter's language only as long as the view lasts
        with override(language_of_the_desk):
            self._send_and_say_so(user, language)

    def _send_and_say_so(self, user: User, language: str) -> None:
        if send_invitation(user, language, by=self.request.user):
            words = _("An invitation is on its way to %(to)s.")
            messages.success(self.request, words % {"to": user.email})
            return
        words = _(
            "The account has been created, but no mail could be sent to %(to)s. Pass this link "
            "on yourself; it works once, within %(days)s days: %(link)s"
        )
        said = {"to": user.email, "days": days_it_holds(), "link": link_of(user)}
        messages.warning(self.request, words % said)


def days_it_holds() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // 86_400


def link_of(user: User) -> str:
    """Signed; it holds until a password is set, or ``PASSWORD_RESET_TIMEOUT`` is over."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("wagtailadmin_password_reset_confirm", args=[key, token])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def send_invitation(user: User, language: str, *, by: Any) -> bool:
    """Whether the mail went out; not where the site has no mail server, or that does not answer."""
    if settings.EMAIL_BACKEND == ON_THE_CONSOLE:
        return False
    context = {
        "user": user,
        "by": by.get_full_name() or by.get_username(),
        "link": link_of(user),
        "site": settings.WAGTAILADMIN_BASE_URL,
        "days": days_it_holds(),
    }
    with override(language):
        words = render_to_string("site/admin/invitation.txt", context)
        subject = _("Your account at %(site)s") % context
    try:
        send_mail(subject, words, None, [user.email])
    except OSError:  # those of a mail server are derived from it
        logger.exception("The invitation of %s was not sent", user.email)
        return False
    return True
