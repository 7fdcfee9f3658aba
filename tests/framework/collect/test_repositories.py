"""Students' repositories behind git's own http-backend: what is asked, fetched, and never run."""

import io
import os
import subprocess
import zipfile

import pytest
from forges import TOKEN, git_host

from autograder.collect import repositories as collected
from autograder.collect.repositories import Failures, Host, Repository, is_commit, repositories
from autograder.course.roster import Student
from autograder.errors import RequestError

pytestmark = pytest.mark.processes


@pytest.fixture
def host(tmp_path):
    """A git host."""
    folder = tmp_path / "host"
    folder.mkdir()
    with git_host(folder) as running:
        yield running


def students(**logins):
    """Return students by id, with their logins."""
    return [Student(name, frozenset(), said=(("github", login),)) for name, login in logins.items()]


def names_in(fetched):
    """Return the files of a fetched commit."""
    return zipfile.ZipFile(io.BytesIO(fetched.data)).namelist()


def test_a_template_names_a_repository_for_each_student():
    """Columns of the roster and the assignment's name stand in braces."""
    template = "https://git.example.org/org/{assignment}-{github}.git"
    found, without = repositories(template, "powers", students(ada="adal", ben=""))
    assert found == [Repository("https://git.example.org/org/powers-adal.git", ("ada",))]
    assert without == ["ben"]


def test_students_with_one_address_share_a_repository():
    """A group's repository is asked about once."""
    found, _ = repositories("https://x.org/{github}", "powers", students(ada="team", ben="team"))
    assert found == [Repository("https://x.org/team", ("ada", "ben"))]


def test_a_login_cannot_lead_elsewhere():
    """Slashes and the like in a roster do not change the path or the host."""
    found, _ = repositories("https://x.org/{github}.git", "p", students(ada="../b?c#d@e"))
    assert found[0].address == "https://x.org/..%2Fb%3Fc%23d@e.git"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("https://x.org/{name}", "{name} is no column"),
        ("https://x.org/powers", "the same for all students"),
        ("https://x.org/{github", "stands in braces"),
    ],
)
def test_a_wrong_template_is_refused(template, why):
    """The error says what can be in one."""
    with pytest.raises(RequestError, match=why):
        repositories(template, "powers", students(ada="adal"))


def test_a_head_is_a_commit_or_a_reason(host):
    """An empty repository and a missing one say so."""
    commit = host.push("full", {"a.txt": b"1"})
    (host.folder / "empty.git").mkdir()
    subprocess.run(["git", "init", "-q", "--bare", host.folder / "empty.git"], check=True)
    every = [Repository(f"{host.url}/git/{name}.git", ("x",)) for name in ("full", "empty", "none")]
    heads = list(Host(host.url, TOKEN).heads(every).values())
    assert heads[0] == commit
    assert "nothing was pushed" in heads[1]
    assert "not found" in heads[2]
    assert [is_commit(head) for head in heads] == [True, False, False]


def test_the_token_goes_to_its_own_host_alone(host, tmp_path):
    """Without it the host refuses; at another host it is not sent."""
    host.push("full", {"a.txt": b"1"})
    one = Repository(f"{host.url}/git/full.git", ("x",))
    for reader in (Host(host.url), Host("http://localhost:1/", TOKEN)):
        assert "git: fatal: " in next(iter(reader.heads([one]).values()))
    assert len(host.refused) >= 2


def test_a_token_does_not_travel_in_the_clear():
    """With http, the error says to use https."""
    with pytest.raises(RequestError, match="use https"):
        Host("http://git.example.org/{github}", TOKEN)


def test_a_fetched_commit_is_a_zip_of_its_files(host):
    """It names the commit, whose files are as they were pushed."""
    commit = host.push("full", {"powers.ipynb": b"{}", "data/a.csv": b"1,2"})
    fetched = Host(host.url, TOKEN).fetch(f"{host.url}/git/full.git")
    assert fetched.commit == commit
    assert "data/a.csv" in names_in(fetched)


def test_nothing_of_a_repository_is_run(host, tmp_path):
    """Neither filters, nor hooks, nor submodules, nor commands in its settings."""
    trace = tmp_path / "trace"
    run = f"touch {trace}".encode()
    host.push(
        "evil",
        {
            ".gitattributes": b"* filter=evil diff=evil export-subst\n",
            ".gitmodules": b'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "' + run + b'"\n',
            ".gitconfig": b'[filter "evil"]\n\tsmudge = ' + run + b"\n",
            "hooks/post-checkout": b"#!/bin/sh\n" + run,
            "config": b"[core]\n\tfsmonitor = " + run + b"\n",
            "powers.ipynb": b"$Format:%(trailers:key=x)$",
        },
        links=[("secret", "/etc/passwd")],
    )
    fetched = Host(host.url, TOKEN).fetch(f"{host.url}/git/evil.git")
    assert "powers.ipynb" in names_in(fetched)
    assert not trace.exists()
    assert zipfile.ZipFile(io.BytesIO(fetched.data)).read("secret") == b"/etc/passwd"


def test_an_address_that_runs_a_program_is_refused(tmp_path):
    """Git's ext protocol is not allowed."""
    trace = tmp_path / "trace"
    one = Repository(f"ext::sh -c touch% {trace}", ("x",))
    said = next(iter(Host("ext::").heads([one]).values()))
    assert "not allowed" in said
    assert not trace.exists()


@pytest.mark.parametrize("limit", ["MAX_BYTES", "_MOST_BYTES"])
def test_a_repository_that_is_too_large(host, monkeypatch, limit):
    """Git is stopped, and a sentence says so."""
    monkeypatch.setattr(collected, limit, 1 << 16)
    host.push("full", {"data.bin": os.urandom(1 << 20)})
    said = Host(host.url, TOKEN).fetch(f"{host.url}/git/full.git")
    assert said.startswith("git")


def test_what_cannot_be_fetched_is_tried_ever_more_rarely():
    """It waits for one look, then for two, then for four; another commit does not wait."""
    failures = Failures()
    tried = []
    for look in range(12):
        if not failures.waits("a", "1"):
            tried.append(look)
            failures.add("a", "1")
    assert tried == [0, 2, 5, 10]
    assert not failures.waits("a", "2")


def test_the_reason_is_not_the_advice_that_follows_it(tmp_path):
    """If no repository is there, git gives advice after the reason; the reason is told."""
    address = f"file://{tmp_path}/none.git"
    (head,) = Host(address).heads([Repository(address, ("x",))]).values()
    assert head.startswith("git: fatal: ")
    assert "none.git" in head
