"""The windows in which something is chosen speak the language of the desk.

Wagtail words them once, in the language that the process starts in.
"""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "choose_one_text": _("Choose"),
    "choose_another_text": _("Choose another"),
    "edit_item_text": _("Edit"),
    "search_tab_label": _("Search"),
    "create_action_label": _("Create"),
}


def word_choosers() -> None:
    """Called once, when the app is ready: before any of them is made."""
    from wagtail.admin.viewsets.chooser import ChooserViewSet

    for name, words in WORDS.items():
        setattr(ChooserViewSet, name, words)
