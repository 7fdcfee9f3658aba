"""Handing in by a program, with the token of a personal link."""

import subprocess
import sys

import httpx
import pytest
import sqlalchemy as sa
from serving import NOTEBOOK, add_person, attempts, served

from autograder.errors import RequestError
from autograder.handing_in.client import Service, service_at
from autograder.service.database.tables import Person, Role
from autograder.service.people.links import Link
from autograder.service.people.members import instructor_token, revoke, token_of

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def site(root):
    """The course, served under a path of another site, as a hub does."""
    with served(root, path="/services/backgrade") as site:
        yield site


def token(site, name):
    """Return the token of somebody's personal link."""
    with site.engine.database.reading() as session:
        person = session.scalars(sa.select(Person).where(Person.name == name)).one()
    return token_of(site.keys, person)


def service(site, name):
    """Return the service for somebody."""
    return service_at(f"{site.address.url}/enter/{token(site, name)}")


def test_a_program_hands_in(empty):
    """The receipt says the number, the hash and where the feedback is."""
    receipt = service(empty, "ada").hand_in("powers", {"powers.ipynb": NOTEBOOK})
    only = attempts(empty.engine.database)[0]
    assert (receipt.number, receipt.sha256) == (1, only.sha256)
    assert receipt.page == f"{empty.address.url}/work/powers/attempts/1"


def test_a_program_learns_what_can_be_handed_in(empty):
    """The assignments, with the notebooks that they consist of."""
    course = service(empty, "ada").course()
    assert course.student == "Ada Lovelace"
    assert [one.notebooks for one in course.assignments] == [("powers",), ("roots",)]


def test_what_a_person_would_read_a_program_gets(empty):
    """A file that is no notebook, another assignment and too many attempts give a sentence."""
    ada = service(empty, "ada")
    with pytest.raises(RequestError, match=r"not a notebook\. Hand in"):
        ada.hand_in("powers", {"powers.txt": b"x"})
    with pytest.raises(RequestError, match=r"is called root\. There are: powers, roots\."):
        ada.hand_in("root", {"roots.ipynb": NOTEBOOK})
    for n in range(3):
        ada.hand_in("powers", {"powers.ipynb": NOTEBOOK + b" " * n})
    with pytest.raises(RequestError, match=r"3 times an hour\. The next attempt is possible after"):
        ada.hand_in("powers", {"powers.ipynb": NOTEBOOK + b"\n"})
    assert len(attempts(empty.engine.database)) == 3


def test_tokens_that_are_not_valid(empty):
    """Forged, revoked, for once, of staff, or none at all."""
    keys, database = empty.keys, empty.engine.database
    once = keys.token(Link("ada", 1, is_once=True))
    revoked = token(empty, "ben")
    revoke(database, "ida", "ben")
    for wrong in ("x", once, once[:-1] + "x", revoked):
        with pytest.raises(RequestError, match="not valid here"):
            Service(empty.address.url, wrong).course()
    with pytest.raises(RequestError, match="not valid here"):
        Service(empty.address.url, instructor_token(database, keys)).course()
    add_person(database, "tom", Role.ASSISTANT)
    with pytest.raises(RequestError, match="only students hand in"):
        service(empty, "tom").course()
    assert attempts(database) == []


def test_a_stranger_may_not_make_us_read(empty):
    """Without a valid token, no body is read, however large."""
    path = f"{empty.address.url}/api/work/powers/attempts"
    files = {"notebook": ("powers.ipynb", b"x" * (1 << 20))}
    assert httpx.post(path, files=files).status_code == 401


def test_a_cookie_is_not_enough(ada):
    """A page of another site could make a browser send a cookie, but never a token."""
    assert ada.get("/").status_code == 200
    assert ada.get("/api/work").status_code == 401
    files = {"notebook": ("powers.ipynb", NOTEBOOK)}
    assert ada.send("/api/work/powers/attempts", files=files).status_code == 401


def test_the_command(empty, tmp_path):
    """`autograder submit` prints the receipt; a mistake is one sentence."""
    path = tmp_path / "powers.ipynb"
    path.write_bytes(NOTEBOOK)
    link = f"{empty.address.url}/enter/{token(empty, 'ada')}"
    command = [sys.executable, "-m", "autograder", "submit", "powers"]
    done = subprocess.run(
        [*command, str(path), "--to", link], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0] == "handed in: powers, attempt 1"
    assert done.stdout.splitlines()[-1].endswith("/services/backgrade/work/powers/attempts/1")
    missing = [*command, str(tmp_path / "x.ipynb"), "--to", link]
    failed = subprocess.run(missing, capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert "x.ipynb: cannot be read: No such file or directory" in failed.stderr


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("", "no service is known"),
        ("ftp://x/enter/y", "does not begin with|begins with"),
        ("http://127.0.0.1:9/services/backgrade", "there is no token"),
        ("http://127.0.0.1:9/enter/é", "not complete"),
        ("http://127.0.0.1:9/enter/x", "nothing was handed in"),
    ],
)
def test_a_place_that_does_not_work(place, why, monkeypatch):
    """No address, none of the web, no token, or nobody there."""
    monkeypatch.delenv("AUTOGRADER_SERVICE", raising=False)
    monkeypatch.delenv("JUPYTERHUB_API_TOKEN", raising=False)
    with pytest.raises(RequestError, match=why):
        service_at(place).course()
