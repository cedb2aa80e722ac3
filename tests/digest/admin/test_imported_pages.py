"""What was imported can be looked up line by line."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse

from gleanings.digest.models import ImportedPage

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
