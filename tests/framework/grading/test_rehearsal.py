"""Whose fault it is when a hidden test raises an error."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from _pytest.runner import SetupState

from autograder.grading import running
from autograder.grading.rehearsal import may_be_theirs
from autograder.results.format import Outcome
from autograder.student.budget import Account
from autograder.student.reference_calls import Responder
from autograder.wire import messages as m


@contextmanager
def no_descriptors() -> Iterator[None]:
    """Prevent this process from opening more files."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_what_the_machine_refuses_is_no_student_s_fault():
    """An OSError before the sandbox is ours; in a hidden test, the answer may cause it."""
    with no_descriptors(), pytest.raises(OSError, match="Too many open files") as refused:
        Responder({"twice": abs}).answer(m.Callback("twice"), [[1], {}], Account(1.0))
    with pytest.raises(FileNotFoundError) as opened:
        open("no such file").close()  # noqa: PTH123 - as a hidden test may do with an answer
    assert (may_be_theirs(refused.value), may_be_theirs(opened.value)) == (False, True)


def test_a_panic_of_a_library_may_be_the_answer_s_fault():
    """It is no Exception, but a value that a student made may cause it."""
    pl = pytest.importorskip("polars")
    late = pl.Series([2**31 - 1], dtype=pl.Int32).cast(pl.Date)
    with pytest.raises(pl.exceptions.PanicException) as caught:
        late.to_list()
    assert may_be_theirs(caught.value)
    assert not may_be_theirs(KeyboardInterrupt())


def test_an_assertion_of_pytest_s_own_is_no_verdict(request):
    """It is an error of ours, and costs no student a mark."""
    with pytest.raises(AssertionError) as caught:
        SetupState().addfinalizer(lambda: None, request.node)  # of a test that was not set up
    assert running._outcome(caught.value) is Outcome.ERROR
    assert not may_be_theirs(caught.value)
