"""The page of similar code in a real browser: on phone and desktop, light and dark, on paper."""

import random

import pytest
from browsing import assert_readable, opened
from copied import class_with_copies, commented, renamed, reordered, split

from autograder.results.format import Evidence
from autograder.similarity.find import find_similar
from autograder.similarity.page import similar_page
from autograder.similarity.side_by_side import pair_views

pytestmark = pytest.mark.slow
PAPER = 680  # pixels between the margins of A4


@pytest.fixture
def page(tmp_path):
    """The page of a class of 60 in which three have copied."""
    disguises = [(renamed,), (commented, reordered), (split,)]
    answers, _ = class_with_copies("shallow_network", 60, random.Random(5), disguises)
    code = {
        student: {name: Evidence(code=text) for name, text in own.items()}
        for student, own in answers.items()
    }
    found = find_similar("shallow_network", code, frozenset(), 10)
    path = tmp_path / "similar.html"
    html = similar_page("A shallow network", found, pair_views(found, code, frozenset()))
    path.write_text(html, encoding="utf-8")
    with opened(path) as page:
        yield page


def test_the_page_can_be_read(page):
    """On phone and desktop, in light and dark, and by a screen reader."""
    assert_readable(page)


def test_a_pair_is_found_from_the_table(page):
    """The first pair of the table leads to its code, in which shared lines are marked."""
    page.locator("table a").first.click()
    assert page.evaluate("location.hash") == "#pair-1"
    assert page.locator("#pair-1 li.shared").first.is_visible()
    both = page.locator("#pair-1 details").first.locator(".side")
    assert both.count() == 2
    boxes = [both.nth(number).bounding_box() for number in range(2)]
    assert boxes[0]["y"] == boxes[1]["y"]  # side by side on a desktop
    page.set_viewport_size({"width": 390, "height": 844})
    boxes = [both.nth(number).bounding_box() for number in range(2)]
    assert boxes[0]["x"] == boxes[1]["x"]  # one below the other on a phone


def test_the_page_by_keyboard_and_on_paper(page):
    """The first key leads past the head; paper has the folded parts, and is not too narrow."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the pairs"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == PAPER
    assert not page.locator(".skip").is_visible()
    folded = page.locator("details:not([open]) li").first
    assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
