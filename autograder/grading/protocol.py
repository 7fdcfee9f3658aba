"""What the engine and its grader processes say to each other: one JSON line each.

It is separate from grading/process, so that the engine need not import pytest and NumPy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.course.settings import Run
from autograder.languages import say
from autograder.languages.packed import Packed
from autograder.results.format import SubmissionResult
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.policy import Isolation
from autograder.submission.reading import Carried


class Spec(msgspec.Struct, frozen=True):
    """What a grader process is started for.

    With `measure`, each test's result says how near it came to the other verdict. That number
    depends on hidden values, and a student who may hand in repeatedly could derive them from it.
    Only an audit sets it, which grades no student.
    """

    root: str  # the course's folder
    assignment: str
    isolation: Isolation
    run: Run
    measure: bool = False
    reads: tuple[bytes, ...] = (b"/",)  # where submissions are, besides the course's `submitted`
    python: Interpreter | None = None  # the interpreter that the engine, or the pool, has found
    rehearse: bool = True  # whether to run the hidden tests on the reference's own answers first
    secret: bytes | None = None  # the course's secret, if it is not in the course's folder


class Job(msgspec.Struct, frozen=True):
    """One submission to grade."""

    student: str
    path: bytes  # as in the file system, which need not use UTF-8
    submitted_at: str | None = None
    folder: bytes = b""  # a folder that belongs to this student alone, if any
    posed: str = ""  # in an audit, the change of the reference's answers to judge instead
    only: str = ""  # in an audit, the only exercise to judge
    lost: tuple[str, ...] = ()  # exercises whose answers kept a grader process busy to its end
    carried: Carried | None = None  # its content, if its file is on another machine

    @property
    def file(self) -> Path:
        """The submission's file."""
        return Path(os.fsdecode(self.path))

    @property
    def own_folder(self) -> Path | None:
        """The folder whose other files belong to the submission."""
        return Path(os.fsdecode(self.folder)) if self.folder else None


# A job with its result, or with a sentence on why there is none.
Ended = tuple[Job, SubmissionResult | str]


def failed_twice(why: str) -> str:
    """Say that two grader processes could not grade a submission, and why."""
    return say("not graded: {why}, twice; this is not the student's fault", why=why)


class HandOut(Protocol):
    """A function that gets jobs done: by threads here, or by a cluster."""

    def __call__(self, spec: Spec, jobs: Iterable[Job], timeout_s: float) -> Iterator[Ended]:
        """Yield each job once, when it ends."""


class Started(msgspec.Struct, frozen=True, tag=True):
    """The process is ready for jobs; with an error, it never will be."""

    error: str = ""
    kind: str = ""  # the error's class


class Done(msgspec.Struct, frozen=True, tag=True):
    """A job's result."""

    result: SubmissionResult
    sentences: dict[str, Packed] = {}  # the result's texts that can be translated, by their English
    is_broken: bool = False  # a hidden test fails on the reference, so trying again is of no use
