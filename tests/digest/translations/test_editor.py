"""The desk: what is wrong with a translation is said there, and nothing of it goes online."""

from __future__ import annotations

import datetime as dt

import polib
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from digest.factories import make_issue, make_summary
from digest.translations.work import begin, write
from gleanings.digest.models import Correction, Finding, Summary, TranslatedNumber

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
TEXT = "<p>It went with outcome, r = .278, p = .04.</p>"
WRONG = {"r = .278": "r = ,872", "p = .04": "p = ,41"}
RIGHT = {"r = .278": "r = ,278", "p = .04": "p = ,04"}


@pytest.fixture
def original(db) -> Summary:
    return make_summary(make_issue("2018-03"), "In English", text=TEXT)


@pytest.fixture
def translation(original):
    return begin(original)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


def french_row() -> Summary:
    return Summary.objects.in_language("fr").get()


def press(desk, action: str, **fields: str) -> str:
    """What the desk says after the button, in French's own editor."""
    address = f"/admin/pages/{french_row().pk}/edit/"
    answer = desk.post(address, {"action": action, **fields}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_wrong_number_is_refused_in_the_words_of_both_languages(desk, translation):
    write(translation, WRONG)
    said = press(desk, "publish")
    assert "“r = ,872”" in said
    assert "the original says “r = .278”" in said
    assert "is published" not in said
    assert french_row().content_language == "en"
    assert "MARQUE" not in french_row().text


def test_mended_it_is_published(desk, translation):
    write(translation, RIGHT)
    assert "is published" in press(desk, "publish")
    assert french_row().title == "MARQUE In English"


def test_with_a_reason_it_is_published_and_readers_see_the_reason(desk, client, translation):
    write(translation, RIGHT | {"p = .04": "p = ,05"})
    assert "“p = ,05”" in press(desk, "publish")
    number = {"original": "p = .04", "translation": "p = ,05"}
    assert "Say why" in press(desk, "acknowledge", acknowledgement=" ", **number)
    press(desk, "acknowledge", acknowledgement="Corrigé par les auteurs.", **number)
    assert TranslatedNumber.objects.get().user.username == "editor"
    assert "is published" in press(desk, "publish")
    assert "Corrigé par les auteurs." in client.get(french_row().get_url()).content.decode()


def test_the_panel_names_what_is_left_to_do(desk, translation):
    address = f"/admin/digest/translation/{translation.pk}/"
    assert "not translated yet" in desk.get(address).content.decode()
    write(translation, WRONG)
    page = desk.get(address).content.decode()
    assert "the original says “r = .278”" in page
    assert "Every piece is translated." in page


MAIN = {
    "role": "main",
    "state": "confirmed",
    "measure": "r",
    "estimate": 0.278,
    "n": 300,
    "words": "r = .278, p = .04",
    "predictor": "alliance",
    "outcome": "outcome",
    "favours": "first",
    "design": "cross-sectional",
}


@pytest.mark.parametrize(
    ("words", "is_doubted"),
    [
        ({"In English": "L’alliance aggrave les symptômes"}, True),
        ({"In English": "L’alliance améliore les résultats"}, False),
        ({"It went with outcome": "Les patients allaient plus mal, ils ont empiré"}, True),
        ({"It went with outcome": "Les patients allaient mieux"}, False),
    ],
)
def test_words_that_say_the_opposite_of_the_result_are_named(
    desk, original, translation, words, is_doubted
):
    original.findings.all().delete()
    Finding.objects.create(summary=original, **MAIN)
    write(translation, {**RIGHT, **words})
    page = desk.get(f"/admin/pages/{french_row().pk}/edit/").text
    assert ("et les lecteurs verront" in page or "and readers will see" in page) == is_doubted
    if is_doubted:
        assert "allaient plutôt mieux" in page or "tendaient à aller mieux" in page
        press(desk, "publish")
        assert "and readers will see" in desk.get("/admin/").text


def test_its_side_panels_are_there_once(desk, translation):
    """Twice, *Change privacy* opens two dialogs, and one of them is empty."""
    page = BeautifulSoup(desk.get(f"/admin/pages/{french_row().pk}/edit/").content, "html.parser")
    assert len(page.select("[data-side-panel=status]")) == 1
    assert page.select_one(".js-translation-editor [name=csrfmiddlewaretoken]")


def test_who_may_not_publish_submits_and_a_reviewer_approves(client, editor, reviewer, translation):
    client.force_login(reviewer, backend=BACKEND)
    write(translation, WRONG)
    assert "You are not allowed to publish" in press(client, "publish")
    assert "r = ,872" in press(client, "submit")
    write(translation, RIGHT)
    assert "submitted for review" in press(client, "submit")
    assert french_row().content_language == "en"
    client.force_login(editor, backend=BACKEND)
    assert "is approved" in press(client, "approve")
    assert (french_row().content_language, french_row().live) == ("fr", True)


def test_an_approval_of_the_words_as_they_are_makes_no_new_version(
    client, editor, reviewer, translation
):
    client.force_login(reviewer, backend=BACKEND)
    write(translation, RIGHT)
    press(client, "submit")
    submitted = french_row().latest_revision_id
    client.force_login(editor, backend=BACKEND)
    assert "is approved" in press(client, "approve")
    assert french_row().latest_revision_id == submitted
    assert (french_row().content_language, french_row().live) == ("fr", True)


@pytest.mark.parametrize(
    "file", [b"", b'msgid ""\nmsgstr ""\n', None], ids=["empty", "no heading", "none"]
)
def test_a_po_file_that_is_none_of_ours_is_refused_in_words(desk, translation, file):
    edit = f"/admin/pages/{french_row().pk}/edit/"
    upload = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    sent = {} if file is None else {"file": SimpleUploadedFile("fr.po", file)}
    answer = desk.post(upload, {"next": edit, **sent}, follow=True)
    assert answer.status_code == 200
    assert "not a PO file of this translation" in str(*answer.context["messages"])


def test_the_po_file_of_the_translation_is_taken_in(desk, translation):
    address = f"/admin/localize/translate/{translation.pk}/pofile/"
    ours = polib.pofile(desk.get(f"{address}download/").content.decode())
    for entry in ours:
        entry.msgstr = f"MARQUE {entry.msgid}"
    sent = {"file": SimpleUploadedFile("fr.po", str(ours).encode())}
    desk.post(f"{address}upload/", {"next": "/admin/", **sent})
    assert "is published" in press(desk, "publish")
    assert french_row().title == "MARQUE In English"


def test_a_passage_with_an_error_in_it_is_not_translated(desk, translation):
    """wagtail-localize keeps what it could not read, and shows the original in its place."""
    write(translation, RIGHT)
    StringTranslation.objects.filter(data__startswith="MARQUE <p>").update(has_error=True)
    broken = StringTranslation.objects.exclude(data="MARQUE In English").first()
    broken.data, broken.has_error = broken.translation_of.data, True
    broken.save()
    assert "is not translated yet" in press(desk, "publish")
    assert french_row().content_language == "en"


def test_what_is_approved_is_what_is_there_at_that_moment(client, editor, reviewer, translation):
    client.force_login(reviewer, backend=BACKEND)
    write(translation, RIGHT)
    press(client, "submit")
    write(translation, RIGHT | {"MARQUE": "CORRIGE"})
    client.force_login(editor, backend=BACKEND)
    press(client, "approve")
    assert french_row().title == "CORRIGE In English"


def test_all_at_once_is_refused_in_words_too(desk, translation):
    """Wagtail's bulk action, which asks no form of ours."""
    write(translation, WRONG)
    translation.save_target(publish=False)
    listing = "http://testserver/admin/pages/"
    answer = desk.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={french_row().pk}&next=/admin/pages/",
        headers={"referer": listing},
        follow=True,
    )
    assert answer.status_code == 200
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "“r = ,872”" in said
    assert french_row().content_language == "en"


