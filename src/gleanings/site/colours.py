"""Colours that a network chooses: mixed, and measured for contrast."""

import colorsys
import re

AA_TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text with what it stands on."""

Rgb = tuple[float, float, float]

_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def rgb_of(colour: str) -> Rgb:
    """Red, green and blue, from 0 to 1, of ``#1f5f52``. Raises ValueError for anything else."""
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like #1f5f52")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def hex_of(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, glossary)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, into: str, share: float) -> str:
    """``share`` of the colour mixed into another, channel by channel."""
    pairs = zip(rgb_of(colour), rgb_of(into), strict=True)
    red, green, blue = (share * one + (1 - share) * other for one, other in pairs)
    return hex_of((red, green, blue))


def readable_on(colour: str, *papers: str, least: float = AA_TEXT) -> str:
    """The nearest lightness of the colour's own hue that can be read on all the papers."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb_of(colour))
    steps = sorted((step / 200 for step in range(201)), key=lambda step: abs(step - lightness))
    for step in [lightness, *steps]:
        tried = hex_of(colorsys.hls_to_rgb(hue, step, saturation))
        if all(contrast(tried, paper) >= least for paper in papers):
            return tried
    return colour


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in rgb_of(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
