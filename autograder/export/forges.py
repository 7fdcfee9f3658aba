"""Answer a commit on GitHub or GitLab with feedback: as a comment, or as a check run.

Whoever can read the repository can read the answer, so it is what the student may see. Its text
comes from the student too: it stands in a block of code, in which no link and no mention works.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError, StorageError
from autograder.export.answers import exercise_lines, sentences_of
from autograder.report.feedback import FeedbackView
from autograder.report.held import view_now
from autograder.results.format import SubmissionResult
from autograder.text import printable

_MARK = "<!-- backgrade -->"  # an answer is found by it, so that none is given twice
_CHECK = "Backgrade"


class Way(enum.StrEnum):
    """How a commit is answered."""

    GITHUB_COMMENT = "github-comment"
    GITHUB_CHECK = "github-check"
    GITLAB_COMMENT = "gitlab-comment"


class Answer(msgspec.Struct, frozen=True):
    """Feedback as Markdown."""

    title: str
    text: str


class Forge(Protocol):
    """What answers commits."""

    def answer(self, project: str, commit: str, answer: Answer) -> None:
        """Answer a commit, unless it is answered already."""


def feedback_answer(
    result: SubmissionResult, folder: CourseFolder, assignment: Assignment, now: dt.datetime
) -> Answer:
    """Return what a student may see of a result now."""
    catalogue = folder.catalogue_in(result.language)
    view = view_now(result, folder.course, assignment, now, catalogue)
    title = ": ".join(filter(None, (view.assignment, view.total)))
    text = "\n".join(_lines(view))
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    return Answer(title, f"{fence}text\n{text}\n{fence}\n")


def _lines(view: FeedbackView) -> Iterator[str]:
    yield from sentences_of(view)
    for exercise in view.exercises:
        yield ""
        yield " ".join(filter(None, (exercise.called, exercise.points)))
        yield from (f"  {line}" for line in exercise_lines(exercise, view.catalogue))


def project_of(address: str) -> str:
    """Return a repository's name on its host: owner/name."""
    path = urlsplit(address).path if "://" in address else address.partition(":")[2]
    return path.strip("/").removesuffix(".git")


def forge(way: Way, address: str, token: str, api: str = "") -> Forge:
    """Return what answers commits on the host of an address.

    Raises RequestError without a token, or without the package for the host.
    """
    if not token:
        raise RequestError(
            "--feedback: put a token of the git host into the environment: GIT_TOKEN"
        )
    host = urlsplit(address).hostname or address.partition(":")[0].rpartition("@")[2]
    try:
        if way is Way.GITLAB_COMMENT:
            return _GitLab(api or f"https://{host}", token)
        known = "https://api.github.com" if host == "github.com" else f"https://{host}/api/v3"
        return _GitHub(api or known, token, has_checks=way is Way.GITHUB_CHECK)
    except ModuleNotFoundError as error:
        raise RequestError(
            f"--feedback: {error.name} is not installed; pip install 'backgrade[git]'"
        ) from None


class _GitHub:
    def __init__(self, api: str, token: str, *, has_checks: bool) -> None:
        import github  # noqa: PLC0415 - few ask for it
        import requests  # noqa: PLC0415

        self._errors = (github.GithubException, requests.RequestException)
        self._github = github.Github(base_url=api, auth=github.Auth.Token(token), retry=None)
        self._has_checks = has_checks

    def answer(self, project: str, commit: str, answer: Answer) -> None:
        try:
            self._answer(project, commit, answer)
        except self._errors as error:
            raise _refused("GitHub", project, error) from None

    def _answer(self, project: str, commit: str, answer: Answer) -> None:
        repository = self._github.get_repo(project, lazy=True)
        found = repository.get_commit(commit)
        if not self._has_checks:
            if not any(_MARK in one.body for one in found.get_comments()):
                found.create_comment(f"**{answer.title}**\n\n{answer.text}{_MARK}")
        elif not found.get_check_runs(check_name=_CHECK).totalCount:
            output: dict[str, Any] = {"title": answer.title, "summary": answer.text}
            repository.create_check_run(
                _CHECK, commit, status="completed", conclusion="neutral", output=output
            )


class _GitLab:
    def __init__(self, url: str, token: str) -> None:
        import gitlab  # noqa: PLC0415 - few ask for it
        import requests  # noqa: PLC0415

        self._errors = (gitlab.exceptions.GitlabError, requests.RequestException)
        self._gitlab = gitlab.Gitlab(url, private_token=token)

    def answer(self, project: str, commit: str, answer: Answer) -> None:
        try:
            there = self._gitlab.projects.get(project, lazy=True)
            found = there.commits.get(commit, lazy=True)
            notes: list[Any] = found.comments.list(get_all=True)
            if not any(_MARK in one.note for one in notes):
                found.comments.create({"note": f"**{answer.title}**\n\n{answer.text}{_MARK}"})
        except self._errors as error:
            raise _refused("GitLab", project, error) from None


def _refused(host: str, project: str, error: Exception) -> StorageError:
    return StorageError(f"{host} takes no answer for {project}: {printable(str(error))[:200]}")
