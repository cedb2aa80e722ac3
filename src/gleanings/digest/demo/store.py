"""Puts the demo content into an empty database; what is there already stays as it is."""

import datetime as dt

from django.db import transaction

from gleanings.digest import demo
from gleanings.digest.demo.records import (
    ArticleRecord,
    FindingRecord,
    IssueRecord,
    Translation,
)
from gleanings.digest.demo.records import SummaryRecord as DemoSummary
from gleanings.digest.findings.checking import recheck
from gleanings.digest.models import (
    Author,
    Finding,
    Home,
    Issue,
    PlainPage,
    ResearchType,
    Summary,
    Topic,
)
from gleanings.digest.models.finding import FindingState
from gleanings.digest.rich_text import sanitised
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.literature.articles import get_or_create_article
from gleanings.literature.models import Article, Notice
from gleanings.literature.storing.notices import add_notices


@transaction.atomic
def store_demo() -> bool:
    """Load the demo once. False if there were issues already, which are left alone."""
    if Issue.objects.exists():
        return False
    home = Home.objects.get(locale__language_code="en")
    _introduce_network()
    _store_plain_pages(home)
    for record in demo.issues():
        _store_issue(home, record)
    return True


def _introduce_network() -> None:
    network = demo.network()
    for home in Home.objects.select_related("locale"):
        language = home.locale.language_code
        home.title = network["name"].get(language, home.title)
        home.intro = f"<p>{network['intro'].get(language, '')}</p>"
        home.language_notice = network["language_notice"].get(language, "")
        home.save_revision().publish()


def _store_plain_pages(home: Home) -> None:
    """The network's own pages, and what they say in French in place of the aliases."""
    for record in demo.network()["plain_pages"]:
        page = PlainPage(
            title=record["title"]["en"],
            slug=record["slug"],
            text=record["text"]["en"],
            place=record["place"],
            subject=record["subject"],
            shows_authors=record["shows_authors"],
            locale=home.locale,
            live=False,
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        for alias in PlainPage.objects.filter(alias_of=page, locale__language_code="fr"):
            alias.alias_of = None
            alias.title, alias.text = record["title"]["fr"], record["text"]["fr"]
            alias.save()
            PlainPage.objects.get(pk=alias.pk).save_revision().publish()


def _store_issue(home: Home, record: IssueRecord) -> None:
    issue, _ = get_or_add_issue(
        home, dt.date.fromisoformat(f"{record['month']}-01"), record["teaser"].get("en", "")
    )
    summaries = [(_store_summary(issue, summary), summary) for summary in record["summaries"]]
    if record["state"] != "published":
        return
    issue.latest_revision.publish()
    for summary, _ in summaries:
        summary.latest_revision.publish()
    for summary, source in summaries:
        if "fr" in source:
            _translate(issue, record["teaser"].get("fr", ""))
            _translate_summary(summary, source["fr"])


def _store_summary(issue: Issue, record: DemoSummary) -> Summary:
    person = record["author"]
    author, _ = Author.objects.get_or_create(
        name=person["name"], defaults={"email": person["email"]}
    )
    articles = [_article(record["article"])] if record["article"] else []
    if "retracted" in record:
        add_notices(
            Notice(article=one, kind=Notice.Kind.RETRACTION, **record["retracted"])
            for one in articles
        )
    summary = add_summary(
        issue,
        SummaryRecord(
            title=record["title"],
            slug=record["slug"],
            studied=record["studied"],
            text=sanitised(record["text_html"]),
            implications=[f"<p>{text}</p>" for text in record["implications"]],
            bases=record.get("bases", ()),
            articles=articles,
            authors=[author],
            topics=Topic.objects.filter(slug__in=record["topics"]),
            research_types=ResearchType.objects.filter(slug__in=record["types"]),
        ),
    )
    if "findings" in record:
        _settle(summary, record["findings"])
    return summary


def _settle(summary: Summary, records: list[FindingRecord]) -> None:
    """Confirm these findings, in their order, and drop what else was proposed."""
    proposed = list(summary.findings.all())
    for finding in proposed:
        finding.state = FindingState.DROPPED
    settled = []
    for record in records:
        same = [finding for finding in proposed if finding.words == record["words"]]
        finding = same[0] if same else Finding()
        if same:
            proposed.remove(finding)
        for name, value in {**record, "state": FindingState.CONFIRMED}.items():
            setattr(finding, name, value)
        settled.append(finding)
    for place, finding in enumerate([*settled, *proposed]):
        finding.sort_order = place
    summary.findings.set([*settled, *proposed])
    recheck(summary)
    summary.save(clean=False)
    summary.save_revision(clean=False)


def _article(record: ArticleRecord) -> Article:
    return get_or_create_article(dict(record))[0]


def _translate(issue: Issue, teaser: str) -> None:
    translation = issue.get_translations().get(locale__language_code="fr").specific
    translation.alias_of = None
    translation.teaser = teaser
    translation.save_revision().publish()


def _translate_summary(summary: Summary, text: Translation) -> None:
    translation = summary.get_translations().get(locale__language_code="fr").specific
    translation.alias_of = None
    translation.title = text["title"]
    translation.studied = text["studied"]
    translation.text = sanitised(text["text_html"])
    for row, words in zip(translation.implications.all(), text["implications"], strict=True):
        row.text = f"<p>{words}</p>"
        row.save()
    translation.save()
    Summary.objects.get(pk=translation.pk).save_revision().publish()
