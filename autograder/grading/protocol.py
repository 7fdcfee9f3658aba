"""What the engine and its grader processes say to each other: one JSON line each.

Apart from grading/process, so that the engine need not import pytest and NumPy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.course.settings import Run
from autograder.languages import say
from autograder.results.format import SubmissionResult
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.policy import Isolation
from autograder.submission.reading import Carried


class Spec(msgspec.Struct, frozen=True):
    """What a grader process is started for.

    `measure` has each test's result say how near it came to the other verdict. That is
    a number about hidden values, which a student who may hand in again and again could
    read them from: an audit sets it, which grades no student, and nothing else does.
    """

    root: str  # the course's folder
    assignment: str
    isolation: Isolation
    run: Run
    measure: bool = False
    reads: tuple[bytes, ...] = (b"/",)  # where submissions lie, beside the course's `submitted`
    python: Interpreter | None = None  # which the engine has found
    rehearse: bool = True  # first run the hidden tests on the reference's own answers
    secret: bytes | None = None  # the course's, where it is not in the course's folder


class Job(msgspec.Struct, frozen=True):
    """One submission to grade."""

    student: str
    path: bytes  # as the file system has it, which need not be UTF-8
    submitted_at: str | None = None
    folder: bytes = b""  # that is the student's alone, if any
    posed: str = ""  # the change of the reference's answers to judge in its place, by an audit
    only: str = ""  # the one exercise that is asked about, by an audit: nothing else is judged
    carried: Carried | None = None  # what it holds, where its file lies on another machine

    @property
    def file(self) -> Path:
        """The submission's file."""
        return Path(os.fsdecode(self.path))

    @property
    def own_folder(self) -> Path | None:
        """The folder whose other files belong to the submission."""
        return Path(os.fsdecode(self.folder)) if self.folder else None


# A job with its result, or with a sentence that says why there is none.
Ended = tuple[Job, SubmissionResult | str]


def failed_twice(why: str) -> str:
    """Say that a submission was tried on two grader processes, and why neither could grade it."""
    return say("not graded: {why}, twice; this is not the student's fault", why=why)


class HandOut(Protocol):
    """Who has jobs done: threads here, or a cluster."""

    def __call__(self, spec: Spec, jobs: Iterable[Job], timeout_s: float) -> Iterator[Ended]:
        """Yield each job once, as it ends."""


class Started(msgspec.Struct, frozen=True, tag=True):
    """The process is ready for jobs; or, with an error, will never be."""

    error: str = ""
    kind: str = ""  # the error's class


class Done(msgspec.Struct, frozen=True, tag=True):
    """A job's result."""

    result: SubmissionResult
    is_broken: bool = False  # a hidden test trips over the reference: to try again is of no use
