import errno
import os

import pytest

from autograder.student.causes import cause_of


@pytest.mark.parametrize(
    ("type_name", "text", "told"),
    [
        ("MemoryError", "", "the limit on memory, 512 MiB, was reached"),
        ("ImportError", "libx.so: failed to map segment from shared object", "limit on memory"),
        ("OSError", os.strerror(errno.ENOMEM), "limit on memory"),
        ("ImportError", "libx.so.3: cannot open shared object file: No such file", "a library"),
        ("OSError", os.strerror(errno.EROFS), "the sandbox does not allow"),
        ("PermissionError", os.strerror(errno.EACCES), "the sandbox does not allow"),
        ("OSError", os.strerror(errno.ENOSYS), "the sandbox has no such system call"),
        ("RuntimeError", "can't start new thread", "the limit on processes and threads"),
        ("BlockingIOError", os.strerror(errno.EAGAIN), "the limit on processes and threads"),
        ("RuntimeError", "cannot cache function 'f': no locator available", "cannot be kept"),
        ("OSError", os.strerror(errno.ENETUNREACH), "there is no network"),
        ("gaierror", "[Errno -2] Name or service not known", "there is no network"),
    ],
)
def test_a_limit_or_a_lack_is_said_in_our_words(type_name, text, told):
    """What the machine or the sandbox refuses is not blamed on the student's code."""
    assert told in cause_of(type_name, text, 512)


def test_of_an_exception_of_the_student_s_own_nothing_is_said():
    """Other texts have no known cause and are not repeated."""
    assert cause_of("ValueError", "0.123 is not right", 512) == ""
