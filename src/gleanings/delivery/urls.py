"""Readers' pages about mail; each stands under a language."""

from django.urls import path

from gleanings.delivery.mail.results import chart
from gleanings.delivery.subscribing import views
from gleanings.delivery.subscribing.browser_copy import mail_in_the_browser

urlpatterns = [
    path("e-mail/", views.subscribe, name="subscribe"),
    path("e-mail/link/", views.ask_for_link, name="ask_for_link"),
    path("e-mail/sent/", views.asked, name="subscription_asked"),
    path("e-mail/deleted/", views.forgotten, name="forgotten"),
    path("e-mail/confirm/<str:token>/", views.confirm, name="confirm_subscription"),
    path("e-mail/mine/<slug:key>/", views.preferences, name="subscription"),
    path("e-mail/mine/<slug:key>/unsubscribe/", views.unsubscribe, name="unsubscribe"),
    path("e-mail/mine/<slug:key>/data.json", views.download_data, name="subscription_data"),
    path("e-mail/mine/<slug:key>/delete/", views.forget, name="forget_me"),
    path("e-mail/read/<slug:key>/", mail_in_the_browser, name="mail_in_the_browser"),
    path("e-mail/chart/<int:key>/<slug:version>.png", chart, name="mail_chart"),
    path(
        "e-mail/chart/<int:key>/<slug:version>.dark.png",
        chart,
        {"dark": True},
        name="mail_chart_dark",
    ),
]
