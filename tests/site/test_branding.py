"""A network's own name, logo and colours, which anybody can read."""

from __future__ import annotations

import gc
import io
import re
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture
from wagtail.images.models import Image

from gleanings.site import branding
from gleanings.site.colours import AA_TEXT, contrast, mix
from gleanings.site.models import NetworkSettings, NetworkWords

# Wagtail leaves the scaled picture's temporary file to the collector
leaves_a_file_open = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.fixture
def network(db) -> NetworkSettings:
    return NetworkSettings.load()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail keeps renditions by the image's key, which comes again after a rollback
    cache.clear()


def tokens(scheme: str) -> dict[str, str]:
    text = files("gleanings.site").joinpath("static/site/tokens.css").read_text()
    part = {"light": 0, "dark": 1}[scheme]
    block = re.findall(r":root \{(.*?)\n\s*\}", text, re.DOTALL)[part]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


class TestColours:
    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        # examples of the WCAG working group's techniques G17 and G18, and the two ends
        [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
    )
    def test_contrast_is_wcags(self, one, other, ratio):
        assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
        assert contrast(other, one) == contrast(one, other)

    def test_the_styles_own_colours_are_readable(self):
        for scheme in ("light", "dark"):
            own = tokens(scheme)
            for ground in (own["paper"], own["card"], own["accent-soft"]):
                assert contrast(own["ink"], ground) >= 7
                assert contrast(own["accent"], ground) >= AA_TEXT
            assert contrast(own["soft"], own["paper"]) >= AA_TEXT
            assert contrast(own["ink"], own["mark"]) >= AA_TEXT

    def test_what_is_measured_against_is_what_the_page_has(self):
        for scheme in ("light", "dark"):
            assert branding.PAPER[scheme] == tokens(scheme)["paper"]
            assert branding.CARD[scheme] == tokens(scheme)["card"]

    @given(colours)
    def test_any_colour_gets_a_readable_one_for_dark_paper(self, colour):
        branding.refuse_if_hard_to_read(branding.dark_accent(colour), "dark")

    @given(colours)
    def test_a_refusal_names_a_colour_that_would_do(self, colour):
        try:
            branding.refuse_if_hard_to_read(colour, "light")
        except ValidationError as error:
            better = re.findall(r"#[0-9a-f]{6}", error.message)[-1]
            branding.refuse_if_hard_to_read(better, "light")

    def test_mixing_goes_from_one_to_the_other(self):
        assert mix("#ffffff", "#000000", 0) == "#000000"
        assert mix("#ffffff", "#000000", 1) == "#ffffff"


class TestSettings:
    @pytest.mark.parametrize("colour", ["#ffcc00", "#fbfaf6", "#8fc1b5"])
    def test_an_accent_that_is_hard_to_read_is_refused(self, network, colour):
        network.accent = colour
        with pytest.raises(ValidationError, match="hard to read on a light background"):
            network.full_clean()

    @pytest.mark.parametrize("colour", ["red", "#12", "#1f5f5g", "1f5f52", "#1f5f52;}"])
    def test_what_is_no_colour_is_refused(self, network, colour):
        network.accent = colour
        with pytest.raises(ValidationError):
            network.full_clean()

    def test_a_dark_accent_is_measured_on_dark_paper(self, network):
        network.accent, network.accent_dark = "#0b3d91", "#0b3d91"
        with pytest.raises(ValidationError, match="hard to read on a dark background"):
            network.full_clean()

    def test_an_editor_sets_them_in_the_admin(self, client, editor, network):
        client.force_login(editor)
        address = reverse("wagtailsettings:edit", args=["network", "networksettings", network.pk])
        form = {
            "accent": "#7a1f4b",
            "accent_dark": "",
            "contact_email": "",
            "logo": "",
            "words-TOTAL_FORMS": "1",
            "words-INITIAL_FORMS": "0",
            "words-MIN_NUM_FORMS": "0",
            "words-MAX_NUM_FORMS": "1000",
            "words-0-language": "en",
            "words-0-tagline": "Read for practice",
            "words-0-notice": "",
        }
        assert client.post(address, form).status_code == 302
        soup = BeautifulSoup(client.get("/en/").content, "html.parser")
        assert soup.select_one(".tagline").text == "Read for practice"
        refused = client.post(address, {**form, "accent": "#ffcc00"})
        assert "hard to read on a light background" in refused.content.decode()


