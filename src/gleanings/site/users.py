"""Who works at the desk: the list, with roles; who is new is invited."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from gleanings.site.invitations import InvitationForm, InvitationView


class UserIndexView(users.IndexView):
    add_item_label = _("Invite a colleague")

    @cached_property
    def columns(self) -> list[Column]:
        select, name, *others = super().columns
        return [select, name, Column("roles", label=_("Roles"), accessor=_roles), *others]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")


def _roles(user: Any) -> str:
    return ", ".join(group.name for group in user.groups.all())


class UserViewSet(users.UserViewSet):
    index_view_class = UserIndexView
    add_view_class = InvitationView
    create_template_name = "site/admin/invite.html"
    # a copy is begun on the same form
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:
        return super().get_form_class(for_update=True) if for_update else InvitationForm
