"""What on a page belongs to the site and not to its content: menus, banners, footers."""

import re

NAVIGATION = "the site's navigation"
BOX = "a box that stands beside several entries"
# themes put the marked parts of a post into its foot or head as well
AROUND_MARKS = frozenset({"footer", "header", "links", "navigation"})
_WEB = r"(?:https?://|www\.)\S+"
_LINES = (
    (
        "copyright line",
        r"(?:©|\(c\)\s*\d{4}|copyright\b|all rights reserved).*",
    ),
    (
        "sharing buttons",
        r"share(?: this)?(?: (?:on|via|page|post).{0,30})?|tweet|facebook|twitter|linkedin|"
        r"instagram|youtube|twitter facebook.*|follow us.{0,40}|like this:?|loading\.*|"
        r"print(?: this page)?|printer-friendly version|e-?mail(?: this)?|blogthis!?|"
        r"share to \w{2,20}|(?:cliquez pour )?partage[rz].{0,40}|imprimer|envoyer par courriel|"
        r"j[’']aime(?: ça)?\s*:?|reblog|repost|retweet|pin it|copy link|bookmark(?: this)?|"
        r"post (?:not )?marked as liked|(?:\d+ likes?\.? ?)?post (?:not )?marked as liked|"
        r"click to (?:share|print|email).{0,60}",
    ),
    (
        "comments",
        r"(?:leave|post|write|add) a (?:comment|reply|response)|\d+ (?:comments?|responses?|"
        r"replies)|"
        r"no comments|add (?:new )?comment|comments?|commentaires?|(?:laisser|ajouter|[ée]crire|"
        r"publier) un (?:commentaire|r[ée]ponse)|(?:aucun|\d+) commentaires?|r[ée]pondre|reply|"
        r"(?:one|\d+) (?:response|thought|reply)s? (?:to|on) .{1,120}|"
        r"(?:une?|\d+) (?:r[ée]ponse|r[ée]flexion|commentaire)s? (?:à|sur) .{1,120}|"
        r"(?:log ?in|sign in)(?: or register)? to (?:post|leave|add|view) (?:a )?comments?",
    ),
    (
        "links to other pages",
        r"lire (?:la suite|plus).{0,80}|(?:lire|voir) aussi\W.{0,80}|articles? (?:r[ée]cents?|"
        r"similaires?|li[ée]s?|pr[ée]c[ée]dents?|suivants?)|page (?:suivante|pr[ée]c[ée]dente)|"
        r"(?:plus|billets?|messages?) (?:anciens?|r[ée]cents?)|recent posts?|see all|"
        r"more articles.{0,10}|"
        r"(?:you (?:may|might) also like|related (?:articles|posts|reading)|read next).{0,40}|"
        r"canonical link|exported from .{2,40}|"
        r"the post .{1,200} (?:appeared first on|first appeared on) .{1,120}|"
        r"(?:l[’']article|cet article) .{1,200} est apparu en premier sur .{1,120}|"
        r"page \d+ (?:of|de|sur|/) \d+|\[?(?:…|\.\.\.)\]?|"
        r"read more.{0,20}|continue reading.{0,80}|more|related(?: posts)?|"
        r"(?:«|‹|<|←)?\s*(?:first|previous|prev|newer|older)(?: (?:page|posts?|entries|blog))?|"
        r"(?:next|last|older|newer)(?: (?:page|posts?|entries|blog))?\s*(?:»|›|>|→)?|"
        r"(?:current page |page )?\d{1,3}(?: (?:of|/) \d{1,3})?|pagination|pages?|"
        r"(?:(?:first|previous|prev|next|last)(?: page)?|\b\d{1,3}\b|[«»‹›…<>|]|\.\.\.|\s)*"
        r"(?:\d{1,3}|next|last)(?: page)?|(?:\d{1,3}\s+){2,}.*",
    ),
    ("a label with nothing after it", r"tags?|tagged|posted in|filed under|categor(?:y|ies)"),
    (
        "a line about the page itself",
        r"(?:page |site )?last (?:updated|changed|modified)(?: on)?\s*:.{4,140}|"
        r"(?:page |site )?(?:last )?(?:updated|changed|modified)(?: on)?\s*:?\s.{4,40}|"
        r"(?:you are|vous êtes)(?: le)? visit\w+.{0,30}|best viewed (?:with|in|at)\b.{0,60}|"
        r"(?:derni[eè]re )?(?:mise à jour|modification)\s*(?:le)?\s*:?\s.{4,100}|"
        r"webma[iî]?st(?:er|re)\b.{0,120}|"
        r"(?:to )?unsubscribe\b.{0,100}|view (?:this|full) .{3,40}",
    ),
    ("dots of a pager", r"(?:…|\.\.\.)"),
    (
        "a link to the article",
        r"(?:(?:you can|to|click (?:here|below) to|please)\s+)?"
        r"(?:read|view|find|access|see|download)\b"
        rf"[^.]{{0,60}}\b(?:abstract|article|full[ -]text|paper|study|pdf)\b[^.]{{0,40}}{_WEB}"
        rf"|(?:link to )?(?:the )?(?:abstract|article|full[ -]text|paper)\b[^.]{{0,40}}{_WEB}",
    ),
    (
        NAVIGATION,
        r"skip to (?:main )?(?:content|navigation)|aller au contenu.*|main menu|menu|home|"
        r"about(?: us)?|contact us|search|log ?in|sign in|sitemap|site map|"
        r"privacy(?: policy)?|terms(?: of use)?|back to top|top of page|you are here:?.*|"
        r"breadcrumb|navigation|fran[çc]ais|english|events?|news|resources|members?|"
        r"publications|research|archives?|past blogs?|subscribe.{0,40}|accept(?: all)?"
        r"(?: cookies)?|decline|close|ok|(?:proudly )?(?:powered|created|made) (?:by|with) .{2,40}|"
        r"(?:fi[èe]rement )?propuls[ée] par .{2,40}|blog archive|about me|my profile|"
        r"theme[: ].{2,40}|edit|view|"
        r"revisions|permalink|feedback form|toggle navigation|jump to navigation|"
        r"accueil|rechercher?|menu principal|haut de page",
    ),
)
_LINE_PATTERNS = tuple(
    (why, re.compile(rf"^\W*(?:{words})\W*$", re.IGNORECASE)) for why, words in _LINES
)
_COOKIES = re.compile(
    r"\b(?:uses? cookies|cookie (?:policy|settings|preferences)|t[ée]moins de navigation)\b", re.I
)
_LONGEST = 300
SUMMARY_LABEL = "a heading over the summary"
_LABELS = (
    (
        SUMMARY_LABEL,
        r"summary|the summary|summary of (?:the )?(?:article|study|research)|abstract|overview|"
        r"synopsis|(?:the )?study|the research|r[ée]sum[ée](?: de l[’']article)?|"
        r"aper[çc]u|(?:l[’'])?étude",
    ),
    (
        "a label of the site",
        r"details|d[ée]tails|links?|liens?|share|partager|tags?|[ée]tiquettes?|mots[- ]cl[ée]s|"
        r"labels?|libell[ée]s|category|cat[ée]gories?|written by|[ée]crit par|posted by|by|par|"
        r"author|auteure?|published|publi[ée]e?|date|hits|affichages|in|dans|and|et|post|"
        r"(?:posted|published) on|publi[ée] le",
    ),
)
_LABEL_PATTERNS = tuple(
    (why, re.compile(rf"^\W*(?:{words})\W*$", re.IGNORECASE)) for why, words in _LABELS
)

