"""What a practitioner types, and what is found."""

import pytest

from digest.factories import make_article, make_author, make_issue, make_summary, translate
from digest.kept_data import made_once
from gleanings.digest.models import Summary
from gleanings.reader.search.find import find
from gleanings.reader.search.query import parse

pytestmark = pytest.mark.django_db


def found(typed, keep=lambda keys: keys):
    return find(typed, keep).keys


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, lambda: (make_alliance(), make_other()))


@pytest.fixture
def alliance(kept, db):
    return Summary.objects.get(pk=kept[0].pk)


@pytest.fixture
def other(kept, db):
    return Summary.objects.get(pk=kept[1].pk)


def make_alliance():
    return make_summary(
        title="A good alliance goes with better outcomes in meta-analyses of therapies",
        topics=["alliance-and-therapeutic-relationship"],
        studied="Adults with depression in 13 clinics of Montréal",
        text="<p>Clients who drop out rated the <em>work</em>ing alliance low. Behavioural change "
        "came later. The client’s view counts.</p><p>Counselling helped.</p>",
        implications=["<p>Ask about the bond.</p>", "<p>Repair ruptures at once.</p>"],
        articles=[
            make_article(
                title="The alliance in youth counselling",
                authors=[
                    {"family": "Cuijpers", "given": "P."},
                    {"family": "O’Brien", "given": "Éva"},
                ],
                container="Psychotherapy Research",
                doi="10.1037/pst0000166",
            )
        ],
        authors=[make_author("Ann Writer")],
    )


def make_other():
    return make_summary(
        title="Sleep and mood",
        text="<p>Insomnia treated first.</p>",
        types=["survey"],
        authors=[make_author("Bo Else")],
    )


SPELLINGS = [
    *("alliance", "ALLIANCES", "therapy outcome", "behavioral changes", "counseling"),
    *("meta-analysis", "meta analysis", "metaanalysis", "meta-analyses"),
    *("clients who drop out", "dropout", "patient", "how do I repair a rupture?"),
    *("Montreal", "montréal", "Cuijpers", "cuijpers alliance", "O'Brien", "O’Brien", "obrien"),
    *("psychotherapy research 2017", "Ann Writer"),
    *("therapeutic relationship", "relation thérapeutique"),
    *('"working alliance"', "“repair ruptures”", "« repair ruptures »", '"ask about the bond"'),
    *("10.1037/pst0000166", "https://doi.org/10.1037/PST0000166", "doi: 10.1037/pst0000166."),
    "pst0000166",
]
# the end of one implication with the beginning of the next is no phrase
NOT_THERE = ['"alliance working"', '"bond repair"', "10.1037/pst0000167", "xyzzy"]


def test_every_spelling_finds_it_and_nothing_else(alliance, other):
    assert [typed for typed in SPELLINGS if found(typed) != [alliance.pk]] == []


def test_what_is_not_there_is_not_found(alliance, other):
    assert [typed for typed in NOT_THERE if found(typed)] == []


MISSPELT = {
    "Cuypers": "Cuijpers",
    "Kuijpers": "Cuijpers",
    "Cuijprs": "Cuijpers",
    "alliannce": "alliance",
    "insomina": "Insomnia",
    "Cuypers alliance": "Cuijpers alliance",
}


def test_a_misspelt_word_is_put_right_and_it_says_so(alliance, other):
    results = {typed: find(typed, lambda keys: keys) for typed in MISSPELT}
    assert {typed: result.meant for typed, result in results.items()} == MISSPELT
    assert all(len(result.keys) == 1 for result in results.values())


# words of a language, with accents or not, in either spelling; abbreviations, known or in capitals
NEVER_REPLACED = [
    *("bind", "steep", "insomniac", "counselled", "moot", "dépresseur", "sommeil", "moud"),
    *("ACT", "TPL", "tpl", "SLEPT", "MODO"),
]


def test_a_word_of_a_language_or_an_abbreviation_is_never_taken_for_another(alliance, other):
    results = {typed: find(typed, lambda keys: keys) for typed in NEVER_REPLACED}
    assert [typed for typed, result in results.items() if result.meant] == []


