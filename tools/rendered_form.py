"""A form as a browser would post it back: every field as the page renders it."""

from bs4 import Tag

Fields = dict[str, list[str]]


def fields_in(form: Tag) -> Fields:
    """What is sent when nobody touches anything; of buttons, nothing."""
    fields: Fields = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        values = _values(field)
        if values and not field.has_attr("disabled"):
            fields.setdefault(str(field["name"]), []).extend(values)
    return fields


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.text.removeprefix("\r\n").removeprefix("\n")]
    if field.name == "select":
        return _chosen(field)
    kind = field.get("type", "text")
    if kind in {"submit", "button", "file", "image", "reset"}:
        return []
    if kind in {"checkbox", "radio"}:
        return [str(field.get("value", "on"))] if field.has_attr("checked") else []
    return [str(field.get("value", ""))]


def _chosen(select: Tag) -> list[str]:
    options = select.find_all("option")
    chosen = [option for option in options if option.has_attr("selected")]
    if not chosen and not select.has_attr("multiple"):
        chosen = options[:1]
    return [str(option.get("value", option.text)) for option in chosen]
