"""The small print of references: initials, ordinals, page ranges, dashes, quotes."""

import re

# what the CSL specification (appendix “Title case”) leaves in lower case
_LOWER = {
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of",
    "on", "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet",
}  # fmt: skip
_NOT_ENGLISH = re.compile(
    r"[à-öø-ÿ]|\b(?:et|de|du|des|la|le|les|d|l|für|und|der|die|das|y|del|el|e|di|da)\b",
    re.IGNORECASE,
)


def initials(given: str) -> str:
    """``J. K.`` of “Joshua K.”, ``J.-P.`` of “Jean-Paul”, ``C. M. W.`` of “C.M.W.”."""
    names = re.sub(r"\.(?=\w)", ". ", given.replace("‐", "-").replace("‑", "-")).split()
    return " ".join(filter(None, map(_initial, names)))


def _initial(name: str) -> str:
    parts = [part for part in name.split("-") if part.strip(".")]
    if not parts:
        return ""
    if parts[0][0].islower() and len(parts) == 1:
        return name  # “de”, “van”: a particle
    return "-".join(
        f"{part[0]}." for position, part in enumerate(parts) if position == 0 or part[0].isupper()
    )


def ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def full_page_ranges(pages: str) -> str:
    """With en dashes, and the second number in full: ``385–393`` of “385-93”."""
    return re.sub(r"(\b\d+)\s*[-‐‑–—]+\s*(\d+\b)", _full_range, _with_dashes(pages))


def _with_dashes(pages: str) -> str:
    return re.sub(r"(?<=\w)\s*[-‐‑–—]+\s*(?=\w)", "–", pages)


def _full_range(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}–{last}"


def typographic(text: str) -> str:
    """Straight quotes and apostrophes as printed ones, and no line break before French signs."""
    text = re.sub(r" (?=[;:!?»])|(?<=«) ", "\u202f", text)
    text = re.sub(r"(^|[\s(\[—–])\"(?=\S)", r"\1“", text).replace('"', "”")
    text = re.sub(r"(?<=\w)'", "’", text)
    return re.sub(r"(^|[\s(\[“])'(?=\S)", r"\1‘", text).replace("'", "’")


def english_title_case(title: str) -> str:
    """Lower-case words of an English title with a capital; other languages stay as they are."""
    if _NOT_ENGLISH.search(title):
        return title
    words = title.split(" ")
    return " ".join(
        _capital(word)
        if position in (0, len(words) - 1)
        or words[position - 1].endswith(":")
        or word not in _LOWER
        else word
        for position, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return "-".join(
        part[:1].upper() + part[1:] if part == part.lower() and part not in _LOWER else part
        for part in word.split("-")
    )
