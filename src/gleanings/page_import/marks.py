"""What the markup itself says a piece of a page is: its post, title, date, author, topics.

Systems differ, and their themes name the parts of a post much alike: by microformats (hentry,
entry-title), by schema.org (itemprop="headline"), by rel="tag", or by classes that say the same in
other words (node__title, post-labels, article-info). What no name tells is read from the words.
"""

import re

from bs4 import Tag

TITLE, DATE, AUTHOR = "title", "date", "author"
CATEGORY, TAG, TAXONOMY = "category", "tag", "taxonomy"
CITATION, IMPLICATIONS, TEXT, CONTACT = "citation", "implications", "text", "contact"
EXCERPT, COMMENT, META = "excerpt", "comment", "meta"
# what stands before a citation on its line: "Source:"
CITATION_LABEL = "label of a citation"
# what a paragraph of advice opens with: "So what?"
ADVICE_LABEL = "label of advice"
# a cell beside the post: its date, its author, a line for each
BYLINE = "byline"
# the heading of the page, which is the title of its post where the post has none of its own
PAGE_TITLE = "page title"

# a link within one of these is a name in a list
FILED = frozenset({CATEGORY, TAG, TAXONOMY})
# these say something about the post; the rest are its words
ABOUT = frozenset({DATE, AUTHOR, BYLINE, CATEGORY, TAG, TAXONOMY, META, EXCERPT})

_POST_TYPES = re.compile(r"schema\.org/(?:\w*Article|\w*Posting|Review)\b")
_POST = re.compile(
    r"^(?:hentry|h-entry|post|blog-?post|node|entry|views-row|post-outer|wp-block-post|type-post|"
    r"blog-?item|post-?item|article|news-?item|post-card|item-page)$",
    re.IGNORECASE,
)
# names of a part of a post: the words of a class, joined by "-"
_CLASSES = (
    (COMMENT, r"comments?(?:-(?:list|area|content|body|text|section|template|thread))?|respond"),
    (TITLE, r"(?:entry|post|node|article|blog|item|page|story|card|news)-?title|p-name|"
            r"(?:\w+-)*(?:post|article|entry|card|node|item)-title|headline|(?:post|"
            r"entry)-heading"),
    (AUTHOR, r"(?:post-|entry-|article-)?(?:author|byline|createdby)|"
             r"(?:\w+-)*(?:author-name|author|byline|poster|creator)|p-author|written-by|"
             r"field-{1,2}name-field-(?:author|auteure?|autor(?:in)?)s?|"
             r"views-field-(?:field-)?(?:author|writer|auteure?|autor(?:in)?)"),
    (DATE, r"(?:\w+-)*(?:date|dateline|timestamp|posted-on|published|pubdate|datetime|"
           r"createdate|create)|views-field-created|dt-published|date-header|submitted"),
    (CATEGORY, r"cat(?:egory)?-?links?|category-name|(?:\w+-)*categor(?:y|ies)|p-category|"
               r"(?:\w+-)*categor(?:y|ies)-(?:wrapper|list|links?)|"
               r"taxonomy-category|(?:post|entry)-cats?|(?:gh-)?article-tag|post-card-tags|"
               r"post-section|kicker|"
               r"field-{1,2}name-field-(?:topics?|sujets?|themes?|categor(?:y|ies))|"
               r"views-field-(?:field-)?(?:topics?|sujets?|themes?|categor(?:y|ies))"),
    (TAG, r"tags?-links?|(?:\w+-)*tags|post-labels|labels|tag-list|"
          r"keywords|"
          r"(?:\w+-)*(?:tags|labels)-(?:wrapper|list|links?|container|block)|"
          r"taxonomy-post-tag|hashtags?|views-field-(?:field-)?(?:tags|keywords|mots-cles)|"
          r"field-{1,2}name-field-(?:tags|keywords|etiquettes|mots-cles)"),
    (EXCERPT, r"(?:\w+-)*(?:excerpt|standfirst|dek|subtitle)(?:-\w+)*|"
    r"field-{1,2}name-field-(?:teaser|chapo)"),
    (META, r"hits|views?-count|likes?|like-count|(?:\w+-)*(?:reading-time|read-time|meta-length)|"
           r"article-info-term|surtitre|sous-?titre|eyebrow|overline|(?:pre|super)-?title|"
           r"(?:\w+-)*notes|comments-link|comment-count|post-views"),
    (CITATION, r"citation|reference|field-{1,2}name-field-(?:citation|reference|source)"),
    (IMPLICATIONS, r"(?:practice-|clinical-)?implications|field-{1,2}name-field-"
                   r"(?:practice-)?implications(?:-pratiques?)?"),
)  # fmt: skip
_CLASS_PATTERNS = tuple((mark, re.compile(f"^(?:{names})$")) for mark, names in _CLASSES)
_ITEMPROPS = {
    "headline": TITLE, "name": TITLE, "datepublished": DATE, "author": AUTHOR,
    "articlesection": CATEGORY, "genre": CATEGORY, "keywords": TAG, "citation": CITATION,
    "comment": COMMENT,
}  # fmt: skip
# which name a table gives the column of each part
_COLUMNS = (
    (DATE, r"date|week|month|semaine|mois|woche|monat|published|publiée?|created|créée?|erstellt"),
    (TITLE, r"title|titre|summary title|headline"),
    (
        CITATION,
        r"(?:full )?(?:citation|reference|référence|article|paper|source|study|étude|studie)s?",
    ),
    (TEXT, r"(?:summary|résumé|text|texte|abstract|description|what (?:they|it) found)"),
    (
        IMPLICATIONS,
        r".*\bimplications?\b.*|so what|et alors|take[- ]?(?:home|away).*|"
        r"(?:for|in|pour la) practi[cq]ue?",
    ),
    (CATEGORY, r"(?:topic|categor(?:y|ie)|catégorie|subject|sujet|thème)s?|categories"),
    (TAG, r"(?:tag|keyword|label|étiquette|mots?[- ]clé)s?"),
    (AUTHOR, r"(?:written )?by|author|auteure?|summari[sz]ed by|reviewer|par|who|qui|wer|von"),
    (CONTACT, r"contact|e-?mail|courriel"),
    (META, r"hits|views|affichages|no\.?|#|nº|id"),
)
_COLUMN_PATTERNS = tuple(
    (mark, re.compile(rf"^\W*(?:{names})\W*$", re.IGNORECASE)) for mark, names in _COLUMNS
)
_ADDRESSES = tuple(
    (mark, re.compile(rf"(?:^|[/?&])(?:{names})[/=:][^/=&#]+/?$", re.IGNORECASE))
    for mark, names in (
        (
            TAG,
            r"tags?|labels?|keywords?|hashtags?|etiquetas?|[ée]tiquettes?|mots?-cl[ée]s?|"
            r"schlag(?:wort|wörter|worte)",
        ),
        (CATEGORY, r"cat(?:egor(?:y|ies|[íi]as?))?|cat[ée]gories?|rubriques?|kategorien?|topics?"),
        (AUTHOR, r"authors?|auteure?s?|autor(?:en|es)?|contributors?"),
    )
)
_BODY = re.compile(
    r"^(?:entry-content|e-content|post-body|post-content|article-body|node-content|body-text|"
    r"field--name-body|(?:\w+-)*content|body)$"
)


