"""JUnit XML for CI: one suite for each submission, one case for each hidden test."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import StorageError
from autograder.results.format import (
    ExerciseResult,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, results: Iterable[SubmissionResult]) -> None:
    """Write a JUnit XML file, of which one suite is held at a time; `time` is in seconds.

    Raises StorageError if the file cannot be written.
    """
    try:
        _write(path, results)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written: {error.strerror}; name another file with --junit, and run "
            "again: what is graded stays graded"
        ) from None


def _write(path: Path, results: Iterable[SubmissionResult]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write("<?xml version='1.0' encoding='utf-8'?>\n<testsuites name=\"autograder\">")
        for result in results:
            suite = _suite(result)
            ET.indent(suite, level=1)
            file.write("\n  " + ET.tostring(suite, encoding="unicode"))
        file.write("\n</testsuites>\n")


def _suite(result: SubmissionResult) -> ET.Element:
    cases = [_case(exercise, test) for exercise in result.exercises for test in exercise.tests]
    if result.outcome is not SubmissionOutcome.GRADED:
        cases.append(_whole_submission(result))
    suite = ET.Element(
        "testsuite",
        name=_clean(f"{result.assignment}.{result.student}"),
        tests=str(len(cases)),
        failures=str(sum(case.find("failure") is not None for case in cases)),
        errors=str(sum(case.find("error") is not None for case in cases)),
        skipped="0",
        time=f"{result.engine.duration_s:.3f}",
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in (
        *(("score", result.score), ("late_penalty", result.late_penalty)),
        *(("final_score", result.counts), ("max_score", result.max_score)),
    ):
        ET.SubElement(properties, "property", name=name, value=f"{value:.12g}")
    suite.extend(cases)
    if result.notes:
        ET.SubElement(suite, "system-out").text = _clean("\n".join(result.notes))
    return suite


def _case(exercise: ExerciseResult, test: TestResult) -> ET.Element:
    case = ET.Element(
        "testcase", classname=exercise.name, name=_clean(test.title), time=f"{test.duration_s:.3f}"
    )
    if test.outcome is not Outcome.PASSED:
        kind = "error" if test.outcome is Outcome.ERROR else "failure"
        text = _clean(" ".join(filter(None, (test.message, test.hint))))
        ET.SubElement(case, kind, type=str(test.outcome), message=text)
    return case


def _whole_submission(result: SubmissionResult) -> ET.Element:
    case = ET.Element("testcase", classname=result.assignment, name="submission", time="0")
    message = _clean("; ".join(result.notes))
    ET.SubElement(case, "error", type=str(result.outcome), message=message)
    return case


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)
