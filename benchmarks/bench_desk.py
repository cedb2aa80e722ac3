"""The desk with a hundred thousand candidates in SQLite: a decision, the page, ranking anew.

The database is made once, in var/bench, and kept; another size with GLEANINGS_BENCH_CANDIDATES.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import numpy as np

from benchmarks.timing import print_table, shown

CANDIDATES = int(os.environ.get("GLEANINGS_BENCH_CANDIDATES", "100000"))
DECIDED, TAKEN = 2_000, 200
WORDS, VOCABULARY = 180, 40_000
REPEATS = 30
AT_ONCE = 2_000
FOLDER = Path("var") / "bench" / f"desk-{CANDIDATES}"


def main() -> None:
    os.environ["GLEANINGS_DATA"] = str(FOLDER)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    import django

    django.setup()
    prepare()
    rows = [*ranking(), *pages(), *decisions(), *admitting()]
    print_table(
        f"The desk with {CANDIDATES:,} candidates, {DECIDED:,} decided on, processor time",
        ["", "median", "p95"],
        rows,
    )


def prepare() -> None:
    from django.core.management import call_command

    from gleanings.desk.models import Candidate

    call_command("migrate", verbosity=0)
    if Candidate.objects.count() >= CANDIDATES:
        return
    print(f"Making {CANDIDATES} candidates …", flush=True)
    rng = np.random.default_rng(1)
    words = np.array([f"word{number}" for number in range(VOCABULARY)])
    often = 1 / np.arange(1, VOCABULARY + 1)
    for begin in range(0, CANDIDATES, AT_ONCE):
        drawn = rng.choice(words, (AT_ONCE, WORDS), p=often / often.sum())
        _store(begin, [" ".join(row) for row in drawn])
    _decide()


def _store(begin: int, texts: list[str]) -> None:
    from gleanings.desk.models import Candidate
    from gleanings.literature.models import Article

    articles = Article.objects.bulk_create(
        Article(title=text[:80], abstract=text, citation=f"{begin + number}")
        for number, text in enumerate(texts)
    )
    Candidate.objects.bulk_create(Candidate(article=article) for article in articles)


def _decide() -> None:
    from gleanings.desk.models import Candidate, Decision, Verdict

    chosen = list(Candidate.objects.all()[:DECIDED])
    for number, candidate in enumerate(chosen):
        taken = number < TAKEN
        candidate.verdict = Verdict.TAKE_UP if taken else Verdict.NOT_FOR_US
    Candidate.objects.bulk_update(chosen, ["verdict"])
    Decision.objects.bulk_create(Decision(candidate=one, verdict=one.verdict) for one in chosen)


def ranking() -> list[list[str]]:
    from gleanings.desk import reranking

    first = _times(reranking.rerank, 1)
    return [
        _row("ranking in a process that has just started", first),
        _row("ranking after a decision", _times(reranking.rerank, 5)),
    ]


def pages() -> list[list[str]]:
    client = _signed_in()
    return [
        _row(name, _times(lambda address=address: client.get(address), REPEATS))
        for name, address in (
            ("the page", "/admin/desk/"),
            ("the page, with filters", "/admin/desk/?language=en&since=2020-01-01"),
        )
    ]


def decisions() -> list[list[str]]:
    """Without the ranking that follows, which waits until the answer is given."""
    from gleanings.desk.models import Candidate, Ranking

    client = _signed_in()
    keys = iter(int(key) for key in Ranking.current().keys[50:])

    def decide() -> None:
        candidate = Candidate.objects.get(pk=next(keys))
        form = {"verdict": "later", "version": candidate.version}
        client.post(f"/admin/desk/{candidate.pk}/decide/", form, headers={"HX-Request": "true"})

    from gleanings.desk import reranking_soon

    reranking_soon._wake = lambda: None
    return [_row("a decision", _times(decide, REPEATS))]


def admitting() -> list[list[str]]:
    from gleanings.desk.admitting import admit
    from gleanings.literature.models import Article

    some = list(Article.objects.all()[:200])
    return [_row("topics and types proposed for 200 that come in", _times(lambda: admit(some), 3))]


def _signed_in() -> object:
    from django.contrib.auth.models import User
    from django.test import Client

    user, _ = User.objects.get_or_create(
        username="bench", defaults={"is_superuser": True, "is_staff": True}
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _times(work: Callable[[], object], repeats: int) -> list[float]:
    spent = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return spent


def _row(name: str, times: list[float]) -> list[str]:
    last = quantiles(times, n=20)[-1] if len(times) >= 20 else None
    return [name, shown(median(times)), shown(last)]


if __name__ == "__main__":
    main()
