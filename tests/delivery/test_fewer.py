"""“Fewer of these”: a topic left out, which one button does and no GET."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from delivery.subscribers import add_approved, draft, make_subscriber, publish
from gleanings.delivery.models import Edition
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Summary, Topic

pytestmark = pytest.mark.django_db


def mailed(mail_server) -> dict[str, str]:
    """The text that each got."""
    Worker().run()
    messages = {one["To"]: one for one in mail_server.messages()}
    return {to: one.get_body(("plain",)).get_content() for to, one in messages.items()}


@pytest.mark.parametrize(
    ("language", "said", "button"),
    [
        ("en", "leave out all that is about", "Leave it out"),
        ("fr", "exclure tout ce qui porte sur le thème", "Exclure ce thème"),
    ],
)
def test_the_link_of_a_topic_leads_to_one_button(client, mail_server, language, said, button):
    publish(draft("On empathy"))
    reader = make_subscriber(language=language)
    mailed(mail_server)
    html = BeautifulSoup(Edition.objects.get().html, "html.parser")
    topic = Topic.objects.get(slug="empathy")
    (link,) = html.select("a[href*='fewer=']")
    assert link.get_text() == topic.name_in(language).name
    address = urlsplit(link["href"].replace("00000subscriber0000000000000key0", reader.key))
    for _twice in range(2):
        page = client.get(f"{address.path}?{address.query}").content.decode()
        assert not reader.left_out.exists()
    assert said in page
    form = BeautifulSoup(page, "html.parser").select_one("form:has(button[name=fewer])")
    assert form.button.get_text() == button
    answer = client.post(f"{address.path}?{address.query}", {"fewer": form.button["value"]})
    assert answer.status_code == 302
    assert [one.slug for one in reader.left_out.all()] == ["empathy"]


def test_what_is_left_out_does_not_come_and_all_else_does(mail_server):
    issue = draft("On empathy")
    both = add_approved(issue, "On both", topic="depression")
    both.topics.add(Topic.objects.get(slug="empathy"))
    add_approved(issue, "On depression", topic="depression")
    publish(issue)
    Summary.objects.get(pk=both.pk).topics.add(Topic.objects.get(slug="empathy"))
    reader = make_subscriber("reader@example.org")
    reader.left_out.add(Topic.objects.get(slug="empathy"))
    nothing = make_subscriber("nothing@example.org", topics=["empathy"])
    nothing.left_out.add(Topic.objects.get(slug="empathy"))
    texts = mailed(mail_server)
    assert "nothing@example.org" not in texts
    assert "On depression" in texts["reader@example.org"]
    assert "On empathy" not in texts["reader@example.org"]


def test_who_leaves_out_all_that_he_chose_is_told_so(client):
    reader = make_subscriber(topics=["empathy"])
    address = f"/en/e-mail/mine/{reader.key}/"
    page = client.post(address, {"fewer": "empathy"}, follow=True).content.decode()
    assert "With this choice nothing comes any more" in page
    everything = {"language": "en", "frequency": "issue"}
    page = client.post(address, everything, follow=True).content.decode()
    assert "nothing comes any more" not in page
    assert not reader.left_out.exists()


def test_the_teaser_stands_where_all_that_it_tells_of_does(mail_server):
    issue = draft("On empathy", teaser="This month: empathy and depression.")
    add_approved(issue, "On depression", topic="depression")
    publish(issue)
    make_subscriber("all@example.org")
    make_subscriber("some@example.org", topics=["empathy"])
    make_subscriber("fr@example.org", language="fr")
    texts = mailed(mail_server)
    assert "This month: empathy and depression." in texts["all@example.org"]
    assert "more summary in this issue" not in texts["all@example.org"]
    assert "This month" not in texts["some@example.org"]
    assert "1 more summary in this issue, on other topics" in texts["some@example.org"]
    assert issue.get_url() in texts["some@example.org"]
    # the teaser's own language is said where it is not the reader's
    assert texts["fr@example.org"].count("Ce contenu n’existe qu’en anglais.") == 3
