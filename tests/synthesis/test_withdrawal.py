"""What is withdrawn is nowhere in the versions that rested on it, and the history says no more."""

import datetime as dt
import json
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from digest.factories import make_article, make_private, make_summary
from gleanings.digest.models import Finding, Summary
from gleanings.open_data.dumps.writing import all_records
from gleanings.open_data.resources import RESOURCES
from gleanings.synthesis.downloads import FILES
from gleanings.synthesis.models import IncludedFinding, Inclusion, Synthesis, Upload
from gleanings.synthesis.recompute import recompute
from synthesis.factories import include, make_question, study_finding, upload, with_correlations

pytestmark = pytest.mark.django_db

SECRET = "zebrafish"
NUMBER = "0.471183"


@pytest.fixture
def living(django_capture_on_commit_callbacks):
    """Everything that follows a change once it is committed."""

    def change(make):
        with django_capture_on_commit_callbacks(execute=True):
            return make()

    return change


def secret_finding(**changes) -> Finding:
    article = make_article(
        title="Of Zebrafish",
        authors=[{"family": "Zebrafish", "given": "Z."}],
        doi="10.5555/zebrafish.1",
    )
    fields = {
        "estimate": 0.471183,
        "ci_low": 0.28,
        "ci_high": 0.63,
        "n": 77,
        "outcome": "zebrafish",
        "place": "zebrafish, p. 1",
    }
    return study_finding(article=article, **{**fields, **changes})


@pytest.fixture
def finding():
    """In version 2 of “alliance”, after five studies and before a newcomer in version 3."""
    question = make_question("alliance")
    with_correlations(question)
    found = secret_finding()
    include(question, found)
    recompute(question)
    upload(question, {"author": ["Newcomer"], "year": [2024], "ri": [0.11], "ni": [400]})
    recompute(question)
    return found


def everything(client) -> dict[str, str]:
    """By address, all that is said of the question: every version, file, feed, API and dump."""
    said = {}
    versions = [f"v{row.version}/" for row in Synthesis.objects.all()]
    for language in ("en", "fr"):
        base = f"/{language}/evidence/"
        addresses = [base, f"{base}changes.atom", f"/{language}/topics/empathy/"]
        addresses += [f"/{language}/topics/empathy/changes.atom"]
        addresses += [f"{base}alliance/{rest}" for rest in ("", "changes.atom", *versions)]
        addresses += [
            f"{base}alliance/{version}{name}"
            for version in versions
            for name in (*_files(language), "forest-wide.svg", "forest-phone.svg")
        ]
        addresses += [f"{base}alliance/{version}citation.ris" for version in versions]
        addresses += [
            f"/api/v1/{name}?language={language}" for name in ("syntheses", "questions", "findings")
        ]
        for address in addresses:
            said[address] = client.get(address).content.decode("utf-8", "replace")
    for resource in RESOURCES:
        said[resource.name] = " ".join(str(record) for record in all_records(resource))
    return said


def places_of(client, secret=SECRET) -> list[str]:
    return [address for address, text in everything(client).items() if secret in text.casefold()]


def _files(language: str) -> list[str]:
    """One picture of dots is drawn: they take long, and name what the same as SVG names."""
    dots = {"forest.png"} if language == "en" else set()
    return [name for name in FILES if name in dots or not name.endswith(".png")]


def test_what_is_public_is_named_in_its_versions(client, finding):
    places = places_of(client)
    for place in ("v2/", "v3/data.csv", "v2/data.json", "v2/forest.svg", "v2/reproduce.R"):
        assert f"/en/evidence/alliance/{place}" in places
    assert "syntheses" in places


def unpublish(finding):
    Summary.objects.get(pk=finding.summary_id).unpublish()


def publish_again(finding):
    Summary.objects.get(pk=finding.summary_id).get_latest_revision().publish()


def unpublish_the_issue(finding):
    finding.summary.get_parent().specific.unpublish()


def delete(finding):
    Summary.objects.get(pk=finding.summary_id).delete()


def delete_the_finding(finding):
    draft = finding.summary.get_latest_revision_as_object()
    draft.findings = []
    draft.correction_is_style = True
    draft.save_revision().publish()


def drop(finding):
    draft = finding.summary.get_latest_revision_as_object()
    draft.findings = list(draft.findings.all())
    for one in draft.findings.all():
        one.state = "dropped"
    draft.correction_is_style = True
    draft.save_revision().publish()


def hide(finding):
    make_private(finding.summary)


def hide_the_issue(finding):
    make_private(finding.summary.get_parent())


def expire(finding):
    Summary.objects.filter(pk=finding.summary_id).update(
        expire_at=timezone.now() - dt.timedelta(days=1)
    )
    call_command("publish_scheduled", verbosity=0)


WAYS = [
    *(unpublish, unpublish_the_issue, delete, delete_the_finding, drop),
    *(hide, hide_the_issue, expire),
]


