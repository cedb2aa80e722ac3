"""The forms that one signs in with, and gets a new password by."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from gleanings.site.invitations import waits_for_its_owner


class SignInForm(LoginForm):
    """Wagtail's, which names the password in no language but English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class NewPasswordForm(PasswordResetForm):
    """Also for those whose invitation ended before they set their first password."""

    def get_users(self, email: str) -> Iterator[User]:
        yield from super().get_users(email)
        yield from filter(waits_for_its_owner, User.objects.filter(email__iexact=email))