def test_synchronising_says_what_it_did_not_publish(desk, translation):
    write(translation, WRONG)
    answer = desk.post(
        f"/admin/localize/update/{translation.source_id}/",
        {"publish_translations": "on"},
        follow=True,
    )
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "“r = ,872”" in said
    assert french_row().content_language == "en"


def test_stopped_and_edited_as_a_page_it_is_compared_too(desk, translation):
    write(translation, RIGHT)
    press(desk, "publish")
    desk.post(f"/admin/localize/translate/{translation.pk}/disable/")
    draft = french_row().get_latest_revision_as_object()
    draft.title = "MARQUE en 12 semaines"
    revision = draft.save_revision()
    answer = desk.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={french_row().pk}&next=/admin/pages/",
        follow=True,
    )
    assert "“12”" in " ".join(str(message) for message in answer.context["messages"])
    assert french_row().live_revision != revision


def test_a_po_file_with_a_wrong_number_changes_nothing_online(desk, translation):
    import polib

    po = translation.export_po()
    for entry in po:
        words = f"MARQUE {entry.msgid}"
        for english, french in WRONG.items():
            words = words.replace(english, french)
        entry.msgstr = words
    translation.import_po(polib.pofile(str(po)))
    assert StringTranslation.objects.filter(data__contains="MARQUE").exists()
    assert french_row().title == "In English"
    assert "r = ,872" in press(desk, "publish")


def test_a_reason_is_told_as_long_as_the_number_is_another(desk, client, translation):
    write(translation, RIGHT | {"p = .04": "p = ,05"})
    number = {"original": "p = .04", "translation": "p = ,05"}
    press(desk, "acknowledge", acknowledgement="Corrigé par les auteurs.", **number)
    press(desk, "publish")
    write(translation, RIGHT)
    press(desk, "publish", correction="p = ,04.")
    assert "Corrigé par les auteurs." not in client.get(french_row().get_url()).content.decode()


