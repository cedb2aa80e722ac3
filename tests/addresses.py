"""Every address that the site has, as its URL resolver knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils.translation import override


class Pattern(NamedTuple):
    name: str
    route: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("admin/")


def all_patterns(resolver: Any = None, space: str = "", before: str = "") -> Iterator[Pattern]:
    resolver = resolver or get_resolver()
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            parameters = tuple(one.pattern.regex.groupindex) or tuple(one.pattern.converters)
            yield Pattern(space + (one.name or ""), route, parameters)
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from all_patterns(one, inner, route)


def crawl(client: Any, starts: list[str], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The answer at each address of the site that these lead to, by links of every kind.

    What ends in one of ``without`` is left out.
    """
    from bs4 import BeautifulSoup

    answers: dict[str, Any] = {}
    waiting = list(dict.fromkeys(starts))
    while waiting:
        address = waiting.pop()
        if address in answers or urlsplit(address).path.endswith(without or "\0"):
            continue
        answer = answers[address] = client.get(address)
        if answer.get("Location"):
            waiting += _inside([answer["Location"]])
        kind = answer.get("Content-Type", "")
        if "html" in kind:
            soup = BeautifulSoup(answer.content, "html.parser")
            links = [tag.get("href") or tag.get("src") for tag in soup.find_all(href=True)]
            links += [tag["src"] for tag in soup.find_all(src=True)]
            waiting += _inside(links)
        elif "xml" in kind and "svg" not in kind:
            soup = BeautifulSoup(answer.content, "xml")
            waiting += _inside([tag.text for tag in soup.find_all(["loc", "id", "guid", "link"])])
            waiting += _inside([tag["href"] for tag in soup.find_all(href=True)])
        elif "json" in kind:
            waiting += _inside(list(_texts(answer.json())))
    return answers


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _inside(links: list[str | None]) -> list[str]:
    """Those that lead to a page of this site, without the desk and files that all sites share."""
    found = []
    for link in links:
        parts = urlsplit(link or "")
        own = parts.hostname in (None, "testserver", urlsplit(settings.URL).hostname)
        if own and parts.scheme in ("", "http", "https") and parts.path.startswith("/"):
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if not path.startswith(("/static/", "/admin/")):
                found.append(path)
    return found


def body_of(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data.decode("utf-8", errors="replace")


def addresses_of(
    pattern: Pattern, values: Mapping[str, list[Any] | Callable[[], list[Any]]]
) -> list[str]:
    """The pattern's addresses with each of the values, in every language.

    KeyError for a parameter that the table does not know.
    """
    choices: list[dict[str, Any]] = [{}]
    for parameter in pattern.parameters:
        given = values.get(f"{pattern.name}.{parameter}", values.get(parameter))
        if given is None:
            raise KeyError(f"{pattern.name}: nothing is known to put in for “{parameter}”")
        given = given() if callable(given) else given
        choices = [{**chosen, parameter: value} for chosen in choices for value in given]
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            for chosen in choices:
                try:
                    found.append(reverse(pattern.name, kwargs=chosen))
                except NoReverseMatch:
                    continue  # another pattern of this name takes other values
    return list(dict.fromkeys(found))
