"""An editor brings a whole site in: how long each answer takes, of the upload and of each step.

An export of WordPress with a thousand posts; another size with GLEANINGS_BENCH_POSTS.
"""

import os
import time
from collections.abc import Iterator
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.timing import print_table, shown

POSTS = int(os.environ.get("GLEANINGS_BENCH_POSTS", "1000"))
DRAFTS = 50  # so many of the last steps are timed; they are all alike


def main() -> None:
    with TemporaryDirectory() as folder:
        os.environ["GLEANINGS_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
        import django

        django.setup()
        print_table(f"Import of an export with {POSTS} posts", ["", "median", "longest"], rows())


def rows() -> list[list[str]]:
    from django.contrib.auth import get_user_model
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.create_superuser("bench", "bench@example.org"))
    client.get("/admin/digest/import/")
    export = wordpress_export(POSTS).encode()
    file = SimpleUploadedFile("export.xml", export)
    sent, answer = timed(client.post, "/admin/digest/import/", {"file": file, "language": "en"})
    address = answer["Location"]
    shown_in, _page = timed(client.get, address)
    apart, _told = timed(client.post, address, headers={"accept": "application/json"})
    reading, drafts = [], []
    while len(drafts) < min(DRAFTS, POSTS):
        took, told = timed(client.post, address, headers={"accept": "application/json"})
        (drafts if told.json()["done"] and reading_is_over(told.json()) else reading).append(took)
    size = f"{len(export) / 1e6:.1f} MB"
    return [
        [f"upload of {size}, until it answers", shown(sent), shown(sent)],
        ["the page with the bar", shown(shown_in), shown(shown_in)],
        ["taken apart into posts", shown(apart), shown(apart)],
        ["ten posts read", shown(median(reading)), shown(max(reading))],
        ["one draft made", shown(median(drafts)), shown(max(drafts))],
        ["all posts read", shown(sum(reading)), ""],
    ]


def reading_is_over(told: dict[str, Any]) -> bool:
    return told["finished"] or told["words"].startswith("Drafts")


def timed(call: Any, *args: Any, **kwargs: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = call(*args, **kwargs)
    return time.perf_counter() - started, answer


def wordpress_export(posts: int) -> str:
    """An export of the blog that Gleanings replaces, if it were of WordPress; all is invented."""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title>\n'
        + "\n".join(_items(posts))
        + "\n</channel></rss>\n"
    )


def _items(posts: int) -> Iterator[str]:
    from django.utils.html import strip_tags

    from benchmarks.archive.generate import archive
    from gleanings.literature.models import Article
    from gleanings.literature.styles import apa_text, article_item

    summaries = ((s, i["month"]) for i in archive(posts, 7) for s in i["summaries"])
    for number, (summary, month) in enumerate(summaries, 1):
        assert summary["article"]
        citation = apa_text(article_item(Article(**summary["article"])))
        paragraphs = summary["text_html"].split("</p>")
        text = "\n\n".join(strip_tags(p).strip() for p in paragraphs if strip_tags(p).strip())
        advice = "\n".join(f"<li>{line}</li>" for line in summary["implications"])
        yield (
            f"<item><title><![CDATA[{summary['title']}]]></title>\n"
            f"<link>https://old.example.org/{number}/</link>\n<content:encoded><![CDATA["
            f"<em>{citation}</em>\n\n{text}\n\n<strong>Practice Implications</strong>\n"
            f"<ul>\n{advice}\n</ul>]]></content:encoded>\n<wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>{month}-09 09:00:00</wp:post_date><wp:status>publish</wp:status>"
            "<wp:post_type>post</wp:post_type></item>"
        )
