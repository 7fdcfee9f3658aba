"""A student's pages by real requests to a real server, without graders."""

import json

import pytest
from msgspec.structs import replace
from serving import Browser, a_result, attempts

from autograder.results.format import Outcome, TestResult
from autograder.service.moments import now
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim

pytestmark = pytest.mark.processes


def notebook(as_notebook, text="def square(x):\n    return x * x\n"):
    """Return the bytes of a notebook."""
    return as_notebook([text]).encode()


def test_home_lists_assignments_with_own_due_dates(ada):
    """Dates are in the course's time zone, with the student's extension."""
    page = ada.get("/").text
    assert "3 December 2030, 23:59 CET" in page
    assert "extended for you" in page
    assert "Ada Lovelace" in page


def test_handing_in_gives_a_receipt(ada, as_notebook, site):
    """After the form comes the attempt's page, with the hash of the file and its place."""
    data = notebook(as_notebook)
    answer = ada.hand_in("powers", data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/work/powers/attempts/1")
    page = ada.get("/work/powers/attempts/1")
    (attempt,) = attempts(site.engine.database)
    assert attempt.sha256 in page.text
    assert page.headers["refresh"] == "1"
    assert ada.get("/work/powers/attempts/1/files").content == data


def test_the_result_is_shown_when_it_is_there(ada, as_notebook, site):
    """The attempt's page shows the feedback, and refreshes no more."""
    ada.hand_in("powers", notebook(as_notebook))
    claimed = claim(site.engine.database, "w", now())
    finish(site.engine.database, claimed.id, a_result(), now())
    page = ada.get("/work/powers/attempts/1")
    assert "7 of 10" in page.text
    assert "refresh" not in page.headers
    assert "7 of 10" in ada.get("/work/powers").text


@pytest.mark.parametrize("most", ["none", "marks", "titles"])
def test_no_page_shows_more_than_the_rules_allow(ada, as_notebook, root, empty, most):
    """What is held back until the due date is on no page: not in a list, not in the feedback."""
    text = (root / "course.yaml").read_text()
    limited = text.replace("title: Powers,", f"title: Powers, feedback: {{before_due: {most}}},")
    ada.hand_in("powers", notebook(as_notebook))
    claimed = claim(empty.engine.database, "w", now())
    result = a_result()
    test = TestResult("t::t", "A title", Outcome.FAILED, message="A message", hint="A hint")
    exercise = replace(result.exercises[0], tests=[test], diagnosis="A diagnosis")
    finish(empty.engine.database, claimed.id, replace(result, exercises=[exercise]), now())
    empty.engine.keeper.settle_all()
    pages = ("/", "/work/powers", "/work/powers/attempts/1")
    try:
        (root / "course.yaml").write_text(limited)
        shown = " ".join(ada.get(page).text for page in pages)
    finally:
        (root / "course.yaml").write_text(text)
    told = {"7 of 10": most != "none", "A title": most == "titles"}
    told |= {"A message": False, "A hint": False, "A diagnosis": False}
    assert {words: words in shown for words in told} == told
    assert "will be here after 3 December 2030" in shown


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("powers.pdf", b"%PDF", "powers.pdf is not a notebook"),
        ("x<script>.txt", b"x", "x&lt;script&gt;.txt is not a notebook"),
        ("powers.ipynb", b"", "the file is empty"),
        ("powers.ipynb", b"{}", "not a notebook"),
        ("powers.ipynb", b'{"cells": [', "What to do: open your notebook in Jupyter, save it"),
        ("powers.ipynb", b"PK\x03\x04 no zip", "powers.ipynb"),
        ("powers.zip", b"PK\x03\x04 no zip", "powers.zip"),
    ],
)
def test_what_is_no_notebook_is_refused_in_words(ada, site, name, content, told):
    """The page of the assignment says what is wrong, and no attempt is used up."""
    answer = ada.hand_in("powers", content, name)
    assert answer.status_code == 422
    assert told in answer.text
    assert attempts(site.engine.database) == []


def test_without_a_file(ada):
    """A form without a file is answered in words."""
    answer = ada.send("/work/powers/attempts")
    assert (answer.status_code, "No file was chosen." in answer.text) == (422, True)


def test_a_notebook_of_another_assignment_is_refused(ada, root):
    """The page names the assignment that it belongs to."""
    other = (root / "solutions/roots/roots.ipynb").read_bytes()
    answer = ada.hand_in("powers", other)
    assert "This is a notebook of another assignment: Roots." in answer.text


