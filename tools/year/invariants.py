"""What has to be true after each month, seen from outside: pages, feeds, files, API, mail, log."""

import re
from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from tools.year.content import HIDDEN, OF_CANDIDATES
from tools.year.own_site import OwnSite
from tools.year.person import Person

NOT_FOLLOWED = ("/admin/", "/static/", "/media/", "/api/v1/docs", "/files/")
MOST_PAGES = 4000
READ = ("text/", "application/json", "application/atom", "application/rss", "application/xml")
_IN_XML = re.compile(r'<loc>([^<]+)</loc>|<link[^>]*href="([^"]+)"')
WRONG_IN_A_LOG = re.compile(r"Traceback|ERROR|CRITICAL|Internal Server Error")


@dataclass
class Seen:
    """What a walk over every public address brought."""

    broken: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def walk(site: OwnSite, starts: Collection[str]) -> Seen:
    """Every address that is linked from these, each once."""
    seen, reader = Seen(), Person(site.url)
    waiting, known = deque((start, "the start") for start in starts), set(starts)
    while waiting and len(known) < MOST_PAGES:
        path, linked_from = waiting.popleft()
        came = reader.session.get(urljoin(site.url, path), timeout=120)
        if came.status_code != 200:
            seen.broken.append(f"{came.status_code} {path}, linked from {linked_from}")
            continue
        kind = came.headers.get("Content-Type", "")
        if not kind.startswith(READ):
            continue
        seen.texts[path] = came.text
        if HIDDEN in came.text or OF_CANDIDATES in came.text:
            seen.hidden.append(path)
        for link in _links(came.text, kind):
            to = _own(site, path, link)
            if to and to not in known:
                known.add(to)
                waiting.append((to, path))
    if waiting:
        seen.broken.append(f"more than {MOST_PAGES} addresses: {waiting[0][0]} was not walked")
    return seen


def _links(text: str, kind: str) -> list[str]:
    if "html" in kind:
        return re.findall(r'<(?:a|link)\b[^>]*?\bhref="([^"]+)"', text)
    if "json" in kind:
        return re.findall(r'"(http[^"]+)"', text)
    return [one or other for one, other in _IN_XML.findall(text)]


def _own(site: OwnSite, path: str, link: str) -> str:
    whole = urldefrag(urljoin(urljoin(site.url, path), link.replace("&amp;", "&")))[0]
    if not whole.startswith(f"{site.url}/"):
        return ""
    parts = urlsplit(whole)
    if parts.path.startswith(NOT_FOLLOWED):
        return ""
    # Browse combines its choices without end: one query of each address is walked
    if parts.query and not re.fullmatch(r"page=\d{1,2}|cursor=\S+", parts.query):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def published_in_the_api(site: OwnSite, language: str = "en") -> dict[str, dict[str, object]]:
    """By title."""
    reader, found = Person(site.url), {}
    path = f"/api/v1/summaries?language={language}"
    while path:
        answer = reader.session.get(urljoin(site.url, path), timeout=120).json()
        found |= {one["title"]: one for one in answer["items"]}
        path = answer.get("next") or ""
    return found


def mails(site: OwnSite) -> Counter[str]:
    """How many mailings each address got, letters about a subscription not among them."""
    return Counter(
        address for address, message in site.post.received if message["List-Unsubscribe-Post"]
    )


def wrong_in_the_log(site: OwnSite) -> list[str]:
    return [line for line in site.log.read_text().splitlines() if WRONG_IN_A_LOG.search(line)]
