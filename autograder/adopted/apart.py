"""Judge each submission in a fork of the grader process, which ends with it.

Trusted on both sides. What test cells change in the fork does not reach other submissions. The
findings come back over a pipe as plain data.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from autograder.adopted.judging import Finding
from autograder.confinement.process import end_with_parent
from autograder.errors import EngineError
from autograder.languages.packed import Packed, pack, unpack
from autograder.results.format import ExerciseResult


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


def judge_apart(work: Callable[[], Found]) -> Found:
    """Return what `work` finds in a fork. Raises EngineError if the fork dies."""
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(theirs)
            end_with_parent()
            with os.fdopen(ours, "wb") as pipe:
                pipe.write(msgspec.msgpack.encode(_packed(work())))
        finally:
            os._exit(0)  # without running this process's exit handlers
    os.close(ours)
    with os.fdopen(theirs, "rb") as pipe:
        data = pipe.read()
    os.waitpid(pid, 0)
    try:
        return _unpacked(msgspec.msgpack.decode(data, type=_All))
    except msgspec.MsgspecError:
        raise EngineError("a fork of a grader process died") from None


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
