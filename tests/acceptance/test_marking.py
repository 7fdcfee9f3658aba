"""Answers are marked in a real browser, and land in a real gradebook that formgrader shows."""

import json
import signal
import socket
import subprocess
import sys
import time

import browsing
import courses
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import CONTRASTS
from marked_class import HANDED_OUT, cell
from nbgrader.api import Gradebook
from serving import Browser, add_person, served, wait_until

from autograder.service.database.tables import Role

pytestmark = pytest.mark.slow

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
YAML = """\
course: tiny
title: A tiny course
assignments:
  - {name: powers, title: Powers, graders: cells, attempts: {per_hour: null}}
"""
BASE = "/class/powers/marking"
ANSWERS = {
    "ada": "Because the product of two equal signs is plus.",
    "ben": "Because the product of two equal\nsigns is plus.",
    "cleo": "Because I have **tried** it, with <script>alert(1)</script>.",
    "dan": HANDED_OUT,
}


def notebook(why, square="def square(x):\n    return x * x"):
    """Return the bytes of a notebook with an exercise and a question."""
    cells = [
        cell("code", "square-solution", square, solution=True),
        cell("code", "square", "assert square(3) == 9", grade=True, locked=True, points=6),
        cell("markdown", "", "## Why is a square of a real number never negative?"),
        cell("markdown", "why", why, grade=True, solution=True, points=4),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4}
    return json.dumps(whole | {"nbformat_minor": 5}).encode()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose own test cells grade, with a question; adopted from nbgrader."""
    root = tmp_path_factory.mktemp("marked") / "course"
    for folder, why in (("solutions", "Minus times minus is plus."), ("assignments", HANDED_OUT)):
        (root / folder / "powers").mkdir(parents=True)
        (root / folder / "powers" / "powers.ipynb").write_bytes(notebook(why))
    (root / "course.yaml").write_text(YAML)
    (root / "roster.csv").write_text("id,name\nada,Ada Lovelace\nben,Ben\ncleo,Cleo\ndan,Dan\n")
    return root


@pytest.fixture(scope="module")
def site(course):
    """The course, served, with graders and an assistant; four students have handed in."""
    with served(course, jobs=1) as site:
        add_person(site.engine.database, "tom", Role.ASSISTANT, full_name="Tom")
        for name, why in ANSWERS.items():
            answer = Browser(site).enter(name).hand_in("powers", notebook(why))
            assert answer.is_redirect, answer.text
        tom = Browser(site).enter("tom")
        wait_until(lambda: "4 graded" in tom.get("/class/powers").text, "all are graded", 300)
        wait_until(lambda: "0 of 3" in tom.get(BASE).text, "all answers are there")
        site.tom = tom
        yield site


@pytest.fixture(scope="module")
def page(site):
    """A page of chromium in which the assistant has entered."""
    with browsing.chromium() as browser:
        context = browser.new_context(viewport=DESKTOP, bypass_csp=True)  # axe is a script
        cookies = site.tom.client.cookies
        own = [{"name": n, "value": v, "url": site.address.url} for n, v in cookies.items()]
        context.add_cookies(own)
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
        yield page
        assert page.complaints == []


def look_at(page):
    """Check a page on both screens, in light and dark; axe must find nothing."""
    for screen in (PHONE, DESKTOP):
        page.set_viewport_size(screen)
        assert not page.evaluate(TOO_WIDE), page.url
    page.evaluate(browsing.OPEN_ALL)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert [t for t, contrast in page.evaluate(CONTRASTS) if contrast < 4.5] == [], page.url
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url


def go(page, site, path):
    """Open a page."""
    page.goto(f"{site.address.url}{path}")


def test_marking_with_the_keyboard_alone(page, site):
    """Space ticks, Tab goes on, Enter saves and shows the next answers."""
    go(page, site, BASE)
    look_at(page)
    page.click("text=why")
    page.fill("#points", "3")
    page.fill("#text", "names the sign of the product")
    page.click("button:has-text('Add')")
    page.click("text=Mark the next answers")
    assert page.inner_text("h1") == "2 answers that are alike"
    assert "Ada" not in page.inner_text("main")
    look_at(page)
    page.reload()
    page.keyboard.press("Space")  # the first item of the rubric has the focus
    page.keyboard.press("Tab")
    page.keyboard.type("0.5")
    page.keyboard.press("Tab")
    page.keyboard.type("Well put.")
    page.focus("#beside")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "One answer"
    assert "<script>alert(1)</script>" in page.inner_text("main")
    assert "2 of 3 marked, 1 left" in page.inner_text("main")
    page.fill("#beside", "1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Every answer is marked." in page.inner_text("main")
    look_at(page)
    page.click("a:has-text('Because the product')")
    page.click("text=Show names")
    assert "Ada Lovelace: 3.5 points by tom" in page.inner_text("main")
    look_at(page)


def test_students_read_their_marks(site):
    """Points and comments, in their own feedback alone."""
    site.engine.keeper.settle_all()
    ada = Browser(site).enter("ada").get("/work/powers/attempts/1").text
    assert "9.5 of 10" in ada
    assert "+3: names the sign of the product" in ada
    assert "Well put." in ada
    cleo = Browser(site).enter("cleo").get("/work/powers/attempts/1").text
    assert ("7 of 10" in cleo, "Well put." in cleo) == (True, False)


@pytest.fixture(scope="module")
def gradebook(course, site, page):
    """Grade into a gradebook, and have the marks written there."""
    courses.run("autograder", "grade", "powers", "--gradebook", cwd=course, code=0)
    go(page, site, BASE)
    assert "3 marks are not in nbgrader's gradebook yet" in page.inner_text("main")
    with page.expect_navigation():
        page.click("text=Write now")
    assert "gradebook yet" not in page.inner_text("main")
    return f"sqlite:///{course / 'gradebook.db'}"


def marks(gradebook):
    """Return each student's mark as nbgrader has it."""
    with Gradebook(gradebook) as book:
        found = {}
        for name in ANSWERS:
            grade = book.find_grade("why", "powers", "powers", name)
            comment = book.find_comment("why", "powers", "powers", name)
            whole = book.find_submission("powers", name)
            found[name] = (
                *(grade.manual_score, grade.needs_manual_grade, whole.score),
                comment.manual_comment,
            )
        return found


