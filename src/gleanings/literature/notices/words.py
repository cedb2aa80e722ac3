"""What was published about an article, in words for therapists."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext

from gleanings.literature.dates import date_format
from gleanings.literature.notices.kinds import NoticeKind
from gleanings.literature.notices.statements import DAY, Statement, Status

RETRACTION_WATCH = "Retraction Watch"
TITLE = "title"
"""The source of a retraction that nothing but the title of an article here tells."""

MARKS = {
    Status.RETRACTED: gettext_lazy("Article retracted"),
    Status.CONCERN: gettext_lazy("Expression of concern"),
    Status.CORRECTED: gettext_lazy("Article corrected"),
}
"""As lists say it beside a title."""

_DATED = {
    NoticeKind.RETRACTION: gettext_noop(
        "This article was retracted %(when)s: its results should not be relied on."
    ),
    NoticeKind.CONCERN: gettext_noop(
        "An expression of concern about this article was published %(when)s: there are doubts "
        "about it that are not settled. Be cautious with its results."
    ),
    NoticeKind.CORRECTION: gettext_noop(
        "A correction to this article was published %(when)s: something in it is not as it was "
        "first published."
    ),
    NoticeKind.REINSTATEMENT: gettext_noop(
        "This article was reinstated %(when)s: its retraction was taken back."
    ),
}
_UNDATED = {
    NoticeKind.RETRACTION: gettext_noop(
        "This article was retracted: its results should not be relied on."
    ),
    NoticeKind.CONCERN: gettext_noop(
        "An expression of concern about this article was published: there are doubts about it that "
        "are not settled. Be cautious with its results."
    ),
    NoticeKind.CORRECTION: gettext_noop(
        "A correction to this article was published: something in it is not as it was first "
        "published."
    ),
    NoticeKind.REINSTATEMENT: gettext_noop(
        "This article was reinstated: its retraction was taken back."
    ),
}
_NOTICES = {
    NoticeKind.RETRACTION: gettext_lazy("The notice of retraction"),
    NoticeKind.CONCERN: gettext_lazy("The expression of concern"),
    NoticeKind.CORRECTION: gettext_lazy("The correction"),
    NoticeKind.REINSTATEMENT: gettext_lazy("The notice of reinstatement"),
}
_LISTED_BY_MISTAKE = {
    NoticeKind.RETRACTION: gettext_lazy(
        "%(source)s tells of a retraction of this article. The editors found on %(day)s that this "
        "is a mistake."
    ),
    NoticeKind.CONCERN: gettext_lazy(
        "%(source)s tells of an expression of concern about this article. The editors found on "
        "%(day)s that this is a mistake."
    ),
    NoticeKind.CORRECTION: gettext_lazy(
        "%(source)s tells of a correction to this article. The editors found on %(day)s that this "
        "is a mistake."
    ),
    NoticeKind.REINSTATEMENT: gettext_lazy(
        "%(source)s tells that this article was reinstated. The editors found on %(day)s that this "
        "is a mistake."
    ),
}
_CAUTIONS = {
    Status.RETRACTED: gettext_lazy(
        "These were drawn from an article that has been retracted since: do not rely on them by "
        "themselves."
    ),
    Status.CONCERN: gettext_lazy(
        "These were drawn from an article that there are open doubts about: be cautious with them."
    ),
}


class LookedUp(Protocol):
    """`gleanings.literature.models.Lookup`."""

    source: str
    at: dt.datetime


class Judged(Protocol):
    """`gleanings.literature.models.Notice`."""

    kind: str
    source: str
    judged_at: dt.datetime | None


class Words(NamedTuple):
    """A statement as a page says it."""

    kind: str
    sentence: str
    link: str
    """What the address of the notice is called."""
    url: str
    learned: str
    """Who told, and when it was learned from each."""


def in_words(statement: Statement) -> Words:
    return Words(
        kind=statement.kind,
        sentence=sentence_of(statement),
        link=str(_NOTICES[statement.kind]),
        url=statement.url,
        learned=learned_in_words(statement),
    )


def sentence_of(statement: Statement) -> str:
    """“This article was retracted on May 3, 2026: its results should not be relied on.”"""
    if statement.date:
        return _(_DATED[statement.kind]) % {"when": when(statement.date)}
    return _(_UNDATED[statement.kind])


def mark_of(status: Status) -> str:
    """“Article retracted”; nothing where nothing was published."""
    return str(MARKS.get(status, ""))


def caution_of(status: Status) -> str:
    """What stands above practice implications, and before they are quoted."""
    return str(_CAUTIONS.get(status, ""))


def marked(title: str, status: Status) -> str:
    """A title in places that have no room for more: of a browser, a feed, a search engine.

    A correction is said beside it instead: it seldom touches what an article comes to.
    """
    if status not in _CAUTIONS:
        return title
    return _("[%(mark)s] %(title)s") % {"mark": mark_of(status), "title": title}


def when(date: str) -> str:
    """“on May 3, 2026”, “in May 2026”, “in 2026”, as it stands within a sentence."""
    try:
        if len(date) == DAY:
            day = date_format(dt.date.fromisoformat(date), "DATE_FORMAT")
            return pgettext("a notice was published", "on %(day)s") % {"day": day}
        if len(date) == len("2026-05"):
            month = date_format(dt.date.fromisoformat(f"{date}-01"), "YEAR_MONTH_FORMAT")
            return pgettext("a notice was published", "in %(month)s") % {"month": month}
    except ValueError:  # the thirtieth of February
        pass
    return pgettext("a notice was published", "in %(year)s") % {"year": date[:4]}


def learned_in_words(statement: Statement) -> str:
    """“Learned from PubMed on May 4, 2026, and from Crossref on May 5, 2026.”"""
    told = [_from(one.source, timezone.localdate(one.at)) for one in statement.learned]
    *rest, last = told
    listed = _("%(first)s, and %(last)s") % {"first": ", ".join(rest), "last": last}
    return _("Learned %(told)s.") % {"told": listed if rest else last}


def not_listed_in_words(lookups: Iterable[LookedUp]) -> str:
    """Of an article that nothing was published about, as far as anybody was asked; else nothing.

    “Retraction, correction, expression of concern: not listed in PubMed of May 4, 2026.” Nobody can
    say more: what a source has not heard of yet, it does not list.
    """
    asked = [
        _in(one.source, date_format(timezone.localdate(one.at), "DATE_FORMAT")) for one in lookups
    ]
    if not asked:
        return ""
    *rest, last = asked
    listed = _("%(first)s, nor %(last)s") % {"first": ", ".join(rest), "last": last}
    return _("Retraction, correction, expression of concern: not listed %(where)s.") % {
        "where": listed if rest else last
    }


def mistaken_in_words(notices: Iterable[Judged]) -> list[str]:
    """“PubMed lists a retraction of this article. The editors found on May 6, 2026 that this is a
    mistake.” One sentence for each notice that an editor does not believe."""
    return [
        _LISTED_BY_MISTAKE[NoticeKind(one.kind)]
        % {
            "source": _("Its title") if one.source == TITLE else one.source,
            "day": date_format(timezone.localdate(one.judged_at), "DATE_FORMAT"),
        }
        for one in notices
    ]


def _in(source: str, day: str) -> str:
    if source == RETRACTION_WATCH:
        return _("in Retraction Watch’s table of %(day)s") % {"day": day}
    return pgettext("not listed", "in %(source)s of %(day)s") % {"source": source, "day": day}


def _from(source: str, day: dt.date) -> str:
    told = {"source": source, "day": date_format(day, "DATE_FORMAT")}
    if source == TITLE:
        return _("from the article’s title on %(day)s") % told
    return (_("from %(source)s on %(day)s") if source else _("on %(day)s")) % told
