"""A finding's free words in the reader's language, where the editor gave them."""

import json

import pytest
from django.utils.translation import override

from digest.factories import make_finding, make_summary, translate
from gleanings.digest.admin.phrases_widget import PhrasesWidget
from gleanings.digest.models import Finding

pytestmark = pytest.mark.django_db

FRENCH = {"fr": {"predictor": "alliance thérapeutique", "outcome": "résultat"}}


def test_a_translation_speaks_its_readers_language():
    summary = make_summary()
    make_finding(summary, other_languages=FRENCH)
    translate(summary, "Un titre")
    finding = Finding.objects.get(role="main")
    assert finding.in_language("fr", "en").predictor == "alliance thérapeutique"
    assert finding.in_language("en", "en").predictor == "therapeutic alliance"
    assert finding.in_language("fr", "en").group == finding.group


def test_what_is_translated_is_not_marked_as_foreign(client):
    summary = make_summary()
    make_finding(summary, other_languages=FRENCH)
    translation = translate(summary, "Un titre")
    html = client.get(translation.get_url()).content.decode()
    assert "«\u00a0alliance thérapeutique\u00a0»" in html
    assert "therapeutic alliance" not in html
    # whom it is about was not given in French
    assert '<span lang="en">adults with depression</span>' in html


def test_the_original_stays_in_its_own_language(client):
    summary = make_summary()
    make_finding(summary, other_languages=FRENCH)
    assert "alliance thérapeutique" not in client.get(summary.get_url()).content.decode()


def test_the_form_keeps_what_is_given_and_drops_what_is_empty():
    widget = PhrasesWidget()
    data = {"f-predictor-fr": " alliance ", "f-outcome-fr": "", "f-group-fr": ""}
    assert json.loads(widget.value_from_datadict(data, {}, "f")) == {
        "fr": {"predictor": "alliance"}
    }
    assert widget.value_omitted_from_data({}, {}, "f")


def test_the_form_has_a_labelled_field_for_each_phrase():
    with override("en"):
        html = PhrasesWidget().render("f", json.dumps(FRENCH))
    assert 'name="f-predictor-fr" value="alliance thérapeutique"' in html
    assert "French" in html
    assert '-en"' not in html


def test_an_original_in_french_has_fields_for_english():
    widget = PhrasesWidget()
    widget.written_in = "fr"
    html = widget.render("f", "{}")
    assert 'name="f-predictor-en"' in html
    assert 'name="f-predictor-fr"' not in html
