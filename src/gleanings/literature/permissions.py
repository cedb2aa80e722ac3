"""Who may change an article: who has the right, where no room above objects.

A room that shows articles appends to `GUARDS` when the app is ready.
"""

from collections.abc import Callable, Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from gleanings.literature.models import Article

Guard = Callable[[Any, Article], bool]
GUARDS: list[Guard] = []
"""Each says whether this person may change this article."""


class ArticlePermissionPolicy(ModelPermissionPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Article) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Article
    ) -> bool:
        changes_nothing = [action for action in actions if action in ("view", "add")]
        if self.user_has_any_permission(user, changes_nothing):
            return True
        return self.user_has_any_permission(user, set(actions) - set(changes_nothing)) and all(
            may_change(user, instance) for may_change in GUARDS
        )
