"""Marks into Canvas over its API, against a server that answers as Canvas's documentation says."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.course.roster import Roster, Student
from autograder.course.settings import Assignment
from autograder.errors import RequestError, StorageError
from autograder.export.canvas_api import CanvasGrades, Change, Target
from autograder.export.marks import ClassMarks, Mark, Standing
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.points import exact
from autograder.results.store import ResultStore

pytestmark = pytest.mark.processes

TOKEN = "7~secret"
PAGE = 2  # submissions on a page, whatever is asked for


class Canvas(BaseHTTPRequestHandler):
    """Answers as Canvas does; `troubles` come before answers, one for each request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Print nothing."""

    def do_GET(self):
        """Answer a question."""
        self._answer()

    def do_POST(self):
        """Take grades."""
        self._answer()

    def _answer(self):
        state, url = self.server.state, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        state["asked"].append((self.command, url.path))
        trouble = state["troubles"].pop(0) if state["troubles"] else None
        if trouble == "drop":
            self.close_connection = True
            self.connection.close()
        elif trouble == "silence":
            self.server.state["silence"].wait(30)
            self.close_connection = True
        elif trouble:
            self._say({"errors": "no"}, trouble)
        elif self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say({"errors": []}, 401, {"WWW-Authenticate": "Bearer"})
        else:
            self._serve(state, url, body)

    def _serve(self, state, url, body):
        if url.path.endswith("/update_grades"):
            for key, (grade,) in parse_qs(body).items():
                user = int(re.fullmatch(r"grade_data\[(\d+)\]\[posted_grade\]", key)[1])
                if state["takes"]:
                    state["scores"][user] = float(grade)
            self._say({"id": 9, "workflow_state": "queued"})
        elif url.path == "/api/v1/progress/9":
            self._say({"id": 9, "workflow_state": "completed"})
        elif url.path.endswith("/submissions"):
            self._page(state, int(parse_qs(url.query).get("page", ["1"])[0]))
        elif url.path.endswith("/assignments/56"):
            self._say({"id": 56, "course_id": 5, "points_possible": 10.0})
        elif url.path.endswith("/courses/5"):
            self._say({"id": 5})
        else:
            self._say({}, 404)

    def _page(self, state, number):
        every = [
            {"user_id": user, "score": score, "excused": user == 105, "assignment_id": 56}
            | {"user": {"id": user, "name": f"N{user}", "login_id": f"l{user}"}}
            for user, score in sorted(state["scores"].items())
        ]
        link = f"http://{self.headers['Host']}{urlsplit(self.path).path}?page={number + 1}"
        has_more = number * PAGE < len(every)
        self._say(
            every[(number - 1) * PAGE : number * PAGE],
            headers={"Link": f'<{link}>; rel="next"'} if has_more else {},
        )

    def _say(self, value, status=200, headers=()):
        data = json.dumps(value).encode()
        self.send_response(status)
        for name, text in {"Content-Type": "application/json", **dict(headers)}.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def server():
    """A Canvas with five students of ours and one stranger."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), Canvas)
    scores = {101: None, 102: 2.0, 103: None, 104: 3.0, 105: None, 900: 1.0}
    found.state = {"scores": scores, "troubles": [], "asked": [], "takes": True}
    found.state["silence"] = threading.Event()
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.state["silence"].set()
    found.shutdown()
    thread.join()
    found.server_close()


def grades(server, waits=None, **changes):
    """Connect to a server; waits are only written down."""
    wait = [].append if waits is None else waits.append
    url = f"http://127.0.0.1:{server.server_port}"
    return CanvasGrades(Target(url, TOKEN, 5, 56, wait)._replace(**changes))


def student(number):
    """Return a student whom Canvas knows by a number."""
    return Student(f"m{number}", frozenset({("id", f"m{number}"), ("canvas", f"{number}")}))


def of(number, points, standing=Standing.MARKED):
    """Return a student's mark."""
    return Mark(student(number), standing, None if points is None else exact(points))


def marks():
    """Return a class: marked, unchanged, missing, excused, one that is not in Canvas."""
    every = (
        *(of(101, 10.0), of(102, 5.85), of(103, None, Standing.MISSING)),
        *(of(104, 3.0), of(105, 4.0), of(106, 1.0)),
    )
    roster = Roster([mark.student for mark in every], [])
    return ClassMarks(Assignment(name="powers", title="Powers"), every, (), 10.0, roster)


WANTED = (Change("m101", 101, "", "10"), Change("m102", 102, "2", "5.85"))


def posted(server):
    """Return how many requests changed something."""
    return sum(method == "POST" for method, _ in server.state["asked"])


