"""wagtail-localize's "Sync translated pages", which says what it could not publish, and why."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from wagtail_localize.views.update_translations import UpdateTranslationsView


class UpdateTranslations(UpdateTranslationsView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        publishes = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False  # it would pass over what is refused
        response = super().form_valid(form)
        if publishes:
            for translation in self.object.translations.filter(enabled=True):
                self._publish(translation)
        return response

    def _publish(self, translation: Any) -> None:
        try:
            translation.save_target(user=self.request.user, publish=True)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(self.request, sentence)
