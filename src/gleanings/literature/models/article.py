"""The Article: a published paper as a bibliographic record."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from gleanings.literature.identifiers import normalise_doi
from gleanings.literature.notices.statements import Statement, Status, statements_of, status_of
from gleanings.literature.notices.words import mistaken_in_words, not_listed_in_words
from gleanings.literature.titles import title_key


class ArticleType(models.TextChoices):
    """CSL's own names, so that exports need no table."""

    JOURNAL_ARTICLE = "article-journal", _("journal article")
    CHAPTER = "chapter", _("book chapter")
    BOOK = "book", _("book")
    REPORT = "report", _("report")
    THESIS = "thesis", _("thesis")
    DOCUMENT = "document", _("other")


class _WhereKnown(index.SearchField):
    """What is not known is no word; PostgreSQL's index would have it as “None”."""

    def get_value(self, obj: Any) -> Any:
        return super().get_value(obj) or ""


class Article(index.Indexed, models.Model):
    """A published paper as a bibliographic record.

    ``authors`` and ``editors`` are lists of ``{"family": …, "given": …}``, or of
    ``{"literal": …}`` for a group. ``date`` is an ISO date as far as it is known: ``2017-12-21``,
    ``2017-12`` or empty, where the year alone is known.

    What only the desk sees, and no reader, is the abstract and everything below it. An article
    that came in by an import or a harvest is seen by no reader until a summary is about it.
    """

    title = models.CharField(_("title"), max_length=1000)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    authors_left_out = models.BooleanField(
        _("authors are left out"),
        default=False,
        help_text=_("The citation names the first authors and the last, with “…” between them."),
    )
    et_al = models.BooleanField(
        _("more authors follow"),
        default=False,
        help_text=_("The citation names the first authors alone, and “et al.” after them."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    date = models.CharField(_("date"), max_length=10, blank=True)
    type = models.CharField(
        _("type"),
        max_length=20,
        choices=ArticleType.choices,
        default=ArticleType.JOURNAL_ARTICLE,
    )
    container = models.CharField(_("journal or book"), max_length=500, blank=True)
    volume = models.CharField(_("volume"), max_length=50, blank=True)
    issue = models.CharField(_("number"), max_length=50, blank=True)
    pages = models.CharField(_("pages"), max_length=100, blank=True)
    editors = models.JSONField(_("editors"), default=list, blank=True)
    edition = models.CharField(_("edition"), max_length=50, blank=True)
    chapter = models.CharField(_("chapter number"), max_length=20, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    doi = models.CharField(_("DOI"), max_length=300, unique=True, null=True, blank=True)
    pmid = models.CharField(_("PMID"), max_length=10, unique=True, null=True, blank=True)
    url = models.URLField(_("web address"), max_length=1000, blank=True)
    free_at = models.URLField(
        _("free to read at"),
        max_length=1000,
        blank=True,
        help_text=_("Where anybody may read the whole text."),
    )
    advance_online = models.BooleanField(_("advance online publication"), default=False)
    citation = models.TextField(
        _("citation"),
        blank=True,
        help_text=_("As it was pasted or imported."),
    )
    abstract = models.TextField(
        _("abstract"),
        blank=True,
        help_text=_("For the desk alone: it is never published."),
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("Its code, such as en or fr.")
    )
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    publication_types = models.JSONField(_("kinds of publication"), default=list, blank=True)
    original_title = models.CharField(_("original title"), max_length=1000, blank=True)
    pmcid = models.CharField("PMCID", max_length=15, blank=True)
    identifiers = models.JSONField(default=dict, blank=True)
    # who says so, by field; under “*” whoever told of the article first; empty where an editor did
    sources = models.JSONField(default=dict, blank=True)
    title_key = models.CharField(max_length=32, editable=False, default="", db_index=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("citation"),
        index.SearchField("container"),
        _WhereKnown("doi"),
        _WhereKnown("pmid"),
        index.AutocompleteField("title"),
        index.AutocompleteField("citation"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-year", "title"]
        indexes = [
            models.Index(fields=["-year"], name="article_by_year"),
            models.Index(fields=["language"], name="article_by_language"),
        ]

    def __str__(self) -> str:
        """“Love & Farber (2018). Its title”; without authors “Its title (2018)”."""
        return f"{self.short_name}. {self._name}" if self.short_authors else self.short_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.doi = normalise_doi(self.doi) if self.doi else None
        self.pmid = self.pmid or None
        self.title_key = title_key(self.title)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        super().clean()
        if self.doi:
            doi = normalise_doi(self.doi)
            if doi is None:
                raise ValidationError(
                    {
                        "doi": _("“%(doi)s” is not a DOI: one looks like 10.1002/cpp.2180.")
                        % {"doi": self.doi}
                    }
                )
            self.doi = doi
        if self.pmid and not (self.pmid.isascii() and self.pmid.isdecimal()):
            raise ValidationError(
                {"pmid": _("“%(pmid)s” is not a PMID: it is a number.") % {"pmid": self.pmid}}
            )

    @property
    def short_name(self) -> str:
        """“Love & Farber (2018)”; without authors its title, or what else is known of it."""
        if self.short_authors:
            return f"{self.short_authors} ({self.year or _('n.d.')})"
        return f"{self._name} ({self.year})" if self.year else self._name

    @property
    def _name(self) -> str:
        name = self.doi or (self.pmid and f"PMID {self.pmid}") or self.container
        return str(self.title or name or _("without a title"))

    def as_record(self) -> dict[str, Any]:
        """Its fields by the names of their columns, without its key, as JSON can hold them."""
        fields = (field for field in self._meta.concrete_fields if not field.primary_key)
        values = {field.attname: getattr(self, field.attname) for field in fields}
        made = self.created_at
        return values | {"created_at": made.isoformat() if made else None}

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What is to be said of it at this moment; of notices that are prefetched, no query."""
        return statements_of(self.notices.all(), self.doi) if self.pk else ()

    @property
    def not_listed(self) -> str:
        """Where it was looked up in vain, in words; empty where it was not, or where there is
        something to say of it."""
        if self.statements or not self.pk:
            return ""
        listed = {notice.source for notice in self.notices.all()}
        return not_listed_in_words(one for one in self.lookups.all() if one.source not in listed)

    @property
    def mistaken(self) -> list[str]:
        """What sources tell of it by mistake, as an editor found, in words."""
        return mistaken_in_words(one for one in self.notices.all() if one.is_mistaken)

    @property
    def status(self) -> Status:
        return status_of(self.statements)

    @property
    def is_retracted(self) -> bool:
        """Retracted by any source that is known, and not reinstated since."""
        return self.status == Status.RETRACTED

    @property
    def short_authors(self) -> str:
        """``Love & Farber``, ``Davis et al.``"""
        names = [name.get("family") or name.get("literal", "") for name in self.authors]
        if not names:
            return ""
        if len(names) > 2:
            return f"{names[0]} et al."
        return " & ".join(names)

    @property
    def doi_url(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else ""
