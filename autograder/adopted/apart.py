"""Judge each submission in a fork of the grader process, which ends with it.

Trusted on both sides. What test cells change in the fork does not reach other submissions. The
findings come back over a pipe as plain data. A value of a student's may end the fork, or keep it
busy where no Python is executed: that costs the question that used it, and no other.
"""

from __future__ import annotations

import mmap
import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.adopted.judging import Finding
from autograder.confinement.process import end_with_parent
from autograder.errors import EngineError
from autograder.languages.packed import Packed, pack, unpack
from autograder.results.format import ExerciseResult

_MOST_DEATHS = 3  # of forks for one notebook


class Found(NamedTuple):
    """The findings of a fork."""

    findings: list[Finding]
    notes: list[str]  # for the student
    for_instructor: list[str]


class _Texts(msgspec.Struct, frozen=True):
    """The sentences of an exercise: its tests' titles and messages."""

    title: Packed
    tests: list[tuple[Packed, Packed]]


class _Sent(msgspec.Struct, frozen=True):
    """A finding as plain data."""

    result: ExerciseResult
    texts: _Texts
    wanted: list[str]
    reasons: list[str]


class _All(msgspec.Struct, frozen=True):
    findings: list[_Sent]
    notes: list[Packed]
    for_instructor: list[Packed]
    broken: str = ""  # an exception of our own code


Work = Callable[[frozenset[int], Callable[[int], None]], Found]


def judge_apart(work: Work, questions: int) -> Found:
    """Return what `work` finds in a fork.

    It gets the numbers of questions that are lost, and a function to tell which question is next.
    If the fork dies, that question is lost, and the others are judged once more; after a few
    deaths, all further ones are lost, too. Raises EngineError if the fork dies elsewhere, or if
    `work` raises: that is no verdict on a student.
    """
    lost: set[int] = set()
    while True:
        found, number = _judge_in_fork(work, frozenset(lost))
        if found is not None:
            return found
        if number in lost or not 0 <= number < questions:
            raise EngineError("a fork of a grader process died")
        lost.add(number)
        if len(lost) >= _MOST_DEATHS:
            lost.update(range(number, questions))


def _judge_in_fork(work: Work, lost: frozenset[int]) -> tuple[Found | None, int]:
    """Return what a fork finds, None if it died, and the number of its last question."""
    place = mmap.mmap(-1, 8)  # shared with the fork
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(theirs)
            end_with_parent()

            def begin(number: int) -> None:
                place[:] = number.to_bytes(8, signed=True)

            begin(-1)
            with os.fdopen(ours, "wb") as answers:
                answers.write(msgspec.msgpack.encode(_found(work, lost, begin)))
        finally:
            os._exit(0)  # without running this process's exit handlers
    os.close(ours)
    with os.fdopen(theirs, "rb") as pipe:
        data = pipe.read()
    os.waitpid(pid, 0)
    number = int.from_bytes(place[:], signed=True)
    try:
        every = msgspec.msgpack.decode(data, type=_All)
    except msgspec.MsgspecError:
        return None, number
    if every.broken:
        raise EngineError(f"judging test cells failed: {every.broken}")
    return _unpacked(every), number


def _found(work: Work, lost: frozenset[int], begin: Callable[[int], None]) -> _All:
    """Return what `work` finds, or the exception that it raises, with its place."""
    try:
        return _packed(work(lost, begin))
    except Exception as error:  # noqa: BLE001 - the other process raises it
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}, line {last.lineno}"
        return _All([], [], [], f"{type(error).__name__}: {error} ({place})")


def _packed(found: Found) -> _All:
    return _All(
        [_sent(finding) for finding in found.findings],
        list(map(pack, found.notes)),
        list(map(pack, found.for_instructor)),
    )


def _sent(finding: Finding) -> _Sent:
    result = finding.result
    texts = _Texts(pack(result.title), [(pack(t.title), pack(t.message)) for t in result.tests])
    tests = [msgspec.structs.replace(test, title="", message="") for test in result.tests]
    bare = msgspec.structs.replace(result, title="", tests=tests)
    return _Sent(bare, texts, sorted(finding.wanted), list(finding.reasons))


def _unpacked(every: _All) -> Found:
    findings = [
        Finding(_with_texts(one.result, one.texts), frozenset(one.wanted), tuple(one.reasons))
        for one in every.findings
    ]
    return Found(findings, _texts(every.notes), _texts(every.for_instructor))


def _texts(packed: Iterable[Packed]) -> list[str]:
    return list(map(unpack, packed))


def _with_texts(result: ExerciseResult, texts: _Texts) -> ExerciseResult:
    tests = [
        msgspec.structs.replace(test, title=unpack(title), message=unpack(message))
        for test, (title, message) in zip(result.tests, texts.tests, strict=True)
    ]
    return msgspec.structs.replace(result, title=unpack(texts.title), tests=tests)
