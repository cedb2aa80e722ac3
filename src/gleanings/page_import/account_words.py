"""Where a line went, in the language of who looks at it.

The account is kept in English, so that programs and colleagues of either language find the same.
Each sentence it is made of stands here once, to be translated; a test holds that none is missing.
"""

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# parts of an entry, or of the page; each may stand beside others: "date of posting, author"
_PARTS = (
    _("title"), _("title, printed again"), _("citation"), _("text"), _("preamble"),
    _("implications"), _("heading of the implications"), _("contact"), _("topics"), _("tags"),
    _("categories"), _("date of posting"), _("author"), _("how often it was read"),
    _("month %(month)s"), _("month, its year missing"), _("intro"), _("notice"), _("teaser"),
    _("topics: %(name)s"), _("types of research: %(name)s"),
)  # fmt: skip
_REASONS = (
    # of a file
    _("markup"), _("blank line"), _("a rule"), _("script"), _("style sheet"), _("drawing"),
    _("notice for browsers without script"), _("the page's head"), _("embedded page"),
    _("hidden text"), _("quoted from another letter"), _("not a known part of a page"),
    # of a site
    _("navigation"), _("side column"), _("button"), _("dialog"), _("footer"), _("header"),
    _("search"), _("cookie banner"), _("cookie notice"), _("sharing buttons"), _("comments"),
    _("subscription form"), _("overlay"), _("links to other pages"), _("language switch"),
    _("links"), _("copyright line"), _("a line about the page itself"), _("dots of a pager"),
    _("a label with nothing after it"), _("a link to the article"), _("the site's navigation"),
    _("a heading over the summary"), _("a label of the site"), _("a separator"),
    _("the page's footer"), _("the page's heading"), _("a link to another page"),
    _("the filter's label"), _("the filter's own entry “%(name)s”"),
    _("the list of topics once more"), _("the list of types of research once more"),
    _("is outside the posts"), _("a title with a line or nothing under it"),
    _("a month with nothing under it"),
    _("is above the entries, and is not an introduction, teaser or topic"),
    # of a post
    _("a picture's caption"), _("a citation's label"),
    _("a label or a count of the site"), _("the post's excerpt"),
    _("a reader's comment"), _("a letter's greeting"), _("a letter's closing"),
    _("a letter's opening words"), _("a letter without a summary"),
    _("a line of a letter's head"),
    _("is below “%(line)s” in %(entry)s"),
    _("a heading without text (%(entry)s)"), _("another title (%(entry)s)"),
    _("is under “%(line)s”, another title (%(entry)s)"),
    _("set apart from the text (%(entry)s)"), _("set apart from the text"),
    _("is under “%(line)s”, a heading that the import does not know (%(entry)s)"),
    _("is after the text, and nothing says what it is (%(entry)s)"),
    _("a list at the end, and no heading says what it lists (%(entry)s)"),
    _("is above the entries of a post"),
    _("a list that no sentence introduces (%(entry)s)"),
    _("a table of contents (%(entry)s)"),
    _("may be an implication, but no heading says so (%(entry)s)"),
    _("may be implications, but no heading says so (%(entry)s)"),
    _("speaks to the readers of the blog (%(entry)s)"), _("a note on the post (%(entry)s)"),
    _("stands in several posts"),
    _("does not begin as a sentence does (%(entry)s)"),
    _("a short line that is not a sentence (%(entry)s)"),
    _("an address that is not said to be the author's (%(entry)s)"),
    _("is after the implications of %(entry)s, and gives no advice"),
    _("a table of contents"), _("a box that stands beside several entries"),
    _("a category that says nothing"),
    _("not an entry: it announces something, and tells of no article"),
    _("not an entry: it has no title"), _("not an entry: a title with little or nothing under it"),
    _("a heading after the implications of %(entry)s"),
    _("a link after the implications of %(entry)s"),
    _("is after the list of implications of %(entry)s"),
    _("is after the implications of %(entry)s, below “%(line)s”"),
    _("is after the implications of %(entry)s, and is not a sentence"),
    # of an export
    _("a picture or file, not a post"), _("a menu entry, not a post"),
    _("a page, not a post"), _("an earlier version, not a post"), _("a style sheet, not a post"),
    _("of the kind “%(kind)s”, not a post"), _("a post in the bin"),
    _("an empty post"), _("content attached to another post, not a post of its own"),
    _("a reader's comment, not a post"), _("a “%(kind)s” of the blog, not a post"),
)  # fmt: skip
_PLACE = re.compile(r"; (?=left: |entry \d+: |the post: |month\b|intro|notice|teaser|author|date )")
_LEFT, _ENTRY, _POST = _("left: %(why)s"), _("entry %(number)s: %(what)s"), _("the post: %(what)s")
_ENTRY_ALONE = _("entry %(number)s")


def in_words(where: str) -> str:
    """ "entrée 3 : référence; laissé : un séparateur" of what the account says in English."""
    return "; ".join(map(_place, _PLACE.split(where)))


def reason_in_words(why: str) -> str:
    """Why a line was left."""
    return _said(why, _REASONS) or why


def _place(place: str) -> str:
    if place.startswith("left: "):
        return gettext(_LEFT) % {"why": reason_in_words(place.removeprefix("left: "))}
    if found := re.match(r"entry (\d+): (.*)$", place, re.DOTALL):
        return gettext(_ENTRY) % {"number": found[1], "what": _parts(found[2])}
    if place.startswith("the post: "):
        return gettext(_POST) % {"what": _parts(place.removeprefix("the post: "))}
    return _parts(place)


def _parts(parts: str) -> str:
    whole = _said(parts, _PARTS)
    return whole or ", ".join(_said(part, _PARTS) or part for part in parts.split(", "))


def _said(text: str, sentences: tuple[str, ...]) -> str:
    """The text in the language of now, if it is one of the sentences; else nothing."""
    for sentence in sentences:
        if found := _pattern(sentence).fullmatch(text):
            given = found.groupdict()
            if entry := re.fullmatch(r"entry (\d+)", given.get("entry", "")):
                given["entry"] = gettext(_ENTRY_ALONE) % {"number": entry[1]}
            return gettext(sentence) % given if given else gettext(sentence)
    return ""


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", sentence)
    words = [f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(words), re.DOTALL)
