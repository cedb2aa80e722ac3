"""What is written is read back: an export that comes in again adds nothing."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from digest.factories import make_article
from gleanings.literature.models import Article
from literature.records.files import read_bytes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["ris", "bib", "json", "csv"])
def test_an_export_is_read_back_and_adds_nothing(form, tmp_path, capsys):
    stands = make_article(
        title="Empathy, “hope” & the outcome of treatment",
        authors=[
            {"family": "van der Berg", "given": "Jan"},
            {"literal": "Listening Group of the North"},
        ],
        date="2017-05-02",
        pmid="123",
        abstract="Nobody's to read.",
    )
    make_article(title="Hope in the first session of it", doi=None, authors=[])
    call_command("export_articles", form=form)
    written = capsys.readouterr().out
    assert "Nobody" not in written
    records, refused = read_bytes(tmp_path, written)
    assert not refused
    assert [one.title for one in records] == [one.title for one in Article.objects.order_by("pk")]
    assert records[0].authors == stands.authors
    assert (records[0].doi, records[0].pages, records[0].year) == (stands.doi, "45-67", 2017)
    call_command("import_articles", tmp_path / "records")
    assert "0 new, 2 merged" in capsys.readouterr().out
    assert Article.objects.count() == 2


def test_no_cell_is_a_formula(capsys):
    make_article(title='=HYPERLINK("http://example.org")', container="+SUM(A1)")
    call_command("export_articles", form="csv")
    written = capsys.readouterr().out
    assert "'=HYPERLINK" in written
    assert "'+SUM" in written
