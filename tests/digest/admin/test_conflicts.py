"""Two people at the same page: who is late is shown what differs, and chooses."""

from __future__ import annotations

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from digest.admin.rendered_form import Fields, fields_of
from digest.admin.summary_form import contentstate
from digest.drafts import draft_issue, whole_summary
from digest.factories import make_article, make_author
from gleanings.digest.models import Author, PracticeImplication, Summary, Topic
from gleanings.digest.text import plain
from gleanings.literature.models import Article
from gleanings.site.models import NetworkSettings

pytestmark = pytest.mark.django_db

TEXT = "<p>Alliance and outcome were related, r = .26, 95% CI [.19, .32].</p>"


def at_the_desk(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def page(db) -> Summary:
    return whole_summary(draft_issue(), "As it was", text=TEXT)


@pytest.fixture
def first(editor) -> Client:
    return at_the_desk(editor)


@pytest.fixture
def second(reviewer) -> Client:
    return at_the_desk(reviewer)


def address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(desk: Client, page) -> Fields:
    return fields_of(desk.get(address(page)).content.decode())


def latest(page) -> Summary:
    return Summary.objects.get(pk=page.pk).get_latest_revision_as_object()


def chosen(answer) -> Fields:
    fields = fields_of(answer.content.decode(), "conflict")
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def test_who_is_late_replaces_nothing_in_silence(first, second, page):
    early, late = opened(first, page), opened(second, page)
    assert first.post(address(page), early | {"title": ["The first's"]}).status_code == 302

    answer = second.post(address(page), late | {"studied": ["Forty people"]})

    words = answer.content.decode()
    assert "editor saved this on" in words
    for version in ("The first&#x27;s", "As it was", "Forty people"):
        assert version in words
    assert latest(page).title == "The first's"


def test_a_version_that_was_saved_over_since_is_another_one(first, second, page):
    """What saves by itself writes over its own version, and says so by its time alone."""
    late = opened(second, page)
    revision = Summary.objects.get(pk=page.pk).latest_revision
    revision.content["title"] = "Saved by itself"
    revision.created_at = timezone.now()
    revision.save()

    answer = second.post(address(page), late | {"studied": ["Forty people"]})

    assert "Saved by itself" in answer.content.decode()
    assert latest(page).title == "Saved by itself"


def test_who_writes_over_his_own_version_is_late_where_another_was_saved(first, second, page):
    late = opened(second, page)
    own = late | {"overwrite_revision_id": late["loaded_revision_id"]}
    first.post(address(page), opened(first, page) | {"title": ["The first's"]})

    answer = second.post(address(page), own | {"title": ["Mine again"]})

    assert "The first&#x27;s" in answer.content.decode()
    assert latest(page).title == "The first's"


def test_what_looks_like_a_tag_is_shown_whole_and_a_text_without_its_tags(first, second, page):
    early, late = opened(first, page), opened(second, page)
    text = contentstate("<p>It <b>helps</b> if p &lt; .05.</p>")
    first.post(address(page), early | {"title": ["First & <best>"], "text": [text]})

    answer = BeautifulSoup(second.post(address(page), late).content, "html.parser")
    shown = " ".join(cell.get_text() for cell in answer.select("td"))

    assert "First & <best>" in shown
    assert "It helps if p < .05." in " ".join(shown.split())


def link(url: str) -> str:
    return f'<p>It <a href="{url}">helps</a>.</p>'


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("<p>It <b>helps</b>.</p>", "<p>It helps.</p>"),
        ("<h3>It helps</h3>", "<p>It helps</p>"),
        (link("https://example.org/right"), link("https://example.org/wrong")),
    ],
)
def test_what_differs_in_its_form_alone_is_shown_too(first, second, page, theirs, mine):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"text": [contentstate(theirs)]})
    answer = second.post(address(page), late | {"text": [contentstate(mine)]})
    cells = BeautifulSoup(answer.content, "html.parser").select("td")
    one, other = (cell.decode_contents() for cell in cells)
    assert one != other
    for address_of_link in re.findall(r'href="([^"]+)', theirs + mine):
        assert address_of_link in one + other
    assert "<a" not in one + other
    assert latest(page).text != mine


def test_an_order_of_rows_is_compared_too(first, second, page):
    implications = [
        PracticeImplication(text=f"<p>{words}</p>", locale=page.locale, sort_order=place)
        for place, words in enumerate(("Ask.", "Listen."))
    ]
    page.implications = implications
    page.save_revision()
    early, late = opened(first, page), opened(second, page)
    turned = {"implications-0-ORDER": ["2"], "implications-1-ORDER": ["1"]}
    first.post(address(page), early | turned)
    words = second.post(address(page), late | {"studied": ["Forty people"]}).content.decode()
    assert words.index("Listen.") < words.index("Ask.")
    assert "Listen." in latest(page).implications.first().text


