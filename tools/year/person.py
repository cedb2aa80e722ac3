"""Somebody with a browser that knows no scripts: pages, and forms sent as they were rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

from tools.rendered_form import Fields, fields_in

SECONDS = 120


class AnswerError(AssertionError):
    """The site answered otherwise than a person was told to expect."""


@dataclass
class Answer:
    """A page, with what it says."""

    status: int
    url: str
    text: str
    content: bytes
    headers: Mapping[str, str]

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "lxml")

    @property
    def messages(self) -> str:
        """What the desk says above a page, and the errors in a form, in one line."""
        found = self.soup.select(".messages li, .error-message, .errorlist li, .help-critical")
        return " | ".join(" ".join(one.get_text(" ").split()) for one in found)


@dataclass
class Person:
    """``name`` is the account's, for whoever has one."""

    site: str
    name: str = ""
    language: str = "en"
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, *, expect: int = 200) -> Answer:
        return self._answer("GET", path, expect)

    def sign_in(self, password: str) -> None:
        form = self.get("/admin/login/")
        fields = fields_of(form, "form")
        fields |= {"username": [self.name], "password": [password]}
        after = self.post("/admin/login/", fields)
        if "login" in after.url:
            raise AnswerError(f"{self.name} cannot sign in: {after.messages}")

    def post(
        self, path: str, fields: Mapping[str, Any], *, expect: int = 200, **more: Any
    ) -> Answer:
        return self._answer("POST", path, expect, data=fields, **more)

    def fill(
        self, path: str, changes: Mapping[str, Any], *, form: str = "form[data-edit-form]"
    ) -> Answer:
        """Open the form, change these fields, send all of them."""
        page = self.get(path)
        fields = fields_of(page, form)
        for name, value in changes.items():
            fields[name] = value if isinstance(value, list) else [str(value)]
        return self.post(path, fields)

    def _answer(self, method: str, path: str, expect: int, **more: Any) -> Answer:
        url = urljoin(self.site, path)
        headers = {"Accept-Language": self.language, "Referer": url, **more.pop("headers", {})}
        token = self.session.cookies.get("csrftoken")
        if method == "POST" and token:
            headers["X-CSRFToken"] = token
        came = self.session.request(method, url, headers=headers, timeout=SECONDS, **more)
        if came.status_code != expect:
            raise AnswerError(f"{method} {path}: {came.status_code} in place of {expect}")
        return Answer(came.status_code, came.url, came.text, came.content, came.headers)


def fields_of(page: Answer, form: str) -> Fields:
    """What is sent of the first form of this selector when nobody touches it."""
    found = page.soup.select_one(form)
    if found is None:
        raise AnswerError(f"{page.url} has no {form}: {page.messages}")
    return fields_in(found)
