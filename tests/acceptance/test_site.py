"""The documentation as a site: built without warnings, and opened in a real browser."""

import contextlib
import functools
import http.server
import re
import shutil
import threading
from pathlib import Path

import pytest
from courses import run
from desk import browser_page

from autograder import checks

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site; a dead link, or a page without a menu entry, would fail here."""
    folder = tmp_path_factory.mktemp("site")
    build(ROOT, folder, code=0)
    return folder


def build(root, folder, *, code):
    """Build the site from a root into a folder, as `make docs` does; it must end with `code`."""
    command = ("-m", "mkdocs", "build", "--config-file", root / "mkdocs.yml", "--site-dir", folder)
    return run("python", *command, code=code, NO_MKDOCS_2_WARNING="1")


def test_a_dead_anchor_fails(tmp_path):
    """A link to a missing heading ends the build, and is named."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    with (tmp_path / "docs" / "index.md").open("a") as page:
        page.write("\n[dead](tutorial.md#no-such-heading)\n")
    done = build(tmp_path, tmp_path / "site", code=1)
    assert "tutorial.md#no-such-heading" in done.stdout + done.stderr


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files without a log."""

    def log_message(self, *_arguments):
        """Say nothing."""


@contextlib.contextmanager
def served(folder):
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def seen(site):
    """Open every page on each screen; note its requests elsewhere, and whether it is too wide."""
    found = {}
    with served(site) as address, browser_page() as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for screen, (width, height) in SCREENS.items():
            page.set_viewport_size({"width": width, "height": height})
            for path in sorted(site.rglob("*.html")):
                name = path.relative_to(site).as_posix()
                page.goto(f"{address}/{name}")
                wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
                found[f"{name} on a {screen}"] = wide
        elsewhere = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    return found, elsewhere


def test_no_page_is_wider_than_its_screen(seen):
    """On a phone a wide table scrolls, but never the page."""
    found, _ = seen
    assert [name for name, is_wide in found.items() if is_wide] == []


def test_nothing_is_fetched_from_elsewhere(seen):
    """Fonts, styles and scripts come with the site."""
    _, elsewhere = seen
    assert elsewhere == []


def test_the_api_page_is_made_of_docstrings(site):
    """It has every check, the fixtures, the ways to call, and the decorator of a known mistake."""
    page = (site / "api.html").read_text(encoding="utf-8")
    headings = re.findall(r'<h\d id="[\w.]*\.(\w+)" class="doc doc-heading">', page)
    every = {name for name in vars(checks) if name.startswith("check_")}
    every |= {"student", "reference", "rng", "many", "observe", "cost", "misconception"}
    assert every - set(headings) == set()