def test_who_chooses_his_own_has_it_and_the_other_stays_in_the_history(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    answer = second.post(address(page), late | {"title": ["The second's"]})
    assert second.post(address(page), chosen(answer)).status_code == 302
    assert latest(page).title == "The second's"
    titles = [revision.content["title"] for revision in page.revisions.order_by("pk")]
    assert titles == ["As it was", "The first's", "The second's"]


def test_what_was_asked_for_is_done_after_the_choice(first, second, page, writer):
    page.get_workflow().start(page, writer)
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    approve = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}
    answer = second.post(address(page), late | {"title": ["The second's"]} | approve)
    assert page.current_workflow_state is not None
    second.post(address(page), chosen(answer))
    assert Summary.objects.get(pk=page.pk).current_workflow_state is None
    assert latest(page).title == "The second's"


def test_rows_are_compared_too(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"findings-0-group": ["adults in groups"]})
    words = second.post(address(page), late | {"studied": ["Forty people"]}).content.decode()
    assert "adults in groups" in words


def test_numbers_and_phrases_of_a_finding_have_their_names(first, second, page):
    early, late = opened(first, page), opened(second, page)
    changed = {
        "findings-0-k": ["20"],
        "findings-0-other_languages-plain_subject-fr": ["les clients assidus"],
    }
    first.post(address(page), early | changed)
    shown = unescape(second.post(address(page), late | {"studied": ["Forty people"]}).text)
    assert "Studies (k): 20" in shown
    assert "French, who, in the plural: les clients assidus" in shown
    assert '"plain_subject"' not in shown  # the fields go on hidden, the words do not


def test_a_row_that_the_other_one_took_out_is_no_error(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"findings-0-DELETE": ["1"]})
    assert not latest(page).findings.exists()
    answer = second.post(address(page), late | {"studied": ["Forty people"]})
    assert "Findings" in answer.content.decode()
    assert second.post(address(page), chosen(answer)).status_code == 302
    assert [finding.words for finding in latest(page).findings.all()] == [
        "r = .26, 95% CI [.19, .32]"
    ]


def test_a_row_that_came_meanwhile_is_not_among_ones_own(first, second, page):
    early, late = opened(first, page), opened(second, page)
    added = {"implications-1-text": [contentstate("<p>Listen.</p>")]}
    added |= {"implications-1-id": [""], "implications-1-ORDER": ["2"]}
    added |= {"implications-1-DELETE": [""], "implications-TOTAL_FORMS": ["2"]}
    mine = added | {"implications-1-text": [contentstate("<p>Wait.</p>")]}
    first.post(address(page), early | added)
    assert latest(page).implications.count() == 2
    answer = second.post(address(page), late | mine)
    words = answer.content.decode()
    assert "Listen." in words
    assert second.post(address(page), chosen(answer)).status_code == 302
    texts = [plain(row.text) for row in latest(page).implications.all()]
    assert texts == ["Ask how therapy is going.", "Wait."]


