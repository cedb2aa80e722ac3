"""From matplotlib's SVG to one that a page can carry.

The site forbids inline styles and scripts (Content-Security-Policy), so every ``style`` becomes
presentation attributes; colours become ``currentColor`` and a CSS variable, so that the figure
follows the page into the dark and into print; ids carry a prefix, so that several figures share a
page; and a title and a description name the figure to screen readers (SVG 2, WAI-ARIA Graphics).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_INLINE_PAINT = {"#1a1c1f": "currentColor", "#2f7dd1": "var(--evidence-accent, #2f7dd1)"}
_FILE_PAINT = {"#1a1c1f": "currentColor"}
# Only for a file of its own: inside a page the page's stylesheet has the say.
_FILE_STYLE = (
    "svg{color:#1a1c1f;background:#fff}"
    "@media (prefers-color-scheme:dark){svg{color:#e6e8eb;background:#15181c}}"
    "@media print{svg{color:#000;background:none}}"
)
_KEPT = (
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
    "opacity", "font-size", "font-weight", "text-anchor",
)  # fmt: skip


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


def finished_svg(
    raw: str, *, description: Description, tooltips: Sequence[str], standalone: bool
) -> str:
    """An ``<svg>`` element to stand in a page; with ``standalone``, a file that stands alone."""
    source = ElementTree.fromstring(raw)  # noqa: S314 - matplotlib has just written it
    root = ElementTree.Element("svg", _root_attributes(source, description))
    title_id, text_id = _ids(description)
    ElementTree.SubElement(root, "title", {"id": title_id}).text = description.title
    ElementTree.SubElement(root, "desc", {"id": text_id}).text = description.text
    if standalone:
        ElementTree.SubElement(root, "style").text = _FILE_STYLE
    paint = _FILE_PAINT if standalone else _INLINE_PAINT
    for group in source.iter(f"{SVG}g"):
        kind, _, rest = group.get("id", "").partition("|")
        if not rest:
            continue
        css, _, index = rest.rpartition("|")
        for shape in group:
            root.append(_shape(shape, kind, css, tooltips[int(index)], paint))
    root.text = "\n"
    for child in root:
        child.tail = "\n"
    text = ElementTree.tostring(root, encoding="unicode") + "\n"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text if standalone else text


def _ids(description: Description) -> tuple[str, str]:
    return f"{description.prefix}-title", f"{description.prefix}-desc"


def _root_attributes(source: ElementTree.Element, description: Description) -> dict[str, str]:
    _, _, width, height = source.attrib["viewBox"].split()
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": f"evidence-figure {description.css}",
        "role": "img",
        "aria-labelledby": " ".join(_ids(description)),
        "width": _short(width),
        "height": _short(height),
        "viewBox": f"0 0 {_short(width)} {_short(height)}",
        "fill": "currentColor",
        "font-family": FONTS,
    }


def _shape(
    source: ElementTree.Element, kind: str, css: str, tooltip: str, paint: dict[str, str]
) -> ElementTree.Element:
    attributes = {"class": css}
    if kind == "circle":
        tag = "circle"
        attributes |= _circle(source.attrib["d"])
    elif kind == "text":
        tag = "text"
        attributes |= _placed_text(source)
    else:
        tag = "path"
        attributes["d"] = _short_path(source.attrib["d"])
    attributes |= _presentation(source.get("style", ""), paint)
    shape = ElementTree.Element(tag, attributes)
    shape.text = source.text if kind == "text" else None
    if tooltip and kind == "text":
        # A <title> inside <text> must come first, before the words themselves.
        hint = ElementTree.SubElement(shape, "title")
        hint.text, hint.tail, shape.text = tooltip, shape.text, None
    elif tooltip:
        ElementTree.SubElement(shape, "title").text = tooltip
    return shape


def _presentation(style: str, paint: dict[str, str]) -> dict[str, str]:
    declared = dict(part.strip().split(": ", 1) for part in style.split(";") if part.strip())
    kept = {name: declared[name] for name in _KEPT if name in declared}
    for name in ("fill", "stroke"):
        if name in kept:
            kept[name] = paint.get(kept[name].lower(), kept[name])
    if kept.get("fill") == "currentColor":
        del kept["fill"]  # the root has it
    for name, value in kept.items():
        kept[name] = re.sub(r"(\d)px$", r"\1", value)
    return kept


def _placed_text(source: ElementTree.Element) -> dict[str, str]:
    placed = {"x": _short(source.attrib["x"]), "y": _short(source.attrib["y"])}
    turn = re.match(r"rotate\((-?[\d.]+)", source.get("transform", ""))
    if turn and float(turn[1]):
        placed["transform"] = f"rotate({_short(turn[1])} {placed['x']} {placed['y']})"
    return placed


def _circle(path: str) -> dict[str, str]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]
    xs, ys = numbers[0::2], numbers[1::2]
    return {
        "cx": _short((min(xs) + max(xs)) / 2),
        "cy": _short((min(ys) + max(ys)) / 2),
        "r": _short((max(xs) - min(xs)) / 2),
    }


def _short_path(path: str) -> str:
    return " ".join(
        part if part.isalpha() else _short(part) for part in path.replace("\n", " ").split()
    )


def _short(number: str | float) -> str:
    """Hundredths of a pixel are enough."""
    value = round(float(number), 2) + 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{value:.2f}".rstrip("0").rstrip(".")
