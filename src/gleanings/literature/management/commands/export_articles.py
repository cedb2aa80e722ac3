"""``gleanings export_articles``: the articles as RIS, BibTeX, CSL-JSON or CSV."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import BaseCommand

from gleanings.literature.models import Article
from gleanings.literature.styles import EXPORTS, Item, article_item
from gleanings.literature.styles.table import csv_table


class Command(BaseCommand):
    help = (
        "Write every article's citation to the standard output, without abstracts. "
        "Example: gleanings export_articles --form csv > articles.csv"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--form", choices=[*EXPORTS, "csv"], default="ris")

    def handle(self, *args: Any, **options: Any) -> None:
        form: str = options["form"]
        write: Callable[[list[Item]], str] = csv_table if form == "csv" else EXPORTS[form].write
        items = [
            article_item(one) | ({"PMID": one.pmid} if one.pmid else {})
            for one in Article.objects.order_by("pk").iterator()
        ]
        self.stdout.write(write(items), ending="")
