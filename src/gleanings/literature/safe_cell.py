"""Text that a spreadsheet would take for a formula."""

import re

# as they are, and in the full width that some spreadsheets take for the same
_SIGNS = "=+\\-@＝＋－＠"
_STARTS_FORMULA = re.compile(rf"[\s'\"]*[{_SIGNS}]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)
# in a column of text a name may follow a dash, but nothing that could be computed
_COMPUTES = re.compile(rf"\s*(?:[=＝]|[{_SIGNS}]\s*[^\W\d_]|[{_SIGNS}].*[(|!])", re.DOTALL)


def safe_cell(text: str) -> str:
    """`text` for a cell of a CSV file, never run as a formula by the spreadsheet that opens it.

    What begins like a formula gets an apostrophe before it (OWASP, *CSV Injection*); numbers stay.
    """
    if _STARTS_FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def looks_like_formula(text: str) -> bool:
    """Would a spreadsheet run this text, were it written to a cell as it is?"""
    return bool(_COMPUTES.match(text))
