"""Reading a figure back: what stands in an SVG, and where."""

from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2000/svg}"


class Drawing:
    def __init__(self, svg: str) -> None:
        self.source = svg
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own figures

    def shapes(self, css: str) -> list[ElementTree.Element]:
        return [shape for shape in self.root if shape.get("class") == css]

    def words(self) -> list[str]:
        return [_own_words(shape) for shape in self.root if shape.tag == f"{NAMESPACE}text"]

    def text(self) -> str:
        return "\n".join(self.words())

    def title(self) -> str:
        return self.root.findtext(f"{NAMESPACE}title") or ""

    def description(self) -> str:
        return self.root.findtext(f"{NAMESPACE}desc") or ""

    def size(self) -> tuple[float, float]:
        return float(self.root.attrib["width"]), float(self.root.attrib["height"])

    def font_sizes(self) -> list[float]:
        return [
            float(shape.attrib["font-size"])
            for shape in self.root
            if shape.tag == f"{NAMESPACE}text"
        ]


def _own_words(shape: ElementTree.Element) -> str:
    """The words drawn, without the hint that appears when the mouse rests on them."""
    return (shape.text or "") + "".join(child.tail or "" for child in shape)


def points(shape: ElementTree.Element) -> list[tuple[float, float]]:
    numbers = [float(part) for part in shape.attrib["d"].split() if part not in "MLz"]
    return list(zip(numbers[0::2], numbers[1::2], strict=True))


def span(shape: ElementTree.Element) -> tuple[float, float]:
    xs = [x for x, _ in points(shape)]
    return min(xs), max(xs)
