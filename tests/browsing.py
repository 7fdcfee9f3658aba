"""A real browser for tests of pages, and what they ask it."""

import contextlib
import itertools
import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
SCREENS = ((390, 844), (1280, 800))
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# The visible text nodes, each with its contrast to the background (WCAG 2).
CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    throw new Error("nothing is painted behind the text");
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility()) continue;
    const pair = [getComputedStyle(element).color, behind(element)].map(light);
    const [dark, bright] = pair.sort((a, b) => a - b);
    found.push([text, (bright + 0.05) / (dark + 0.05)]);
  }
  return found;
}"""


@contextlib.contextmanager
def chromium():
    """Start this machine's browser; without one a test fails, and says what to install."""
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if program is None:
        pytest.fail("no chromium on this machine; on Debian: apt install chromium")
    with sync_playwright() as playwright:
        options = ["--disable-gpu"]
        options += ["--no-sandbox"] if os.getuid() == 0 else []  # chromium refuses this for root
        browser = playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


@contextlib.contextmanager
def opened(path):
    """Open a page in a browser, which notes its complaints and requests."""
    with chromium() as browser:
        page = browser.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(path.as_uri())
        yield page


def assert_readable(page):
    """Assert that a page can be read: on phone and desktop, light and dark, by a screen reader.

    Nothing is too wide, contrast is sufficient, axe finds nothing, and nothing is fetched or
    complained about.
    """
    page.evaluate(OPEN_ALL)
    for (width, height), scheme in itertools.product(SCREENS, ("light", "dark")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [pair for pair in page.evaluate(CONTRASTS) if pair[1] < 4.5] == []
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert len(page.requests) == 1
    assert page.complaints == []