@pytest.mark.parametrize("withdraw", WAYS)
def test_what_is_withdrawn_is_named_nowhere(client, living, finding, withdraw):
    # figures are drawn and kept while it is public
    client.get("/en/evidence/alliance/v2/")
    client.get("/fr/evidence/alliance/v2/")
    living(lambda: withdraw(finding))
    # of a finding that is taken out of its summary, the summary stays
    stays = {"summaries", "articles"} if withdraw in {drop, delete_the_finding} else set()
    assert set(places_of(client)) == stays
    page = client.get("/en/evidence/alliance/v2/").content.decode()
    assert "1 finding was withdrawn on" in page
    assert "Author 1 (2001)" in page


@pytest.mark.parametrize("withdraw", [unpublish, hide])
def test_even_before_the_answer_is_renewed(client, finding, withdraw):
    withdraw(finding)
    assert places_of(client) == []
    assert "1 finding was withdrawn." in client.get("/en/evidence/alliance/").content.decode()


def test_the_numbers_of_the_version_stay(client, living, finding):
    before = client.get("/en/evidence/alliance/v2/data.json").json()
    living(lambda: unpublish(finding))
    after = client.get("/en/evidence/alliance/v2/data.json").json()
    assert after["result"]["pooled"] == before["result"]["pooled"]
    assert after["data_hash"] == before["data_hash"]
    assert (len(before["rows"]), len(after["rows"])) == (6, 5)
    today = timezone.localdate().isoformat()
    assert after["withdrawn"] == [{"kind": "finding", "pooled": "yes", "on": today}]
    table = client.get("/en/evidence/alliance/v2/data.csv").content.decode()
    assert table.splitlines()[-1] == f",,,,,,,,,,,,,,,,,yes,,,{today}"
    stated = client.get("/api/v1/syntheses/alliance-v2").json()
    assert stated["withdrawn"] == [{"kind": "finding", "is_pooled": True, "on": today}]
    assert stated["n_effects"] == 6
    assert len(stated["effects"]) == 5


def test_without_all_that_went_in_there_is_no_script(client, living, finding):
    living(lambda: unpublish(finding))
    assert client.get("/en/evidence/alliance/v2/reproduce.R").status_code == 404
    assert "reproduce.R" not in client.get("/en/evidence/alliance/v2/").content.decode()
    files = client.get("/api/v1/syntheses/alliance-v2").json()["files"]
    assert [file["name"] for file in files] == ["data.csv", "data.json"]
    assert client.get("/en/evidence/alliance/v1/reproduce.R").status_code == 200
    assert client.get("/en/evidence/alliance/v4/reproduce.R").status_code == 200


def test_figures_are_drawn_without_it(client, living, finding):
    whole = client.get("/en/evidence/alliance/v2/forest.svg").content.decode()
    living(lambda: unpublish(finding))
    rest = client.get("/en/evidence/alliance/v2/forest.svg").content.decode()
    assert "Zebrafish" in whole
    assert "Zebrafish" not in rest
    assert "Author 1 (2001)" in rest
    assert "1 finding was withdrawn on" in rest


def test_the_history_says_that_something_was_withdrawn(client, living, finding):
    living(lambda: unpublish(finding))
    history = " ".join(client.get("/en/evidence/alliance/").content.decode().split())
    assert "Withdrawn: 1 result." in history
    assert "Added: 1 that was withdrawn later." in history
    french = re.sub(r"[ \n]+", " ", client.get("/fr/evidence/alliance/").content.decode())
    assert "Retiré\u00a0: 1 résultat." in french


def test_published_again_it_stands_there_again(client, living, finding):
    before = client.get("/en/evidence/alliance/v2/").content.decode()
    for _time in range(3):
        living(lambda: unpublish(finding))
        assert "Zebrafish" not in client.get("/en/evidence/alliance/v2/").content.decode()
        living(lambda: publish_again(finding))
    # one version for each state of the data, however often it came and went
    assert Synthesis.objects.count() == 4
    page = client.get("/en/evidence/alliance/").content.decode()
    assert "Zebrafish (2017)" in page
    assert "Version 3" in page
    assert "the current answer again since" in page
    assert "Corrected" not in page
    newest = client.get("/api/v1/syntheses?newest=true").json()["items"]
    assert [one["id"] for one in newest] == ["alliance-v3"]
    assert client.get("/api/v1/questions/alliance").json()["synthesis"]["id"] == "alliance-v3"
    again = client.get("/en/evidence/alliance/v2/").content.decode()
    assert "withdrawn" not in again
    # and once more in the history, which says that it was taken out
    assert again.count("Zebrafish") == before.count("Zebrafish") + 1


def test_the_day_is_that_of_the_last_time(client, living, finding):
    living(lambda: unpublish(finding))
    days = {"alliance-v2": None}
    Synthesis.objects.filter(version=4).update(
        answers_since=dt.datetime(2031, 5, 4, 12, tzinfo=dt.UTC)
    )
    stated = client.get("/api/v1/syntheses/alliance-v2").json()
    assert stated["withdrawn"][0]["on"] == "2031-05-04", days


