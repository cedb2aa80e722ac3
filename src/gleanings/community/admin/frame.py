"""What a page of the desk needs to be told for its head."""


def frame(title: str, icon: str) -> dict[str, str]:
    return {"page_title": title, "header_title": title, "header_icon": icon}
