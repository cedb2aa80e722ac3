"""An empty list of the desk says what it is for and what to do next, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wagtail.admin
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.users.models import UserProfile

from digest.drafts import draft_issue
from gleanings.digest.models import ResearchType, Topic
from gleanings.reader.models import SynonymSet
from gleanings.site.templatetags.empty_lists import HOOK

pytestmark = pytest.mark.django_db

LISTS = sorted({name for hook in hooks.get_hooks(HOOK) for name in hook()})
SEARCHED = [
    *("wagtailsnippets_digest_topic:list", "wagtailsnippets_digest_researchtype:list"),
    *("wagtailsnippets_literature_article:list", "wagtailsnippets_synthesis_question:list"),
]
CHOOSERS = ["literature_article", "digest_topic", "synthesis_question"]
TEMPLATE = "generic/listing_results.html"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def empty(desk):
    """Nothing in any list; an issue without summaries."""
    issue = draft_issue()
    Topic.objects.all().delete()
    ResearchType.objects.all().delete()
    SynonymSet.objects.all().delete()
    Page.objects.update(last_published_at=None, latest_revision_created_at=None)
    PageLogEntry.objects.all().delete()
    ModelLogEntry.objects.all().delete()
    return issue


def words_of(name: str, language: str) -> str:
    with override(language):
        words = next(hook()[name] for hook in hooks.get_hooks(HOOK) if name in hook())
        return " ".join(str(words).split())


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").text.split())


# the report of translations is in no order, as wagtail-localize makes it
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_what_it_is_for(desk, editor, empty, name, language):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    args = [empty.pk] if name == "wagtailadmin_explore" else []
    page = text_of(desk.get(reverse(name, args=args)))
    assert words_of(name, language) in page
    assert "Why not" not in page
    if language == "fr":
        assert words_of(name, "en") not in page


# as above
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_no_list_in_the_menu_is_empty_in_wagtails_words(desk, empty):
    menu = set(re.findall(r'"url": "(/admin/[^"#?]+)"', desk.get("/admin/").content.decode()))
    assert reverse("import_runs:index") in menu
    for address in sorted(menu):
        page = text_of(desk.get(address, follow=True))
        assert "Why not add one" not in page, address
        assert "to display" not in page, address


def test_it_leads_on_whom_may_add(desk, client, empty, reviewer):
    address = reverse("wagtailsnippets_synthesis_question:list")
    add = reverse("wagtailsnippets_synthesis_question:add")
    button = f'<a class="button button-secondary" href="{add}">'
    assert button in desk.get(address).content.decode()
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    assert button not in client.get(address).content.decode()


@pytest.mark.parametrize("name", [*SEARCHED, "wagtailusers_users:index"])
def test_a_search_without_a_hit_says_so(desk, empty, name):
    page = text_of(desk.get(reverse(name), {"q": "nonesuch"}))
    assert "Nothing here matches your search." in page


def test_a_search_and_a_filter_together(desk, empty):
    asked = {"q": "nonesuch", "year": "2018", "type": "article"}
    address = reverse("wagtailsnippets_literature_article:list")
    assert "Nothing here matches your search." in text_of(desk.get(address, asked))


def test_a_topic_is_found_by_its_name(desk):
    call_command("update_index", verbosity=0)
    page = text_of(desk.get(reverse("wagtailsnippets_digest_topic:list"), {"q": "Depression"}))
    assert "There is 1 match" in page


@pytest.mark.parametrize("model", CHOOSERS)
def test_so_does_the_window_in_which_one_is_chosen(desk, empty, model):
    address = reverse(f"wagtailsnippetchoosers_{model}:choose_results")
    assert words_of(f"wagtailsnippets_{model}:list", "en") in text_of(desk.get(address))
    assert "Nothing here matches “nonesuch”." in text_of(desk.get(address, {"q": "nonesuch"}))


@pytest.mark.parametrize("model", [*CHOOSERS, "digest_author"])
def test_its_words_are_in_the_language_of_the_desk(desk, editor, model):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "fr"})
    answer = desk.get(reverse(f"wagtailsnippetchoosers_{model}:choose")).json()["html"]
    words = BeautifulSoup(answer, "html.parser").text
    assert "Choisir" in words
    assert not re.search(r"\b(Choose|Search|Create)\b", words)


def test_the_template_is_wagtails_but_for_our_lines():
    ours = Path("src/gleanings/site/templates/wagtailadmin", TEMPLATE).read_text()
    wagtails = Path(wagtail.admin.__path__[0], "templates/wagtailadmin", TEMPLATE).read_text()
    lines = [line for line in ours.splitlines() if "{# Gleanings #}" not in line]
    assert lines == wagtails.splitlines()
