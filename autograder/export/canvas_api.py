"""Bring marks into Canvas over its API: compare first, send only what differs, look again.

Canvas changes grades in a job of its own, so what was sent is read back. Everything that is sent
may be sent twice, because it says what a grade is and not by how much it changes.
"""

from __future__ import annotations

import ipaddress
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from autograder.course.roster import Student
from autograder.errors import RequestError, StorageError
from autograder.export.marks import ClassMarks, Standing
from autograder.export.template import whose
from autograder.results.points import points_text
from autograder.text import listed, printable

T = TypeVar("T")
_TRIES, _FIRST_WAIT_S = 6, 1.0  # each wait is twice as long as the one before
_AT_ONCE = 100  # grades in one request
_MOST_LOOKS = 120  # at a job of Canvas's, one a second
_ROUNDING = 0.005  # points: Canvas shows two decimals


class Target(NamedTuple):
    """An assignment in Canvas."""

    url: str
    token: str
    course: int
    assignment: int
    wait: Callable[[float], None] = time.sleep
    patience_s: float = 60.0  # for each answer


class Change(NamedTuple):
    """A grade that differs in Canvas; before and after are points, "" for none."""

    student: str
    user: int  # Canvas's number
    before: str
    after: str


class Plan(NamedTuple):
    """What would change in Canvas, and what an instructor should know."""

    changes: tuple[Change, ...]
    unchanged: int
    remarks: tuple[str, ...]


class CanvasGrades:
    """The grades of one assignment in Canvas."""

    def __init__(self, target: Target) -> None:
        """Connect; raises RequestError if the address or token is refused."""
        from canvasapi import Canvas, exceptions  # noqa: PLC0415 - few ask for it
        from requests.exceptions import RequestException, Timeout  # noqa: PLC0415

        _check_address(target)
        self._target, self._errors, self._lost = target, exceptions, RequestException
        self._late = Timeout
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on http, which is allowed for this machine only
            canvas = Canvas(target.url, target.token)
        _limit_patience(canvas, target.patience_s)
        course = self._again(lambda: canvas.get_course(target.course))
        self._assignment = self._again(lambda: course.get_assignment(target.assignment))

    def plan(self, marks: ClassMarks, *, zero: bool) -> Plan:
        """Return what would change; raises RequestError if nobody of the course is in Canvas."""
        found, strangers = self._matched(marks)
        changes, kept = [], []
        for mark in marks.marks:
            submission = found.get(mark.student.id)
            points = None if mark.points is None else float(mark.points)
            if submission is None:
                continue
            if zero and mark.standing is Standing.MISSING and submission.score is None:
                points = 0.0
            if points is None or _is_equal(submission.score, points):
                continue
            if getattr(submission, "excused", False):
                kept.append(mark.student.id)
                continue
            before = "" if submission.score is None else points_text(submission.score)
            user = submission.user_id
            changes.append(Change(mark.student.id, user, before, points_text(points)))
        absent = {mark.student.id for mark in marks.marks} - found.keys()
        each = (
            ("not in Canvas", absent),
            ("in Canvas and not in the course", strangers),
            ("excused in Canvas, so left as they are", kept),
        )
        remarks = [f"{told}: {listed(names)}" for told, names in each if names]
        remarks += self._other_points(marks.most)
        return Plan(tuple(changes), len(found) - len(changes), tuple(remarks))

    def _matched(self, marks: ClassMarks) -> tuple[dict[str, Any], list[str]]:
        """Return Canvas's submissions by student, and the names of those of nobody."""
        found: dict[str, Any] = {}
        strangers = []
        for submission in self._submissions():
            name, student = _whose(marks, submission)
            if not isinstance(student, Student):
                strangers.append(name)
            elif student.id in found:
                raise RequestError(
                    f"Canvas's users {found[student.id].user_id} and {submission.user_id} are both "
                    f"{printable(student.id)}; give the roster Canvas's numbers (canvas_id)"
                )
            else:
                found[student.id] = submission
        if not found:
            raise RequestError(
                "nobody in this assignment of Canvas's is in this course; is --course-id right?"
            )
        return found, strangers

    def _other_points(self, here: float) -> Iterator[str]:
        most = getattr(self._assignment, "points_possible", None)
        if most is not None and here and float(most) != here:
            yield (
                f"Canvas's assignment has {points_text(most)} points, this one "
                f"{points_text(here)}; marks are not scaled"
            )

    def send(self, plan: Plan) -> None:
        """Send what differs; raises StorageError unless Canvas has all of it afterwards."""
        for start in range(0, len(plan.changes), _AT_ONCE):
            some = plan.changes[start : start + _AT_ONCE]
            data = {change.user: {"posted_grade": change.after} for change in some}
            self._wait_for(self._again(partial(self._update, data)))
        if plan.changes:
            there = {s.user_id: s.score for s in self._submissions()}
            wrong = [
                c.student for c in plan.changes if not _is_equal(there.get(c.user), float(c.after))
            ]
            if wrong:
                raise StorageError(
                    f"Canvas did not take the grades of {listed(wrong)}; send again, which "
                    "changes only what is missing"
                )

    def _update(self, data: dict[int, dict[str, str]]) -> Any:
        return self._assignment.submissions_bulk_update(grade_data=data)

    def _wait_for(self, job: Any) -> None:
        for _ in range(_MOST_LOOKS):
            if job.workflow_state in {"completed", "failed"}:
                return
            self._target.wait(1.0)
            job = self._again(job.query)

    def _submissions(self) -> list[Any]:
        """Return the submissions of all students; Canvas gives them page by page."""

        def read() -> list[Any]:
            return list(self._assignment.get_submissions(include=["user"], per_page=100))

        return self._again(read)

    def _again(self, ask: Callable[[], T]) -> T:
        """Ask Canvas, again if it is busy or the line broke; raises RequestError if it refuses."""
        refusals = self._errors
        said = ""
        for pause in _pauses():
            try:
                return ask()
            except refusals.RateLimitExceeded:
                said = "it asks us to slow down"
            except (refusals.InvalidAccessToken, refusals.Unauthorized, refusals.Forbidden) as no:
                said = "it asks us to slow down"  # as 403, in its own words
                if "Rate Limit" not in str(no):
                    raise RequestError(
                        "Canvas refuses the token in CANVAS_TOKEN, or it may not grade here"
                    ) from None
            except refusals.ResourceDoesNotExist:
                raise RequestError(
                    f"Canvas has no assignment {self._target.assignment} in a course "
                    f"{self._target.course}"
                ) from None
            except refusals.BadRequest as error:
                raise RequestError(f"Canvas refuses: {printable(str(error))}") from None
            except refusals.CanvasException as error:  # an error of the server
                said = printable(str(error))
            except self._late:
                said = f"no answer within {self._target.patience_s:g} s"
            except (self._lost, ConnectionError) as error:
                said = type(error).__name__
            self._target.wait(pause)
        raise StorageError(
            f"Canvas did not answer {_TRIES} times ({said}); send again later, which changes only "
            "what is missing"
        )