@pytest.mark.parametrize("name", ["powers.ipynb", "powers.py"])
@pytest.mark.parametrize("foreign_id", ["", "essay"])
def test_a_file_without_any_exercise_is_refused(ada, site, as_notebook, name, foreign_id):
    """A notebook or script of another course uses up no attempt."""
    cells = json.loads(as_notebook(["def squared(x):\n    return x"]))
    cells["cells"][0]["metadata"] = {"nbgrader": {"grade_id": foreign_id}} if foreign_id else {}
    data = b"print('essay')\n" if name.endswith(".py") else json.dumps(cells).encode()
    answer = ada.hand_in("powers", data, name)
    assert (answer.status_code, "none of the exercises of Powers" in answer.text) == (422, True)
    assert attempts(site.engine.database) == []


def test_an_answer_that_was_copied_into_another_notebook_is_taken(ada, as_notebook):
    """The notebook has other ids, but one of the exercises."""
    other = json.loads(notebook(as_notebook))
    other["cells"][0]["metadata"] = {"nbgrader": {"grade_id": "essay"}}
    assert ada.hand_in("powers", json.dumps(other).encode()).status_code == 303


def test_any_name_of_the_file_will_do(ada, as_notebook):
    """A notebook that was renamed, or that has a path, is taken as the assignment's."""
    for number, name in enumerate(("a (1).ipynb", "../../../etc/passwd.ipynb", "C:\\x\\y.ipynb")):
        assert ada.hand_in("powers", notebook(as_notebook, f"square = {number}"), name).is_redirect


def test_too_many_an_hour(ada, as_notebook):
    """The page says how many are allowed, and when the next attempt is possible."""
    for number in range(3):
        assert ada.hand_in("powers", notebook(as_notebook, f"square = {number}")).is_redirect
    answer = ada.hand_in("powers", notebook(as_notebook, "square = 3"))
    assert "3 times an hour" in answer.text
    assert "The next attempt is possible after" in answer.text


def test_pages_in_chinese(site):
    """Somebody whose language the roster gives reads it, whatever the browser says."""
    page = Browser(site, **{"Accept-Language": "en"}).enter("李雷").get("/work/powers")
    assert '<html lang="zh">' in page.text
    assert "提交" in page.text
    assert "&lt;i&gt;李雷&lt;/i&gt;" in page.text


def test_the_browser_chooses_if_the_roster_does_not(site):
    """Without a language in the roster, the first one of the browser that the course has."""
    page = Browser(site, **{"Accept-Language": "fr, zh-CN;q=0.8"}).enter("ben").get("/")
    assert '<html lang="zh">' in page.text


def test_the_release_is_downloaded(ada, root):
    """What is handed out is saved by the browser, never shown."""
    answer = ada.get("/work/powers/release")
    assert answer.content == (root / "assignments/powers/powers.ipynb").read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment")
    assert ada.get("/work/roots/release").status_code == 404


def test_a_classmates_attempt_does_not_exist(ada, site, as_notebook):
    """Attempts are found by one's own number alone."""
    ada.hand_in("powers", notebook(as_notebook))
    ben = Browser(site).enter("ben")
    for path in ("/work/powers/attempts/1", "/work/powers/attempts/1/files"):
        assert ben.get(path).status_code == 404


def test_a_due_date_that_is_over(ada, root, site):
    """After the due date the page says that handing in is late; course.yaml is read at once."""
    text = (root / "course.yaml").read_text()
    try:
        (root / "course.yaml").write_text(text.replace("2030-12-01", "2020-12-01"))
        assert "The due date is over." in ada.get("/work/powers").text
        (root / "course.yaml").write_text("course: [broken")
        assert "The due date is over." in ada.get("/work/powers").text
    finally:
        (root / "course.yaml").write_text(text)
    assert "The due date is over." not in ada.get("/work/powers").text


def test_health_and_metrics(site, ada):
    """Programs on this machine see that it lives and how it does; others see no figures."""
    nobody = Browser(site)
    assert (nobody.get("/healthz").text, nobody.get("/readyz").text) == ("ok\n", "ok\n")
    assert 'backgrade_people{role="student"} 3.0' in nobody.get("/metrics").text
    forwarded = nobody.client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert forwarded.status_code == 404