_LEADS_ON = re.compile(
    r"\W*(?:read (?:more|on|the (?:full|whole|rest))|continue reading|full (?:post|summary)|"
    r"lire (?:la suite|plus)|weiterlesen|mehr lesen)\b",
    re.IGNORECASE,
)

# where the entries of a page end for good: its pager, or the owner's copyright
_PAGE_END = re.compile(
    r"\b(?:next|last|previous) page\b|\bpagination\b|[«‹].*\d.*[›»]|\b(?:next|last)\s*[›»]|©|"
    r"\bvisitor number\b|\bbest viewed\b|\blast (?:updated|modified)\b",
    re.IGNORECASE,
)

# class and id names of Drupal, WordPress and their like: whole, or a word of them
_CLASSES = (
    ("cookie banner", r"cookies?|consent|gdpr|eu-cookie\S*|cc-window|onetrust\S*"),
    (
        "navigation",
        r"nav|navbar|navigation|menu|menus|breadcrumbs?|pager|pagination|skip-?link|toolbar|tabs?",
    ),
    ("side column", r"sidebar|widgets?|widget-area|secondary|complementary"),
    ("footer", r"footer|colophon|site-info|site-footer"),
    ("header", r"masthead|site-header|site-branding|branding|site-name|region-header"),
    (
        "sharing buttons",
        r"share|sharing|sharedaddy|social|addtoany|addthis|jp-relatedposts|follow",
    ),
    ("comments", r"comments?|respond|comment-form|disqus\S*"),
    ("search", r"search|search-form|searchform"),
    ("subscription form", r"subscribe|newsletter|signup|mc4wp\S*"),
    ("overlay", r"modal|popup|overlay|banner|advert\S*|ads?"),
    (
        "links to other pages",
        r"related|yarpp\S*|(?:\S+-)?(?:latest|recent|popular|similar)-(?:posts|articles|entries)\S*|post-navigation|posts-navigation|nav-links|read-?more|more-link",
    ),
    ("language switch", r"language-switcher|lang-switch\S*|locale"),
    ("hidden text", r"visually-hidden|screen-reader-text|element-invisible|sr-only|invisible"),
    (
        "links",
        r"contextual|contextual-links|node-links|links-inline|edit-link|edit-?section|print|printfriendly\S*",
    ),
)
_CLASS_PATTERNS = tuple((why, re.compile(f"^(?:{names})$", re.I)) for why, names in _CLASSES)
# these name content, whatever else they say: "field-name-body", "entry-header"
_CONTENT = re.compile(
    r"(?:entry|post|node|field|views|view)[-_]?(?:content|title|header|row|body)"
    r"|(?:entry|post|node|article|blog|item)[-_]?meta"
)