def test_a_plan_changes_nothing(server):
    """The plan has what differs, over all pages, and nothing is sent."""
    plan = grades(server).plan(marks(), zero=False)
    assert plan.changes == WANTED
    assert plan.unchanged == 3
    assert plan.remarks == (
        "not in Canvas: m106",
        "in Canvas and not in the course: N900",
        "excused in Canvas, so left as they are: m105",
    )
    assert posted(server) == 0


def test_what_was_sent_is_not_sent_again(server):
    """After sending, Canvas has the marks, and a second run sends nothing."""
    canvas = grades(server)
    canvas.send(canvas.plan(marks(), zero=True))
    wanted = {101: 10.0, 102: 5.85, 103: 0.0, 104: 3.0, 105: None, 900: 1.0}
    assert server.state["scores"] == wanted
    assert posted(server) == 1
    again = canvas.plan(marks(), zero=True)
    canvas.send(again)
    assert (again.changes, posted(server)) == ((), 1)


@pytest.mark.parametrize("trouble", [429, 503, "drop"])
def test_a_busy_server_and_a_dropped_line(server, trouble):
    """A server that is busy, broken or gone is asked again, each time after a longer wait."""
    waits = []
    server.state["troubles"] = [trouble, None, trouble, trouble, None, None, None, trouble, trouble]
    canvas = grades(server, waits)
    canvas.send(canvas.plan(marks(), zero=False))
    assert (server.state["scores"][101], server.state["scores"][102]) == (10.0, 5.85)
    assert waits[:3] == [1.0, 1.0, 2.0]


def test_a_server_that_stays_busy(server):
    """After six tries the command gives up with a sentence."""
    server.state["troubles"] = [429] * 6
    with pytest.raises(StorageError, match=r"did not answer 6 times .it asks us to slow down"):
        grades(server)


def test_a_server_that_says_nothing(server):
    """An answer that does not come is asked for again, and then given up with a sentence."""
    server.state["troubles"] = ["silence", None, None, "silence"]
    canvas = grades(server, patience_s=0.2)
    canvas.send(canvas.plan(marks(), zero=False))
    assert server.state["scores"][101] == 10.0
    server.state["troubles"] = ["silence"] * 6
    with pytest.raises(StorageError, match=r"did not answer 6 times .no answer within 0.2 s"):
        grades(server, patience_s=0.2)


def test_grades_that_canvas_does_not_take(server):
    """If Canvas says yes and does not change a grade, that is found out."""
    server.state["takes"] = False
    canvas = grades(server)
    with pytest.raises(StorageError, match="did not take the grades of m101, m102"):
        canvas.send(canvas.plan(marks(), zero=False))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": "x"}, "refuses the token"),
        ({"assignment": 57}, "no assignment 57 in a course 5"),
        ({"url": "http://canvas.example.org"}, "would travel in the clear"),
        ({"url": "canvas.example.org"}, "not an address"),
    ],
)
def test_what_canvas_refuses(server, change, said):
    """A wrong token, number or address gives a sentence without the token."""
    with pytest.raises(RequestError, match=said) as caught:
        grades(server, **change)
    assert TOKEN not in str(caught.value)


def test_another_course(server):
    """If nobody in Canvas is in the course, nothing is planned."""
    server.state["scores"] = {900: 1.0}
    with pytest.raises(RequestError, match="is --course-id right"):
        grades(server).plan(marks(), zero=False)


def test_the_command_sends_only_if_asked(server, make_course, monkeypatch):
    """The command prints what differs; with --send it sends it, and then nothing differs."""
    course = make_course()
    (course.root / "roster.csv").write_text("id,canvas_id\nm101,101\nm102,102\n")
    engine = EngineInfo("1", "namespaces", "needed", "", "", "g")
    result = SubmissionResult(
        *("tiny", "powers", "m102", SubmissionInfo("/x.ipynb", "0"), 7.5, 10.0),
        *(SubmissionOutcome.GRADED, [], [], engine),
    )
    ResultStore(course.results(), "powers").save(result)
    url = f"http://127.0.0.1:{server.server_port}"
    numbers = ["--course-id", "5", "--assignment-id", "56", "--course", str(course.root)]
    command = ["export", "powers", "--to", "canvas", "--api", url, *numbers]
    monkeypatch.delenv("CANVAS_TOKEN", raising=False)
    refused = CliRunner().invoke(app, command)
    assert isinstance(refused.exception, RequestError)
    monkeypatch.setenv("CANVAS_TOKEN", TOKEN)
    shown = [CliRunner().invoke(app, [*command, *extra]) for extra in ((), ("--send",), ())]
    assert [one.stdout for one in shown] == ["m102: 2 -> 7.5\n", "m102: 2 -> 7.5\n", ""]
    assert (server.state["scores"][102], posted(server)) == (7.5, 1)
