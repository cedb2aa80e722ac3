"""Material for a journal club: made from the data, let stand by an editor, no claim too strong."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from django.urls import reverse
from django.utils.translation import override
from pptx import Presentation

from community.collections import make_collection
from digest.factories import make_article, make_finding, make_issue, make_summary, translate
from gleanings.community.models import JournalClubKit
from gleanings.digest.models import Finding, Summary
from gleanings.literature.models import Notice
from gleanings.reader.cache import content_version
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary():
    summary = make_summary(
        make_issue("2018-03"),
        "The alliance goes with outcome",
        studied="1,340 adults in thirteen studies",
        implications=["<p>Ask how therapy is going.</p>", "<p>Repair what broke.</p>"],
    )
    make_finding(summary)
    return Summary.objects.get(pk=summary.pk)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def let_stand(page, kind: str = "summary", **texts) -> JournalClubKit:
    return JournalClubKit.objects.create(
        kind=kind, key=str(page.translation_key), texts=texts, is_public=True
    )


def address_of(page, kind: str = "summary", language: str = "en", name: str = "journal_club"):
    with override(language):
        return reverse(name, args=[kind, str(page.translation_key)])


def said(client, page, kind: str = "summary", language: str = "en") -> str:
    return " ".join(soup_of(client, address_of(page, kind, language)).main.get_text(" ").split())


def questions(client, page, kind: str = "summary", language: str = "en") -> list[str]:
    page = soup_of(client, address_of(page, kind, language))
    return [" ".join(one.text.split()) for one in page.select("[aria-labelledby=questions] li")]


def show_of(client, page, kind: str = "summary", language: str = "en") -> Presentation:
    answer = client.get(address_of(page, kind, language, "journal_club_slides"))
    assert answer.status_code == 200
    return Presentation(io.BytesIO(answer.content))


def words_of(show) -> list[str]:
    return [
        shape.text_frame.text
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


def test_nothing_is_public_before_an_editor_lets_it_stand(client, summary):
    assert client.get(address_of(summary)).status_code == 404
    assert "journal-club" not in client.get(summary.get_url()).content.decode()
    JournalClubKit.objects.create(kind="summary", key=str(summary.translation_key))
    assert client.get(address_of(summary)).status_code == 404
    JournalClubKit.objects.update(is_public=True)
    content_version.bump()
    assert client.get(address_of(summary)).status_code == 200
    assert address_of(summary) in client.get(summary.get_url()).content.decode()
    assert f"{address_of(summary)}</loc>" in client.get("/sitemap.xml").content.decode()


def test_it_says_what_the_page_says(client, summary):
    let_stand(summary)
    handout = said(client, summary)
    asked = "How are “therapeutic alliance” and “outcome” related?"
    for words in (asked, "1,340 adults in thirteen studies", "r = .26", "95% CI .19 to .32"):
        assert words in handout
    page = soup_of(client, summary.get_url())
    sentence = page.select_one(".result .sentence").get_text(strip=True)
    assert sentence in handout
    assert soup_of(client, address_of(summary)).select_one(".result-number svg")
    five = questions(client, summary)
    assert len(five) == 5
    assert "1,340 adults" in five[0]
    assert sentence in five[1]
    assert ".19 and .32" in five[2] or ".19" in five[2]
    assert "not" in five[3]
    assert "Ask how therapy is going." in five[4]
    assert "Monday" in five[4]


def test_the_plan_takes_thirty_minutes(client, summary):
    let_stand(summary)
    for language in ("en", "fr"):
        page = soup_of(client, address_of(summary, language=language))
        lines = [one.text for one in page.select("[aria-labelledby=plan] li")]
        assert sum(int(line.split()[0]) for line in lines) == 30


def test_one_that_is_unsure_is_asked_about_as_unsure(client):
    summary = make_summary(make_issue("2018-03"), "Small study")
    make_finding(summary, estimate=0.2, ci_low=-0.2, ci_high=0.55, k=2, n=None)
    let_stand(summary)
    five = questions(client, summary)
    assert "too few or too imprecise" in five[2]
    assert "before you acted on it" in five[2]


def test_numbers_that_do_not_fit_are_not_told(client):
    summary = make_summary(make_issue("2018-03"), "Odd numbers")
    finding = make_finding(summary, acknowledgement="The article has it so.")
    Finding.objects.filter(pk=finding.pk).update(verdict="inconsistent")
    content_version.bump()
    let_stand(summary)
    assert "r = .26" not in said(client, summary)
    assert not any("r = .26" in words for words in words_of(show_of(client, summary)))


def test_of_a_retracted_article_the_retraction_is_told_and_no_result(client):
    article = make_article()
    Notice.objects.create(article=article, kind=Notice.Kind.RETRACTION, date="2019-01-01")
    summary = make_summary(make_issue("2018-03"), "Too good", articles=[article])
    make_finding(summary)
    let_stand(summary)
    handout, slides = said(client, summary), " ".join(words_of(show_of(client, summary)))
    for words in (handout, slides):
        assert "retracted" in words
        assert "r = .26" not in words
        assert "the number, in words" not in words
    asked = " ".join(questions(client, summary))
    assert "Ask how therapy is going" not in asked
    assert "Article retracted. Had you heard" in asked
    assert "If you acted on it" in asked
    assert "do differently" not in asked


def test_an_editors_words_stand_in_their_language_alone(client, summary):
    own = {"questions": ["", "Would you have thought so?", "", "", ""], "plan": ["30 min: talk."]}
    let_stand(summary, en=own)
    five = questions(client, summary)
    assert five[1] == "Would you have thought so?"
    assert "1,340 adults" in five[0]
    assert "30 min: talk." in said(client, summary)
    french = questions(client, summary, language="fr")
    assert len(french) == 5
    assert not any("thought so" in one for one in french)


def test_in_french_no_question_mixes_languages(client, summary):
    let_stand(summary)
    five = " ".join(questions(client, summary, language="fr"))
    assert "lundi" in five
    for words in ("1,340 adults", "Ask how", "therapeutic"):
        assert words not in five
    translate(summary, "L’alliance va de pair avec le résultat")
    page = said(client, summary, language="fr")
    assert "L’alliance va de pair" in page
    assert "Cinq questions" in page


def test_the_slides_open_and_say_the_same(client, summary):
    let_stand(summary)
    show = show_of(client, summary, language="fr")
    words = words_of(show)
    assert words[0] == "The alliance goes with outcome"
    assert any("r = 0,26" in one for one in words)
    assert sum(one.startswith("Question ") for one in words) == 5
    assert show.core_properties.language == "fr"
    pictures = [one for slide in show.slides for one in slide.shapes if one.shape_type == 13]
    assert [one._element.nvPicPr.cNvPr.get("descr") for one in pictures] == [
        "r = 0,26, IC à 95\u00a0%\u00a0: 0,19 à 0,32"
    ]
    runs = show.slides[0].shapes.title.text_frame.paragraphs[0].runs
    assert runs[0]._r.rPr.get("lang") == "en"
    assert all(slide.shapes.title.text_frame.text for slide in show.slides)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_reads_the_slides(client, summary, tmp_path):
    let_stand(summary)
    path = tmp_path / "slides.pptx"
    path.write_bytes(client.get(address_of(summary, name="journal_club_slides")).content)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)  # noqa: S603
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")


def test_of_a_collection(client, summary):
    other = make_summary(make_issue("2018-03"), "Small study")
    make_finding(other, estimate=0.2, ci_low=-0.2, ci_high=0.55, k=2, n=None)
    page = make_collection(summary, other)
    let_stand(page, "collection")
    handout = said(client, page, "collection")
    assert "The alliance goes with outcome" in handout
    assert "r = .26" in handout
    five = questions(client, page, "collection")
    assert "Small study" in five[2]
    assert len(words_of(show_of(client, page, "collection"))) > 10
    assert address_of(page, "collection") in client.get(page.get_url()).content.decode()
    Summary.objects.get(pk=summary.pk).unpublish()
    assert "The alliance goes" not in said(client, page, "collection")


def test_it_goes_with_what_it_is_of(client, summary):
    let_stand(summary)
    summary.unpublish()
    assert client.get(address_of(summary)).status_code == 404
    assert client.get(address_of(summary, name="journal_club_slides")).status_code == 404
    assert "journal-club" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("path", ["summary/nonsense", "synthesis/alliance", "nothing/1"])
def test_of_nothing_there_is_none(client, path):
    assert client.get(f"/en/journal-club/{path}/").status_code == 404


# --- at the desk ----------------------------------------------------------------------------------


def edit_address(page, kind: str = "summary") -> str:
    return reverse("edit_kit", args=[kind, str(page.translation_key)])


def test_an_editor_looks_changes_and_lets_it_stand(desk, client, summary):
    page = desk.get(edit_address(summary)).content.decode()
    assert "By itself: How are “" in page
    answer = desk.post(
        edit_address(summary),
        {"question_0_en": "Who of yours?", "question_0_fr": "Qui ?", "publish": "1"},
    )
    assert answer.status_code == 302
    assert questions(client, summary)[0] == "Who of yours?"
    assert questions(client, summary, language="fr")[0] == "Qui ?"
    desk.post(edit_address(summary), {"question_0_en": "Who of yours?", "keep": "1"})
    assert client.get(address_of(summary)).status_code == 404
    assert JournalClubKit.objects.get().texts == {"en": {"questions": ["Who of yours?", *[""] * 4]}}


def test_what_was_published_anew_since_is_said(desk, summary):
    desk.post(edit_address(summary), {"publish": "1"})
    assert "published anew" not in desk.get(edit_address(summary)).content.decode()
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    draft.correction_is_style = True
    draft.studied = "1,341 adults"
    draft.save_revision().publish()
    assert "published anew" in desk.get(edit_address(summary)).content.decode()


def test_the_desk_leads_there_from_the_page(desk, summary):
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[summary.pk])).content.decode()
    assert edit_address(summary) in form


def test_whoever_may_not_change_it_gets_no_form(client, writer, summary):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(edit_address(summary)).status_code in (302, 403)
    client.post(edit_address(summary), {"publish": "1"})
    assert not JournalClubKit.objects.exists()


def test_an_interval_without_a_level_is_not_called_one_of_95_per_cent(client, summary):
    Finding.objects.update(level=None)
    content_version.bump()
    let_stand(summary)
    told = "r = .26, interval .19 to .32 (its level is not given)"
    assert told in said(client, summary)
    assert told in questions(client, summary)[2]
    slides = " ".join(words_of(show_of(client, summary)))
    assert told in slides
    handout = soup_of(client, address_of(summary)).main
    assert "its level is not given" in handout.svg.get_text()
    for words in (handout.get_text(), slides):
        assert "95%" not in words


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"measure": "fishers-z"}, "Fisher’s z = 0.26, 95% CI 0.19 to 0.32"),
        ({"measure": "PR"}, "proportion = .26, 95% CI .19 to .32"),
    ],
)
def test_an_interval_is_asked_about_on_the_scale_of_its_number(client, changes, told):
    summary = make_summary(make_issue("2018-03"), "On another scale")
    make_finding(summary, **changes)
    let_stand(summary)
    assert told in said(client, summary)
    assert told in questions(client, summary)[2]
    is_fishers = changes["measure"] == "fishers-z"
    assert ("Reported as Fisher’s z" in said(client, summary)) == is_fishers


CLIENTS, THERAPISTS, ANIMALS, OTHERS = (
    "Which of your clients are they like",
    "In what are you and your colleagues like them",
    "They were animals",
    "In what are the people you work with like them",
)


@pytest.mark.parametrize(
    ("studied", "asked"),
    [
        ("1,340 adults in CBT for depression", CLIENTS),
        ("120 clients of 30 therapists", CLIENTS),
        ("80 outpatients of a hospital", CLIENTS),
        ("adolescents with severe anxiety, twelve weeks", CLIENTS),
        ("30 therapists of 120 clients", THERAPISTS),
        ("415 counsellors and trainees in Canada", THERAPISTS),
        ("48 male Wistar rats", ANIMALS),
        ("90 veterans with a dog, in animal-assisted therapy", CLIENTS),
        ("2,000 undergraduate students", OTHERS),
        ("A sample of the population of Norway", OTHERS),
        ("", OTHERS),
    ],
)
def test_the_first_question_is_about_those_who_were_studied(client, studied, asked):
    summary = make_summary(make_issue("2018-03"), "Who they were", studied=studied)
    let_stand(summary)
    assert asked in questions(client, summary)[0]


def test_of_several_it_asks_for_clients_where_all_studied_clients(client, summary):
    issue = make_issue("2018-03")
    clients = [make_summary(issue, f"Of {n}", studied="90 clients") for n in ("some", "others")]
    therapists = make_summary(issue, "Of therapists", studied="90 therapists")
    of_clients = make_collection(*clients, title="Clients")
    mixed = make_collection(clients[0], therapists, title="Both")
    for page in (of_clients, mixed):
        let_stand(page, "collection")
    assert "Which of your clients" in questions(client, of_clients, "collection")[0]
    assert "Which of your clients" not in questions(client, mixed, "collection")[0]
