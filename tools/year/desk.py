"""What writers, reviewers and editors do at the desk, each by its form."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

import polib
from bs4 import BeautifulSoup, Tag

from tools.rendered_form import Fields, fields_in
from tools.year.person import Answer, AnswerError, Person, fields_of

MAIN = "form[data-edit-form]"


@dataclass(frozen=True)
class Words:
    """A summary as its writer has it in mind."""

    title: str
    text: str
    implication: str
    citation: str
    topics: tuple[str, ...]
    research_type: str


def invite(operator: Person, name: str, role: str, language: str = "en") -> None:
    path = "/admin/users/new/"
    page = operator.get(path)
    roles = {
        _label(one).partition(":")[0]: str(one["value"]) for one in page.soup.select("[name=role]")
    }
    after = operator.fill(
        path,
        {
            "first_name": name.capitalize(),
            "last_name": "Of the Year",
            "email": f"{name}@example.org",
            "role": roles[role],
            "language": language,
        },
    )
    _must_not_refuse(after)


def accept_invitation(site: str, name: str, letter: str, password: str) -> Person:
    """By the link in the mail; the person is signed in afterwards, by the address."""
    person = Person(site, f"{name}@example.org")
    link = re.search(rf"{re.escape(site)}/admin/password_reset/\S+", letter)
    if link is None:
        raise AnswerError(f"The invitation of {name} has no link: {letter}")
    page = person.get(link[0])
    fields = fields_of(page, "form")
    fields |= {"new_password1": [password], "new_password2": [password]}
    _must_not_refuse(person.post(page.url, fields))
    person.sign_in(password)
    return person


def home_of(editor: Person) -> int:
    """Where issues are begun: the home page of the site's first language."""
    found = re.search(r"/admin/pages/add/digest/issue/(\d+)/", editor.get("/admin/").text)
    if found is None:
        raise AnswerError("The desk offers no issue to begin.")
    return int(found[1])


def begin_issue(editor: Person, home: int, month: str, teaser: str) -> int:
    """Its primary key; of one that taking up an article has begun, that one's."""
    form = f"/admin/pages/add/digest/issue/{home}/"
    words = {"month": f"{month}-01", "teaser": teaser}
    after = editor.fill(form, words)
    if "There is already an issue" not in after.messages:
        return _page_of(after)
    panel = editor.get("/admin/").soup.select_one("#this-months-issue-section a[href*='/edit/']")
    if panel is None:
        raise AnswerError(f"The desk shows no issue of {month}.")
    return _page_of(editor.fill(str(panel["href"]), words))


def write_summary(writer: Person, issue: int, words: Words) -> int:
    """A draft with its numbers read and confirmed; its primary key."""
    path = f"/admin/pages/add/digest/summary/{issue}/"
    page = writer.get(path)
    fields = fields_of(page, MAIN)
    fields |= {
        "title": [words.title],
        "text": [rich_text(words.text)],
        "topics": [_value_of(page, "topics", one) for one in words.topics],
        "research_types": [_value_of(page, "research_types", words.research_type)],
    }
    add_row(page, fields, "implications", {"text": rich_text(words.implication)})
    add_row(page, fields, "summary_articles", {"article": str(cite(writer, words.citation))})
    key = _page_of(writer.post(path, fields))
    read_the_numbers(writer, key)
    return key


def cite(writer: Person, citation: str) -> int:
    """The primary key of the article that the chooser makes of a pasted citation."""
    chooser = "/admin/snippets/choose/literature/article/"
    dialog = _dialog(writer.get(chooser))
    form = next(form for form in dialog.select("form") if form.select("[name$=citation]"))
    prefix = str(form.select("[name$=citation]")[0]["name"]).removesuffix("citation")
    fields = fields_in(form) | {f"{prefix}citation": [citation]}
    after = writer.post(str(form["action"]), fields)
    found = json.loads(after.text)
    if found.get("step") != "chosen":
        raise AnswerError(f"{citation}: {_dialog(after).get_text(' ', strip=True)}")
    return int(found["result"]["id"])


def _dialog(answer: Answer) -> BeautifulSoup:
    return BeautifulSoup(json.loads(answer.text)["html"], "lxml")


def read_the_numbers(writer: Person, summary: int) -> None:
    """*Read the numbers*, and *Confirm all*: each proposal becomes a row of the form."""
    path = f"/admin/pages/{summary}/edit/"
    page = writer.get(path)
    fields = fields_of(page, MAIN)
    answer = json.loads(writer.post("/admin/digest/numbers/", fields).text)
    for row in answer["proposals"]:
        values = {name: "" if value is None else str(value) for name, value in row.items()}
        add_row(page, fields, "findings", values | {"state": "confirmed"})
    _must_not_refuse(writer.post(path, fields))


def submit(writer: Person, summary: int) -> None:
    after = act(writer, summary, "action-submit")
    _must_say(after, "submitted for review")


def approve_with_a_word_changed(reviewer: Person, summary: int, title: str) -> None:
    after = act(reviewer, summary, "action-workflow-action", {"title": title}, value="approve")
    _must_say(after, "approved")


def act(
    person: Person, page: int, action: str, changes: dict[str, str] | None = None, value: str = ""
) -> Answer:
    """Press a button of the action menu."""
    pressed = {action: value or action, **(changes or {})}
    if action == "action-workflow-action":
        pressed |= {"workflow-action-name": value}
    return person.fill(f"/admin/pages/{page}/edit/", pressed)