def is_post(tag: Tag) -> bool:
    """Whether an element holds one post by what it is called."""
    if _POST_TYPES.search(str(tag.get("itemtype", ""))):
        return True
    if tag.name == "article":
        return True
    if tag.name in {"body", "html", "main", "a", "ul", "header", "footer", "nav", "input"}:
        return False
    return any(_POST.match(name) for name in classes_of(tag))


def mark_of(tag: Tag) -> str:
    """Which part of a post an element is by what it is called, or nothing."""
    name = tag.name.lower()
    if name == "section" and "p-summary" in classes_of(tag):
        return EXCERPT
    # a "reference" over the line is the sign of a note
    if name in {"html", "body", "main", "article", "section", "form", "input", "img", "sup"}:
        return ""
    own = classes_of(tag)
    rel = tag.get("rel") or []
    rels = [rel] if isinstance(rel, str) else list(rel)
    if "author" in rels:
        return AUTHOR
    if "category" in rels:
        return CATEGORY
    if "tag" in rels:
        return TAXONOMY
    for itemprop in str(tag.get("itemprop", "")).lower().split():
        mark = _ITEMPROPS.get(itemprop, "")
        if itemprop == "name" and tag.find_parent(itemprop="author"):
            return AUTHOR
        if mark and (itemprop != "name" or re.fullmatch(r"h[1-6]|a", name)):
            return mark
    if name == "time":
        return META if "updated" in own and "published" not in own else DATE
    if any(_BODY.match(cls) for cls in own):
        return ""
    if name == "h1" and ("page-title" in own or tag.get("id") == "page-title"):
        return PAGE_TITLE
    words = [re.sub(r"_+|-{2}(?=\w)", "-", cls) if "field--" not in cls else cls for cls in own]
    for mark, pattern in _CLASS_PATTERNS:
        # Blogger calls each piece of the line under a title "byline", and then what it is
        if any(pattern.match(word) for word in words if word != "byline"):
            return mark
    return AUTHOR if "byline" in words else ""


def mark_by_address(tag: Tag) -> str:
    """What a link is by where it leads: "/tag/empathy", "?author=3"; no class need say it."""
    address = str(tag.get("href", "")) if tag.name == "a" else ""
    return next((mark for mark, pattern in _ADDRESSES if pattern.search(address)), "")


def column_of(text: str) -> str:
    """Which part of a post the column of a table holds, by its heading."""
    return next((mark for mark, pattern in _COLUMN_PATTERNS if pattern.match(text)), "")


def classes_of(tag: Tag) -> list[str]:
    classes = tag.get("class") or []
    names = classes.split() if isinstance(classes, str) else list(classes)
    # "itemTags" says what "item-tags" says
    return [re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in names if len(name) < 80]
