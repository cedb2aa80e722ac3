"""``gleanings import_page``: what is on the page comes in once, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.operations import translate_object

from gleanings.digest.models import Author, Home, ImportedPage, Issue, Summary, Topic
from gleanings.literature.models import Article
from gleanings.page_import import read_page, store
from gleanings.page_import.store import store_next

pytestmark = pytest.mark.django_db

PAGE = """Blog
The Harbour network's blog offers a monthly summary of published psychotherapy research. \
This content is only available in English.
This month...

…I write about empathy.
Type of Research
Topics
- ALL Topics (clear)
- Adherance
- Empathy
June 2019
Empathy Helps Clients Stay
Moreau, L., & Quist, P. T. (2019). Empathy and staying in therapy: A meta-analysis. \
Journal of Imagined Therapy, 12(3), 45-67. doi: 10.5555/jit.2019.45
In this meta-analysis of 14 studies, clients of more empathic therapists <script>alert(1)</script> \
stayed longer, r = .25.
Practice Implications
The authors suggest three things. (1) Ask how you are understood. (2) Slow down. (3) Say it back.
May 2019
A Note Without Its Article
Some clients like homework, and others do not. Those who do theirs tend to fare better, although \
nobody knows quite why. Adherance to homework was looked at in forty clinics: one client in three \
did all of it, and adherence went with the client's hopes for the therapy.
"""


@pytest.fixture
def page(tmp_path) -> Path:
    path = tmp_path / "blog.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def everything() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Issue, Summary, Article, Author)}


def test_entries_become_drafts_in_their_months(page):
    call_command("import_page", page)
    empathy = Summary.objects.get(title="Empathy Helps Clients Stay")
    assert str(empathy.month) == "2019-06-01"
    assert not empathy.live
    assert empathy.articles[0].doi == "10.5555/jit.2019.45"
    assert [row.text for row in empathy.implications.all()] == [
        "<p>Ask how you are understood.</p>",
        "<p>Slow down.</p>",
        "<p>Say it back.</p>",
    ]
    assert empathy.implications_lead == "The authors suggest three things."


def test_topics_and_types_are_proposals_for_the_editor(page):
    call_command("import_page", page)
    empathy = Summary.objects.get(title="Empathy Helps Clients Stay")
    assert empathy.terms_are_proposed
    assert "empathy" in {topic.slug for topic in empathy.topics.all()}
    assert {kind.slug for kind in empathy.research_types.all()} == {"meta-analysis"}


def test_what_lacks_its_article_comes_in_all_the_same(page, capsys):
    call_command("import_page", page)
    note = Summary.objects.get(title="A Note Without Its Article")
    assert "an article" in note.missing()
    assert "missing: citation, implications" in capsys.readouterr().out


def test_a_script_in_the_page_is_no_script_in_the_summary(page):
    call_command("import_page", page)
    assert "<script" not in Summary.objects.get(title="Empathy Helps Clients Stay").text


def test_the_second_time_nothing_changes(page):
    call_command("import_page", page)
    before = everything()
    revisions = set(Summary.objects.values_list("pk", "latest_revision"))
    call_command("import_page", page, "--publish")
    assert everything() == before
    assert set(Summary.objects.values_list("pk", "latest_revision")) == revisions
    assert not Summary.objects.filter(live=True).exists()


def test_an_entry_of_two_pages_comes_in_once(page, tmp_path):
    call_command("import_page", page)
    overlapping = tmp_path / "page2.txt"
    overlapping.write_text(PAGE.replace("This month...", "This month ..."), encoding="utf-8")
    call_command("import_page", overlapping)
    assert Summary.objects.filter(alias_of=None).count() == 2
    assert ImportedPage.objects.count() == 2


def test_what_the_editor_made_of_an_import_stays(page):
    call_command("import_page", page)
    summary = Summary.objects.get(title="Empathy Helps Clients Stay")
    summary.title = "Empathic therapists keep their clients"
    summary.save_revision(clean=False)
    summary.save(clean=False)
    call_command("import_page", page)
    assert Summary.objects.filter(title="Empathy Helps Clients Stay").count() == 0


def test_its_numbers_are_proposed_as_findings(page, capsys):
    call_command("import_page", page)
    empathy = Summary.objects.get(title="Empathy Helps Clients Stay")
    proposed = [(str(finding), finding.state) for finding in empathy.findings.all()]
    assert proposed == [("14 studies", "proposed"), ("r = .25", "proposed")]
    assert "Numbers proposed as findings: " in capsys.readouterr().out


def test_what_does_not_fit_waits_for_a_reason_even_with_publish(page, capsys):
    text = page.read_text(encoding="utf-8").replace("r = .25.", "z=6.192, p=.05.")
    page.write_text(text, encoding="utf-8")
    call_command("import_page", page, "--publish")
    out = capsys.readouterr().out
    assert "Numbers that do not fit: “z=6.192, p=.05”." in out
    assert "lacks a correction of “z=6.192, p=.05”, or a reason why it stands" in out
    summary = Summary.objects.get(title="Empathy Helps Clients Stay", alias_of=None)
    assert not summary.live

    draft = summary.get_latest_revision_as_object()
    for finding in draft.findings.get_object_list():
        finding.acknowledgement = "The article prints it so."
    draft.save_revision(clean=False)
    draft.issue.latest_revision.publish()
    draft.latest_revision.publish()
    assert Summary.objects.get(pk=summary.pk).live


def test_publish_puts_what_is_whole_online_and_keeps_the_rest(page, capsys):
    call_command("import_page", page, "--publish")
    readable = Summary.objects.in_language("en").readable()
    assert [summary.title for summary in readable] == ["Empathy Helps Clients Stay"]
    assert "Kept as a draft: “A Note Without Its Article” lacks" in capsys.readouterr().out


def test_a_dry_run_tells_the_month_that_was_given(tmp_path, capsys):
    path = tmp_path / "short.txt"
    path.write_text(
        "Bo, S., & Au, T. (2018). On rest. Journal of Rest, 5(3), 4-6.\n\n"
        "Practice Implications\n1. Rest early.\n"
    )
    call_command("import_page", path, "--dry-run", "--month", "2018-03")
    said = capsys.readouterr().out
    assert "1. 2018-03: no title" in said
    assert "missing: title, text" in said


def test_a_dry_run_writes_nothing(page, capsys):
    before = everything()
    call_command("import_page", page, "--dry-run")
    assert everything() == before
    assert not ImportedPage.objects.exists()
    assert "Dry run: nothing was written." in capsys.readouterr().out


def test_json_stands_alone_on_standard_output(page, capsys):
    call_command("import_page", page, "--json")
    read = json.loads(capsys.readouterr().out)
    assert [entry["month"] for entry in read["entries"]] == ["2019-06", "2019-05"]
    assert read["topics"] == ["Adherance", "Empathy"]
    assert read["entries"][1]["article"] is None
    assert read["entries"][1]["topics"] == ["Adherence"]


def test_the_account_names_every_line_once(page, capsys):
    call_command("import_page", page, "--dry-run")
    out = capsys.readouterr().out
    lines = len(PAGE.splitlines())
    assert f"Every line of the {lines}:" in out
    assert "0 unaccounted for." in out


def test_the_introduction_waits_as_a_draft_of_the_home_page(page):
    call_command("import_page", page)
    home = Home.objects.get(locale__language_code="en")
    assert home.intro == ""
    assert "Harbour network" in home.get_latest_revision_as_object().intro


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff\xfe binary \x00", "binary"),
        (b"Just a shopping list\nmilk\nbread\n", "another layout"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(tmp_path, content, words):
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words) as refusal:
        call_command("import_page", path)
    assert refusal.value.returncode == 2
    assert not ImportedPage.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"absent\.txt cannot be read") as refusal:
        call_command("import_page", tmp_path / "absent.txt")
    assert refusal.value.returncode == 2


EXPORT = Path(__file__).parent / "layouts" / "wordpress_export.xml"
OLD = "/2021/03/feedback-keeps-clients/"


def test_json_writes_nothing(page, capsys):
    before = everything()
    call_command("import_page", page, "--json")
    assert everything() == before
    assert not ImportedPage.objects.exists()


def test_an_export_keeps_slugs_authors_and_topics(capsys):
    call_command("import_page", EXPORT)
    feedback = Summary.objects.get(title="Feedback Keeps Clients in Treatment")
    assert feedback.slug == "feedback-keeps-clients"
    assert [author.name for author in feedback.authors] == ["Maude Ferris"]
    assert "feedback-and-progress-monitoring" in {topic.slug for topic in feedback.topics.all()}
    assert "are not topics yet: Clinic News (1)" in capsys.readouterr().out
    assert not Topic.objects.filter(names__name="Clinic News").exists()


def test_categories_become_topics_where_that_is_asked_for():
    call_command("import_page", EXPORT, "--add-topics")
    homework = Summary.objects.get(title="Homework Is Done When It Is Agreed On")
    assert "Clinic News" in {topic.name for topic in homework.topics.all()}


def test_an_old_address_leads_to_the_page_once_it_is_published(client):
    call_command("import_page", EXPORT)
    assert client.get(OLD).status_code != 301
    summary = Summary.objects.get(title="Feedback Keeps Clients in Treatment")
    summary.issue.latest_revision.publish()
    summary.latest_revision.publish()
    answer = client.get(OLD)
    assert (answer.status_code, answer["Location"]) == (301, summary.get_url())
    assert client.get(OLD.rstrip("/"))["Location"] == summary.get_url()


def test_an_old_address_does_not_tell_of_a_draft_or_a_private_page(client):
    call_command("import_page", EXPORT)
    summary = Summary.objects.get(title="Feedback Keeps Clients in Treatment")
    unknown = client.get("/2021/03/nothing-was-here/")
    assert_same_answer(client.get(OLD), unknown, OLD, "/2021/03/nothing-was-here/")
    summary.issue.latest_revision.publish()
    summary.latest_revision.publish()
    PageViewRestriction.objects.create(page=summary.get_parent(), restriction_type="login")
    assert_same_answer(client.get(OLD), unknown, OLD, "/2021/03/nothing-was-here/")


def assert_same_answer(one, other, path, other_path):
    assert one.status_code == other.status_code
    assert one.get("Location", "").replace(path, "") == other.get("Location", "").replace(
        other_path, ""
    )


def test_an_import_that_was_stopped_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(store, "AT_ONCE", 1)
    calls = []

    def stop_at_the_second(imported):
        calls.append(imported)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return store_next(imported, 1)

    monkeypatch.setattr(store, "store_next", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        call_command("import_page", EXPORT)
    assert Summary.objects.count() == 1
    monkeypatch.setattr(store, "store_next", store_next)
    call_command("import_page", EXPORT)
    assert Summary.objects.count() == 3
    assert not ImportedPage.objects.get().waiting.exists()


def test_few_entries_are_written_at_once():
    page = read_page(EXPORT.read_bytes(), EXPORT.name)
    home = Home.objects.get(locale__language_code="en")
    imported, _ = store.keep_reading(page, filename="x", source=b"x", home=home)
    assert not Summary.objects.exists()
    store_next(imported, 2)
    assert Summary.objects.count() == 2
    assert imported.waiting.count() == 1


def test_two_posts_of_one_title_and_month_are_two(tmp_path):
    text = EXPORT.read_text(encoding="utf-8")
    item = text[text.rindex("<item>") : text.rindex("</item>") + len("</item>")]
    again = item.replace("Therapists often wonder", "Supervisors seldom wonder")
    path = tmp_path / "export.xml"
    path.write_text(text.replace(item, item + again), encoding="utf-8")
    call_command("import_page", path)
    assert Summary.objects.filter(title="Silence in Session: Productive or Not?").count() == 2


def test_an_import_is_taken_back_by_one_command(capsys):
    before = everything()
    call_command("import_page", EXPORT, "--add-topics")
    call_command("import_page", EXPORT, "--undo")
    assert everything() == before
    assert not ImportedPage.objects.exists()
    assert not Redirect.objects.exists()
    assert not Topic.objects.filter(names__name="Clinic News").exists()
    assert "Taken back: 3 summaries." in capsys.readouterr().out
    call_command("import_page", EXPORT)
    assert Summary.objects.count() == 3


def test_what_was_worked_on_since_is_not_taken_back(capsys):
    call_command("import_page", EXPORT)
    changed = Summary.objects.get(title="Feedback Keeps Clients in Treatment")
    changed.studied = "Two hundred and twelve clients"
    changed.save_revision(clean=False)
    call_command("import_page", EXPORT, "--undo")
    assert [summary.pk for summary in Summary.objects.all()] == [changed.pk]
    assert "Kept, since it was worked on: “Feedback Keeps" in capsys.readouterr().out


def test_what_somebody_began_to_translate_since_is_not_taken_back(capsys):
    """A translation goes with its original, and nobody was asked about it here."""
    call_command("import_page", EXPORT)
    translated = Summary.objects.get(title="Feedback Keeps Clients in Treatment")
    translate_object(translated, [Locale.objects.get(language_code="fr")])
    call_command("import_page", EXPORT, "--undo")
    assert {page.translation_key for page in Summary.objects.all()} == {translated.translation_key}
    assert Summary.objects.count() == 2
    assert "Kept, since it was worked on: “Feedback Keeps" in capsys.readouterr().out


def test_what_was_never_imported_cannot_be_taken_back(page):
    with pytest.raises(CommandError, match="nothing to take back"):
        call_command("import_page", page, "--undo")


def test_a_second_import_says_that_it_adds_nothing(capsys, tmp_path):
    path = tmp_path / "blog.xml"
    path.write_bytes((Path(__file__).parent / "layouts" / "wordpress_export.xml").read_bytes())
    call_command("import_page", path)
    assert "Nothing new" not in capsys.readouterr().out
    call_command("import_page", path)
    assert "Nothing new: all 3 entries were brought in before." in capsys.readouterr().out
