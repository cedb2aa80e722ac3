"""Drawing in pixels, y downwards, and its saving as SVG, PNG or PDF.

An SVG is written as it is (svg.py). PNG and PDF are drawn by matplotlib, of which only the
object-oriented interface is used, with settings of our own, so that neither a user's matplotlibrc
nor an open pyplot session changes a figure. Colours name a role: the SVG turns them into
``currentColor`` and CSS variables, PNG and PDF show them as on white paper, or on dark.
"""

import io
import threading
import unicodedata
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from gleanings.evidence.figures.svg import (
    ACCENT,
    INK,
    NOT_DRAWN,
    RING,
    Description,
    Paint,
    svg_text,
)

__all__ = ["ACCENT", "INK", "Canvas", "Format", "shortened", "text_width", "wrapped"]

Format = Literal["svg", "png", "pdf"]

DARK_PAPER = "#15181c"
_ON_DARK = {INK: "#e6e8eb", ACCENT: "#6fb0f5"}

FONT = "DejaVu Sans"  # comes with matplotlib, and is wider than what browsers put in its place

_MAX_PNG_PIXELS = 30_000
# rcParams and font caches are the process's, and a site draws in several threads.
_DRAWING = threading.Lock()


class Canvas:
    """A sheet ``width`` px wide; its height is settled when it is rendered."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self._shapes: list[tuple[str, dict[str, Any]]] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        anchor: Literal["left", "center", "right"] = "left",
        bold: bool = False,
        muted: bool = False,
        rotated: bool = False,
        css: str = "text",
        tooltip: str = "",
    ) -> None:
        """Text with its baseline at ``y``, without characters that no font has and XML forbids."""
        if text := NOT_DRAWN.sub("", text):
            self._add(
                "text", css, tooltip, x=x, y=y, text=text, size=size, anchor=anchor, bold=bold,
                rotated=rotated, opacity=0.75 if muted else 1.0,
            )  # fmt: skip

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        width: float = 1.0,
        opacity: float = 1.0,
        dashes: tuple[float, ...] | None = None,
        color: str = INK,
        css: str = "line",
        tooltip: str = "",
    ) -> None:
        self.lines(
            [points], width=width, opacity=opacity, dashes=dashes, color=color, css=css,
            tooltip=tooltip,
        )  # fmt: skip

    def lines(
        self,
        segments: Sequence[Sequence[tuple[float, float]]],
        *,
        width: float = 1.0,
        opacity: float = 1.0,
        dashes: tuple[float, ...] | None = None,
        color: str = INK,
        css: str = "line",
        tooltip: str = "",
    ) -> None:
        """Several lines as one shape; one of fewer than two points lies outside the plot."""
        drawn = [list(points) for points in segments if len(points) > 1]
        if drawn:
            self._add(
                "line", css, tooltip, segments=drawn, width=width, opacity=opacity,
                dashes=dashes, color=color,
            )  # fmt: skip

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        color: str = INK,
        opacity: float = 1.0,
        css: str = "shape",
        tooltip: str = "",
    ) -> None:
        self._add("polygon", css, tooltip, points=list(points), color=color, opacity=opacity)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        filled: bool = True,
        color: str = INK,
        opacity: float = 1.0,
        css: str = "point",
        tooltip: str = "",
    ) -> None:
        self._add(
            "circle", css, tooltip, x=x, y=y, radius=radius, filled=filled, color=color,
            opacity=opacity,
        )  # fmt: skip

    def _add(self, kind: str, css: str, tooltip: str, **facts: Any) -> None:
        self._shapes.append((kind, {"css": css, "tooltip": tooltip, **facts}))

    def render(
        self,
        format: Format,
        description: Description,
        *,
        standalone: bool = False,
        dark: bool = False,
    ) -> str | bytes:
        """The picture: SVG as text, PNG and PDF as bytes."""
        if format not in ("svg", "png", "pdf"):
            raise ValueError(f"format is {format!r}; a figure is made as 'svg', 'png' or 'pdf'.")
        if format == "svg":
            size = (self.width, self.height)
            return svg_text(self._shapes, size, description, standalone=standalone)
        with _DRAWING:
            return _save(self, format, description, dark)


def _save(canvas: Canvas, format: Format, description: Description, dark: bool) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    settings = {
        name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")
    }
    settings |= {
        "pdf.fonttype": 42,
        "font.family": [FONT],
        "path.simplify": False,
    }
    with warnings.catch_warnings(), mpl.rc_context():
        warnings.simplefilter("ignore", mpl.MatplotlibDeprecationWarning)
        mpl.rcParams.update(settings)
        paint = _ON_DARK if dark else {INK: INK, ACCENT: ACCENT}
        size = (canvas.width / 72, canvas.height / 72)
        figure = Figure(figsize=size, dpi=72, facecolor=DARK_PAPER if dark else "white")
        FigureCanvasAgg(figure)
        pixels = Affine2D().scale(1 / 72, -1 / 72).translate(0, canvas.height / 72)
        for order, (kind, facts) in enumerate(canvas._shapes):
            artist = _ARTISTS[kind](facts, paint)
            artist.set_zorder(order)
            figure.add_artist(artist)
            artist.set_transform(pixels + figure.dpi_scale_trans)
        target = io.BytesIO()
        figure.savefig(target, format=format, **_options(canvas, format, description))
    return target.getvalue()


def _options(canvas: Canvas, format: Format, description: Description) -> dict[str, Any]:
    if format == "pdf":
        facts = {"Title": description.title, "Subject": description.text, "CreationDate": None}
        return {"metadata": facts}
    # Twice the pixels for sharp print, unless a very long plot would not fit into a PNG.
    longest = max(canvas.width, canvas.height)
    dpi = 72 * min(2.0, _MAX_PNG_PIXELS / longest)
    facts = {"Software": None, "Title": description.title, "Description": description.text}
    return {"dpi": dpi, "metadata": facts}


def _text_artist(facts: dict[str, Any], paint: Paint) -> Any:
    from matplotlib.text import Text

    return Text(
        facts["x"],
        facts["y"],
        facts["text"],
        fontsize=facts["size"],
        horizontalalignment=facts["anchor"],
        verticalalignment="baseline",
        fontweight="bold" if facts["bold"] else "normal",
        rotation=90 if facts["rotated"] else 0,
        rotation_mode="anchor",
        color=paint[INK],
        alpha=facts["opacity"],
        parse_math=False,  # a label is text: "$" in it means dollars
    )


def _line_artist(facts: dict[str, Any], paint: Paint) -> Any:
    # A patch, since a Line2D carries markers that take longer than the line.
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    dashes = facts["dashes"]
    return PathPatch(
        Path.make_compound_path(*(Path(points) for points in facts["segments"])),
        fill=False,
        linewidth=facts["width"],
        edgecolor=paint[facts["color"]],
        alpha=facts["opacity"],
        linestyle=(0, tuple(dash / facts["width"] for dash in dashes)) if dashes else "-",
        capstyle="butt",
    )


def _polygon_artist(facts: dict[str, Any], paint: Paint) -> Any:
    from matplotlib.patches import Polygon

    return Polygon(
        facts["points"],
        closed=True,
        facecolor=paint[facts["color"]],
        edgecolor="none",
        alpha=facts["opacity"],
    )


def _circle_artist(facts: dict[str, Any], paint: Paint) -> Any:
    from matplotlib.patches import Circle

    return Circle(
        (facts["x"], facts["y"]),
        facts["radius"],
        facecolor=paint[facts["color"]] if facts["filled"] else "none",
        edgecolor="none" if facts["filled"] else paint[facts["color"]],
        linewidth=RING,
        alpha=facts["opacity"],
    )


_ARTISTS = {
    "text": _text_artist,
    "line": _line_artist,
    "polygon": _polygon_artist,
    "circle": _circle_artist,
}


@lru_cache(maxsize=4096)
def _character_width(character: str, bold: bool) -> float:
    """Advance width in em; one that our font lacks is guessed from its script."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    weight = "bold" if bold else "normal"
    font = get_font(findfont(FontProperties(family=[FONT], weight=weight)))
    glyph = font.get_char_index(ord(character))
    if not glyph:
        return 1.05 if unicodedata.east_asian_width(character) in "WF" else 0.75
    font.set_size(100, 72)
    return float(font.load_glyph(glyph).linearHoriAdvance) / 65536 / 100


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in px, without kerning: a little more than is needed, never less."""
    return size * _width_in_em(text, bold)


@lru_cache(maxsize=4096)
def _width_in_em(text: str, bold: bool) -> float:
    return sum(_character_width(character, bold) for character in text)


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis to ``width`` px where it is longer."""
    if text_width(text, size, bold) <= width:
        return text
    room = width - text_width("…", size, bold)
    end = 0
    for character in text:
        room -= size * _character_width(character, bold)
        if room < 0:
            break
        end += 1
    return text[:end].rstrip(" ,;") + "…"


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width`` px, broken at spaces (a longer word is cut)."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return [shortened(line, width, size, bold) for line in lines]
