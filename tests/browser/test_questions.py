"""From a question to its answer, in a browser: posed, fed from a table, published, grown, cited."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.demo_site import Site
from browser.desk import sign_in

TABLE = """study,author,year,ri,ni,p
One,Okafor,2001,0.31,90,
Two,Lind,2004,0.22,140,
Three,Mbeki,2009,1.40,80,
Four,Duarte,2012,0.18,210,
Five,Sand,2016,0.40,60,
Six,Ibarra,2017,0.30,100,.2
"""
LATER = """study,author,year,ri,ni
Seven,Novak,2024,-0.35,900
"""


def test_a_question_is_answered_from_a_table_and_the_answer_lives(
    page: Page, own_site: Site, tmp_path: Path
):
    sign_in(page, own_site, "editor")
    page.goto("/admin/")
    page.get_by_role("link", name="Questions", exact=True).first.click()
    page.get_by_role("link", name="Add question").first.click()
    page.locator("[name=texts-0-question]").fill("L’alliance, la clé d’une œuvre ?")
    page.keyboard.press("Tab")
    expect(page.locator("[name=slug]")).to_have_value("l-alliance-la-cle-d-une-oeuvre")
    page.locator("[name=texts-0-question]").fill("Does hope go with a better outcome?")
    page.locator("[name=texts-0-predictor]").fill("hope")
    # proposed while one writes; what one writes there oneself stays
    expect(page.locator("[name=slug]")).to_have_value("does-hope-go-with-a-better-outcome")
    page.locator("[name=texts-0-outcome]").fill("outcome")
    page.locator("[name=slug]").fill("hope")
    page.locator("[name=measure]").select_option("ZCOR")
    page.locator("[name=better]").select_option("higher")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Does hope go with a better outcome?").first.click()

    _upload(page, tmp_path / "studies.csv", TABLE)
    expect(page.get_by_text("2 rows are refused")).to_be_visible()
    refused = page.locator("table").first
    expect(refused.get_by_role("row", name="4")).to_contain_text("1.4")
    expect(refused.get_by_role("row", name="7")).to_contain_text("p")
    assert not _faults(page)
    page.get_by_role("button", name="Take 4 rows in").click()
    expect(page.get_by_text("4 rows were taken in")).to_be_visible()
    assert page.goto("/en/evidence/hope/").status == 404

    page.go_back()
    page.get_by_role("link", name="Edit the question").click()
    page.locator("[name=is_published]").check()
    page.get_by_role("button", name="Save").click()
    page.goto("/en/evidence/hope/")
    answer = page.locator(".answer")
    expect(answer).to_contain_text("Correlation (r) .24")
    expect(answer).to_contain_text("4 studies")
    expect(page.locator(".plot-wide svg").first).to_be_visible()
    page.get_by_text("The same numbers as a table, with their sources").click()
    expect(page.get_by_role("row", name="Okafor").first).to_contain_text(".31")

    page.goto("/admin/snippets/synthesis/question/")
    page.get_by_role("link", name="Does hope go with a better outcome?").first.click()
    _upload(page, tmp_path / "later.csv", LATER)
    page.get_by_role("button", name="Take 1 row in").click()
    page.goto("/fr/evidence/hope/")
    expect(page.locator(".history")).to_contain_text("Ajouté\u00a0: Seven")
    expect(page.locator(".history")).to_contain_text("un changement à signaler")
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("une version antérieure")).to_be_visible()
    with page.expect_download() as data:
        page.get_by_role("link", name="Données (CSV)").click()
    assert "Seven" not in Path(data.value.path()).read_text()


def _upload(page: Page, path: Path, table: str) -> None:
    path.write_text(table)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Read it").click()


def _faults(page: Page) -> list[str]:
    """What axe finds in our part of the admin's page."""
    found = Axe().run(page, context="main", options={"resultTypes": ["violations"]})
    return [violation["id"] for violation in found.response["violations"]]
