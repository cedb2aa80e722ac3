"""The page as it is served: the same for all, with what the network says and nothing of anybody."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from PIL import Image
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from digest.factories import make_issue, make_summary
from gleanings.literature.models import Notice
from gleanings.practice.models import (
    MeasureValue,
    PracticeSettings,
    PracticeWords,
    RepairStrategy,
    SessionPrompt,
)
from gleanings.practice.views import POLICY, SCRIPTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> PracticeSettings:
    return PracticeSettings.load()


def page(client, language: str = "en") -> str:
    response = client.get(f"/{language}/practice/")
    assert response.status_code == 200
    return response.content.decode()


def data(text: str) -> dict:
    return json.loads(re.search(r'id="practice-data"[^>]*>(.*?)</script>', text, re.DOTALL)[1])


def test_the_browser_is_told_to_let_nothing_out(client):
    policy = client.get("/en/practice/").headers["Content-Security-Policy"]
    assert policy == f"{POLICY}; frame-ancestors 'none'"
    assert f'http-equiv="Content-Security-Policy" content="{escape(POLICY)}"' in page(client)
    assert "connect-src 'none'" in policy
    assert "form-action 'none'" in policy


def test_it_sets_no_cookie_and_takes_nothing(client):
    assert not client.get("/en/practice/").cookies
    assert client.post("/en/practice/", {"note": "words"}).status_code == 405


def test_crisis_numbers_are_the_operators_and_none_is_invented(client, practice):
    assert "has given no crisis numbers" in page(client)
    practice.words.add(
        PracticeWords(language="en", ask_now="Ask how long.", crisis_numbers="<b>At night: 555</b>")
    )
    practice.save()
    shown = page(client)
    assert "Ask how long." in shown
    assert "&lt;b&gt;At night: 555" in shown
    # a number to call needs no translation
    assert '<div lang="en"><p>&lt;b&gt;At night: 555' in page(client, "fr")
    practice.words.add(PracticeWords(language="fr", crisis_numbers="La nuit : 556"))
    practice.save()
    assert "555" not in page(client, "fr")
    assert "556" in page(client, "fr")


def test_a_language_with_words_of_its_own_still_shows_the_numbers_of_another(client, practice):
    practice.words.add(PracticeWords(language="en", crisis_numbers="At night: 555"))
    practice.words.add(PracticeWords(language="fr", ask_now="Demandez depuis quand."))
    practice.save()
    shown = page(client, "fr")
    assert "Demandez depuis quand." in shown
    assert "555" in shown


def test_strategies_lead_to_published_summaries_alone(client, practice):
    issue = make_issue("2018-03")
    online, draft = make_summary(issue, "Online"), make_summary(issue, "Draft", live=False)
    for number, summary in enumerate((online, draft)):
        practice.strategies.add(
            RepairStrategy(language="en", advice=f"Advice {number}", summary=summary)
        )
    practice.save()
    shown = page(client)
    assert "Advice 0" in shown
    assert "Advice 1" not in shown  # it rests on nothing that a reader may see
    assert online.get_url() in shown
    assert draft.get_url() not in shown


def test_advice_from_a_retracted_article_is_left_out(client, practice):
    summary = make_summary(make_issue("2018-03"), "Too good")
    practice.strategies.add(RepairStrategy(language="en", advice="Do this", summary=summary))
    practice.save()
    assert "Do this" in page(client)
    Notice.objects.create(article=summary.articles[0], kind="retraction", source="x", date="2026")
    assert "Do this" not in page(client)


def test_three_questions_stand_before_a_session_in_their_language(client, practice):
    assert "Before a session" not in page(client)
    summary = make_summary(make_issue("2018-03"), "Most hold something back")
    for number in range(4):
        prompt = SessionPrompt(language="en", question=f"Prompt {number}?", sort_order=number)
        prompt.summary = summary
        practice.prompts.add(prompt)
    practice.save()
    shown = page(client)
    assert re.findall(r"Prompt \d", shown) == ["Prompt 0", "Prompt 1", "Prompt 2"]
    assert summary.get_url() in shown
    assert "Prompt" not in page(client, "fr")


def test_the_networks_own_value_goes_with_its_source(client, practice):
    practice.values.add(MeasureValue(measure="srs", sd=2.5, source="Our network, 2026"))
    practice.save()
    (srs,) = (one for one in data(page(client))["measures"] if one["code"] == "srs")
    assert (srs["sd"], srs["sdSource"]) == (2.5, "Our network, 2026")


def test_a_value_beyond_the_measure_is_refused():
    value = MeasureValue(measure="srs", sd=41, source="x")
    with pytest.raises(ValidationError, match="whole range"):
        value.clean()


def test_the_app_is_of_its_language_and_of_this_page_alone(client):
    for language in ("en", "fr"):
        manifest = client.get(f"/{language}/practice/app.webmanifest")
        assert manifest["Content-Type"] == "application/manifest+json"
        said = manifest.json()
        assert said["start_url"] == said["scope"] == f"/{language}/practice/"
        assert said["lang"] == language


def test_home_screens_get_pictures_that_are_there(client):
    icons = client.get("/en/practice/app.webmanifest").json()["icons"]
    for icon in icons[1:]:
        name = icon["src"].rpartition("/")[2].split(".")[0]
        with Image.open(find(f"practice/{name}.png")) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    assert {icon["sizes"] for icon in icons} == {"any", "192x192", "512x512"}
    touch = re.search(r'rel="apple-touch-icon" href="[^"]*(icon-180)', page(client))
    with Image.open(find(f"practice/{touch[1]}.png")) as picture:
        assert picture.size == (180, 180)
        # no corner is left to be filled with black
        assert picture.convert("RGBA").getpixel((0, 0)) == (31, 95, 82, 255)


def version(client) -> str:
    response = client.get("/en/practice/worker.js")
    assert response["Content-Type"] == "text/javascript"
    return re.search(r"\{?HERE\}? (\w{16})`", response.content.decode())[1]


def test_the_worker_knows_every_file_of_the_page(client):
    with translation.override("en"):
        here = reverse("practice")
    worker = client.get("/en/practice/worker.js").content.decode()
    files = json.loads(re.search(r"FILES = (\[.*?\]);", worker)[1])
    assert files[0] == here
    loaded = re.findall(r'<(?:script[^>]* src|link rel="stylesheet" href)="([^"]+)"', page(client))
    assert len(loaded) > len(SCRIPTS)
    assert set(loaded) <= set(files)


def test_the_worker_is_another_once_the_network_says_something_else(client, practice):
    before = version(client)
    assert version(client) == before
    practice.words.add(PracticeWords(language="en", ask_now="Ask how long."))
    practice.save()
    assert version(client) != before


def edit(practice: PracticeSettings) -> str:
    return reverse("wagtailsettings:edit", args=["practice", "practicesettings", practice.pk])


def test_an_editor_writes_it_at_the_desk_and_a_writer_does_not(client, practice, editor, writer):
    empty = inline_formset([])
    row = {"language": "en", "ask_now": "Ask how long.", "crisis_numbers": "At night: 555"}
    form = {"strategies": empty, "prompts": empty, "values": empty, "words": inline_formset([row])}
    client.force_login(writer)
    client.post(edit(practice), nested_form_data(form))
    assert not PracticeWords.objects.exists()
    client.force_login(editor)
    assert client.get(edit(practice)).status_code == 200
    assert client.post(edit(practice), nested_form_data(form)).status_code == 302
    assert PracticeWords.objects.get().crisis_numbers == "At night: 555"
