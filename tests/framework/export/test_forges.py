"""Feedback as an answer to a commit."""

import datetime as dt

import pytest

from autograder.errors import RequestError
from autograder.export.forges import Way, feedback_answer, forge, project_of
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)


def test_a_student_s_text_cannot_leave_its_block(make_course):
    """Backticks in a note, which may have a file's name, do not end the block of code."""
    folder = make_course()
    result = SubmissionResult(
        course="tiny",
        assignment="powers",
        student="ada",
        submission=SubmissionInfo("/in/x.ipynb", "0"),
        score=0.0,
        max_score=10.0,
        outcome=SubmissionOutcome.UNREADABLE,
        exercises=[],
        notes=["`````\n@everyone: not a notebook"],
        engine=EngineInfo("1", "namespaces", "needed", "", "", "g"),
    )
    answer = feedback_answer(result, folder, folder.course.assignments[0], dt.datetime.now(dt.UTC))
    lines = answer.text.splitlines()
    assert (lines[0], lines[-1]) == ("``````text", "``````")
    assert "@everyone" in answer.text
    assert answer.text.count("``````") == 2


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/org/powers-ada.git",
        "https://github.com/org/powers-ada",
        "ssh://git@github.com/org/powers-ada.git",
        "git@github.com:org/powers-ada.git",
    ],
)
def test_a_project_is_named_by_its_address(address):
    """Hosts call it owner/name."""
    assert project_of(address) == "org/powers-ada"


def test_an_answer_needs_a_token():
    """The error names the variable."""
    with pytest.raises(RequestError, match="GIT_TOKEN"):
        forge(Way.GITHUB_COMMENT, "https://github.com/org/x", "")