def test_who_sends_the_same_words_is_not_asked(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The same"]})
    assert second.post(address(page), late | {"title": ["The same"]}).status_code == 302


def test_of_what_each_person_is_told_by_mail_nobody_is_asked(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The same"]})
    mine = {"title": ["The same"], "comment_notifications": ["on"]}
    assert second.post(address(page), late | mine).status_code == 302


def test_a_time_is_written_as_people_write_it(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"go_live_at": ["2040-03-05 07:30"]})
    words = second.post(address(page), late | {"title": ["Mine"]}).content.decode()
    assert "March 5, 2040, 7:30 a.m." in words


def test_ones_own_other_window_is_another_one(first, page):
    early, late = opened(first, page), opened(first, page)
    first.post(address(page), early | {"title": ["The first's"]})
    words = first.post(address(page), late | {"title": ["Older"]}).content.decode()
    assert "You saved this in another window" in words


def test_what_saves_itself_is_refused_when_it_is_late(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    answer = second.post(
        address(page), late | {"title": ["Late"]}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert latest(page).title == "The first's"


def test_an_issue_asks_too(first, second):
    issue = draft_issue("2026-05")
    early, late = opened(first, issue), opened(second, issue)
    first.post(address(issue), early | {"teaser": ["Good news."]})
    words = second.post(address(issue), late | {"teaser": ["Bad news."]}).content.decode()
    assert "Good news." in words
    assert "Bad news." in words


# --- what is no page ------------------------------------------------------------------------------


def form_of(thing) -> str:
    kind = f"{thing._meta.app_label}_{thing._meta.model_name}"
    if isinstance(thing, NetworkSettings):
        return reverse("wagtailsettings:edit", args=["network", "networksettings", thing.pk])
    return reverse(f"wagtailsnippets_{kind}:edit", args=[thing.pk])


def opened_form(desk: Client, thing) -> Fields:
    return fields_of(desk.get(form_of(thing)).content.decode())


def an_article() -> Article:
    return make_article(title="As it was")


def a_topic() -> Topic:
    return Topic.objects.get(slug="empathy")


def an_author() -> Author:
    return make_author("As it was")


def the_network() -> NetworkSettings:
    return NetworkSettings.load()


@pytest.mark.parametrize(
    ("make", "field", "other"),
    [
        (an_article, "title", ("volume", "77")),
        (an_author, "name", ("credentials", "PhD")),
        (a_topic, "names-0-name", ("names-0-definition", "To feel with somebody.")),
        (the_network, "contact_email", ("data_licence", "CC BY 4.0")),
    ],
)
def test_nothing_is_replaced_in_silence(first, make, field, other):
    thing, second = make(), first
    early, late = opened_form(first, thing), opened_form(second, thing)
    theirs = "a@example.org" if "email" in field else "The first's"
    assert first.post(form_of(thing), early | {field: [theirs]}).status_code == 302
    name, mine = other
    answer = second.post(form_of(thing), late | {name: [mine]})
    assert answer.status_code == 200
    words = unescape(answer.content.decode())
    assert "You saved this in another window on" in words
    assert theirs in words
    assert mine in words
    assert opened_form(first, thing)[field] == [theirs]
    assert second.post(form_of(thing), chosen(answer)).status_code == 302
    now = opened_form(first, thing)
    assert (now[field], now[name]) == (late[field], [mine])


def test_it_is_said_by_name_who_saved_it(first, second, editor):
    editor.first_name, editor.last_name = "Edith", "Or"
    editor.save()
    article = an_article()
    early, late = opened_form(first, article), opened_form(second, article)
    first.post(form_of(article), early | {"title": ["The first's"]})
    words = second.post(form_of(article), late | {"title": ["Mine"]}).content.decode()
    assert "Edith Or saved this on" in words


def test_what_a_program_changed_is_shown_too(first):
    article = an_article()
    late = opened_form(first, article)
    Article.objects.filter(pk=article.pk).update(title="A program's")
    words = first.post(form_of(article), late | {"volume": ["77"]}).content.decode()
    assert "This was changed after you opened it." in words
    assert "A program" in words


def test_an_error_in_the_form_does_not_make_it_newer(first, second):
    article = an_article()
    late = opened_form(second, article)
    wrong = second.post(form_of(article), late | {"doi": ["no DOI"], "title": ["Mine"]})
    again = fields_of(wrong.content.decode())
    first.post(form_of(article), opened_form(first, article) | {"title": ["The first's"]})
    words = second.post(form_of(article), again | {"doi": [""]}).content.decode()
    assert "editor saved this on" in words


def test_two_names_of_a_topic_in_one_language_are_a_choice_and_no_error(first):
    topic = a_topic()
    topic.names.exclude(language="en").delete()
    early = opened_form(first, topic)
    row = {"names-1-language": ["fr"], "names-1-id": [""], "names-1-definition": [""]}
    row |= {"names-TOTAL_FORMS": ["2"], "names-1-DELETE": [""], "names-1-name": ["Empathie"]}
    first.post(form_of(topic), early | row)
    answer = first.post(form_of(topic), early | row | {"names-1-name": ["L’empathie"]})
    first.post(form_of(topic), chosen(answer))
    assert Topic.objects.get(pk=topic.pk).name_in("fr").name == "L’empathie"
    assert topic.names.count() == 2


def test_who_is_in_time_is_asked_nothing(first):
    article = an_article()
    fields = opened_form(first, article)
    assert first.post(form_of(article), fields | {"title": ["Now"]}).status_code == 302
    assert Article.objects.get(pk=article.pk).title == "Now"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "You will see what differs, and choose."), ("fr", "Vous verrez ce qui diffère")],
)
def test_the_warning_before_a_late_save_says_what_will_happen(
    first, second, reviewer, page, language, words
):
    UserProfile.objects.update_or_create(user=reviewer, defaults={"preferred_language": language})
    early, late = opened(first, page), second.get(address(page)).content.decode()
    session = BeautifulSoup(late, "html.parser").select_one("form.w-editing-sessions")
    seen = {field["name"]: field["value"] for field in session.select("[type=hidden]")}
    first.post(address(page), early | {"title": ["The first's"]})

    warning = (
        second.post(session["data-w-swap-src-value"], seen)
        .json()["html"]
        .rpartition("<template")[2]
    )

    assert "#subtitle-w-save-confirmation-dialog" in warning
    assert words in warning