def of_line(text: str) -> str:
    """What part of the site's boilerplate a short line is ("copyright line"), or nothing."""
    if len(text) > _LONGEST:
        return ""
    if _COOKIES.search(text):
        return "cookie notice"
    return next((why for why, pattern in _LINE_PATTERNS if pattern.match(text)), "")


def label_of_part(text: str) -> str:
    """What a line labels that only labels: the summary, or a part of the site; or nothing."""
    if len(text) > 60:
        return ""
    return next((why for why, pattern in _LABEL_PATTERNS if pattern.match(text)), "")


def leads_on(text: str) -> bool:
    """Whether a line leads to the whole of a post that is shown by its first lines."""
    return len(text) <= _LONGEST and _LEADS_ON.match(text) is not None


def ends_page(text: str) -> bool:
    """Whether a line that is boilerplate can only stand below the last entry."""
    return _PAGE_END.search(text) is not None


def of_names(names: list[str]) -> str:
    """What part of the site's boilerplate an element of these classes and id is, or nothing."""
    # WordPress gives every post the classes of its tags: "tag-social-anxiety"
    names = [name for name in names if name and not re.match(r"(?:tag|category)-", name)]
    # a builder of pages calls each of its pieces so: "elementor-widget"
    words = {word for name in names for word in (name, *re.split(r"[-_]+", name))}
    if not any(re.match(r"widgets?(?:[-_]|$)", name) for name in names):
        words -= {"widget", "widgets"}
    if words & {"hentry", "views-row"} or {"post", "node"} & set(names):
        return ""
    if any(_CONTENT.match(name) for name in names):
        return ""
    if {"links", "inline"} <= set(names):
        return "links"
    return next(
        (why for why, pattern in _CLASS_PATTERNS if any(map(pattern.match, sorted(words)))), ""
    )