def test_nbgrader_has_the_marks(gradebook):
    """As if they had been given in formgrader; what has no answer needs none."""
    told = "+3: names the sign of the product\n\nWell put."
    assert marks(gradebook) == {
        "ada": (3.5, False, 9.5, told),
        "ben": (3.5, False, 9.5, told),
        "cleo": (1.0, False, 7.0, None),
        "dan": (None, False, 6.0, None),
    }


def test_the_export_has_the_marks(site, gradebook):
    """The file for a learning platform has the whole points, and a column for the question."""
    add_person(site.engine.database, "ida", Role.INSTRUCTOR)
    answer = Browser(site).enter("ida").send("/class/powers/export", to="csv")
    rows = [line.split(",") for line in answer.text.splitlines()]
    points = {row[0]: row[rows[0].index("why")] for row in rows[1:]}
    assert {name: float(text) for name, text in points.items()} == {
        "ada": 3.5,
        "ben": 3.5,
        "cleo": 1.0,
        "dan": 0.0,
    }


@pytest.fixture(scope="module")
def formgrader(course, gradebook):
    """A Jupyter server with nbgrader's formgrader; a client of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    courses.run("autograder", "init", cwd=course, code=0)  # nbgrader_config.py
    options = [
        *("--ServerApp.port", port, "--ServerApp.root_dir", course, "--IdentityProvider.token", ""),
        *("--ServerApp.open_browser", "False", "--allow-root"),
        "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", *map(str, options)],
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=courses._environment(course),
        text=True,
    )
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
    try:
        for _ in range(300):
            try:
                client.get("/formgrader/api/status").raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.5)
        yield client
    finally:
        client.close()
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        process.stderr.close()


def test_formgrader_shows_the_mark_and_its_own_stay(formgrader, gradebook, site, page):
    """Its page has points and comment; a mark given there is left until somebody decides."""
    with Gradebook(gradebook) as book:
        number = book.find_submission_notebook("powers", "powers", "ada").id
    tab = page.context.new_page()
    tab.goto(f"{formgrader.base_url}/formgrader/submissions/{number}/?index=0")
    tab.wait_for_function("() => document.getElementById('why')?.value === '3.5'")
    tab.wait_for_function(
        "() => document.getElementById('why-comment').value.includes('Well put.')"
    )
    tab.fill("#why", "2")
    with tab.expect_response(lambda answer: "/api/grade/" in answer.url):
        tab.locator("#why").blur()
    tab.close()
    assert marks(gradebook)["ada"][:2] == (2.0, False)

    go(page, site, f"{BASE}/why?names=1")
    assert "ada: there 2" in page.inner_text("main")
    site.engine.scribe.write("powers")
    assert marks(gradebook)["ada"][0] == 2.0
    look_at(page)
    with page.expect_navigation():
        page.click("text=Use formgrader's marks")
    assert "Marked otherwise" not in page.inner_text("main")
    site.engine.keeper.settle_all()
    assert "8 of 10" in Browser(site).enter("ada").get("/work/powers/attempts/1").text
