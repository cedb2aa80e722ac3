"""What a practitioner types, and what is found."""

import pytest

from digest.factories import make_article, make_author, make_issue, make_summary, translate
from digest.kept_data import made_once
from gleanings.digest.models import Summary, TopicName
from gleanings.reader.models import SynonymSet
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
        assert result.left_out == (), typed


def test_a_question_is_about_its_telling_words(alliance, other):
    for typed in (
        "does the alliance matter",
        "L'alliance, est-ce utile ?",
        "is an alliance useful",
    ):
        assert [part.shown for part in parse(typed).parts] in (["alliance"], ["L'alliance"]), typed
        assert found(typed) == [alliance.pk], typed
    assert [part.shown for part in parse("social work").parts] == ["social", "work"]
    assert [part.shown for part in parse("does it help?").parts] == ["does", "it", "help"]


def test_the_beginning_of_a_word_finds_the_word(alliance, other):
    assert find("insom", lambda keys: keys).meant == "Insomnia"


@pytest.fixture
def three(kept, db):
    """“yoga” stands in one, “breath” in two, “body” in three; yoga and breath never together."""
    one = make_summary(title="Yoga of the body", text="<p>Asked of ten.</p>")
    two = [make_summary(title=f"Breath and body {n}", text="<p>n/a</p>") for n in range(2)]
    return one, *two


# what is typed, how many are found, what is left out
LEFT_OUT = [
    ("yoga body", 1, ()),
    ("breath yoga", 1, ("breath",)),
    ("body breath yoga", 1, ("breath",)),
    ("breath insomnia", 1, ("breath",)),
    ("yoga insomnia", 1, ("insomnia",)),  # as rare: the later
    ("insomnia yoga", 1, ("yoga",)),
    ("xyzzyq body breath", 2, ("xyzzyq",)),
    ("xyzzyq zzyxq", 0, ("xyzzyq", "zzyxq")),
    ('"yoga of the body" breath', 1, ("breath",)),
    ('"body yoga" breath', 0, ()),
    ('"yoga of the body" "breath and body"', 0, ()),
]


@pytest.mark.parametrize(("typed", "number", "left_out"), LEFT_OUT)
def test_where_no_summary_has_all_words_the_commonest_is_left_out(
    alliance, other, three, typed, number, left_out
):
    result = find(typed, lambda keys: keys)
    assert (len(result.keys), result.left_out) == (number, left_out)


# ten with “breath” are worth a look although a word is missing, eleven are not
@pytest.mark.parametrize(
    ("typed", "more", "number", "nowhere", "others"),
    [
        ("autistic breath", 8, 10, (), ""),
        ("autistic breath", 9, 0, ("autistic",), "breath"),
        ("breath body autistic", 9, 0, ("autistic",), "breath body"),
        ("breath yoga", 9, 1, (), ""),
        ("autistic breath xyzzyq", 9, 0, ("autistic", "xyzzyq"), "breath"),
        ("autistic breath xyzzyq", 0, 2, (), ""),
        ("autistic xyzzyq", 9, 0, (), ""),
    ],
)
def test_a_long_list_of_the_commonest_word_is_no_answer(
    alliance, other, three, typed, more, number, nowhere, others
):
    for _one in range(more):
        make_summary(title="Breath and body once more", text="<p>Asked of thirty.</p>")
    result = find(typed, lambda keys: keys)
    assert (len(result.keys), result.nowhere, result.others) == (number, nowhere, others)
    if others:
        assert find(others, lambda keys: keys).keys


def test_a_word_is_offered_as_it_was_typed_a_name_as_it_is_written(alliance, other):
    assert find("insomniac", lambda keys: keys).offered == "insomnia"
    assert find("Insomniac", lambda keys: keys).offered == "Insomnia"
    assert find("cuypers", lambda keys: keys).meant == "Cuijpers"


def test_what_nobody_may_read_holds_no_word_back(alliance, other, three):
    """“breath” stands in one summary that may be read, “body” in two."""
    _one, two, hidden = (summary.pk for summary in three)
    result = find("yoga breath", lambda keys: [key for key in keys if key in (two, hidden)])
    assert (set(result.keys), result.left_out) == ({two, hidden}, ("yoga",))


