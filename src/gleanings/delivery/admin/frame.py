"""What the desk's own page needs to be told."""


def frame(title: str) -> dict[str, str]:
    return {"page_title": title, "header_title": title, "header_icon": "mail"}
