"""Degrees of freedom, and the sample size that may stand with them in the brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gleanings.evidence.reading.numerals import parse_number
from gleanings.evidence.reading.statistic import Number

_N = re.compile(r"\b[nN]\s*(?:[^\w\s()]{0,2}|[pZDs_]|5(?=\s))\s*(\d{1,3}(?:[, ]\d{3})+|\d{1,9})")
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:df_?[12](?=\s?[=:])|d\.?\s?f\.?|dfs|ddl|dl|degrees of freedom)"
    r"(?![A-Za-z])\s*[=:]?"
)
_ONE = re.compile(r"(?<![A-Za-z])[lI|](?=[\s,;.\d]|$)|(?<=\d)[lI|]")
_ZERO = re.compile(r"(?<=\d)[oO](?![A-Za-z])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPLIT_DIGITS = re.compile(r"(?<=\d)\s(?=\d)")
_SPLIT_POINT = re.compile(r"(?<=\d)\s?\.\s?(?=\d)")
_FIGURES = re.compile(r"\d{1,9}(?:\.\d{1,6})?|\.\d{1,6}")


# their degrees of freedom are those of the error
_ONE_DF = frozenset({"t", "r", "rho", "PCOR", "SPCOR"})
_PLAIN_ONE = re.compile(r"[1-9]\d{0,5}(?:\.\d{1,3})?")
_PLAIN_TWO = re.compile(r"([1-9]\d{0,2}(?:\.\d{1,3})?),\s?([1-9]\d{0,5}(?:\.\d{1,3})?)")


@dataclass(frozen=True, slots=True)
class Degrees:
    df1: Number | None = None
    df2: Number | None = None
    n: Number | None = None


def _parts(content: str) -> list[str]:
    """The content cut where it separates numbers, with commas within numbers left out."""
    if ";" in content:
        return [part.strip().replace(",", ".") for part in content.split(";")]
    content = re.sub(r"\s*/\s*|\s+and\s+", ", ", content)
    spaced = re.split(r",\s+", content)
    parts: list[str] = []
    for part in spaced:
        part = part.strip().strip(",")
        if len(spaced) > 1 and _THOUSANDS.fullmatch(part):
            parts.append(part.replace(",", ""))
        else:
            parts.extend(part.split(","))
    return parts


def _numbers(content: str) -> list[Number] | None:
    numbers: list[Number] = []
    for part in _parts(content):
        part = _SPLIT_DIGITS.sub("", _SPLIT_POINT.sub(".", part.strip()))
        if not _FIGURES.fullmatch(part):
            return None
        number = parse_number(part)
        if number is None:
            return None
        numbers.append(number)
    return numbers


def _plain(kind: str, raw: str) -> Degrees | None:
    """The usual (28) and (1, 28), without the detours that all else needs."""
    if kind == "F":
        match = _PLAIN_TWO.fullmatch(raw)
        if match is None:
            return None
        return Degrees(parse_number(match[1]), parse_number(match[2]))
    if kind == "z" or not _PLAIN_ONE.fullmatch(raw):
        return None
    number = parse_number(raw)
    return Degrees(df2=number) if kind in _ONE_DF else Degrees(df1=number)


def parse_degrees(kind: str, raw: str) -> Degrees | None:
    """What the brackets after a test's name say, or None where that is no degrees of freedom."""
    usual = _plain(kind, raw)
    if usual is not None:
        return usual
    content = re.sub(r"[\x01\x02\s]+", " ", raw).strip()
    content = _ZERO.sub("0", _ONE.sub("1", content))
    n = None
    found = _N.search(content)
    if found:
        n = parse_number(found[1].replace(" ", ""))
        content = (content[: found.start()] + content[found.end() :]).strip(" ,;")
    content = _LABEL.sub(" ", content).strip(" ,;=")
    if not content:
        return _from_n(kind, n)
    numbers = _numbers(content)
    if not numbers or any(number.value <= 0 for number in numbers):
        return None
    return _placed(kind, numbers, n, content)


def _from_n(kind: str, n: Number | None) -> Degrees | None:
    if n is None or kind not in {"z", "r", "rho"}:
        return None
    if kind == "z":
        return Degrees(n=n)
    return Degrees(df2=Number(n.text, n.value - 2, 0), n=n) if n.value > 2 else None


def _placed(kind: str, numbers: list[Number], n: Number | None, content: str) -> Degrees | None:
    if kind == "z":
        return None
    if kind == "F":
        if len(numbers) == 3 and numbers[2].decimals == 0:
            joined = parse_number(f"{numbers[1].text}{numbers[2].text}")
            numbers = [numbers[0], joined] if joined else numbers[:2]
        return Degrees(numbers[0], numbers[1], n) if len(numbers) == 2 else None
    if kind in _ONE_DF:
        if len(numbers) == 2 and _THOUSANDS.fullmatch(content):
            joined = parse_number(content.replace(",", ""))
            return Degrees(df2=joined, n=n)
        if len(numbers) == 2 and numbers[0].value != 1:
            return None
        return Degrees(df2=numbers[-1], n=n) if len(numbers) <= 2 else None
    if len(numbers) == 2 and n is None:
        return Degrees(df1=numbers[0], n=numbers[1])
    return Degrees(df1=numbers[0], n=n) if len(numbers) == 1 else None
