"""What every figure promises to the page that carries it."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.figures.bcg import LABELS, POOLED, VI, YI
from evidence.figures.drawing import Drawing
from gleanings.evidence.figures import cumulative_plot, forest_plot, funnel_plot

STEPS = SimpleNamespace(
    estimate=[-0.9, -0.8, -0.7], ci_low=[-2.0, -1.5, -1.1], ci_high=[0.2, -0.1, -0.3]
)


def forest(**options):
    return forest_plot(YI, VI, labels=LABELS, pooled=POOLED, measure="RR", **options)


def funnel(**options):
    return funnel_plot(YI, VI, labels=LABELS, pooled=POOLED, measure="RR", **options)


def cumulative(**options):
    return cumulative_plot(STEPS, measure="RR", **options)


every_figure = pytest.mark.parametrize("figure", [forest, funnel, cumulative])


@every_figure
def test_it_obeys_a_strict_content_security_policy(figure):
    svg = figure()
    for forbidden in ("style=", "<style", "<script", "href", "onload", "url(", "@import"):
        assert forbidden not in svg


@every_figure
def test_its_colours_follow_the_page(figure):
    paints = set(re.findall(r'(?:fill|stroke)="([^"]+)"', figure()))
    assert paints <= {"currentColor", "none", "var(--evidence-accent, #2f7dd1)"}


@every_figure
def test_it_is_named_and_described_for_screen_readers(figure):
    drawing = Drawing(figure(id_prefix="alliance"))
    assert drawing.root.get("role") == "img"
    assert drawing.root.get("aria-labelledby") == "alliance-title alliance-desc"
    assert drawing.title()
    assert len(drawing.description()) > 40
    named = Drawing(figure(title="Alliance and outcome"))
    assert named.title() == "Alliance and outcome"


@every_figure
def test_ids_are_unique_and_prefixed(figure):
    ids = re.findall(r'\sid="([^"]+)"', figure(id_prefix="alliance"))
    assert ids == ["alliance-title", "alliance-desc"]


@every_figure
def test_the_same_call_draws_the_same_picture(figure):
    for form in ("svg", "pdf", "png"):
        assert figure(format=form) == figure(format=form)
    assert "date" not in figure().lower()


@every_figure
def test_the_same_call_gives_png_and_pdf(figure):
    assert figure(format="png").startswith(b"\x89PNG")
    assert figure(format="pdf").startswith(b"%PDF")


@every_figure
@pytest.mark.parametrize("width", ["phone", "wide", 280, 600])
def test_all_of_it_lies_on_the_sheet_and_is_legible(figure, width):
    drawing = Drawing(figure(width=width))
    assert min(drawing.font_sizes()) >= 11
    wide, high = drawing.size()
    for shape in drawing.root:
        if shape.get("d"):
            numbers = [float(part) for part in shape.attrib["d"].split() if part not in "MLz"]
            assert -0.5 <= min(numbers[0::2]) <= max(numbers[0::2]) <= wide + 0.5
            assert -0.5 <= min(numbers[1::2]) <= max(numbers[1::2]) <= high + 0.5


@every_figure
def test_a_file_that_stands_alone_brings_its_own_dark_mode(figure):
    svg = figure(standalone=True)
    assert svg.startswith("<?xml")
    assert "prefers-color-scheme:dark" in svg
    assert "var(" not in svg  # viewers outside browsers know no variables


def test_labels_are_text_whatever_they_contain():
    labels = ["<b>Smith</b> & Co.", "$x^2$ \\alpha", "Γιώργος 王小明 🙂", "bell\x07 and\nline"]
    svg = forest_plot([0.1, 0.2, 0.3, 0.2], [0.1] * 4, labels=labels, pooled=POOLED)
    words = Drawing(svg).words()
    assert labels[:3] == [word for word in words if word in labels]
    assert "bell and line" in words


def test_what_xml_forbids_never_gets_into_a_figure():
    svg = forest(title="bell\x07", effect="a\x00<b", favours=("\ufffe&", "\x1b"))
    ElementTree.fromstring(svg)  # noqa: S314 - our own figure
    assert Drawing(svg).title() == "bell"


def test_a_users_matplotlib_settings_change_nothing():
    import matplotlib as mpl

    before = forest()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "text.color": "red"}):
        assert forest() == before
        assert mpl.rcParams["font.size"] == 30


def test_pyplot_stays_out():
    """It keeps every figure alive and looks for a display."""
    import subprocess
    import sys

    code = (
        "import sys; from gleanings.evidence import forest_plot;"
        "assert 'matplotlib' not in sys.modules;"
        "forest_plot([.1, .2], [.1, .2]);"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


@given(
    effects=st.lists(
        st.tuples(st.floats(-1e4, 1e4), st.floats(1e-10, 1e8)), min_size=1, max_size=6
    ),
    measure=st.sampled_from(["GEN", "OR", "ZCOR", "PLO", "PFT", "IRLN", "ABT"]),
    width=st.sampled_from(["wide", "phone", 560]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_effects_can_be_drawn(effects, measure, width):
    yi, vi = zip(*effects, strict=True)
    pooled = SimpleNamespace(estimate=yi[0], ci_low=yi[0] - 1, ci_high=yi[0] + 1, tau2=0.0)
    for svg in (
        forest_plot(yi, vi, pooled=pooled, measure=measure, width=width),
        funnel_plot(yi, vi, pooled=pooled, measure=measure, width=width),
    ):
        assert not re.search(r"nan|inf[^a-z]", svg)
        ElementTree.fromstring(svg)  # noqa: S314 - our own figure
