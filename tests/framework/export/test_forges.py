"""Feedback as an answer to a commit."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from autograder.errors import RequestError, StorageError
from autograder.export.forges import Answer, Way, feedback_answer, forge, project_of
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)


def test_a_student_s_text_cannot_leave_its_block(make_course):
    """Backticks in a note, which may have a file's name, do not end the block of code."""
    folder = make_course()
    result = SubmissionResult(
        course="tiny",
        assignment="powers",
        student="ada",
        submission=SubmissionInfo("/in/x.ipynb", "0"),
        score=0.0,
        max_score=10.0,
        outcome=SubmissionOutcome.UNREADABLE,
        exercises=[],
        notes=["`````\n@everyone: not a notebook"],
        engine=EngineInfo("1", "namespaces", "needed", "", "", "g"),
    )
    answer = feedback_answer(result, folder, folder.course.assignments[0], dt.datetime.now(dt.UTC))
    lines = answer.text.splitlines()
    assert (lines[0], lines[-1]) == ("``````text", "``````")
    assert "@everyone" in answer.text
    assert answer.text.count("``````") == 2


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/org/powers-ada.git",
        "https://github.com/org/powers-ada",
        "ssh://git@github.com/org/powers-ada.git",
        "git@github.com:org/powers-ada.git",
    ],
)
def test_a_project_is_named_by_its_address(address):
    """Hosts call it owner/name."""
    assert project_of(address) == "org/powers-ada"


def test_an_answer_needs_a_token():
    """The error names the variable."""
    with pytest.raises(RequestError, match="GIT_TOKEN"):
        forge(Way.GITHUB_COMMENT, "https://github.com/org/x", "")


ISSUES = "/api/v1/repos/org/powers-ada/issues"
OTHER = {"number": 1, "title": "Not about Backgrade", "body": "", "state": "open"}


class Forgejo(BaseHTTPRequestHandler):
    """Issues and comments of one repository, as the API's documentation has them."""

    issues, comments = [], {}

    def log_message(self, *_):
        """Say nothing."""

    def _say(self, status, said):
        data = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        """List issues, or the comments of one."""
        path = self.path.partition("?")[0]
        if self.headers["Authorization"] != "token secret":
            self._say(401, {"message": "token is required"})
        elif path == ISSUES:
            self._say(200, self.issues)
        else:
            self._say(200, self.comments[path])

    def do_POST(self):
        """Make an issue, or a comment."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == ISSUES:
            made = {"number": len(self.issues) + 1, "title": said["title"], "body": said["body"]}
            self.issues.append(made)
            self.comments[f"{ISSUES}/{made['number']}/comments"] = []
        else:
            made = {"id": 1, "body": said["body"]}
            self.comments[self.path].append(made)
        self._say(201, made)


@pytest.fixture
def forgejo():
    """A server's address; its repository has one issue of somebody else."""
    Forgejo.issues, Forgejo.comments = [OTHER], {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forgejo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def test_forgejo_gets_comments_on_one_issue(forgejo):
    """The first answer opens the issue; each commit is answered once."""
    hosts = forge(Way.FORGEJO_COMMENT, "https://git.example.edu/org/x", "secret", forgejo)
    for commit in ("c0ffee", "c0ffee", "decade"):
        hosts.answer("org/powers-ada", commit, Answer("Powers: 4 of 4", "text\n"))
    assert [one["title"] for one in Forgejo.issues] == [OTHER["title"], "Backgrade"]
    ((path, comments),) = Forgejo.comments.items()
    assert path == f"{ISSUES}/2/comments"
    assert [body["body"].splitlines()[0] for body in comments] == [
        "**Powers: 4 of 4**, commit c0ffee",
        "**Powers: 4 of 4**, commit decade",
    ]


def test_forgejo_says_why_not(forgejo):
    """A wrong token, and an answer that is none, are errors with the project's name."""
    hosts = forge(Way.FORGEJO_COMMENT, "https://git.example.edu/org/x", "wrong", forgejo)
    with pytest.raises(StorageError, match="Forgejo takes no answer for org/powers-ada: 401"):
        hosts.answer("org/powers-ada", "c0ffee", Answer("Powers", ""))
    Forgejo.issues = {"message": "no list"}
    hosts = forge(Way.FORGEJO_COMMENT, "https://git.example.edu/org/x", "secret", forgejo)
    with pytest.raises(StorageError, match="Forgejo takes no answer"):
        hosts.answer("org/powers-ada", "c0ffee", Answer("Powers", ""))
