"""The report of a class in a real browser: on phone and desktop, light and dark, on paper."""

import itertools
import os
import shutil

import pytest
from browsing import CONTRASTS
from playwright.sync_api import sync_playwright
from simulated_class import simulated

from autograder.insight.anonymous import Words
from autograder.insight.classroom import Classroom
from autograder.insight.page import report_page
from autograder.insight.report import make_report

pytestmark = pytest.mark.slow

SCREENS = ((390, 844), (1280, 800))
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture
def page(tmp_path):
    """The report of a class of 300 in a browser, which notes its complaints and requests."""
    results, _ = simulated(300, broken=("compute_cost", 1))
    names = tuple((result.student,) for result in results)
    known = Classroom("shallow_network", tuple(results), ("zoe",), names=names, doubts=("Odd.",))
    path = tmp_path / "report.html"
    path.write_text(report_page(make_report(known, "A course", Words())), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("no chromium on this machine; on Debian: apt install chromium")
    with sync_playwright() as playwright:
        options = ["--disable-gpu", *(["--no-sandbox"] if os.getuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        page = browser.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(path.as_uri())
        yield page
        browser.close()


def test_the_report_can_be_read(page):
    """Nothing is too wide, contrast is sufficient, and nothing is fetched or complained about."""
    page.evaluate(OPEN_ALL)
    for (width, height), scheme in itertools.product(SCREENS, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [pair for pair in page.evaluate(CONTRASTS) if pair[1] < 4.5] == []
    assert len(page.requests) == 1
    assert page.complaints == []


def test_the_report_by_keyboard_and_on_paper(page):
    """The first key leads past the head; paper has the folded parts, but nobody's name."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.emulate_media(media="print")
    assert not page.get_by_text("zoe").is_visible()
    assert not page.locator(".skip").is_visible()
    folded = page.locator(".mistake details li").first
    assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
