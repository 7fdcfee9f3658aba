"""Run a hidden test through pytest's hooks, phase by phase, for as long as it may take."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import pytest

from autograder.grading import rehearsal
from autograder.grading.judgement import Grading
from autograder.grading.memory import Transcript
from autograder.grading.trial import Calls, Footing
from autograder.student.functions import Exchange
from autograder.student.own_time import OwnTimeout, own_time

_OWN_S = 5.0  # seconds of this process that a hidden test may use
_SLOWER = 10  # times the time that a hidden test uses with the reference


class Current:
    """The hidden test that is running, for the fixtures that it asks for."""

    def __init__(self) -> None:
        self.item: pytest.Item | None = None
        self.footing = Footing.OWN
        self.record: list[Exchange] = []  # the calls that it makes
        self.transcript: Transcript | None = None  # writes them down, if they may be remembered
        self.items: list[pytest.Item] = []  # the tests so far of the judged exercise
        self.note_running: Callable[[str], None] = lambda _: None  # gets the exercise judged next


GRADING = pytest.StashKey[Grading]()
CURRENT = pytest.StashKey[Current]()
PROBLEM = pytest.StashKey[str]()  # a problem with the hidden tests as a whole


class Ran(NamedTuple):
    """How a hidden test ended."""

    calls: Calls
    record: list[Exchange]
    error: BaseException | None
    is_ours: bool = False  # whether it takes too long with the reference's answers too


def run_in_time(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None, footing: Footing
) -> Ran:
    """Run a hidden test; if it used up its time, it gets more where the reference needs more."""
    current, exercise = item.config.stash[CURRENT], exercise_of(item)
    calls: Calls = []
    record: list[Exchange] = []
    error: BaseException | None = OwnTimeout()
    if exercise not in grading.subject.lost:
        current.note_running(exercise)
        calls = _phases(item, nextitem, footing)
        record, error = current.record, first_error(calls)
        if not isinstance(error, OwnTimeout):
            return Ran(calls, record, error)
    start = time.process_time()
    if rehearsed(item, nextitem) is not None:
        return Ran(calls, record, error, is_ours=True)
    limit_s = _SLOWER * (time.process_time() - start)
    if limit_s > _OWN_S:
        current.note_running(exercise)
        calls = _phases(item, nextitem, footing, limit_s)
        record, error = current.record, first_error(calls)
    return Ran(calls, record, error)


def rehearsed(item: pytest.Item, nextitem: pytest.Item | None) -> BaseException | None:
    """Run a hidden test on the reference's answers to the same calls; return what it raised."""
    with rehearsal.same_random_numbers():
        return first_error(_phases(item, nextitem, Footing.REHEARSED))


def _phases(
    item: pytest.Item, nextitem: pytest.Item | None, footing: Footing, limit_s: float = _OWN_S
) -> Calls:
    """Run a hidden test through pytest's hooks; return how its phases ended.

    It may use `limit_s` seconds of this process: an answer may be a number to count to.
    """
    current = item.config.stash[CURRENT]
    current.item, current.footing, current.record = item, footing, []
    item._initrequest()  # type: ignore[attr-defined] # noqa: SLF001 - fresh fixtures
    set_up, run, tear_down = _steps(item, nextitem)

    def enter() -> None:
        leave_for(item, item)  # a test before it may have been judged without running
        set_up()

    if item.config.stash[GRADING].mode.reports:  # somebody may be looking into it
        limit_s = math.inf
    elif footing is Footing.REHEARSED:
        limit_s *= _SLOWER
    with own_time(limit_s, is_final=True) if limit_s < math.inf else contextlib.nullcontext():
        calls = [_phase("setup", enter)]
        if calls[0].excinfo is None:
            calls.append(_phase("call", run))
        calls.append(_phase("teardown", tear_down))
    return calls


def _steps(
    item: pytest.Item, nextitem: pytest.Item | None
) -> tuple[Callable[[], None], Callable[[], None], Callable[[], None]]:
    """Return the functions that set a hidden test up, run it, and tear it down.

    If nobody listens to reports, these do what pytest's hooks do, but without the hooks. For many
    tests, the hooks take as long as the test itself.
    """
    if item.config.stash[GRADING].mode.reports:
        hook = item.ihook
        return (
            lambda: hook.pytest_runtest_setup(item=item),
            lambda: hook.pytest_runtest_call(item=item),
            lambda: hook.pytest_runtest_teardown(item=item, nextitem=nextitem),
        )
    state = item.session._setupstate  # noqa: SLF001 - there is no other way
    return lambda: state.setup(item), item.runtest, lambda: leave_for(item, nextitem)


def leave_for(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Tear down whatever tests before have set up and `nextitem` does not need."""
    item.session._setupstate.teardown_exact(nextitem)  # noqa: SLF001 - there is no other way


def first_error(calls: Sequence[pytest.CallInfo[None]]) -> BaseException | None:
    """Return the exception of the first phase that raised one."""
    return next((call.excinfo.value for call in calls if call.excinfo is not None), None)


def _phase(
    when: Literal["setup", "call", "teardown"], call: Callable[[], None]
) -> pytest.CallInfo[None]:
    return pytest.CallInfo.from_call(call, when, reraise=(KeyboardInterrupt, pytest.exit.Exception))


def report(item: pytest.Item, calls: Calls) -> None:
    """Report a test to pytest, as its own protocol does; in a class run nobody listens."""
    hook, where = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    hook.pytest_runtest_logstart(**where)
    for call in calls:
        report = hook.pytest_runtest_makereport(item=item, call=call)
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(**where)


def exercise_of(item: pytest.Item) -> str:
    """Return the exercise that a hidden test judges; "" for any other test."""
    marker = item.get_closest_marker("exercise")
    return str(marker.args[0]) if marker else ""
