"""Whose fault it is when a hidden test raises."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from autograder.grading.rehearsal import may_be_theirs
from autograder.student.budget import Account
from autograder.student.reference_calls import Responder
from autograder.wire import messages as m


@contextmanager
def no_descriptors() -> Iterator[None]:
    """Let this process open nothing more."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_what_the_machine_refuses_is_no_student_s_fault():
    """An OSError on the way to the sandbox is ours; one in a hidden test may be the answer's."""
    with no_descriptors(), pytest.raises(OSError, match="Too many open files") as refused:
        Responder({"twice": abs}).answer(m.Callback("twice"), [[1], {}], Account(1.0))
    with pytest.raises(FileNotFoundError) as opened:
        open("no such file").close()  # noqa: PTH123 - as a hidden test may do with an answer
    assert (may_be_theirs(refused.value), may_be_theirs(opened.value)) == (False, True)
