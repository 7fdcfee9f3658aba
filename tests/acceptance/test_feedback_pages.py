"""Students' pages in a real browser: on phone and desktop, light and dark, by keyboard."""

import datetime as dt
import itertools

import browsing
import pytest
from browsing import CONTRASTS
from courses import ROOT, run
from known_submissions import known
from msgspec.structs import replace

from autograder.course.folder import find_course
from autograder.report.feedback import feedback_view, held_view
from autograder.report.page import feedback_page
from autograder.results.format import Outcome, SubmissionOutcome
from autograder.results.store import ResultStore

pytestmark = pytest.mark.slow

GRADED = (
    "as_taught",
    "rank_one_bias_gradients",
    "sigmoid_from_missing_helper",
    "zero_bytes",
)
MADE = ("diagnosed", "ours", "held", "hostile", "chinese")
SCREENS = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 800},
}
WIDTHS = """() => {
  const page = document.documentElement;
  const room = page.clientWidth;
  const wide = [...document.body.querySelectorAll("*:not(.skip, .unseen)")]
    .filter((e) => e.getBoundingClientRect().right > room + 0.5)
    .map((e) => e.outerHTML.slice(0, 80));
  return [page.scrollWidth > room, wide];
}"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
LEVELS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => +h.tagName[1])"


def autograder(*arguments):
    """Run the command line as an instructor does."""
    run("autograder", *arguments, code=0, AUTOGRADER_SECRET="the sample class's")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Grade some of the sample class, write the pages; return the page of each student."""
    root = tmp_path_factory.mktemp("feedback")
    for case in GRADED:
        known("shallow_network", case).hand_in(root / "in" / case)
    autograder("grade", "shallow_network", root / "in", "--results", root / "results")
    autograder(
        *("feedback", "shallow_network"),
        *("--results", root / "results", "--output", root / "feedback"),
    )
    by_name = {
        case: root / "feedback" / case / "shallow_network" / "shallow_network.html"
        for case in GRADED
    }
    for name, view in made_by_hand(ResultStore(root / "results", "shallow_network")).items():
        by_name[name] = root / f"{name}.html"
        by_name[name].write_text(feedback_page(view), encoding="utf-8")
    return by_name


def made_by_hand(store):
    """Return views of results that are not in the sample class."""
    folder = find_course(ROOT)
    course, assignment = folder.course, folder.course.assignment("shallow_network")
    wrong, carried = (
        store.load("rank_one_bias_gradients"),
        store.load("sigmoid_from_missing_helper"),
    )
    diagnosed = replace(
        wrong.exercises[5],
        diagnosis="db1 and db2 lost a dimension: np.sum(dZ, axis=1) returns shape (n,). "
        "Add keepdims=True.",
        misconceptions=["sum_without_keepdims"],
        place="cell 14, line 3",
    )
    ours = replace(wrong.exercises[6], outcome=Outcome.ERROR, score=0.0)
    tests = wrong.exercises[5].tests
    crashed = [replace(tests[0], outcome=Outcome.CRASHED, message="x" * 400, hint="y" * 400)]
    long = replace(diagnosed, name="a_very_long_name" * 8, place="cell 1" * 40, tests=crashed)
    ben = replace(carried, exercises=[*carried.exercises[:5], diagnosed, carried.exercises[6]])
    eve = replace(ben, outcome=SubmissionOutcome.ERROR, exercises=[*ben.exercises[:6], ours])
    mallory = replace(
        ben,
        student="<script>alert(1)</script>" + "m" * 200,
        notes=["<img src='http://localhost/x'>", "</main><h1>60 of 60</h1>", "n" * 300],
        exercises=[long],
    )
    due = dt.datetime(2999, 12, 1, tzinfo=dt.UTC)
    return {
        "diagnosed": feedback_view(ben, course, assignment),
        "ours": feedback_view(eve, course, assignment),
        "held": held_view(ben, course, assignment, due),
        "hostile": feedback_view(mallory, course, assignment),
        "chinese": feedback_view(ben, course, assignment, folder.catalogue_in("zh")),
    }


@pytest.fixture(scope="module")
def browser():
    """A chromium of this machine; without one these tests fail, and say what to install."""
    with browsing.chromium() as launched:
        yield launched.new_context()  # one for all pages, because making one is slow