def test_a_left_out_finding_that_is_withdrawn_is_not_quoted(client, living):
    question = make_question("alliance")
    with_correlations(question)
    found = secret_finding(words="Zebrafish r = .47")
    include(question, found, inclusion=Inclusion.EXCLUDED, reason="zebrafish are no clients")
    recompute(question)
    assert places_of(client)
    living(lambda: unpublish(found))
    assert places_of(client) == []


def test_what_an_editor_takes_out_of_the_answer_stays_in_the_versions(client, living, finding):
    member = IncludedFinding.objects.get(finding=finding)
    member.inclusion = Inclusion.EXCLUDED
    member.save()
    recompute(member.question)
    assert "Zebrafish (2017)" in client.get("/en/evidence/alliance/v2/").content.decode()
    history = client.get("/en/evidence/alliance/").content.decode()
    assert "Taken out: Zebrafish (2017)" in history


def test_a_table_that_is_taken_out_is_withdrawn(client):
    question = make_question("alliance")
    with_correlations(question)
    upload(question, {"author": ["Zebrafish"], "year": [2024], "ri": [0.471183], "ni": [400]})
    recompute(question)
    assert "/en/evidence/alliance/v2/data.csv" in places_of(client)
    Upload.objects.first().delete()
    recompute(question)
    assert places_of(client) == []
    assert places_of(client, NUMBER) == []
    # the answer is again what it was before the table
    assert question.current.version == 1
    page = client.get("/en/evidence/alliance/v2/").content.decode()
    assert "1 study was withdrawn on" in page


def test_a_study_that_another_table_has_is_not_withdrawn(client):
    question = make_question("alliance")
    with_correlations(question)
    old = {"author": ["Corrected"], "year": [2024], "ri": [0.4], "ni": [400]}
    upload(question, old)
    recompute(question)
    Upload.objects.first().delete()
    upload(question, {**old, "ri": [0.3]})
    recompute(question)
    assert "Corrected (2024)" in client.get("/en/evidence/alliance/v2/").content.decode()


def test_nothing_is_corrected_that_nobody_corrected(living):
    """Of two effects of a study one leaves: the other has a shorter label and the same numbers."""
    question = make_question("alliance")
    with_correlations(question)
    article = make_article()
    first = study_finding(article=article, outcome="depression")
    second = study_finding(article=article, outcome="anxiety")
    for one in (first, second):
        include(question, one)
    recompute(question)
    living(lambda: unpublish(first))
    change = question.current.change
    assert len(change.removed) == 1
    assert change.corrected == change.described == ()


def change_of(finding, living, **changes):
    draft = Summary.objects.get(pk=finding.summary_id).get_latest_revision_as_object()
    changed = draft.findings.get(pk=finding.pk)
    for name, value in changes.items():
        setattr(changed, name, value)
    draft.findings = [changed]
    draft.correction_is_style = True
    living(lambda: draft.save_revision().publish())
    change = Synthesis.objects.newest_first().first().change
    return {name: len(getattr(change, name)) for name in ("corrected", "described")}


@pytest.mark.parametrize(
    ("changes", "corrected", "described"),
    [
        # the same number on another scale
        ({"measure": "r", "estimate": 0.45, "ci_low": 0.30, "ci_high": 0.58}, 0, 1),
        # a number that was taken for the other
        ({"measure": "r", "ci_low": 0.33, "ci_high": 0.61}, 1, 0),
        ({"estimate": 0.47}, 1, 0),
        ({"n": 121}, 1, 0),
        ({"outcome": "well-being"}, 0, 1),
    ],
)
def test_corrected_is_what_has_another_number(living, changes, corrected, described):
    question = make_question("alliance")
    with_correlations(question)
    finding = study_finding(measure="z", estimate=0.48, ci_low=0.31, ci_high=0.66)
    include(question, finding)
    recompute(question)
    said = change_of(finding, living, **changes)
    assert said == {"corrected": corrected, "described": described}


def test_a_way_back_worth_telling_is_told_to_followers(client, living):
    question = make_question("alliance")
    with_correlations(question, [(0.3, 80), (0.2, 90)])
    finding = study_finding()
    include(question, finding)
    recompute(question)
    living(lambda: unpublish(finding))
    living(lambda: publish_again(finding))
    feed = client.get("/en/evidence/alliance/changes.atom").content.decode()
    assert feed.index("/v2/") < feed.index("/v1/")
    assert "This is the current answer again." in feed


def test_a_stored_synthesis_does_not_change(finding):
    synthesis = Synthesis.objects.first()
    with pytest.raises(TypeError, match="does not change"):
        synthesis.save()


def test_a_summary_that_no_question_rests_on_withdraws_nothing(client, living, finding):
    other = make_summary()
    living(other.unpublish)
    data = json.loads(client.get("/en/evidence/alliance/v2/data.json").content)
    assert data["withdrawn"] == []