class TestPages:
    def test_a_network_without_colours_has_no_sheet_of_its_own(self, client, network):
        assert b"branding-" not in client.get("/en/").content
        assert client.get("/branding-0123.css").status_code == 404

    def test_own_colours_come_as_a_file_that_caches_for_ever(self, client, network):
        network.accent = "#7a1f4b"
        network.save()
        soup = BeautifulSoup(client.get("/en/").content, "html.parser")
        sheet = soup.find("link", href=re.compile("branding-"))["href"]
        response = client.get(sheet)
        assert "--accent:#7a1f4b" in response.content.decode()
        assert "immutable" in response["Cache-Control"]
        assert response["Content-Type"].startswith("text/css")

    def test_other_colours_have_another_address(self, network):
        network.accent = "#7a1f4b"
        first = network.stylesheet_hash
        other = NetworkSettings(accent="#0b3d91")
        assert other.stylesheet_hash != first

    @leaves_a_file_open
    def test_the_logo_stands_before_the_name(self, client, network, media):
        network.logo = _image()
        network.save()
        soup = BeautifulSoup(client.get("/en/topics/").content, "html.parser")
        logo = soup.select_one(".masthead-name img")
        assert logo["alt"] == ""
        response = client.get(logo["src"])
        picture = Picture.open(io.BytesIO(b"".join(response.streaming_content)))
        response.close()
        gc.collect()
        assert picture.size[1] <= 128
        assert int(logo["height"]) == picture.size[1] // 2

    @leaves_a_file_open
    def test_a_link_preview_shows_the_logo_whole(self, client, network, media):
        network.logo = _image()
        network.save()
        graph = _graph(client)
        assert graph["og:image:alt"].startswith("The logo of ")
        picture = _picture(client, graph["og:image"])
        assert picture.size == (1200, 630) == _stated_size(graph)
        # whole, in the middle, also of the square that some previews cut out of it
        logo = picture.convert("RGB")
        colours = [logo.getpixel((at, 315)) for at in (5, 600, 1194)]
        assert colours == [(251, 250, 246), (122, 31, 75), (251, 250, 246)]

    def test_without_a_logo_it_shows_ours(self, client, network, settings):
        graph = _graph(client)
        assert graph["og:image"].endswith("/static/site/picture.png")
        file = files("gleanings.site").joinpath("static/site/picture.png")
        with Picture.open(io.BytesIO(file.read_bytes())) as picture:
            assert picture.size == _stated_size(graph)
            assert picture.format == "PNG"

    @leaves_a_file_open
    @pytest.mark.parametrize(
        ("size", "is_shown"), [((400, 200), True), ((200, 400), True), ((402, 200), False)]
    )
    def test_a_logo_stands_in_the_tab_unless_it_would_be_a_line(
        self, client, network, media, size, is_shown
    ):
        network.logo = _image(size)
        network.save()
        soup = BeautifulSoup(client.get("/en/topics/").content, "html.parser")
        (icon,) = soup.find_all("link", rel="icon")
        assert (icon["type"] == "image/png") == is_shown
        if is_shown:
            picture = _picture(client, icon["href"])
            assert picture.size == (64, 64)
            assert icon["sizes"] == "64x64"
            assert picture.getpixel((0, 0))[3] == 0
        else:
            assert icon["href"].endswith("icon.svg")

    @leaves_a_file_open
    def test_a_logo_whose_file_is_lost_takes_no_page_with_it(self, client, network, media):
        image = _image()
        network.logo = image
        network.save()
        image.file.storage.delete(image.file.name)
        response = client.get("/en/topics/")
        assert response.status_code == 200
        assert b"<img" not in response.content
        gc.collect()

    def test_a_notice_stands_on_every_page_in_its_language(self, client, network):
        NetworkWords.objects.create(network=network, language="en", notice="This is a <demo>.")
        assert b"This is a &lt;demo&gt;." in client.get("/en/topics/").content
        assert b"site-notice" not in client.get("/fr/topics/").content


def _image(size: tuple[int, int] = (400, 200)) -> Image:
    buffer = io.BytesIO()
    Picture.new("RGBA", size, "#7a1f4b").save(buffer, "PNG")
    buffer.seek(0)
    return Image.objects.create(title="Logo", file=ImageFile(buffer, name="logo.png"))


def _graph(client) -> dict[str, str]:
    soup = BeautifulSoup(client.get("/en/topics/").content, "html.parser")
    found = soup.find_all("meta", property=re.compile("^og:image"))
    return {tag["property"]: tag["content"] for tag in found}


def _stated_size(graph: dict[str, str]) -> tuple[int, int]:
    return int(graph["og:image:width"]), int(graph["og:image:height"])


def _picture(client, address: str):
    response = client.get(urlsplit(address).path)
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    picture = Picture.open(io.BytesIO(b"".join(response.streaming_content)))
    response.close()
    gc.collect()
    return picture
