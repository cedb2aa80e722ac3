"""What search looks in: the words of each published summary, and all words that occur."""

from django.db import models

from gleanings.digest.models.summary import Summary


class SearchEntry(models.Model):
    """The words of a summary as search compares them: without accents, each cut to its stem.

    One for each published original or translation; an alias has its original's words. The database
    keeps its own full-text index of these columns up to date (see the migration), so that rows may
    be written, changed and deleted in any way. Columns stand in the order of their weight.
    """

    shows_nothing_new = True  # to readers

    summary = models.OneToOneField(
        Summary, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    title = models.TextField()
    implications = models.TextField()
    terms = models.TextField(help_text="Names of topics and research types, in every language.")
    article = models.TextField(help_text="Titles of the articles.")
    names = models.TextField(help_text="Authors, editors, journals, years, DOIs.")
    studied = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"words of summary {self.summary_id}"


class SearchWord(models.Model):
    """A word that occurs in summaries: what a misspelt word may have meant."""

    shows_nothing_new = True  # to readers

    word = models.CharField(max_length=40, primary_key=True, help_text="Without accents.")
    shown = models.CharField(max_length=60, help_text="As it is written.")

    def __str__(self) -> str:
        return self.shown
