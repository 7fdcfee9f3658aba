"""LTI 1.3 with a platform from the package index: launches, choices, grades; and attacks."""

import hashlib
import hmac
import html
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import msgspec
import pytest
import sqlalchemy as sa
from platforms import CLIENT, ISSUER, PEOPLE, key_pair, listening, platform, settings
from serving import Browser, a_result, add_person, give, served, wait_until

from autograder.course.settings import Assignment
from autograder.errors import ServiceError
from autograder.service.database.tables import LtiGrade, LtiUser, Person, Role
from autograder.service.lti.keys import PlatformKeys
from autograder.service.moments import now
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim

pytestmark = pytest.mark.processes

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
ROSTER = "id,name\nada,Ada Lovelace\nben,Ben\nida,Ida\n"


@pytest.fixture(scope="module")
def world(tmp_path_factory, write_tiny_course):
    """A course with a roster, served, and a platform that knows it: (site, platform)."""
    root = tmp_path_factory.mktemp("lti") / "course"
    write_tiny_course(root)
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    listener = listening()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    (root / "serve.yaml").write_bytes(msgspec.yaml.encode(settings(url)))
    with served(root) as site, platform(listener, site.address.url) as config:
        yield site, config


@pytest.fixture
def site(world):
    """The service."""
    return world[0]


@pytest.fixture
def moodle(world):
    """The platform."""
    return world[1]


def sent_out(site, moodle, user="u1", what="powers"):
    """Begin a launch; return the browser, and what the platform is asked for."""
    browser = Browser(site)
    start = browser.client.get(f"{moodle.url}/open", params={"user": user, "what": what})
    asked = browser.client.get(start.headers["location"])
    assert asked.status_code == 303, asked.text
    return browser, asked.headers["location"]


def signed(browser, address):
    """Let the platform sign; return the form that it makes the browser send."""
    form = browser.client.get(address).text
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in fields}


def brought(browser, form):
    """Bring a form to the tool as a browser does: from another site, and without cookies."""
    url = f"{browser.site.address.url}/lti/launch/moodle"
    headers = {"Origin": "https://moodle.example.edu", "Sec-Fetch-Site": "cross-site"}
    return Browser(browser.site).client.post(url, data=form, headers=headers)


def launch(site, moodle, user="u1", what="powers"):
    """Open the course from the platform; return the browser and the last answer."""
    browser, address = sent_out(site, moodle, user, what)
    answer = brought(browser, signed(browser, address))
    assert answer.status_code == 303, answer.text
    return browser, browser.get(answer.headers["location"])


def test_a_student_opens_an_assignment(site, moodle):
    """The platform says who it is, and the assignment's page comes."""
    browser, answer = launch(site, moodle)
    assert answer.headers["location"] == "/work/powers"
    assert "Ada Lovelace" in browser.get("/work/powers").text


def test_an_instructor_sees_the_class(site, moodle):
    """The role in the platform's course decides."""
    browser, answer = launch(site, moodle, "u9")
    assert answer.headers["location"] == "/class/powers"
    assert browser.get("/class/powers").status_code == 200


def test_who_is_not_on_the_roster_stays_outside(site, moodle):
    """Tom is in the platform's course, and not in ours."""
    _, answer = launch(site, moodle, "u8")
    assert answer.status_code == 403
    assert "tom is not on the roster" in answer.text


def test_an_instructor_chooses_what_a_link_opens(site, moodle):
    """Deep linking: each assignment is a button, and the platform accepts our signature."""
    _, answer = launch(site, moodle, "u9", "choose")
    policy = answer.headers["content-security-policy"]
    assert f"form-action 'self' {moodle.url};" in policy
    token = re.search(r'name="JWT" value="([^"]+)"', answer.text)[1]
    (item,) = moodle.validate_deeplinking_resp({"JWT": token})
    assert item["custom"] == {"assignment": "powers"}
    assert item["lineItem"]["scoreMaximum"] == 10
    said = jwt.decode(token, options={"verify_signature": False})
    assert said["https://purl.imsglobal.org/spec/lti-dl/claim/data"] == {"opaque": "state"}