class TestSynonyms:
    """Those that a network begins with, and what an editor does to them."""

    @pytest.mark.parametrize(
        "typed",
        [
            *("ACT", "act", "acceptance and commitment therapy", "Acceptance & Commitment Therapy"),
            *("thérapie d'acceptation et d’engagement", "acceptance/commitment therapy"),
            *("no-shows", "no shows", "noshow", "missed appointments", "rendez-vous manqués"),
            *("OQ-45", "OQ45", "oq 45", "outcome questionnaire"),
            *("deuil", "bereavement", "grieving", "chagrin et deuil"),
        ],
    )
    def test_one_finds_the_others(self, typed):
        texts = [
            "Acceptance and commitment therapy for pain",
            "A missed appointment, a missed chance",
            "The Outcome Questionnaire, read anew",
            "Grief takes its time",
        ]
        made = [make_summary(title=text, text="<p>n/a</p>").pk for text in texts]
        expected = {"a": made[0], "t": made[0], "n": made[1], "m": made[1], "r": made[1]}
        expected |= {"o": made[2], "d": made[3], "b": made[3], "g": made[3], "c": made[3]}
        assert found(typed)[:1] == [expected[typed[0].lower()]]

    def test_what_was_typed_comes_first(self):
        french = make_summary(title="Le deuil", text="<p>n/a</p>")
        bereaved = make_summary(title="Bereavement", text="<p>n/a</p>")
        grieving = make_summary(title="Grief", text="<p>n/a</p>")
        for typed, first in {"deuil": french, "bereavement": bereaved, "grief": grieving}.items():
            assert found(typed)[0] == first.pk, typed
            assert set(found(typed)) == {french.pk, bereaved.pk, grieving.pk}

    @pytest.mark.parametrize("typed", ["boulimie", "bulimia", "Boulimie chez l’adulte"])
    def test_what_means_the_same_comes_before_what_is_near(self, typed):
        """Were the two alike, the newer would come first, or the shorter."""
        bulimia = make_summary(title="Bulimia in adults: what helps", text="<p>n/a</p>")
        near = make_summary(title="Anorexia in adults", text="<p>n/a</p>")
        assert found(typed) == [bulimia.pk, near.pk]

    def test_a_line_of_a_set_is_one_meaning(self):
        SynonymSet.objects.create(phrases="yoga = asana practice\nqigong")
        yoga = make_summary(title="Yoga and breath, week by week", text="<p>n/a</p>")
        qigong = make_summary(title="Qigong", text="<p>n/a</p>")
        assert found("asana practice") == [yoga.pk, qigong.pk]
        assert found("qigong") == [qigong.pk, yoga.pk]

    def test_a_misspelt_word_has_its_synonyms(self, other):
        make_summary(title="Sommeil", text="<p>n/a</p>")
        assert find("insomina", lambda keys: keys).meant == "Insomnia"
        assert len(found("insomina")) == 2

    def test_words_of_two_sets_are_found_together(self):
        both = make_summary(title="Bereaved children", text="<p>n/a</p>")
        make_summary(title="Bereaved adults", text="<p>n/a</p>")
        make_summary(title="Happy children", text="<p>n/a</p>")
        assert found("le deuil chez l’enfant") == [both.pk]

    def test_a_change_takes_effect_at_once(self, other):
        assert found("slumber") == []
        row = SynonymSet.objects.create(phrases="insomnia\nslumber\ndeep rests")
        assert found("slumber") == found("a deep rest") == [other.pk]
        row.phrases = "insomnia\nslumbers"
        row.save()
        assert (found("slumber"), found("deep rest")) == ([other.pk], [])
        row.delete()
        assert found("slumber") == []

    def test_a_topic_is_found_by_its_name_in_the_other_language(self):
        name = TopicName.objects.get(term__slug="training", language="fr")
        name.name = "Apprentissage (du métier)"
        name.save()
        untagged = make_summary(title="Years of training", text="<p>n/a</p>")
        assert found("apprentissage") == [untagged.pk]

    def test_a_quotation_has_no_synonyms(self, other):
        assert found('"sommeil"') == []


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


def test_a_translation_is_found_from_its_publication_on():
    summary = make_summary(make_issue("2018-06"), "Endings are talked about early")
    french = summary.get_translations().get(locale__language_code="fr").specific
    # as the desk leaves what was begun from an alias: its words are said to be the original's
    french.alias_of = None
    french.title = "Parler tôt de la séparation"
    french.save()
    Summary.objects.get(pk=french.pk).save_revision().publish()
    assert found("séparation") == [french.pk]
