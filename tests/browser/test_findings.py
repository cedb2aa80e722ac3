"""A summary's numbers in a real browser: the strip in both languages, on paper, and in Browse."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.conftest import watch
from browser.pages import SUMMARY
from browser.test_every_page import AXE_OPTIONS, VIEWS

TESTS = Path(__file__).parent.parent
WITH_ALARM = "2018-02/the-relationship-matters-for-medication-too/"
MAKE_FINDINGS = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from digest.factories import make_finding
from gleanings.digest.models import Finding, Summary
Finding.objects.all().delete()
def original(path):
    return Summary.objects.in_language("en").get(slug=path.split("/")[1])
summary = original({SUMMARY!r})
make_finding(summary, words="r = .26, 95% CI [.19, .32]", n=1024)
make_finding(summary, role="secondary", measure="percentage", estimate=7, decimals=0, k=None,
             ci_low=None, ci_high=None, words="7%")
make_finding(original({WITH_ALARM!r}), measure="d", estimate=0.6, ci_low=0.1, ci_high=0.4,
             acknowledgement="So it stands in the article.")
"""


@pytest.fixture(scope="module")
def site_with_findings(own_site):
    own_site.gleanings("shell", "-c", MAKE_FINDINGS)
    return own_site


@pytest.fixture
def watched(browser, site_with_findings):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watched = watch(context.new_page(), site_with_findings)
    yield watched
    context.close()
    assert watched.errors == []
    assert watched.elsewhere == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", [SUMMARY, WITH_ALARM, "summaries/?measure=link&size=large"])
def test_it_is_accessible_in_every_width_and_light(watched, language, path):
    page = watched.page
    watched.open(f"/{language}/{path}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()


def test_what_to_do_comes_first(watched):
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    watched.open(f"/en/{SUMMARY}")
    practice = page.locator(".practice").bounding_box()
    assert page.locator(".evidence").bounding_box()["y"] > practice["y"] + practice["height"]


def test_the_chart_has_the_colours_of_the_page(watched):
    page = watched.page
    watched.open(f"/en/{SUMMARY}")
    accent = page.evaluate(
        "getComputedStyle(document.querySelector('.practice h2')).color === "
        "getComputedStyle(document.querySelector('.result-number .estimate')).fill"
    )
    assert accent


def test_how_it_was_checked_is_a_keypress_away(watched):
    page = watched.page
    watched.open(f"/fr/{SUMMARY}")
    expect(page.locator(".findings")).not_to_be_visible()
    page.get_by_text("Les 2 chiffres, et comment ils ont été vérifiés").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".findings")).to_be_visible()
    expect(page.locator(".findings")).to_contain_text("Cohérent")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_handout_has_it_and_stays_one_page(browser, site_with_findings, language):
    page = browser.new_page()
    page.goto(f"{site_with_findings.url}/{language}/{SUMMARY}")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
    page.emulate_media(media="print")
    for shown in (".evidence .sentence", ".evidence svg", ".evidence .facts"):
        assert page.locator(shown).is_visible(), shown
    assert not page.locator(".evidence summary").first.is_visible()
    page.close()


def test_browse_finds_by_the_size_of_the_result(watched):
    page = watched.page
    watched.open("/en/summaries/")
    page.check("#size-moderate")
    expect(page.locator("#count")).to_have_text("2 summaries")
    page.check("#measure-link")
    expect(page.locator("#count")).to_have_text("1 summary")
    assert page.url.endswith("/en/summaries/?measure=link&size=moderate")
    expect(page.locator(".item .kicker")).to_contain_text("13 studies")
    page.get_by_role("link", name="Clear: Size: moderate").click()
    expect(page.locator("#size-moderate")).not_to_be_checked()


def test_it_finds_without_javascript(browser, site_with_findings):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_with_findings.url}/fr/summaries/")
    page.check("#sample-1000-and-more")
    page.get_by_role("button", name="Afficher").click()
    assert page.url.endswith("?q=&sample=1000-and-more")
    expect(page.locator("#count")).to_have_text("1 résumé")
    context.close()
