"""Where a mail provider reports to."""

from django.urls import path

from gleanings.delivery.bounces.provider import provider_reports

urlpatterns = [path("e-mail/came-back/", provider_reports, name="provider_reports")]
