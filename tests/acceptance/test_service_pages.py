"""The service as people use it: a real server, real graders and a real browser."""

import json
import re
import signal
import subprocess
import time

import browsing
import courses
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import CONTRASTS
from courses import copy_of_the_course
from known_submissions import known

pytestmark = pytest.mark.slow

NAME = "shallow_network"
TITLE = "A shallow neural network"
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
ROSTER = "id,name,language\nada,Ada Lovelace,\nben,<b>Ben</b>,\nli,李雷,zh\n"
HARDER = '''

@pytest.mark.weight(1000)
def test_new(student):
    """It is 2 at 0"""
    assert student.sigmoid(0.0) == 2
'''
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The bundled course with a roster."""
    root = copy_of_the_course(tmp_path_factory.mktemp("course"))
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def service(course):
    """`autograder serve`; give its address and the instructor's link."""
    process = courses.start(
        *("autograder", "serve", "--port", "0"), cwd=course, stderr=subprocess.PIPE
    )
    try:
        yield [next(process.stderr) for _ in range(2)]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stderr.close()


@pytest.fixture(scope="module")
def address(service):
    """Where the service is."""
    return re.search(r"http://[^;]+", service[0])[0]


@pytest.fixture(scope="module")
def links(course, address):
    """The personal links, by student."""
    done = courses.run("autograder", "links", "--url", address, cwd=course, code=0)
    return {line.split(",")[0]: line.rsplit(",", 1)[1] for line in done.stdout.splitlines()[1:]}


@pytest.fixture(scope="module")
def chromium():
    """A chromium of this machine."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def enter(chromium):
    """Enter by a link, with JavaScript or without; what the browser complains about fails."""
    contexts, complaints = [], []

    def enter(link, **options):
        context = chromium.new_context(viewport=DESKTOP, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(link)
        with page.expect_navigation():
            page.click("main button")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []


def hand_in(page, address, tmp_path, case):
    """Hand in a notebook of the sample class; return the seconds until the page was there."""
    path = tmp_path / f"{case}.ipynb"
    path.write_bytes(known(NAME, case).content())
    page.goto(f"{address}/work/{NAME}")
    page.set_input_files("#notebook", path)
    start = time.monotonic()
    page.click(".hand-in button")
    page.wait_for_selector(".total", timeout=60_000)
    return time.monotonic() - start


def look_at(page, path):
    """Check a page on both screens, in light and dark; axe must find nothing."""
    page.goto(path)
    for screen in (DESKTOP, PHONE):
        page.set_viewport_size(screen)
        assert not page.evaluate(TOO_WIDE), path
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert [t for t, contrast in page.evaluate(CONTRASTS) if contrast < 4.5] == [], path
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


def test_from_the_upload_to_the_feedback_without_javascript(enter, links, address, tmp_path):
    """A student enters, hands in, and reads which mistake it was; no script is needed."""
    page = enter(links["ada"], java_script_enabled=False)
    page.click(f"text={TITLE}")
    hand_in(page, address, tmp_path, "gradients_not_averaged")
    text = page.inner_text("main")
    assert "59 of 80" in text
    assert "Your gradients are sums over the samples" in text
    hand_in(page, address, tmp_path, "as_taught")
    assert "70 of 80" in page.inner_text("main")
    page.goto(f"{address}/work/{NAME}")
    assert page.inner_text(".attempts").split("\n")[0] == "Attempt 2"
    for _ in range(100):  # until the keeper has seen which attempt counts
        if "counts" in page.inner_text(".attempts li:first-child"):
            break
        page.reload()
    assert "counts" in page.inner_text(".attempts li:first-child")


def test_the_form_works_by_keyboard(enter, links, address, tmp_path):
    """Everything can be reached with the Tab key, and Enter hands in."""
    page = enter(links["ben"])
    page.goto(f"{address}/work/{NAME}")
    path = tmp_path / "x.ipynb"
    path.write_bytes(known(NAME, "half_done").content())
    page.set_input_files("#notebook", path)
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.innerText"))
        if reached[-1] == "Hand in":
            break
    assert reached[-1] == "Hand in"
    page.keyboard.press("Enter")
    page.wait_for_selector(".total", timeout=60_000)


def test_a_student_in_chinese(enter, links, address, tmp_path):
    """The pages and the feedback are in the language that the roster gives."""
    page = enter(links["li"])
    hand_in(page, address, tmp_path, "gradients_not_averaged")
    assert page.evaluate("() => document.documentElement.lang") == "zh"
    assert "回执" in page.inner_text("main")
    assert "not right" not in page.inner_text("main")


def test_students_pages_are_for_everybody(enter, links, address):
    """On phone and desktop, in light and dark, axe finds nothing and contrasts are right."""
    page = enter(links["ada"], bypass_csp=True)  # axe is a script, which our policy forbids
    for path in ("/", f"/work/{NAME}", f"/work/{NAME}/attempts/1"):
        look_at(page, address + path)


def wait_for(page, path, selector):
    """Look at a page again and again until something is there."""
    for _ in range(120):
        page.goto(path)
        if page.locator(selector).count():
            return
        time.sleep(0.5)
    raise AssertionError(page.inner_text("main"))


def test_an_instructor_sees_the_class(enter, service, address, course, links):
    """Marks, code and reports of the class; an extension, a regrade and an export."""
    page = enter(re.search(r"http://\S+/enter/\S+", service[1])[0], bypass_csp=True)
    base = f"{address}/class/{NAME}"
    page.goto(base)
    assert "70/80" in page.inner_text("tr:has-text('ada')")
    assert "<b>Ben</b>" in page.inner_text("main")
    for path in ("", "/student/ada", "/student/ada/1", "/tools", "/regrade"):
        look_at(page, base + path)
    for path in ("/", "/people", "/people/ada", "/log"):
        look_at(page, address + path)

    page.goto(f"{base}/student/ada/2")
    page.fill("#why", "copied")
    page.click("text=Set aside")
    wait_for(page, base, "tr:has-text('ada'):has-text('59/80')")

    page.goto(f"{base}/tools")
    page.click("text=Make it >> nth=0")
    wait_for(page, f"{base}/tools", "a:has-text('Open')")
    page.goto(f"{base}/tools")
    with page.expect_download() as download:
        page.click("text=Download")
    assert "\nada,,Ada Lovelace," in download.value.path().read_text(encoding="utf-8")

    solution = course / "tests" / "graders" / NAME / "test_sigmoid.py"
    with solution.open("a", encoding="utf-8") as file:
        file.write(HARDER)
    page.goto(f"{base}/regrade")
    page.click("main button")
    wait_for(page, f"{base}/regrade", "text=Preview of")
    assert "2 down" in page.inner_text("main")  # ben's sigmoid is not written
    page.fill("#why", "a new test")
    with page.expect_navigation():
        page.click("button:has-text('Accept')")
    wait_for(page, f"{base}?q=ada", "tr:has-text('ada'):has-text('49.')")


def test_the_course_is_as_if_it_had_been_collected(course):
    """`grade` finds the attempts that count, and grades nothing again."""
    done = courses.run("autograder", "feedback", NAME, cwd=course, code=0)
    assert "3 pages of feedback" in done.stderr
    results = {
        path.stem: int(json.loads(path.read_text(encoding="utf-8"))["score"])
        for path in (course / "results" / NAME).glob("*.json")
    }
    assert results == {"ada": 49, "ben": 25, "li": 49}