def test_what_may_have_been_meant_is_offered(alliance, other):
    for typed, offered in {"bind": "bond", "steep": "sleep", "MOAD": "mood"}.items():
        result = find(typed, lambda keys: keys)
        assert (result.keys, result.offered.lower()) == ([], offered), typed
    assert find("mood", lambda keys: keys).offered == ""


def test_a_word_is_put_right_and_not_the_same_letters_in_another():
    query = parse("cli clinic l'cli")
    assert query.corrected({query.parts[0]: "client"}).with_corrections == "client clinic l'client"


def test_what_stands_between_two_things_compared_is_no_word(alliance, other):
    for typed in ("alliance vs outcome", "alliance versus outcomes", "alliance c. outcome vs."):
        result = find(typed, lambda keys: keys)
        assert result.keys == [alliance.pk], typed
        assert result.holds_all_words, typed


def test_the_beginning_of_a_word_finds_the_word(alliance, other):
    assert find("insom", lambda keys: keys).meant == "Insomnia"


def test_where_no_summary_has_all_words_those_with_some_are_found(alliance, other):
    result = find("insomnia rupture", lambda keys: keys)
    assert set(result.keys) == {alliance.pk, other.pk}
    assert not result.holds_all_words


def test_the_title_counts_for_more_than_the_text(alliance):
    in_title = make_summary(title="Ruptures and their repair", text="<p>Nothing.</p>")
    in_text = make_summary(title="Something else", text="<p>There was a rupture.</p>")
    order = found("rupture")
    assert order.index(in_title.pk) < order.index(in_text.pk)


def test_french_words_are_found_in_french(alliance):
    french = translate(alliance, "Une bonne alliance améliore l’efficacité des thérapies")
    for typed in ("thérapie", "therapies", "efficace", "efficacite", "l'efficacité", "améliorer"):
        assert french.pk in found(typed), typed


def test_what_is_not_kept_is_not_hinted_at(alliance):
    """Nor is a misspelt word put right by a word that only stands in what nobody may read."""
    result = find("Cuypers", lambda keys: [])
    assert result.keys == []
    assert result.meant == ""


NONSENSE = [
    *("", " ", "\x00", "a", "the", '"', '""', "“", "*", "AND", "OR NOT", "NEAR(a b)", "a:b", "-"),
    *("'", "^x", "{title}:x", "x" * 10_000, "word " * 2000, "’s", "l'", "%", "_", "\\", "("),
    *("<script>alert(1)</script>", "é" * 300, "日本", "🙂", "10.", "10.1/", '"a" "b', "\ud800"),
]


def test_nonsense_finds_something_or_nothing_and_breaks_nothing(alliance):
    for typed in NONSENSE:
        find(typed, lambda keys: keys)


def test_what_is_too_long_is_cut_and_said():
    query = find("word " * 200, lambda keys: keys).query
    assert len(query.text) <= 200
    assert query.left_out


class TestTheIndexFollows:
    def test_a_draft_is_not_found(self):
        make_summary(make_issue(), title="Secret draft words", live=False)
        assert found("secret") == []

    def test_unpublishing_takes_it_out(self, alliance):
        alliance.unpublish()
        assert found("alliance") == []

    def test_deleting_takes_it_out(self, alliance):
        alliance.delete()
        assert found("alliance") == []

    def test_what_is_not_published_yet_of_a_summary_online_is_not_found(self, alliance):
        alliance.title = "Changed to gratitude"
        alliance.correction_is_style = True
        alliance.save_revision()
        assert found("gratitude") == []
        alliance.latest_revision.publish()
        assert found("gratitude") == [alliance.pk]
        assert "better" not in alliance.search_entry.title

    def test_an_article_that_is_corrected_is_found_by_its_new_name(self, alliance):
        article = alliance.articles[0]
        article.authors = [{"family": "Wampold", "given": "B. E."}]
        article.save()
        assert found("Wampold") == [alliance.pk]
        assert found("“Cuijpers”") == []

    def test_a_topic_that_is_renamed_is_found_by_its_new_name(self, alliance):
        name = alliance.topics.get().names.get(language="en")
        name.name = "Togetherness"
        name.save()
        assert found("togetherness") == [alliance.pk]

    def test_aliases_have_no_entry_of_their_own(self, alliance):
        assert found("alliance") == [alliance.pk]