def publish_issue(editor: Person, issue: int) -> set[str]:
    """With all that is approved; what the form asked about and was left behind."""
    path = f"/admin/pages/{issue}/edit/"
    page = editor.get(path)
    fields = fields_of(page, MAIN) | {"action-publish": ["action-publish"]}
    boxes = page.soup.select(f"{MAIN} [name='leave-behind']")
    fields["leave-behind"] = [str(box["value"]) for box in boxes]
    _must_say(editor.post(path, fields), "has been published")
    return {_label(box) for box in boxes}


def correct(editor: Person, page: int, changes: dict[str, str], said: str) -> None:
    """Publish what readers have seen with other words, and tell them so."""
    after = act(editor, page, "action-publish", {**changes, "correction": said})
    _must_say(after, "published")


def withdraw(editor: Person, page: int) -> None:
    path = f"/admin/pages/{page}/unpublish/"
    _must_say(editor.post(path, fields_of(editor.get(path), "main form")), "unpublished")


def translate(editor: Person, page: int, words: Mapping[str, str]) -> tuple[int, Answer]:
    """Begin a translation, bring its words in by a PO file, publish it: its key, and the answer."""
    path = f"/admin/localize/submit/page/{page}/"
    form = editor.get(path)
    fields = fields_of(form, "main form")
    fields["locales"] = [str(box["value"]) for box in form.soup.select("[name=locales]")]
    began = editor.post(path, fields)
    key = _page_of(began)
    return key, bring_in_translation(editor, key, began, words)


def bring_in_translation(
    editor: Person, key: int, form: Answer, words: Mapping[str, str]
) -> Answer:
    download = re.search(r"/admin/localize/translate/\d+/pofile/download/", form.text)
    if download is None:
        raise AnswerError(f"{form.url} offers no file to translate.")
    file = polib.pofile(editor.get(download[0]).text)
    for entry in file:
        entry.msgstr = escape(words.get(unescape(entry.msgid), unescape(entry.msgid)), quote=False)
    token = fields_of(form, "form")["csrfmiddlewaretoken"]
    editor.post(
        download[0].replace("download", "upload"),
        {"csrfmiddlewaretoken": token, "next": [f"/admin/pages/{key}/edit/"]},
        files={"file": ("fr.po", str(file))},
    )
    return editor.post(
        f"/admin/pages/{key}/edit/", {"csrfmiddlewaretoken": token, "action": ["publish"]}
    )


def upload(editor: Person, path: str, name: str, content: str, **fields: str) -> Answer:
    """A file by the first form of the page that asks for one."""
    page = editor.get(path)
    form = next(form for form in page.soup.select("form") if form.select("[type=file]"))
    sent = fields_in(form) | {name: [value] for name, value in fields.items()}
    box = str(form.select("[type=file]")[0]["name"])
    after = editor.post(path, sent, files={box: (name, content.encode())})
    _must_not_refuse(after)
    return after


def go_on(editor: Person, progress: Answer) -> Answer:
    """Press the button of a page that shows how far an import is, until it is done."""
    while form := progress.soup.select_one("main form:has(button)"):
        progress = editor.post(str(form.get("action") or progress.url), fields_in(form))
    return progress


def decide(editor: Person, verdict: str) -> str:
    """On the candidate that stands first; its title, or nothing where none waits."""
    page = editor.get("/admin/desk/")
    form = page.soup.select_one("form[action*=decide]")
    if form is None:
        return ""
    title = form.find_parent("article")
    fields = fields_in(form) | {"verdict": [verdict]}
    editor.post(str(form["action"]), fields)
    return " ".join(title.get_text(" ").split())[:80] if title else "a candidate"


# --- forms ------------------------------------------------------------------------------------
def add_row(page: Answer, fields: Fields, formset: str, values: dict[str, str]) -> None:
    """One more row of an inline panel, from the template that the page has for it."""
    total = int(fields[f"{formset}-TOTAL_FORMS"][0])
    template = page.soup.select_one(f"#id_{formset}-EMPTY_FORM_TEMPLATE")
    if template is None:
        raise AnswerError(f"The form has no {formset}.")
    html = (template.decode_contents()).replace("__prefix__", str(total))
    row = fields_in(BeautifulSoup(f"<form>{html}</form>", "lxml"))
    row |= {f"{formset}-{total}-{name}": [value] for name, value in values.items()}
    row[f"{formset}-{total}-ORDER"] = [str(total + 1)]
    row.pop(f"{formset}-{total}-DELETE", None)
    fields.update(row)
    fields[f"{formset}-TOTAL_FORMS"] = [str(total + 1)]


def rich_text(words: str) -> str:
    """A paragraph for each line, in the notation of the editor's rich text fields."""
    blocks = [
        {
            "key": f"line{number}",
            "text": line,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        for number, line in enumerate(words.splitlines())
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def _value_of(page: Answer, name: str, label: str) -> str:
    for one in page.soup.select(f"[name={name}]"):
        if _label(one) == label:
            return str(one["value"])
    raise AnswerError(f"The form has no “{label}” among its {name}.")


def _label(field: Tag) -> str:
    label = field.find_parent("label")
    return " ".join(label.get_text(" ").split()) if label else ""


def _page_of(after: Answer) -> int:
    found = re.search(r"/admin/pages/(\d+)/", after.url)
    if found is None or "/add/" in after.url:
        raise AnswerError(f"The page was not saved: {after.messages}")
    return int(found[1])


def _must_not_refuse(after: Answer) -> None:
    wrong = after.soup.select(".messages .error, .error-message, .help-critical")
    if wrong:
        raise AnswerError(f"{after.url}: {after.messages}")


def _must_say(after: Answer, words: str) -> None:
    if words not in after.messages:
        raise AnswerError(f"{after.url} does not say “{words}”: {after.messages}")
