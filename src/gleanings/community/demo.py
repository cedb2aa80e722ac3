"""The collection of the demo, on the alliance, and kits of it and of one of its summaries."""

from uuid import UUID

from gleanings.community.collecting.readables import KIND as COLLECTION
from gleanings.community.models import CollectedSummary, JournalClubKit, SummaryCollection
from gleanings.digest.models import Home, Summary
from gleanings.reader.readables import SUMMARY

KEY = UUID("aa60e5cc-eda9-5248-b4ef-b4acac78b0f6")
"""Always the same, as its files and its kit have it in their addresses."""
TITLES = {
    "en": "The alliance: five summaries for a seminar",
    "fr": "L’alliance\u202f: cinq résumés pour un séminaire",
}
INTRODUCTIONS = {
    "en": (
        "<p>How much does the relationship matter, and what can one do when it is strained? Read "
        "the first two for what goes with outcome, the third for what to do, the last two for whom "
        "it holds.</p>"
    ),
    "fr": (
        "<p>À quel point la relation compte-t-elle, et que faire quand elle se tend\u202f? Lisez "
        "les deux premiers pour ce qui va de pair avec les résultats, le troisième pour ce que "
        "l’on peut faire, les deux derniers pour savoir chez qui cela vaut.</p>"
    ),
}
HOLDS = [
    "alliance-goes-with-outcome-in-cbt-for-depression",
    "therapists-secure-in-themselves-form-better-relationships",
    "meet-anger-with-empathy-to-repair-a-rupture",
    "the-relationship-matters-for-medication-too",
    "cultural-humility-goes-with-better-therapy",
]


def store_demo_collection() -> None:
    home = Home.objects.get(locale__language_code="en")
    page = SummaryCollection(
        title=TITLES["en"],
        slug="the-alliance-for-a-seminar",
        translation_key=KEY,
        introduction=INTRODUCTIONS["en"],
        locale=home.locale,
        live=False,
    )
    known = {
        summary.slug: summary
        for summary in Summary.objects.filter(slug__in=HOLDS, locale=home.locale)
    }
    page.collected = [
        CollectedSummary(summary=known[slug], sort_order=place)
        for place, slug in enumerate(HOLDS)
        if slug in known
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    for alias in SummaryCollection.objects.filter(alias_of=page, locale__language_code="fr"):
        alias.alias_of = None
        alias.title, alias.introduction = TITLES["fr"], INTRODUCTIONS["fr"]
        alias.save()
        SummaryCollection.objects.get(pk=alias.pk).save_revision().publish()
    for kind, of in ((COLLECTION, page), (SUMMARY, known[HOLDS[0]])):
        JournalClubKit(kind=kind, key=str(of.translation_key)).let_stand(is_public=True)
