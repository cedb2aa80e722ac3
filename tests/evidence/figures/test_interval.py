import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evidence.figures.drawing import Drawing, points, span
from gleanings.evidence.figures import Words, interval_chart


def test_the_interval_lies_about_the_estimate_beside_the_line_of_no_effect():
    drawing = Drawing(interval_chart(0.27, 0.18, 0.36, "COR"))
    assert drawing.size() == (260, 56)
    left, right = span(drawing.shapes("interval")[0])
    (dot,), (null,) = drawing.shapes("estimate"), drawing.shapes("null")
    assert left < float(dot.attrib["cx"]) < right
    assert points(null)[0][0] < left
    assert min(drawing.font_sizes()) >= 11


def test_it_says_its_numbers():
    drawing = Drawing(interval_chart(0.27, 0.18, 0.36, "COR", id_prefix="main"))
    assert drawing.title() == "Correlation: .27"
    assert drawing.description() == ".27 (95% confidence interval .18 to .36)"
    assert drawing.root.get("aria-labelledby") == "main-title main-desc"
    french = Words(decimal=",", interval_words="de {low} à {high}, IC à {level} %")
    other = Drawing(
        interval_chart(0.27, 0.18, 0.36, "COR", french, level=0.9, effect="Alliance", title="Lien")
    )
    assert (other.title(), other.description()) == ("Lien", "0,27 (de 0,18 à 0,36, IC à 90 %)")


def test_a_ratio_is_given_as_a_ratio_and_has_a_log_axis():
    drawing = Drawing(interval_chart(1.5, 0.75, 3.0, "OR"))
    left, right = span(drawing.shapes("interval")[0])
    middle = float(drawing.shapes("estimate")[0].attrib["cx"])
    assert middle - left == pytest.approx(right - middle, abs=0.02)
    assert "1" in drawing.words()
    with pytest.raises(ValueError, match="give ratios, not logarithms"):
        interval_chart(0.4, -0.3, 1.1, "OR")


def test_a_small_effect_looks_small():
    small = Drawing(interval_chart(0.03, 0.01, 0.05, "COR"))
    left, right = span(small.shapes("interval")[0])
    assert right - left < 20


def test_what_has_no_no_effect_has_no_line_for_it():
    assert Drawing(interval_chart(34, 30, 39, "MN")).shapes("null") == []


def test_an_estimate_without_interval_stands_alone():
    drawing = Drawing(interval_chart(0.5, None, None, "SMD"))
    assert drawing.shapes("interval") == []
    assert len(drawing.shapes("estimate")) == 1
    assert drawing.description() == "0.50"


def test_it_obeys_the_pages_rules():
    svg = interval_chart(0.27, 0.18, 0.36, "COR")
    assert "style" not in svg
    assert "var(--evidence-accent, #2f7dd1)" in svg
    assert "prefers-color-scheme" in interval_chart(0.27, 0.18, 0.36, "COR", standalone=True)


def test_it_needs_no_plotting_library():
    code = (
        "import sys; from gleanings.evidence import interval_chart;"
        "interval_chart(.2, .1, .3, 'COR'); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ((float("nan"), 0, 1), {}, "The estimate is nan"),
        ((0, 1, -1), {}, "the lower first"),
        ((0, 0, float("inf")), {}, "give finite numbers"),
        ((0, -1, 1), {"width": 80}, "160 px wide or more"),
        ((0, -1, 1), {"level": 95}, "0.95"),
    ],
)
def test_what_cannot_be_drawn_is_refused(values, options, said):
    with pytest.raises(ValueError, match=said):
        interval_chart(*values, **options)


@given(
    st.floats(-1e4, 1e4), st.floats(0, 1e5), st.floats(0, 1e5),
    st.sampled_from([None, "COR", "SMD", "MD", "PR"]), st.integers(160, 600),
)  # fmt: skip
def test_any_interval_can_be_drawn(estimate, below, above, measure, width):
    svg = interval_chart(estimate, estimate - below, estimate + above, measure, width=width)
    for shape in Drawing(svg).shapes("interval"):
        assert all(0 <= x <= width for x, _ in points(shape))


def test_a_picture_has_twice_the_pixels_and_the_paper_that_is_asked_for():
    for dark, shade in ((False, 255), (True, 0x15)):
        drawn = interval_chart(0.27, 0.18, 0.36, "COR", width=320, format="png", dark=dark)
        picture = Image.open(io.BytesIO(drawn)).convert("RGB")
        assert picture.size == (640, 112)
        assert picture.getpixel((0, 0))[0] == shade
