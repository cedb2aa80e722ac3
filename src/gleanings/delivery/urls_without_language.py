"""Where a mail provider reports to, and where links of mails are counted."""

from django.urls import path

from gleanings.delivery.bounces.provider import provider_reports
from gleanings.delivery.mail.link_counting import counted_link

urlpatterns = [
    path("e-mail/came-back/", provider_reports, name="provider_reports"),
    path("e-mail/to/<slug:key>/", counted_link, name="counted_link"),
]
