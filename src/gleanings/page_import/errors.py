"""What cannot be imported, and why."""


class UnreadablePage(Exception):  # noqa: N818  # says what the page is, as the other errors here do
    """The file is no page that can be imported; the message says what is wrong and what to do."""