def test_no_student_chooses(site, moodle):
    """A choice is an instructor's."""
    _, answer = launch(site, moodle, "u1", "choose")
    assert answer.status_code == 404


def test_the_grade_arrives(site, moodle):
    """What counts is sent once, and again when it changes."""
    launch(site, moodle)
    database = site.engine.database
    moodle.grades.clear()
    grade(database, "ada", "x", 7.0)
    wait_until(lambda: noted(database) == [7.0], "the grade has arrived")
    score = moodle.grades[0]
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == ("u1", 7.0, 10.0)
    assert (score["activityProgress"], score["gradingProgress"]) == ("Completed", "FullyGraded")
    site.engine.grades.look()
    assert len(moodle.grades) == 1
    grade(database, "ada", "y", 9.0)
    wait_until(lambda: len(moodle.grades) == 2, "the better grade has arrived")
    assert moodle.grades[1]["scoreGiven"] == 9.0


def noted(database):
    """Return the points that are noted as sent."""
    with database.reading() as session:
        return session.scalars(sa.select(LtiGrade.points)).all()


def grade(database, name, text, points):
    """Hand in as somebody, and let it be graded."""
    with database.reading() as session:
        person = session.scalars(sa.select(Person.id).where(Person.name == name)).one()
    give(database, person, text, now(), Assignment(name="powers", title="Powers"))
    job = claim(database, "w", now())
    finish(database, job.id, a_result(name, points), now())


def test_members_are_taken_over(site, moodle):
    """Names and roles: who is on the roster is known before their first launch."""
    ida, _ = launch(site, moodle, "u9")
    assert "/lti/login/moodle" in ida.get("/platforms").text
    assert ida.send("/platforms/moodle/members").is_redirect
    with site.engine.database.reading() as session:
        chosen = sa.select(LtiUser.sub, Person.name).join(Person)
        assert {tuple(row) for row in session.execute(chosen)} >= {
            ("u1", "ada"),
            ("u2", "ben"),
            ("u9", "ida"),
        }
        assert "tom" not in session.scalars(sa.select(Person.name)).all()
    assert "moodle: 3" in ida.get("/log").text


# -- attacks ----------------------------------------------------------------------------------


def forged(moodle, form, key="", algorithm="RS256", headers=None, **changes):
    """Return a launch whose claims are changed, signed with the platform's key or another."""
    claims = jwt.decode(form["id_token"], options={"verify_signature": False})
    for name, value in changes.items():
        claims[LTI + name.removeprefix("lti_") if name.startswith("lti_") else name] = value
    kid = jwt.get_unverified_header(form["id_token"])["kid"]
    token = jwt.encode(
        {name: value for name, value in claims.items() if value is not None},
        key or moodle.private,
        algorithm,
        headers={"kid": kid, **(headers or {})},
    )
    return {**form, "id_token": token}


def refused(site, moodle, **changes):
    """Return whether a launch with changed claims is refused."""
    browser, address = sent_out(site, moodle)
    form = forged(moodle, signed(browser, address), **changes)
    answer = brought(browser, form)
    if answer.is_redirect:
        answer = browser.get(answer.headers["location"])
    assert "set-cookie" not in answer.headers or answer.is_redirect
    return answer.status_code == 403


