"""Every route, as every role and as nobody: who gets in, and who does not."""

import re

import pytest
from marked_class import write_questions
from serving import MONDAY, NOTEBOOK, Browser, a_result

from autograder.service.database.tables import Role
from autograder.service.marking.answers import key_of
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim
from autograder.service.web.app import every_door

pytestmark = pytest.mark.processes

NOBODY = "nobody"
EVERYBODY = {NOBODY, *Role}
MEMBERS, STUDENTS = {*Role}, {Role.STUDENT}
STAFF, INSTRUCTORS = {Role.ASSISTANT, Role.INSTRUCTOR}, {Role.INSTRUCTOR}
NAMES = {Role.STUDENT: "ada", Role.ASSISTANT: "tom", Role.INSTRUCTOR: "ida"}
# By method and path, who gets in. A new route must be entered here.
ALLOWED = {
    "GET /": MEMBERS,
    "GET /static/{name}": EVERYBODY,
    "GET /enter/{token}": EVERYBODY,
    "POST /enter/{token}": EVERYBODY,
    "POST /leave": MEMBERS,
    "GET /lti/keys": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /metrics": EVERYBODY,  # and nobody from elsewhere: see test_student_pages
    "GET /work/{assignment}": STUDENTS,
    "GET /work/{assignment}/release": STUDENTS,
    "POST /work/{assignment}/attempts": STUDENTS,
    "GET /work/{assignment}/attempts/{number:nth}": STUDENTS,
    "GET /work/{assignment}/attempts/{number:nth}/files": STUDENTS,
    "GET /class/{assignment}": STAFF,
    "GET /class/{assignment}/student/{name}": STAFF,
    "POST /class/{assignment}/student/{name}/extension": INSTRUCTORS,
    "GET /class/{assignment}/student/{name}/{number:nth}": STAFF,
    "GET /class/{assignment}/student/{name}/{number:nth}/files": STAFF,
    "POST /class/{assignment}/student/{name}/{number:nth}/aside": INSTRUCTORS,
    "POST /class/{assignment}/student/{name}/{number:nth}/again": INSTRUCTORS,
    "GET /class/{assignment}/tools": STAFF,
    "GET /class/{assignment}/tools/{tool}": STAFF,
    "POST /class/{assignment}/tools/{tool}": STAFF,
    "GET /class/{assignment}/regrade": STAFF,
    "POST /class/{assignment}/regrade": INSTRUCTORS,
    "POST /class/{assignment}/regrade/accept": INSTRUCTORS,
    "POST /class/{assignment}/export": INSTRUCTORS,
    "GET /class/{assignment}/marking": STAFF,
    "POST /class/{assignment}/marking/book": STAFF,
    "GET /class/{assignment}/marking/{question}": STAFF,
    "POST /class/{assignment}/marking/{question}/rubric": STAFF,
    "POST /class/{assignment}/marking/{question}/formgrader": STAFF,
    "GET /class/{assignment}/marking/{question}/answers/{key}": STAFF,
    "POST /class/{assignment}/marking/{question}/answers/{key}": STAFF,
    "GET /people": STAFF,
    "POST /people": INSTRUCTORS,
    "GET /people-links.csv": INSTRUCTORS,
    "GET /people/{name}": INSTRUCTORS,
    "POST /people/{name}/role": INSTRUCTORS,
    "POST /people/{name}/link": INSTRUCTORS,
    "POST /people/{name}/remove": INSTRUCTORS,
    "GET /platforms": INSTRUCTORS,
    "POST /platforms/{platform}/members": INSTRUCTORS,
    "GET /log": STAFF,
}
# By method and path, what whoever proves nothing gets, whatever their role: each request must prove
# who it is. There is no hub and no platform here.
PROVED = {
    "GET /sign-in": 404,
    "GET /oauth_callback": 404,
    "GET /lti/login/{platform}": 404,
    "POST /lti/login/{platform}": 404,
    "POST /lti/launch/{platform}": 404,
    "GET /lti/enter/{key}": 403,
    "GET /api/work": 401,
    "POST /api/work/{assignment}/attempts": 401,
}
VALUES = {
    "assignment": "powers",
    "number": "1",
    "tool": "report",
    "token": "x",
    "platform": "x",
    "key": key_of("", is_code=False),  # the group of those who have written nothing
    "question": "why",
}
NOT_MADE = "GET /class/{assignment}/tools/{tool}"  # nobody has made the report


def test_every_route_is_in_the_table():
    """No route is forgotten, and none that is gone is left."""
    assert {route.name for route in every_door()} == ALLOWED.keys() | PROVED.keys()


@pytest.fixture(scope="module")
def root(root):
    """The course, with questions that people mark."""
    write_questions(root)
    return root


@pytest.fixture(scope="module")
def browsers(site):
    """A browser for each role, and one that has not entered. Ada's work is graded."""
    made = {role: Browser(site).enter(name) for role, name in NAMES.items()}
    answer = made[Role.STUDENT].hand_in("powers", NOTEBOOK)
    assert answer.is_redirect, answer.text
    database = site.engine.database
    finish(database, claim(database, "w", MONDAY).id, a_result(), MONDAY)
    site.engine.keeper.settle_all()
    return made | {NOBODY: Browser(site)}


def path_of(route, name):
    """Return the address of a route, about somebody or something."""
    values = VALUES | {"name": "service.css" if "/static/" in route else name}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: values[m[1]], route.partition(" ")[2])


@pytest.mark.parametrize("route", [*ALLOWED, *PROVED])
@pytest.mark.parametrize("role", [NOBODY, *Role])
def test_who_gets_in(browsers, route, role):
    """Nobody is told to enter, a wrong role finds no such page, and a form needs its own token.

    Forms are sent without their token, so that no attempt of this test changes anything.
    """
    method, browser = route.partition(" ")[0], browsers[role]
    path = path_of(route, "ada")
    if route in PROVED:
        status = (browser.get(path) if method == "GET" else browser.send(path)).status_code
        assert status == PROVED[route]
        return
    if method == "GET":
        status = browser.get(path).status_code
        found = 404 if "/enter/" in route or route == NOT_MADE else 200
        allowed = {found}
    else:
        status = browser.send(path, csrf="").status_code
        allowed = {404} if "/enter/" in route else {403}
    if role in ALLOWED[route]:
        assert status in allowed
    else:
        assert status == (401 if role == NOBODY else 404)


def test_another_student_finds_nothing_of_adas(browsers, site):
    """What exists for Ada does not exist for Ben, whatever he asks for."""
    ben = Browser(site).enter("ben")
    for route in ALLOWED:
        path = path_of(route, "ada")
        if route.startswith("GET /work") and "number" in route:
            assert browsers[Role.STUDENT].get(path).status_code == 200
            assert ben.get(path).status_code == 404
        elif route.startswith("GET"):
            assert "Lovelace" not in ben.get(path).text


def test_who_was_removed_gets_in_nowhere(site, browsers):
    """A visit ends at once when somebody is removed, and the link is not valid any more."""
    eve = Browser(site)
    ida = browsers[Role.INSTRUCTOR]
    assert ida.send("/people", name="eve", role="student").is_redirect
    eve.enter("eve")
    link = re.search(r"<code>http://[^/]*(/enter/[^<]*)</code>", ida.get("/people/eve").text)[1]
    assert eve.get("/").status_code == 200
    assert ida.send("/people/eve/remove").is_redirect
    assert eve.get("/").status_code == 401
    assert eve.get(link).status_code == 404
    assert eve.send(link).status_code == 404
