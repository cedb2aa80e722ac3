"""What an editor fills in: the form and the panels of each model.

They are attached when the app is ready, so that the models know nothing of the desk.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from gleanings.digest.admin.forms import IssueForm, ReaderPageForm, SummaryForm, TermForm
from gleanings.digest.admin.notices import ArticleNoticesPanel
from gleanings.digest.admin.panels import (
    CorrectionPanel,
    FindingsPanel,
    GoesOnlinePanel,
    NumbersPanel,
)
from gleanings.digest.admin.phrases_widget import PhrasesWidget
from gleanings.digest.models import Finding, Home, Issue, PlainPage, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.models.summary import PracticeImplication, SummaryArticle, SummaryAuthor
from gleanings.digest.models.terms import ControlledTerm

HOME = [
    *ReaderPage.content_panels,
    FieldPanel("intro"),
    FieldPanel("language_notice"),
]

PLAIN_PAGE = [
    *ReaderPage.content_panels,
    FieldPanel("text"),
    FieldPanel("subject"),
    FieldPanel("shows_authors"),
    FieldPanel("place"),
]

ISSUE = [
    FieldPanel("month"),
    FieldPanel("teaser"),
    HelpPanel(template="digest/admin/proposed_teaser.html"),
    GoesOnlinePanel(heading=_("What goes online")),
]

SUMMARY = [
    CorrectionPanel(
        [
            HelpPanel(template="digest/admin/changes.html"),
            FieldPanel("correction"),
            FieldPanel("correction_is_style"),
        ],
        heading=_("Since readers saw it"),
    ),
    ArticleNoticesPanel(heading=_("Published about the article")),
    TitleFieldPanel(
        "title",
        help_text=_("With the bottom line in it: “A strong alliance goes with better outcomes”."),
    ),
    FieldPanel("studied"),
    InlinePanel("summary_articles", label=_("article"), heading=_("Articles"), min_num=1),
    FieldPanel("text"),
    NumbersPanel(heading=_("Numbers in the text")),
    MultiFieldPanel(
        [
            FieldPanel("implications_lead"),
            InlinePanel("implications", label=_("practice implication"), heading="", min_num=1),
        ],
        heading=_("Practice implications"),
    ),
    FindingsPanel("findings", label=_("finding"), heading=_("Findings")),
    MultiFieldPanel(
        [
            FieldPanel("terms_are_proposed"),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple, required_on_save=False),
            FieldPanel(
                "research_types", widget=forms.CheckboxSelectMultiple, required_on_save=False
            ),
        ],
        heading=_("Topics and research types"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("summary_authors", label=_("author"), heading=""),
            FieldPanel("contact"),
        ],
        heading=_("Authors and contact"),
    ),
]

FINDING = [
    FieldRowPanel(
        [
            FieldPanel("state"),
            FieldPanel("role"),
            FieldPanel("measure", required_on_save=False),
        ]
    ),
    FieldPanel("words"),
    FieldRowPanel([FieldPanel("predictor"), FieldPanel("outcome")]),
    FieldRowPanel([FieldPanel("favours"), FieldPanel("design")]),
    FieldRowPanel([FieldPanel("plain_subject"), FieldPanel("plain_outcome")]),
    FieldRowPanel([FieldPanel("plain_comparison"), FieldPanel("plain_one")]),
    FieldRowPanel([FieldPanel("group"), FieldPanel("time"), FieldPanel("place")]),
    FieldRowPanel(
        [
            FieldPanel("bound"),
            FieldPanel("estimate"),
            FieldPanel("ci_low"),
            FieldPanel("ci_high"),
            FieldPanel("level"),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel("n"),
            FieldPanel("k"),
            FieldPanel("se"),
            FieldPanel("p_comparison"),
            FieldPanel("p"),
        ]
    ),
    FieldPanel("article"),
    FieldPanel("acknowledgement"),
    FieldPanel("other_languages", widget=PhrasesWidget),
]


def attach() -> None:
    """Give each model its form and panels; called once, when the app is ready."""
    ReaderPage.base_form_class = ReaderPageForm
    Home.content_panels = HOME
    Home.settings_panels = []  # of a schedule: a language's whole site does not expire
    PlainPage.content_panels = PLAIN_PAGE
    PlainPage.promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]
    Issue.base_form_class = IssueForm
    Issue.content_panels = ISSUE
    Issue.promote_panels = []
    Summary.base_form_class = SummaryForm
    Summary.content_panels = SUMMARY
    SummaryArticle.panels = [FieldPanel("article")]
    SummaryAuthor.panels = [FieldPanel("author")]
    PracticeImplication.panels = [FieldPanel("text"), FieldPanel("basis")]
    Finding.panels = FINDING
    ControlledTerm.base_form_class = TermForm