def test_an_unchanged_launch_is_not_refused(site, moodle):
    """What the following tests change is what is refused, and nothing else."""
    assert not refused(site, moodle)


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another-tool"},
        {"aud": None},
        {"aud": [CLIENT, "another-tool"], "azp": "another-tool"},
        {"aud": [CLIENT, "another-tool"], "azp": None},
        {"azp": "another-tool"},
        {"exp": -60},
        {"exp": None},
        {"iat": -3600},
        {"iat": 3600},
        {"iat": "now"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": 7},
        {"lti_version": "1.1"},
        {"lti_message_type": "LtiSubmissionReviewRequest"},
        {"lti_deployment_id": "2"},
        {"lti_deployment_id": None},
        {"lti_context": {"id": "another-course"}},
        {"lti_context": None},
        {"lti_context": "course-12"},
        {"lti_roles": 7},
    ],
    ids=str,
)
def test_a_launch_that_says_something_else_is_refused(site, moodle, changes):
    """It is for another tool, deployment, course or moment, or misses something.

    Moments are in seconds from now.
    """
    moments = {n: time.time() + v for n, v in changes.items() if n != "sub" and type(v) is int}
    moments.pop("lti_roles", None)
    assert refused(site, moodle, **changes | moments)


def test_signatures_that_are_not_the_platforms(site, moodle):
    """Another key, its name, no algorithm, or the public key as a shared secret."""
    browser, address = sent_out(site, moodle)
    form = signed(browser, address)
    other, _ = key_pair()
    head, body, mac = form["id_token"].split(".")
    bare = jwt.encode({"alg": "none"}, None, "none").split(".")[0]
    confused = jwt.api_jws.base64url_encode(b'{"alg":"HS256","kid":"x"}').decode()
    wrong = [
        forged(moodle, form, key=other)["id_token"],
        forged(moodle, form, key=other, headers={"kid": "new"})["id_token"],
        forged(moodle, form, key=other, headers={"jwk": moodle.get_jwks()["keys"][0]})["id_token"],
        forged(moodle, form, key=other, headers={"jku": f"{site.address.url}/lti/keys"})[
            "id_token"
        ],
        f"{bare}.{body}.",
        f"{bare}.{body}.{mac}",
        hmac_signed(confused, body, moodle.public.encode()),
        f"{head}.{body}.{mac[:-4]}AAAA",
        f"{head}.{body}",
        "",
        "x" * 30_000,
    ]
    for token in wrong:
        assert brought(browser, {**form, "id_token": token}).status_code == 403, token[:80]
    assert brought(browser, form).status_code == 303