@pytest.fixture
def visit(browser, pages):
    """Open a student's page on a phone, and note the browser's complaints and requests."""
    opened = []

    def visit(name):
        page = browser.new_page()
        page.set_viewport_size(SCREENS["phone"])
        opened.append(page)
        page.complaints, page.requests = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(pages[name].as_uri())
        return page

    yield visit
    for page in opened:
        page.close()


@pytest.mark.parametrize("name", [*GRADED, *MADE])
def test_a_page_can_be_read(visit, pages, name):
    """Nothing is too wide, contrast is sufficient, and nothing is fetched or complained about."""
    page = visit(name)
    papers = set()
    for action in ("() => {}", OPEN_ALL):
        page.evaluate(action)
        for screen, scheme in itertools.product(SCREENS.values(), ("light", "dark")):
            page.set_viewport_size(screen)
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("innerWidth") == screen["width"]
            assert page.evaluate(WIDTHS) == [False, []]
            contrasts = page.evaluate(CONTRASTS)
            assert contrasts
            assert [(text, ratio) for text, ratio in contrasts if ratio < 4.5] == []
            papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2
    assert page.requests == [pages[name].as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize("name", [*GRADED, *MADE])
def test_a_page_can_be_heard(visit, name):
    """Headings are in order; links, headings, tables, headers and folded parts have names."""
    page = visit(name)
    levels = page.evaluate(LEVELS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(low - high <= 1 for high, low in itertools.pairwise(levels))
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    named = {"link", "heading", "table", "columnheader", "rowheader", "DisclosureTriangle"}
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in tree["nodes"]
        if node.get("role", {}).get("value") in named
    ]
    assert [role for role, spoken in found if not spoken] == []
    if name == "diagnosed":
        assert {role for role, _ in found} == named
    opens = [spoken for role, spoken in found if role == "DisclosureTriangle"]
    assert len(set(opens)) == len(opens)


def test_by_keyboard(visit):
    """Tab reaches the skip link first, and then everything to follow or open, in order."""
    page = visit("diagnosed")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert (skip.get_attribute("class"), skip.bounding_box()["x"] >= 0) == ("skip", True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    expected = page.locator("main a:visible, main summary:visible").all_text_contents()
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
        assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert reached == expected
    page.keyboard.press("Enter")
    assert page.locator("details").last.get_attribute("open") is not None


def test_what_comes_first(visit):
    """On a phone, the total, what to work on, the mistake and its place need no scrolling."""
    page = visit("rank_one_bias_gradients")
    box = page.locator(".next").bounding_box()
    assert box["y"] + box["height"] < SCREENS["phone"]["height"]
    assert page.locator(".total").inner_text() == "68 of 70 points"
    assert "backward_propagation" in page.locator(".next h2").inner_text()
    assert "lost an axis" in page.locator(".next").inner_text()
    assert "cell 14, line 3" in visit("diagnosed").locator("section.exercise").nth(5).inner_text()


def test_carried_forward(visit):
    """An exercise that uses a missing sigmoid says that it was judged with a right one."""
    text = visit("sigmoid_from_missing_helper").locator("#exercise-3").inner_text()
    assert "Judged with a right sigmoid in place of yours" in text


def test_a_page_in_another_language(visit):
    """The page gives its language; apart from names and what students typed, all is Chinese."""
    page = visit("chinese")
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.locator(".total").inner_text() == "60 / 70 分"
    assert page.locator(".next h2").inner_text() == "接下来请修改：sigmoid"
    table = page.locator("table").inner_text()
    assert [
        word for word in ("全部练习", "练习", "结果", "得分", "正确") if word not in table
    ] == []
    english = ("Work", "points", "Passed", "tests", "Feedback", "Notes", "right", "Judged", "Hint")
    text = page.locator("body").inner_text()
    assert [word for word in english if word in text] == []


def test_nothing_hostile_runs(visit):
    """Names and notes with HTML are shown as text."""
    page = visit("hostile")
    assert page.locator("script, img").count() == 0
    assert page.locator("bdi").inner_text().startswith("<script>alert(1)</script>mmm")
    assert "</main><h1>60 of 60</h1>" in page.locator(".notes").inner_text()


def test_on_paper(visit):
    """A printed page has the folded parts, and no skip link."""
    page = visit("diagnosed")
    folded = page.locator("details li").first
    assert not folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    page.emulate_media(media="print")
    assert folded.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    assert not page.locator(".skip").is_visible()
