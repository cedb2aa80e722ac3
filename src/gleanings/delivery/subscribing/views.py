"""Readers' pages: to subscribe, to confirm it, to change it, to leave, to be forgotten.

No GET changes anything: mail systems open every link of a mail within seconds. So each link leads
to a page with a button. The pages know a subscriber by the key in their address, which only mails
to him hold; it takes the place of a token against forged requests, and no cookie is set.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gleanings.delivery import sender
from gleanings.delivery.mail import links
from gleanings.delivery.matching import EVERYTHING, choices_of
from gleanings.delivery.models import Frequency, Purpose, Standing, Subscriber
from gleanings.delivery.subscribing import requests
from gleanings.delivery.subscribing.forms import (
    AddressForm,
    ChoiceForm,
    SubscribeForm,
    choice_of,
    languages,
    set_choice,
)
from gleanings.delivery.subscribing.personal_data import data_of, erase
from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.cross_site import comes_from_elsewhere
from gleanings.reader.head.html import list_head

View = Callable[..., HttpResponse]
ONE_CLICK = "One-Click"
SAID = {"confirmed", "saved", "left", "again"}


def personal(view: View) -> View:
    """Kept by no cache, and its address is given to nobody that it links to."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sender.may_subscribe():
            raise Http404
        if kwargs.get("key") == links.SUBSCRIBER:
            response = _page(request, "test_mail", _("This was a test mail"))
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        # not “no-referrer”: browsers would say of our own forms too that they come from nowhere
        response["Referrer-Policy"] = "same-origin"
        return response

    return shown


def _page(
    request: HttpRequest, name: str, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    head = list_head(request, title=title, may_be_indexed=False)
    context |= {"head": head, "title": title}
    return render(request, f"delivery/{name}.html", context, status=status)


# --- asking ---------------------------------------------------------------------------------------
@personal
def subscribe(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" or comes_from_elsewhere(request):
        return _subscribe_page(request, SubscribeForm())
    fields = request.POST.copy()
    # the box on other pages asks for the address alone
    fields.setdefault("language", get_language() or "")
    form = SubscribeForm(fields)
    if not form.is_valid():
        return _subscribe_page(request, form)
    # the box does not ask for the rest, which who is subscribed chose before
    choice = {**form.choice(), "adds": "frequency" not in request.POST}
    requests.ask(Purpose.CONFIRM, form.cleaned_data["address"], choice["language"], choice)
    return redirect("subscription_asked")


def _subscribe_page(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    counted = settings.EMAIL_COUNT_LINKS
    return _page(request, "subscribe", _("Get it by e-mail"), form=form, links_are_counted=counted)


@personal
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """For who has no old mail at hand."""
    is_sent = request.method == "POST" and not comes_from_elsewhere(request)
    form = AddressForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        requests.ask(Purpose.MINE, form.cleaned_data["address"], get_language() or "")
        return redirect("subscription_asked")
    return _page(request, "ask_for_link", _("Send me my link"), form=form)


@personal
def asked(request: HttpRequest) -> HttpResponse:
    """The same, whatever was asked for and whoever it was."""
    return _page(request, "asked", _("Look into your inbox"), days=links.DAYS_A_LINK_HOLDS)


@personal
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    waiting = links.request_of(token)
    if waiting is None:
        return _page(request, "expired", _("This link holds no longer"), status=404)
    if request.method == "POST":
        subscriber = requests.confirm(waiting)
        return _said(subscriber, "confirmed")
    choice = waiting.choice
    return _page(
        request,
        "confirm",
        _("Confirm the subscription"),
        waiting=waiting,
        only_adds=requests.only_adds(waiting),
        mails_in=dict(languages()).get(choice.get("language", "")),
        how_often=dict(Frequency.choices).get(choice.get("frequency", "")),
        named=[
            *Topic.objects.filter(slug__in=choice.get("topics", ())),
            *ResearchType.objects.filter(slug__in=choice.get("research_types", ())),
        ],
        left_out=Topic.objects.filter(slug__in=choice.get("left_out", ())),
    )


# --- one's own ------------------------------------------------------------------------------------
def _said(subscriber: Subscriber, what: str) -> HttpResponse:
    response = redirect("subscription", subscriber.key)
    response["Location"] += f"?said={what}"
    return response


@personal
def preferences(request: HttpRequest, key: str) -> HttpResponse:
    subscriber = get_object_or_404(Subscriber, key=key)
    form = ChoiceForm(request.POST or None, initial=choice_of(subscriber))
    if request.method == "POST":
        if "again" in request.POST:
            return _come_back(subscriber)
        if "fewer" in request.POST:
            subscriber.left_out.add(get_object_or_404(Topic, slug=request.POST["fewer"]).target)
            return _said(subscriber, "saved")
        if form.is_valid():
            set_choice(subscriber, form.choice())
            return _said(subscriber, "saved")
    said = request.GET.get("said", "")
    fewer = Topic.objects.filter(slug=request.GET.get("fewer", "")).first()
    chosen = choices_of([subscriber.pk]).get(subscriber.pk, EVERYTHING)
    return _page(
        request,
        "preferences",
        _("Your subscription"),
        subscriber=subscriber,
        form=form,
        said=said if said in SAID else "",
        fewer=fewer and fewer.target,
        nothing_is_left=bool(chosen.topics) and chosen.topics <= chosen.left_out,
        is_narrowed=chosen != EVERYTHING,
        is_active=subscriber.standing == Standing.ACTIVE,
    )


def _come_back(subscriber: Subscriber) -> HttpResponse:
    """Who left and has his link subscribes again with it: a new consent, of now."""
    if subscriber.stand(Standing.ACTIVE):
        Subscriber.objects.filter(pk=subscriber.pk).update(consent_at=timezone.now())
    return _said(subscriber, "again")


@personal
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    subscriber = get_object_or_404(Subscriber, key=key)
    if request.method == "POST":
        if subscriber.standing == Standing.ACTIVE:
            subscriber.stand(Standing.LEFT)
        if request.POST.get("List-Unsubscribe") == ONE_CLICK:  # RFC 8058: a mail program asks
            return HttpResponse(
                _("You are unsubscribed."), content_type="text/plain; charset=utf-8"
            )
        return _said(subscriber, "left")
    is_active = subscriber.standing == Standing.ACTIVE
    return _page(
        request, "unsubscribe", _("Unsubscribe"), subscriber=subscriber, is_active=is_active
    )


@personal
def download_data(request: HttpRequest, key: str) -> HttpResponse:
    subscriber = get_object_or_404(Subscriber, key=key)
    answer = JsonResponse(data_of(subscriber), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="subscription.json"'
    return answer


@personal
def forget(request: HttpRequest, key: str) -> HttpResponse:
    subscriber = get_object_or_404(Subscriber, key=key)
    if request.method == "POST":
        erase(subscriber)
        return redirect("forgotten")
    return _page(request, "forget", _("Delete my data"), subscriber=subscriber)


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    return _page(request, "forgotten", _("Your data are deleted"))
