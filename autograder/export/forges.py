"""Answer a commit on GitHub, GitLab or Forgejo with feedback: as a comment, or as a check run.

Whoever can read the repository can read the answer, so it is what the student may see. Its text
comes from the student too: it stands in a block of code, in which no link and no mention works.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlsplit

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
_PATIENCE_S = 30.0  # for an answer of the host


class Way(enum.StrEnum):
    """How a commit is answered."""

    GITHUB_COMMENT = "github-comment"
    GITHUB_CHECK = "github-check"
    GITLAB_COMMENT = "gitlab-comment"
    FORGEJO_COMMENT = "forgejo-comment"  # on an issue: Forgejo's API knows no comments on commits


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
        if way is Way.FORGEJO_COMMENT:
            return _Forgejo(api or f"https://{host}/api/v1", token)
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


class _Issue(msgspec.Struct, frozen=True):
    number: int
    title: str


class _Comment(msgspec.Struct, frozen=True):
    body: str


_T = TypeVar("_T")


class _Forgejo:
    """Forgejo, or Gitea, from which it has its API: an issue for all answers in a repository."""

    def __init__(self, api: str, token: str) -> None:
        import requests  # noqa: PLC0415 - few ask for it

        self._errors = (requests.RequestException, msgspec.MsgspecError)
        self._api, self._session = api.rstrip("/"), requests.Session()
        self._session.headers["Authorization"] = f"token {token}"

    def answer(self, project: str, commit: str, answer: Answer) -> None:
        try:
            self._answer(f"/repos/{quote(project)}/issues", commit, answer)
        except self._errors as error:
            raise _refused("Forgejo", project, error) from None

    def _answer(self, issues: str, commit: str, answer: Answer) -> None:
        asked = f"{issues}?type=issues&state=all&limit=50&q={_CHECK}"
        found = [i.number for i in self._ask("GET", asked, list[_Issue]) if i.title == _CHECK]
        if not found:
            body = "Feedback on what was pushed is in the comments."
            made = self._ask("POST", issues, _Issue, {"title": _CHECK, "body": body})
            found = [made.number]
        comments, mark = f"{issues}/{min(found)}/comments", f"<!-- backgrade {commit} -->"
        if not any(mark in one.body for one in self._ask("GET", comments, list[_Comment])):
            body = f"**{answer.title}**, commit {commit}\n\n{answer.text}{mark}"
            self._ask("POST", comments, _Comment, {"body": body})

    def _ask(self, method: str, path: str, what: type[_T], said: Any = None) -> _T:
        # The token must not follow to another place.
        url = f"{self._api}{path}"
        answer = self._session.request(
            method, url, json=said, allow_redirects=False, timeout=_PATIENCE_S
        )
        answer.raise_for_status()
        return msgspec.json.decode(answer.content, type=what)


def _refused(host: str, project: str, error: Exception) -> StorageError:
    return StorageError(f"{host} takes no answer for {project}: {printable(str(error))[:200]}")
