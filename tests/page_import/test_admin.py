"""What was imported can be looked up line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from gleanings.digest.models import ImportedPage, Summary

pytestmark = pytest.mark.django_db

PAGE = """June 2019
Empathy Helps Clients Stay
Moreau, L., & Quist, P. T. (2019). Empathy. Journal of Imagined Therapy, 12(3), 45-67.
In 14 studies, clients of more empathic therapists stayed longer, r = .25.
Practice Implications
Ask how you are understood.
"""


@pytest.fixture
def imported(tmp_path) -> ImportedPage:
    path = tmp_path / "blog.txt"
    path.write_text(PAGE, encoding="utf-8")
    call_command("import_page", path)
    return ImportedPage.objects.get()


def test_an_editor_sees_where_each_line_went(client, editor, imported):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    words = client.get(reverse("imported_pages:inspect", args=[imported.pk])).content.decode()
    assert "entry 1: citation" in words
    assert "Empathy Helps Clients Stay" in words
    assert "blog.txt" in client.get(reverse("imported_pages:index")).content.decode()


def test_an_editor_cannot_change_an_import(client, editor, imported):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("imported_pages:edit", args=[imported.pk]), {"filename": "other.txt"})
    imported.refresh_from_db()
    assert imported.filename == "blog.txt"


EXPORT = Path(__file__).parent / "layouts" / "wordpress_export.xml"
AS_JSON = {"Accept": "application/json"}


def sign_in(client, user) -> None:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def upload(client, data: bytes, name: str = "export.xml"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("import_upload"), {"file": file, "language": "en"})


def bring_in(client, imported: ImportedPage) -> None:
    """Every step of an import, as the page goes through them."""
    progress = reverse("import_progress", args=[imported.pk])
    for _ in range(100):
        if client.post(progress, headers=AS_JSON).json()["finished"]:
            return
    raise AssertionError("it never ends")


def test_an_editor_brings_a_blog_in_and_takes_it_back(client, editor):
    sign_in(client, editor)
    assert reverse("import_upload") in client.get(reverse("imported_pages:index")).content.decode()
    assert client.get(reverse("import_upload")).status_code == 200
    answer = upload(client, EXPORT.read_bytes())
    imported = ImportedPage.objects.get()
    progress = reverse("import_progress", args=[imported.pk])
    assert answer["Location"] == progress
    assert "The file is being read" in client.get(progress).content.decode()
    assert not imported.entries.exists()  # the upload itself reads nothing
    told = [client.post(progress, headers=AS_JSON).json() for _ in range(5)]
    assert [(state["done"], state["all"]) for state in told] == [
        (0, 3),
        (0, 3),
        (1, 3),
        (2, 3),
        (3, 3),
    ]
    assert [state["finished"] for state in told] == [False, False, False, False, True]
    assert told[0]["words"].startswith("The file is being read")
    assert told[1]["words"].startswith("Drafts are being made")
    assert told[4]["end"] == reverse("imported_pages:inspect", args=[imported.pk])
    assert Summary.objects.filter(live=False).count() == 3
    inspect = client.get(reverse("imported_pages:inspect", args=[imported.pk])).content.decode()
    take_back = reverse("import_take_back", args=[imported.pk])
    assert take_back in inspect
    assert "0 / 3" in client.get(take_back).content.decode()
    assert Summary.objects.count() == 3
    state = {"after": 0, "all": 3, "finished": False}
    for gone in (1, 2, 3, 3):
        assert not state["finished"]
        sent = {name: state[name] for name in ("after", "all")}
        state = client.post(take_back, sent, headers=AS_JSON).json()
        assert (state["done"], state["all"]) == (gone, 3)
    assert (state["finished"], state["end"]) == (True, reverse("imported_pages:index"))
    assert not Summary.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_at_its_field(client, editor):
    sign_in(client, editor)
    answer = upload(client, b'{"db": [{"posts": []}]}', "ghost.json")
    assert "is JSON" in answer.content.decode()
    assert not ImportedPage.objects.exists()


def test_who_may_not_publish_brings_nothing_in(client, writer, reviewer, imported):
    for user in (writer, reviewer):
        sign_in(client, user)
        for name, args in (
            ("import_upload", []),
            ("import_progress", [imported.pk]),
            ("import_take_back", [imported.pk]),
        ):
            answer = client.post(reverse(name, args=args), headers=AS_JSON)
            assert answer.status_code in (302, 403)
    assert Summary.objects.exists()


def test_a_file_brought_in_before_is_said_to_add_nothing(client, editor):
    sign_in(client, editor)
    upload(client, EXPORT.read_bytes())
    imported = ImportedPage.objects.get()
    bring_in(client, imported)
    address = upload(client, EXPORT.read_bytes())["Location"]
    client.post(address)  # takes it apart
    followed = client.post(address, follow=True).content.decode()
    assert "Nothing new: all 3 entries of this file were brought in before." in followed
