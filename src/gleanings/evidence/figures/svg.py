"""The sheet's shapes as an SVG that a page can carry.

The site forbids inline styles and scripts (Content-Security-Policy), so everything is said by
presentation attributes; colours are ``currentColor`` and a CSS variable, so that the figure
follows the page into the dark and into print; ids carry a prefix, so that several figures share a
page; and a title and a description name the figure to screen readers (SVG 2, WAI-ARIA Graphics).
The four kinds of shapes are written as text at once: a forest plot of 500 effects has 3,000.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

INK = "#1a1c1f"
ACCENT = "#2f7dd1"
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_INLINE_PAINT = {INK: "currentColor", ACCENT: f"var(--evidence-accent, {ACCENT})"}
_FILE_PAINT = {INK: "currentColor", ACCENT: ACCENT}
# Only for a file of its own: inside a page the page's stylesheet has the say.
_FILE_STYLE = (
    "svg{color:#1a1c1f;background:#fff}"
    "@media (prefers-color-scheme:dark){svg{color:#e6e8eb;background:#15181c}}"
    "@media print{svg{color:#000;background:none}}"
)
_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
# What XML 1.0 allows in no document, and the controls for which no font has a sign.
NOT_DRAWN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Paint = dict[str, str]
Facts = dict[str, Any]


@dataclass(frozen=True)
class Description:
    """What a figure is called and what it says, for those who do not see it.

    ``prefix`` makes its ids unique in a page.
    """

    title: str
    text: str
    prefix: str
    css: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z][\w.-]*", self.prefix, re.ASCII):
            raise ValueError(
                f"id_prefix is {self.prefix!r}; it begins with a letter and goes on with letters, "
                "digits, '-', '_' or '.'."
            )


class Svg(str):
    """The text of an SVG, which a notebook shows as the figure that it is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)

    def _repr_svg_(self) -> str:
        return str(self)


def svg_text(
    shapes: Sequence[tuple[str, Facts]],
    size: tuple[float, float],
    description: Description,
    *,
    standalone: bool = False,
) -> Svg:
    """An ``<svg>`` element to stand in a page; with ``standalone``, a file that stands alone.

    Of each shape the facts that `canvas.Canvas` notes; size: width and height in pixels.
    """
    paint = _FILE_PAINT if standalone else _INLINE_PAINT
    title_id, text_id = f"{description.prefix}-title", f"{description.prefix}-desc"
    width, height = (short(length) for length in size)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="evidence-figure {description.css}" '
        f'role="img" aria-labelledby="{title_id} {text_id}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" fill="currentColor" font-family="{FONTS}">',
        f'<title id="{title_id}">{escape(description.title)}</title>',
        f'<desc id="{text_id}">{escape(description.text)}</desc>',
    ]
    if standalone:
        lines.insert(0, '<?xml version="1.0" encoding="UTF-8"?>')
        lines.append(f"<style>{_FILE_STYLE}</style>")
    lines += [_WRITERS[kind](facts, paint) for kind, facts in shapes]
    lines.append("</svg>\n")
    return Svg(NOT_DRAWN.sub("", "\n".join(lines)))


def _text(facts: Facts, paint: Paint) -> str:
    x, y = short(facts["x"]), short(facts["y"])
    turn = f' transform="rotate(-90 {x} {y})"' if facts["rotated"] else ""
    weight = ' font-weight="700"' if facts["bold"] else ""
    # A <title> inside <text> must come first, before the words themselves.
    return (
        f'<text class="{facts["css"]}" x="{x}" y="{y}"{turn}{_opacity(facts)} '
        f'font-size="{short(facts["size"])}"{weight}{_ANCHORS[facts["anchor"]]}>'
        f"{_title(facts)}{escape(facts['text'])}</text>"
    )


def _line(facts: Facts, paint: Paint) -> str:
    dashes = facts["dashes"]
    dashed = f' stroke-dasharray="{",".join(map(short, dashes))}"' if dashes else ""
    path = " ".join(_path(segment) for segment in facts["segments"])
    return _closed(
        f'<path class="{facts["css"]}" d="{path}" fill="none" stroke="{paint[facts["color"]]}"'
        f"{_stroke_width(facts['width'])}{dashed}{_opacity(facts)}",
        "path",
        facts,
    )


def _polygon(facts: Facts, paint: Paint) -> str:
    return _closed(
        f'<path class="{facts["css"]}" d="{_path(facts["points"])} z"'
        f"{_fill(facts, paint)}{_opacity(facts)}",
        "path",
        facts,
    )


def _circle(facts: Facts, paint: Paint) -> str:
    painted = _fill(facts, paint)
    if not facts["filled"]:
        painted = f' fill="none" stroke="{paint[facts["color"]]}" stroke-width="{short(RING)}"'
    return _closed(
        f'<circle class="{facts["css"]}" cx="{short(facts["x"])}" cy="{short(facts["y"])}" '
        f'r="{short(facts["radius"])}"{painted}{_opacity(facts)}',
        "circle",
        facts,
    )


RING = 1.4
"""width of the line of a circle that is not filled"""

_WRITERS: dict[str, Callable[[Facts, Paint], str]] = {
    "text": _text,
    "line": _line,
    "polygon": _polygon,
    "circle": _circle,
}


def _closed(opening: str, tag: str, facts: Facts) -> str:
    title = _title(facts)
    return f"{opening}>{title}</{tag}>" if title else f"{opening} />"


def _title(facts: Facts) -> str:
    return f"<title>{escape(facts['tooltip'])}</title>" if facts["tooltip"] else ""


def _fill(facts: Facts, paint: Paint) -> str:
    """Nothing where it is the ink: the root has it."""
    return "" if facts["color"] == INK else f' fill="{paint[facts["color"]]}"'


def _opacity(facts: Facts) -> str:
    return "" if facts["opacity"] == 1 else f' opacity="{short(facts["opacity"])}"'


def _stroke_width(width: float) -> str:
    return "" if width == 1 else f' stroke-width="{short(width)}"'


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M " + " L ".join(f"{short(x)} {short(y)}" for x, y in points)


def short(number: float) -> str:
    """Hundredths of a pixel are enough."""
    value = round(float(number), 2) + 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{value:.2f}".rstrip("0").rstrip(".")