def hmac_signed(head, body, secret):
    """Return a token whose signature is an HMAC with a public key as its secret."""
    digest = hmac.new(secret, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{jwt.api_jws.base64url_encode(digest).decode()}"


def test_a_launch_is_used_once(site, moodle):
    """The same signed form, sent again, is refused; so is the address that it led to."""
    browser, address = sent_out(site, moodle)
    form = signed(browser, address)
    answer = brought(browser, form)
    assert browser.get(answer.headers["location"]).status_code == 303
    assert brought(browser, form).status_code == 403
    assert browser.get(answer.headers["location"]).status_code == 403


def test_nobody_is_made_to_enter_as_somebody_else(site, moodle):
    """Ben's launch in Ada's browser, by its form or by its address, does not make her Ben."""
    ada, _ = launch(site, moodle)
    ben, address = sent_out(site, moodle, "u2")
    answer = brought(ben, signed(ben, address))
    assert ada.get(answer.headers["location"]).status_code == 403
    sent_out_too, _ = sent_out(site, moodle)
    other, address = sent_out(site, moodle, "u2")
    again = brought(other, signed(other, address))
    assert sent_out_too.get(again.headers["location"]).status_code == 403
    assert "Ada Lovelace" in ada.get("/").text


def test_a_planted_visit_is_not_taken_over(site, moodle):
    """A launch makes a new secret."""
    browser, address = sent_out(site, moodle)
    browser.client.cookies.set("backgrade", "planted", domain="127.0.0.1")
    answer = brought(browser, signed(browser, address))
    entered = browser.get(answer.headers["location"])
    assert "backgrade=planted" not in entered.headers["set-cookie"]
    planted = Browser(site)
    planted.client.cookies.set("backgrade", "planted")
    assert planted.get("/").status_code == 401


def test_nobody_takes_anothers_place(site, moodle, monkeypatch):
    """Once Ada has entered, another account cannot be her, and hers cannot be Ben."""
    launch(site, moodle)
    monkeypatch.setitem(PEOPLE, "u7", ("ada", "Eve", "Learner"))
    _, answer = launch(site, moodle, "u7")
    assert answer.status_code == 403
    monkeypatch.setitem(PEOPLE, "u1", ("ben", "Ben", "Learner"))
    browser, _ = launch(site, moodle)
    assert "Ada" in browser.get("/").text
    with site.engine.database.reading() as session:
        chosen = sa.select(LtiUser.sub).join(Person).where(Person.name == "ada")
        assert session.scalars(chosen).all() == ["u1"]


def test_no_student_takes_the_place_of_staff(site, moodle, monkeypatch):
    """Where students choose their email address, one could be named like an assistant of ours."""
    add_person(site.engine.database, "zoe", Role.ASSISTANT)
    monkeypatch.setitem(PEOPLE, "u6", ("zoe", "Eve", "Learner"))
    _, answer = launch(site, moodle, "u6")
    assert answer.status_code == 403
    ida, _ = launch(site, moodle, "u9")
    assert ida.send("/platforms/moodle/members").is_redirect
    with site.engine.database.reading() as session:
        role = session.scalars(sa.select(Person.role).where(Person.name == "zoe")).one()
        bound = session.scalars(sa.select(LtiUser.sub)).all()
    assert role == Role.ASSISTANT
    assert "u6" not in bound


def test_a_platforms_names_are_short_and_on_one_line(site, moodle, monkeypatch):
    """People choose their full names themselves there."""
    monkeypatch.setitem(PEOPLE, "u5", ("ina", "Ina\u202e\n" + "x" * 1000, "Instructor"))
    launch(site, moodle, "u5")
    with site.engine.database.reading() as session:
        name = session.scalars(sa.select(Person.full_name).where(Person.name == "ina")).one()
    assert name == "Ina  " + "x" * 195


def test_a_login_leads_only_to_the_platform(site):
    """Whatever a page asks for, the browser goes to the address of serve.yaml, or nowhere."""
    ask = {"iss": ISSUER, "login_hint": "u1", "target_link_uri": "https://evil.example/"}
    browser = Browser(site)
    answer = browser.client.get("/lti/login/moodle", params=ask)
    asked = urlsplit(answer.headers["location"])
    assert asked.path == "/authorize"
    assert "evil" not in answer.headers["location"]
    assert parse_qs(asked.query)["redirect_uri"] == [f"{site.address.url}/lti/launch/moodle"]
    for change in ({"iss": "https://evil.example"}, {"login_hint": ""}, {"client_id": "x"}):
        wrong = browser.client.get("/lti/login/moodle", params=ask | change)
        assert wrong.status_code == 403
    assert browser.client.get("/lti/login/canvas", params=ask).status_code == 404


def test_a_platforms_error_is_not_shown(site):
    """What a stranger sends as an error is not on our page."""
    form = {"error": "<b>x</b>", "error_description": "call 555", "state": "x"}
    answer = Browser(site).client.post("/lti/launch/moodle", data=form)
    assert answer.status_code == 403
    assert "555" not in answer.text


def test_a_platform_that_does_not_answer_is_not_asked_again_at_once():
    """Strangers' launches would otherwise wait for it one after the other."""
    asked = []

    class Broken(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(500)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Broken) as server:
        threading.Thread(target=server.serve_forever).start()
        keys = PlatformKeys()
        for _ in range(5):
            with pytest.raises(ServiceError, match="keys cannot be read"):
                keys.check(f"http://127.0.0.1:{server.server_port}/keys", "x.y.z")
        server.shutdown()
    assert asked == ["/keys"]


def test_the_private_key_stays_here(site):
    """Only the public part is given out, and the file is its owner's alone."""
    (key,) = Browser(site).get("/lti/keys").json()["keys"]
    assert {"kty", "n", "e", "kid", "use", "alg"} == set(key)
    path = site.engine.settings.root / ".autograder" / "lti.pem"
    assert path.stat().st_mode & 0o777 == 0o600
