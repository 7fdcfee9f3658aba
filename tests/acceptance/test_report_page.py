"""The report of a class in a real browser: on phone and desktop, light and dark, on paper."""

import pytest
from browsing import assert_readable, opened
from simulated_class import simulated

from autograder.insight.anonymous import Words
from autograder.insight.classroom import Classroom
from autograder.insight.page import report_page
from autograder.insight.report import make_report

pytestmark = pytest.mark.slow
PAPER = 680  # pixels between the margins of A4


@pytest.fixture
def page(tmp_path):
    """The report of a class of 300 in a browser."""
    results, _ = simulated(300, broken=("compute_cost", 1))
    names = tuple((result.student,) for result in results)
    known = Classroom("shallow_network", tuple(results), ("zoe",), names=names, doubts=("Odd.",))
    path = tmp_path / "report.html"
    path.write_text(report_page(make_report(known, "A course", Words())), encoding="utf-8")
    with opened(path) as page:
        yield page


def test_the_report_can_be_read(page):
    """On phone and desktop, in light and dark, and by a screen reader."""
    assert_readable(page)


def test_the_report_by_keyboard_and_on_paper(page):
    """The first key leads past the head; paper has the folded parts, but nobody's name."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == PAPER
    assert not page.get_by_text("zoe").is_visible()
    assert not page.locator(".skip").is_visible()
    folded = page.locator(".mistake details li").first
    assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
