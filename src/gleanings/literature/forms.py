"""The article's form: paste a citation, and its fields fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from gleanings.literature.fetched import fetch_pasted, fields_of, what_alone_was_read
from gleanings.literature.models import Article
from gleanings.literature.names import NamesField
from gleanings.literature.pasted import read_pasted


class ArticleForm(WagtailAdminModelForm):
    """Fields left empty are read from the pasted citation; what was typed stays."""

    citation = forms.CharField(
        label=_("Citation"),
        required=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "data-citation": "",
                "data-citation-asks": _("Crossref and PubMed are asked for it …"),
            }
        ),
        help_text=_(
            "Paste it in APA, Vancouver, IEEE or MLA style, as RIS, BibTeX, nbib or CSL-JSON, or "
            "its DOI or PMID alone: the fields below fill in."
        ),
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=1000)
    authors = NamesField(label=_("Authors"), required=False)
    editors = NamesField(label=_("Editors"), required=False)

    class Meta:
        model = Article
        fields = [
            "citation",
            "title",
            "authors",
            "authors_left_out",
            "et_al",
            "year",
            "date",
            "container",
            "volume",
            "issue",
            "pages",
            "doi",
            "pmid",
            "advance_online",
            "type",
            "editors",
            "edition",
            "chapter",
            "publisher",
            "url",
            "free_at",
            "abstract",
            "language",
        ]

    class Media:
        js = ["literature/citation.js"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        only = ""
        if citation := cleaned.get("citation"):
            pasted = read_pasted(citation)
            # with a title the page brought the rest already, or the editor typed it
            fetched = None if cleaned.get("title") else fetch_pasted(pasted)
            for field, value in fields_of(pasted, fetched).items():
                if not cleaned.get(field) and field not in self.errors:
                    cleaned[field] = value
            only = what_alone_was_read(pasted, fetched)
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", only or _("Give the article's title."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """What somebody changes is from no source any more."""
        self.instance.sources |= {
            name: ""
            for name in self.changed_data
            if name in self.instance.sources or "*" in self.instance.sources
        }
        return super().save(commit)

    def _post_clean(self) -> None:
        # an existing article is better chosen than made twice
        super()._post_clean()
        for name in ("doi", "pmid"):
            if not self.has_error(name, "unique"):
                continue
            existing = Article.objects.filter(**{name: getattr(self.instance, name)}).first()
            self.errors[name].clear()
            self.add_error(
                name,
                _("This article is already here: “%(article)s”. Search for it and choose it.")
                % {"article": existing},
            )
