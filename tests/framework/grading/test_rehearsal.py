"""Whose fault it is when a hidden test raises."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from autograder.grading.rehearsal import may_be_theirs
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy

pytestmark = pytest.mark.processes


@contextmanager
def no_descriptors() -> Iterator[None]:
    """Let this process open nothing more."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_what_the_machine_refuses_is_no_student_s_fault(student_in):
    """An OSError on the way to the sandbox is ours; one in a hidden test may be the answer's."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    try:
        student = student_in(sandbox, "def probe(x):\n    return x", signatures={"probe": ["x"]})
        with no_descriptors(), pytest.raises(OSError, match="Too many open files") as refused:
            student.probe(1)
        with pytest.raises(FileNotFoundError) as opened:
            open("no such file").close()  # noqa: PTH123 - as a hidden test may do with an answer
        assert (may_be_theirs(refused.value), may_be_theirs(opened.value)) == (False, True)
    finally:
        sandbox.close()