def _limit_patience(canvas: Any, patience_s: float) -> None:
    """Let no request wait for ever, as canvasapi does."""
    from requests.adapters import HTTPAdapter  # noqa: PLC0415

    class Limited(HTTPAdapter):
        def send(self, request: Any, **settings: Any) -> Any:  # type: ignore[override]
            return super().send(request, **settings | {"timeout": patience_s})

    session = canvas._Canvas__requester._session  # noqa: SLF001 - it has no setting for this
    for scheme in ("https://", "http://"):
        session.mount(scheme, Limited())


def _pauses() -> Iterator[float]:
    yield from (_FIRST_WAIT_S * 2**n for n in range(_TRIES))


def _is_equal(score: float | None, points: float) -> bool:
    return score is not None and abs(score - points) < _ROUNDING


def _whose(marks: ClassMarks, submission: Any) -> tuple[str, Student | str]:
    user = getattr(submission, "user", None) or {}
    number = str(submission.user_id)
    keys = [("canvas", number), ("lms", number)]
    for field, kinds in (("sis_user_id", ("sis", "id")), ("login_id", ("username", "id", "email"))):
        keys += [(kind, str(user[field])) for kind in kinds if user.get(field)]
    name = str(user.get("sortable_name") or user.get("name") or "")
    return name or number, whose(marks.roster, keys, name)


def _check_address(target: Target) -> None:
    """Raise RequestError if the token would travel without encryption, or to no server."""
    parts = urlsplit(target.url)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise RequestError(f"--api: not an address like https://canvas.example.org: {target.url!r}")
    if parts.scheme == "http" and not _is_here(parts.hostname):
        raise RequestError("--api: the token would travel in the clear; use https://")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
