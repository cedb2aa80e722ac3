"""An editor who reads French is answered in French."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from gleanings.synthesis.upload import UploadError, template_csv
from gleanings.synthesis.upload.faults import ENDED, RULES
from synthesis.upload.files import correlations, csv_of, read


@pytest.fixture(autouse=True)
def _in_french(french_catalogue):
    with translation.override("fr"):
        yield


def test_a_row_is_refused_in_french():
    table = correlations("1.5", "abc", "=A1")
    table.append(["S4", "X (2001).", 0.3, 1])
    assert [row.reasons for row in read(csv_of(table)).refused] == [
        ["ri\u00a0: 1.5 n’est pas une corrélation\u202f; elle doit être comprise entre -1 et 1."],
        ["ri\u00a0: «\u00a0abc\u00a0» n’est pas un nombre."],
        [
            "ri contient une formule, =A1. Copiez la colonne, collez-la comme valeurs et déposez "
            "à nouveau le fichier."
        ],
        ["ni\u00a0: 1 est un échantillon trop petit\u202f; il doit être d’au moins 2."],
    ]


def test_what_does_not_fit_is_said_in_the_words_of_the_checks():
    table = [["étude", "référence", "r", "n", "p"], ["A", "X (2001).", "0,3", 80, "0,4"]]
    (refused,) = read(csv_of(table, ";")).refused
    assert "donne p = 0,007" in refused.reasons[0]
    assert refused.reasons[1] == (
        "Si la source elle-même le dit ainsi, donnez la raison dans la colonne motif."
    )


def test_a_file_is_refused_in_french():
    with pytest.raises(UploadError, match="Le fichier est un PDF, pas un tableau"):
        read(b"%PDF-1.7")


def test_every_rule_has_its_french():
    for message in (*RULES, *(message for _, message in ENDED)):
        assert gettext(message) != message


def test_the_template_has_the_names_and_marks_of_french_spreadsheets():
    header, first, second = template_csv("ZCOR").splitlines()[:3]
    assert header == (
        "étude;auteur;année;référence;doi;grappe;sous-groupe;ri;ni;effet;ic_inf;ic_sup;niveau;"
        "erreur_type;n;p;page;motif"
    )
    assert first.startswith("EXEMPLE 1, supprimez cette ligne;")
    assert ";0,35;80;" in first
    assert ";0,3;0,1;0,48;" in second
