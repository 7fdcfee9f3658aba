"""The pages on which answers are marked, as staff use them."""

import re

import pytest
from marked_class import Class, write_questions
from serving import Browser, add_person, served

from autograder.service.database.tables import Role

BASE = "/class/powers/marking"


@pytest.fixture(scope="module")
def site(tmp_path_factory, write_tiny_course):
    """A served course with questions that people mark."""
    root = tmp_path_factory.mktemp("marked") / "course"
    write_tiny_course(root)
    write_questions(root)
    own = Class(root)
    own.hand_in("ada", why="Because of <b>the sign</b>.")
    own.hand_in("ben", why="Because of <b>the  sign</b>. ")
    own.hand_in("cleo", why="No idea.")
    own.hand_in("dan")
    own.database.close()
    with served(root) as site:
        add_person(site.engine.database, "tom", Role.ASSISTANT)
        site.engine.keeper.settle_all()
        yield site


@pytest.fixture(scope="module")
def tom(site):
    """An assistant's browser."""
    return Browser(site).enter("tom")


@pytest.fixture(scope="module")
def ada(site):
    """A student's browser."""
    return Browser(site).enter("ada")


def group_of(tom, text):
    """Return the address of the group whose answer begins with a text."""
    page = tom.get(f"{BASE}/why").text
    return re.search(rf'href="([^"]*/answers/\w+)">{re.escape(text)}', page)[1]


def form_of(page):
    """Return the chosen members of the form in a page."""
    return re.findall(r'name="member" value="([^"]*)" checked', page)


def mark(tom, path, **fields):
    """Mark a group as its page offers it."""
    own = {"member": form_of(tom.get(path).text), "do": "next", **fields}
    return tom.send(path, **own)


def test_from_the_list_of_questions_to_the_students_feedback(site, tom, ada):
    """One decision for both alike answers; both students read it, and nobody else's."""
    assert "0 of 3" in tom.get(BASE).text
    page = tom.get(f"{BASE}/why").text
    assert "Because of &lt;b&gt;the sign&lt;/b&gt;." in page
    assert "ada" not in page
    path = group_of(tom, "Because of")
    page = tom.get(path).text
    assert "2 answers that are alike" in page
    assert "ada" not in page
    assert "Full ada" in tom.get(f"{path}?names=1").text
    assert tom.send(f"{BASE}/why/rubric", what="add", points="3", text="the sign").is_redirect
    item = re.search(r'name="item" value="(\d+)"', tom.get(path).text)[1]
    answer = mark(tom, path, item=[item], comment="Which <i>sign</i>?")
    assert answer.headers["location"] == group_of(tom, "No idea.")
    site.engine.keeper.settle_all()
    feedback = ada.get("/work/powers/attempts/1").text
    assert "3 of 4 points" in feedback
    assert "+3: the sign" in feedback
    assert "Which &lt;i&gt;sign&lt;/i&gt;?" in feedback
    assert "10 of 19" in feedback
    assert "10/19" in tom.get("/class/powers").text
    assert "2 of 3" in tom.get(BASE).text
    log = tom.get("/log").text
    assert "answer marked" in log
    assert "why: 3 of 4 points" in log
    assert "the sign" not in Browser(site).enter("cleo").get("/work/powers/attempts/1").text


def test_what_was_typed_stays_when_it_is_refused(tom):
    """The sentence says what to do, and nothing has to be typed again."""
    path = group_of(tom, "No idea.")
    answer = mark(tom, path, beside="two", comment="Think of <signs>.")
    assert answer.status_code == 422
    assert "not a number of points: &#39;two&#39;" in answer.text
    assert "Think of &lt;signs&gt;.</textarea>" in answer.text
    assert 'value="two"' in answer.text
    answer = mark(tom, path, comment="Nothing else.")
    assert (answer.status_code, "tick an item" in answer.text) == (422, True)
    many = [f"{number}:0" for number in range(10_000, 10_500)]  # that are not there any more
    answer = mark(tom, path, member=many, beside="1", comment="李" * 5000)
    assert (answer.status_code, "choose at least one" in answer.text) == (422, True)
    answer = mark(tom, path, member=[], beside="1")
    assert (answer.status_code, "choose at least one" in answer.text) == (422, True)


def test_one_of_several_alike_answers_can_be_marked_alone(tom):
    """Then they differ, the form is empty, and both marks are shown."""
    path = group_of(tom, "Because of")
    assert mark(tom, path, beside="3", do="stay").is_redirect
    first = form_of(tom.get(path).text)[0]
    assert mark(tom, path, member=[first], beside="1", do="stay").headers["location"] == path
    page = tom.get(path).text
    assert "marked in different ways" in page
    assert re.findall(r"(\S+) points by tom", page) == ["1", "3"]
    assert mark(tom, path, member=[first], do="back").status_code == 422  # seen before the mark
    now = next(one for one in form_of(page) if one.split(":")[0] == first.split(":")[0])
    assert mark(tom, path, member=[now], do="back").is_redirect
    assert re.findall(r"(\S+) points by tom", tom.get(path).text) == ["3"]


def test_addresses_that_lead_nowhere(tom):
    """A question or an answer that does not exist is not found; a form that is torn says so."""
    for path in (f"{BASE}/other", f"{BASE}/why/answers/{'0' * 32}", "/class/roots/marking"):
        assert tom.get(path).status_code == 404
    answer = tom.send(f"{BASE}/why/rubric", what="change", item="x", text="y", points="1")
    assert (answer.status_code, "not complete" in answer.text) == (422, True)
    assert tom.send(f"{BASE}/book").is_redirect  # without a gradebook there is nothing to write


def test_hand_in_again_and_the_old_mark_is_shown(site, tom, ada):
    """The new answer is to be marked again."""
    path = group_of(tom, "No idea.")
    assert mark(tom, path, beside="0.5", comment="Try again.").is_redirect
    own = Class(site.engine.settings.root)
    own.people["cleo"] = next(
        one.person.id for one in own.members(next(g for g in own.groups() if g.text == "No idea."))
    )
    own.hand_in("cleo", why="The sign of a product.")
    own.database.close()
    page = tom.get(group_of(tom, "The sign of")).text
    assert "to be marked again; the earlier answer had 0.5 points (“Try again.”) by tom" in page