def test_where_the_original_is_corrected_later_the_first_page_says_so(desk, original, translation):
    write(translation, RIGHT)
    press(desk, "publish")
    assert "does not say what its original does" not in desk.get("/admin/").content.decode()
    draft = original.get_latest_revision_as_object()
    draft.text = TEXT.replace(".278", ".287")
    draft.correction = "The correlation was r = .287, not .278."
    draft.save_revision().publish()
    page = desk.get("/admin/").content.decode()
    assert "does not say what its original does" in page
    assert "the original says “r = .287”" in page
    write(translation, {"r = .278": "r = ,287", "p = .04": "p = ,04"})
    press(desk, "publish", correction="Lire r = ,287.")
    assert "does not say what its original does" not in desk.get("/admin/").content.decode()


@pytest.fixture
def corrected(desk, translation):
    """In French, after it was online."""
    write(translation, RIGHT)
    press(desk, "publish")
    write(translation, RIGHT | {"MARQUE": "CORRIGE"})
    return translation


def state_of(desk, translation) -> str:
    return desk.get(f"/admin/digest/translation/{translation.pk}/").content.decode()


def test_what_readers_saw_of_it_is_not_changed_without_a_word(desk, corrected):
    assert "what changed since readers saw it" in press(desk, "publish")
    assert french_row().title == "MARQUE In English"
    panel = state_of(desk, corrected)
    assert "Since readers saw it" in panel
    assert "«\xa0MARQUE In English\xa0» est devenu «\xa0CORRIGE In English\xa0»" in panel


def test_its_readers_are_told_and_those_of_the_original_are_not(desk, client, corrected, original):
    assert "is published" in press(desk, "publish", correction="Le titre était faux.")
    assert french_row().title == "CORRIGE In English"
    assert "Since readers saw it" not in state_of(desk, corrected)
    client.logout()
    for language, is_told in (("fr", True), ("en", False)):
        record = f"/api/v1/summaries/{original.translation_key}?language={language}"
        path = f"/{language}/2018-03/{original.slug}/"
        for address in (path, f"/{language}/feed.atom", record):
            assert ("Le titre était faux." in client.get(address).content.decode()) == is_told


def test_what_is_proposed_is_what_changed_when_it_is_published(desk, corrected):
    proposed = "«\xa0MARQUE In English\xa0» est devenu «\xa0CORRIGE In English\xa0»."
    note = {"correction": proposed, "correction_proposed": proposed}
    press(desk, "submit", **note)
    write(corrected, RIGHT | {"MARQUE": "AUTRE"})
    press(desk, "approve", **note)
    told = Correction.objects.get().text
    assert "AUTRE In English" in told
    assert "CORRIGE" not in told


def test_style_is_told_to_nobody(desk, corrected):
    press(desk, "publish", correction="", correction_is_style="on")
    assert french_row().title == "CORRIGE In English"
    assert not Correction.objects.exists()


def test_the_word_goes_with_it_through_review(client, editor, reviewer, corrected):
    client.force_login(reviewer, backend=BACKEND)
    press(client, "submit", correction="Le titre était faux.")
    assert "Le titre était faux." in state_of(client, corrected)
    client.force_login(editor, backend=BACKEND)
    press(client, "approve")
    assert french_row().title == "CORRIGE In English"
    assert [one.text for one in Correction.objects.all()] == ["Le titre était faux."]


def test_a_word_stays_where_the_translation_is_refused(desk, corrected):
    write(corrected, WRONG)
    assert "“r = ,872”" in press(desk, "publish", correction="Le titre était faux.")
    assert "Le titre était faux." in state_of(desk, corrected)
    assert not Correction.objects.exists()


def test_a_translation_that_was_taken_back_takes_its_corrections_along(desk, client, corrected):
    press(desk, "publish", correction="Le titre était faux.")
    french_row().unpublish()
    assert "Le titre était faux." not in client.get(french_row().get_url()).content.decode()


def convert(desk) -> int:
    address = f"/admin/localize/page/{french_row().pk}/convert_to_alias/"
    return desk.post(address, follow=True).status_code


def test_converted_to_an_alias_it_has_the_originals_words_and_none_come_later(desk, translation):
    write(translation, RIGHT)
    press(desk, "publish")
    draft = french_row().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision().publish()
    assert convert(desk) == 200
    row = french_row()
    assert row.scheduled_revision is None
    assert (row.title, row.content_language, row.live) == ("In English", "en", True)
    assert row.alias_of_id


def test_who_may_not_publish_does_not_take_it_offline_so(client, editor, reviewer, translation):
    write(translation, RIGHT)
    translation.save_target(user=editor, publish=True)
    client.force_login(reviewer, backend=BACKEND)
    convert(client)
    assert french_row().title == "MARQUE In English"
