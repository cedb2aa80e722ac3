"""What follows a review. Wagtail loads this while its own models load, so it imports none."""

from typing import Any


def finish_review(workflow_state: Any, user: Any = None) -> None:
    """An approved summary waits for its issue, a translation for its original, if not yet online.

    An approved issue waits for an editor, who sees in its form what goes online with it and what
    stays behind. Named in ``WAGTAIL_FINISH_WORKFLOW_ACTION``.
    """
    from gleanings.digest.models import Issue, Summary

    page = workflow_state.content_object.specific
    if isinstance(page, Summary) and not page.issue.live:
        return
    if isinstance(page, Issue) and not page.live:
        return
    if (original := getattr(page, "translates", None)) and not original.live:
        return
    # whoever reviews may let online what was submitted, though publishing is not theirs
    revision = workflow_state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
