"""A site of its own with an issue of this month and subscribers, for what measures delivery."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent.parent


def environment(folder: Path, port: int, database: str = "") -> dict[str, str]:
    """What a process of the site is started with; mail goes to the port on this machine."""
    others = {name: value for name, value in os.environ.items() if "GLEANINGS_" not in name}
    return {
        **others,
        "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        "GLEANINGS_DATA": str(folder),
        "GLEANINGS_DATABASE_URL": database,
        "GLEANINGS_EMAIL_HOST": "127.0.0.1",
        "GLEANINGS_EMAIL_PORT": str(port),
        "GLEANINGS_EMAIL_TLS": "0",
        "GLEANINGS_EMAIL_PER_MINUTE": "0",
        "GLEANINGS_LOG_LEVEL": "ERROR",
    }


@contextmanager
def a_sink(folder: Path, seconds: float = 0.0) -> Iterator[tuple[int, Path]]:
    """Port and file of a sink in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = folder / "taken.txt"
    command = [sys.executable, "-m", "benchmarks.mail_sink", str(port), str(file), str(seconds)]
    process = subprocess.Popen(command, cwd=HERE)
    try:
        for _attempt in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port, file
    finally:
        process.kill()
        process.wait()


def set_up(folder: Path, port: int, database: str = "") -> None:
    """Make this process one of the site's, whose database is new."""
    os.environ.update(environment(folder, port, database))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def publish_an_issue(subscribers: int) -> None:
    """An issue of this month with three summaries, and so many who get all of it."""
    from django.utils import timezone

    from gleanings.delivery.mailings import begin
    from gleanings.delivery.models import Kind, Mailing, Subscriber
    from gleanings.digest.models import Home, ResearchType, Topic
    from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
    from gleanings.literature.models import Article

    month = timezone.localdate().replace(day=1)
    home = Home.objects.get(locale__language_code="en")
    issue, _ = get_or_add_issue(home, month, "This month: what three studies found.")
    issue.latest_revision.publish()
    for number in range(3):
        record = SummaryRecord(
            title=f"What study {'abc'[number]} found, said in one sentence as long as others",
            text="<p>What was asked and found.</p>",
            implications=["<p>Ask your clients how therapy is going, and listen.</p>"] * 2,
            articles=[Article.objects.create(title=f"Study {number}", year=2026)],
            topics=Topic.objects.filter(slug="empathy"),
            research_types=ResearchType.objects.filter(slug="meta-analysis"),
        )
        add_summary(issue, record).latest_revision.publish()
    now = timezone.now()
    Subscriber.objects.bulk_create(
        [
            Subscriber(
                address=f"reader{number}@example.org",
                same_address=f"reader{number}@example.org",
                language="en" if number % 3 else "fr",
                consent_at=now,
                consent_source="list",
            )
            for number in range(subscribers)
        ],
        batch_size=1000,
    )
    Mailing.objects.all().delete()  # begun when the issue was still empty
    begin(Kind.ISSUE, issue)
