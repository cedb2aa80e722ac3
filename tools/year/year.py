"""A year of a network, through the doors that people use.

A fresh site is set up by its commands, and then worked on over HTTP alone: an old blog comes in,
twelve issues are written, corrected, approved, translated, published and mailed, articles are
decided on, one is retracted, readers rate and ask. After each month it is looked whether all holds
that must always hold (`tools.year.invariants`).
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from tools.year import content, desk, invariants, readers
from tools.year.own_site import OwnSite
from tools.year.person import Answer, Person

PASSWORD = "of-the-year-27-gleaned"  # noqa: S105
SECONDS_FOR_MAIL = 300
RETRACTED = 1
"""The number of the summary whose article is retracted."""
WITHDRAWN = 2

T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    months: int
    old_months: int
    subscribers: int
    candidates: int
    decisions: int


WHOLE = Size(months=12, old_months=60, subscribers=2000, candidates=500, decisions=60)
SHORT = Size(months=3, old_months=6, subscribers=60, candidates=40, decisions=12)


@dataclass
class Year:
    site: OwnSite
    size: Size
    faults: list[str] = field(default_factory=list)
    online: dict[int, str] = field(default_factory=dict)
    """By number, the title that readers see."""
    keys: dict[int, int] = field(default_factory=dict)
    """By number, the page."""
    left: set[str] = field(default_factory=set)
    """Addresses that get no mail any more."""
    written: int = 0
    other_database: str = ""
    """Where the restored site has its data; empty for SQLite."""

    def run(self) -> None:
        self.site.gleanings("migrate")
        self.site.gleanings(
            *("createsuperuser", "--noinput", "--username", "operator"),
            *("--email", "operator@example.net"),
            DJANGO_SUPERUSER_PASSWORD=PASSWORD,
        )
        blog = self.site.folder / "blog.txt"
        blog.write_text("\n".join(content.old_blog(self.size.old_months)), encoding="utf-8")
        self.site.gleanings("import_page", str(blog))
        with self.site.served():
            self._begin()
            for number in range(self.size.months):
                with told(f"month {number + 1}"):
                    self._month(number)
                    self._assert_what_holds(number)
        with told("backup, restore and copy"):
            self._leave_and_come_back()

    def _begin(self) -> None:
        operator = Person(self.site.url, "operator")
        operator.sign_in(PASSWORD)
        people = []
        for name, role in (("writer", "Writers"), ("reviewer", "Reviewers"), ("editor", "Editors")):
            desk.invite(operator, name, role)
            letter = soon(lambda name=name: self.site.post.to(f"{name}@example.org"))[-1]
            body = letter.get_body(("plain",))
            words = body.get_content() if body else ""
            people.append(desk.accept_invitation(self.site.url, name, words, PASSWORD))
        self.writer, self.reviewer, self.editor = people
        self.home = desk.home_of(self.editor)
        after = desk.upload(
            self.editor,
            "/admin/mail/subscribers/import/",
            "list.csv",
            content.subscribers(self.size.subscribers),
            date="2026-01-01",
            source="the list of before",
        )
        self._expect(f"added: {self.size.subscribers}" in words_of(after), "not all are subscribed")
        records = content.records(0, self.size.candidates)
        began = desk.upload(self.editor, "/admin/literature/import/", "found.ris", records)
        account = words_of(desk.go_on(self.editor, began))
        self._expect(f"New {self.size.candidates} " in account, f"not all came in: {account[:300]}")

    # --- a month ------------------------------------------------------------------------------
    def _month(self, number: int) -> None:
        month = month_after(number)
        issue = desk.begin_issue(self.editor, self.home, month, f"This month, number {number + 1}.")
        told_of = [self._written(issue) for _each in range(2)]
        late = self._late(issue) if number % 3 == 1 else None
        for place, one in enumerate(told_of):
            desk.submit(self.writer, self.keys[one])
            title = content.summary(one).title + (" today" if place else "")
            desk.approve_with_a_word_changed(self.reviewer, self.keys[one], title)
            self.online[one] = title
        self._expect(not self._reads(month), f"{month} is read before it is published")
        left = desk.publish_issue(self.editor, issue)
        self._expect(not late or any(late in one for one in left), f"nothing asks about “{late}”")
        self._translate(told_of[0], is_wrong=number % 3 == 0)
        self._what_readers_do(number, told_of)
        self._decide()
        if number == 1:
            self._correct(told_of[0])
            desk.withdraw(self.editor, self.keys[WITHDRAWN])
            del self.online[WITHDRAWN]
        if number == 2:
            self._retract()

    def _written(self, issue: int) -> int:
        number, self.written = self.written, self.written + 1
        self.keys[number] = desk.write_summary(self.writer, issue, content.summary(number))
        return number

    def _late(self, issue: int) -> str:
        """One that nobody submits: every word of it is hidden from readers."""
        words = content.late(self.written)
        desk.write_summary(self.writer, issue, words)
        return words.title

    def _translate(self, number: int, *, is_wrong: bool) -> None:
        key = self.keys[number]
        title = content.french_title(number)
        if is_wrong:
            page, after = desk.translate(self.editor, key, content.in_french(number, r=0.87))
            self._expect("was not published" in after.messages, "a wrong number is taken in French")
            self._expect(title not in self._feed("fr"), "what was refused is online in French")
            form = self.editor.get(f"/admin/pages/{page}/edit/")
            after = desk.bring_in_translation(self.editor, page, form, content.in_french(number))
        else:
            page, after = desk.translate(self.editor, key, content.in_french(number))
        self._expect("is published in" in after.messages, f"not translated: {after.messages}")
        self._expect(title in self._feed("fr"), f"“{title}” is not in the French feed")

    def _correct(self, number: int) -> None:
        title = self.online[number] + ", most of them"
        desk.correct(self.editor, self.keys[number], {"title": title}, "Not all of them did.")
        self.online[number] = title

    def _retract(self) -> None:
        desk.upload(
            self.editor,
            "/admin/literature/import-retractions/",
            "retractions.csv",
            content.retractions(RETRACTED),
        )
        page = self._page(RETRACTED)
        self._expect("etracted" in page.text, "a retraction does not show on its summary")

    def _one_leaves(self, number: int) -> None:
        """By the button of a mail program; and another's address is gone from here on."""
        address, gone = f"reader{2 * number}@example.org", f"reader{2 * number + 1}@example.org"
        letter = soon(lambda: self.site.post.mailings_to(address))[-1]
        soon(lambda: self.site.post.mailings_to(gone))
        readers.leave_by_one_click(Person(self.site.url), letter)
        self.site.post.refuses.add(gone)
        self.left |= {address, gone}

    def _decide(self) -> None:
        for turn in range(self.size.decisions // self.size.months):
            verdict = "take up" if turn == 0 else "not for us"
            soon(lambda verdict=verdict: desk.decide(self.editor, verdict))

    def _what_readers_do(self, number: int, told_of: list[int]) -> None:
        address = f"new{number}@example.org"
        reader = Person(self.site.url)
        readers.subscribe(reader, address)
        readers.confirm(reader, soon(lambda: self.site.post.to(address))[0])
        self._one_leaves(number)
        for relevance in range(1, 8):
            someone = Person(self.site.url)
            readers.rate(someone, self._page(told_of[0]).url, relevance)
        readers.ask(Person(self.site.url), f"What helps when somebody comes late, time {number}?")

    # --- what must hold -----------------------------------------------------------------------
    def _assert_what_holds(self, number: int) -> None:
        month = month_after(number)
        everybody = {f"reader{at}@example.org" for at in range(self.size.subscribers)} - self.left
        self._expect_mail(everybody, number + 1)
        seen = invariants.walk(self.site, ["/en/", "/fr/", "/sitemap.xml", "/api/v1/summaries"])
        self.faults += [f"{month}: {one}" for one in seen.broken]
        self.faults += [f"{month}: {path} shows what nobody approved" for path in seen.hidden]
        found = Person(self.site.url).get(f"/en/summaries/?q={content.HIDDEN}")
        self._expect(not found.soup.select(".items article"), "search finds what nobody approved")
        in_api = invariants.published_in_the_api(self.site)
        self._expect(
            set(self.online.values()) <= set(in_api),
            f"not in the API: {set(self.online.values()) - set(in_api)}",
        )
        self._expect(len(in_api) == len(self.online), f"the API has {len(in_api)} summaries")
        for one, title in self.online.items():
            page = self._page(one)
            self._expect(title in page.text.replace("&#x27;", "'"), f"“{title}” is not on its page")
            self._expect(
                content.result(one).words().split(",")[0] in page.text,
                f"the number of “{title}” is not on its page",
            )
        self.faults += [f"{month}: {line}" for line in invariants.wrong_in_the_log(self.site)]

    def _expect_mail(self, everybody: set[str], issues: int) -> None:
        """Each issue's to each once: whoever was there from the beginning has as many as came."""

        def all_served() -> bool:
            got = invariants.mails(self.site)
            return all(got[one] >= issues for one in everybody)

        soon(all_served)
        got = invariants.mails(self.site)
        too_many = sorted(one for one in {*everybody, *self.left} if got[one] > issues)
        self._expect(not too_many, f"{len(too_many)} got more than {issues} mails: {too_many[:3]}")

    def _leave_and_come_back(self) -> None:
        self.site.gleanings("backup", "--to", str(self.site.folder / "backups"))
        (backup,) = (self.site.folder / "backups").iterdir()
        other = OwnSite(self.site.folder / "other", self.other_database)
        other.gleanings("restore", str(backup))
        with other.served():
            there = invariants.published_in_the_api(other)
            self._expect(set(self.online.values()) == set(there), "a restored site is another")
        copy = self.site.folder / "copy"
        self.site.gleanings("export_static", str(copy))
        pages = [one.read_text() for one in copy.rglob("*.html")]
        self._expect(bool(pages), "the copy has no pages")
        self._expect(not any(content.HIDDEN in page for page in pages), "the copy shows too much")

    # --- looking ------------------------------------------------------------------------------
    def _page(self, number: int) -> Answer:
        reader = Person(self.site.url)
        address = invariants.published_in_the_api(self.site)[self.online[number]]["page"]
        return reader.get(str(address))

    def _feed(self, language: str) -> str:
        return Person(self.site.url).get(f"/{language}/feed.atom").text

    def _reads(self, month: str) -> bool:
        return Person(self.site.url).session.get(f"{self.site.url}/en/{month}/").status_code == 200

    def _expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def words_of(page: Answer) -> str:
    main = page.soup.select_one("main")
    return " ".join(main.get_text(" ").split()) if main else ""


def month_after(number: int) -> str:
    """From two months ago on: older issues are not mailed."""
    today = dt.date.today()
    months = today.year * 12 + today.month - 3 + number
    return f"{months // 12}-{months % 12 + 1:02d}"


def soon(look: Callable[[], T]) -> T:
    """What it finds, as soon as it finds anything."""
    ends = time.monotonic() + SECONDS_FOR_MAIL
    while time.monotonic() < ends:
        if found := look():
            return found
        time.sleep(0.5)
    raise TimeoutError("What was waited for has not come.")


@contextmanager
def told(what: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"{what} …", end=" ", flush=True)
    yield
    print(f"{time.monotonic() - began:.0f} s", flush=True)
