"""Watch students' repositories on any git host, and bring what was pushed as zips of a class.

A repository is hostile. It is fetched into an empty one of ours and written as a zip, so nothing
of it is checked out or run: no hook, no filter, no submodule. The zip is collected as any other.
"""

from __future__ import annotations

import base64
import concurrent.futures
import os
import re
import string
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from autograder.collect.git import limits, new_repository, run_git
from autograder.course.roster import Student
from autograder.errors import RequestError, StorageError
from autograder.files import json_bytes, write_whole
from autograder.submission.files import MAX_BYTES
from autograder.text import printable

_AT_ONCE = 8  # hosts are asked about so many repositories at a time
_MOST_BYTES = 256 << 20  # of what is fetched of one repository
_COLUMNS = ("id", "username", "email", "github", "group")
_LONGEST_WAIT = 60  # looks
_SHA = re.compile(r"[0-9a-f]{40,64}")
_PROTOCOLS = "https:http:ssh:file"  # git's `ext` would run a program


class Repository(msgspec.Struct, frozen=True):
    """A repository of one student, or of several who share an address."""

    address: str
    students: tuple[str, ...]


def repositories(
    template: str, assignment: str, students: Iterable[Student]
) -> tuple[list[Repository], list[str]]:
    """Return the repositories that a template of addresses names, and who has none.

    Raises RequestError for a template with a name that is no column.
    """
    fields = {name for _, name, _, _ in _parsed(template) if name is not None}
    if unknown := fields - {"assignment", *_COLUMNS}:
        raise RequestError(
            f"{template}: {{{min(unknown)}}} is no column of the roster that an address can "
            f"have; there are {{assignment}}, {', '.join(f'{{{c}}}' for c in _COLUMNS)}"
        )
    if not fields & set(_COLUMNS):
        raise RequestError(f"{template}: the same for all students; put {{github}} or {{id}} in it")
    found: dict[str, list[str]] = {}
    without = []
    for student in students:
        values = {c: student.id if c == "id" else student.written(c) for c in _COLUMNS}
        values |= {"assignment": assignment}
        if not all(values[name] for name in fields):
            without.append(student.id)
            continue
        address = template.format(**{name: quote(v, safe="@") for name, v in values.items()})
        found.setdefault(address, []).append(student.id)
    return [Repository(address, tuple(ids)) for address, ids in found.items()], without


def _parsed(template: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    try:
        yield from string.Formatter().parse(template)
    except ValueError as error:
        raise RequestError(f"{template}: {error}; a name stands in braces, {{github}}") from None


class Fetched(msgspec.Struct, frozen=True):
    """The files of a commit, as a zip."""

    commit: str
    data: bytes


class Host:
    """Asks a git host, with a token if there is one."""

    def __init__(self, template: str, token: str = "") -> None:
        """The token is sent to the template's own host alone, and only over https."""
        parts = urlsplit(template)
        is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if token and parts.scheme == "http" and not is_here:
            raise RequestError(f"{template}: the token would travel in the clear; use https://")
        agent = {name: os.environ[name] for name in ("SSH_AUTH_SOCK",) if name in os.environ}
        ssh = {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes", **agent}
        self._environment = {"GIT_ALLOW_PROTOCOL": _PROTOCOLS, **ssh}
        if token and parts.scheme in {"https", "http"}:
            words = base64.b64encode(f"x-access-token:{token}".encode()).decode()
            self._environment |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.{parts.scheme}://{parts.netloc}/.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {words}",
            }

    def heads(self, every: Iterable[Repository]) -> dict[str, str]:
        """Return the commit of each repository's HEAD, by address, or a sentence on why not."""
        addresses = [one.address for one in every]
        with (
            tempfile.TemporaryDirectory(prefix="backgrade-git-") as own,
            concurrent.futures.ThreadPoolExecutor(_AT_ONCE) as threads,
        ):
            return dict(
                zip(addresses, threads.map(partial(self._head, Path(own)), addresses), strict=True)
            )

    def _head(self, own: Path, address: str) -> str:
        try:
            said = self._git(own, "ls-remote", "--", address, "HEAD")
        except (OSError, subprocess.SubprocessError) as error:
            return _why(error)
        sha = said.decode("utf-8", "replace").partition("\t")[0]
        return sha if _SHA.fullmatch(sha) else "it is empty: nothing was pushed yet"

    def fetch(self, address: str) -> Fetched | str:
        """Return the files of HEAD, or a sentence on why not."""
        with tempfile.TemporaryDirectory(prefix="backgrade-git-") as folder:
            own = Path(folder)
            new_repository(own)
            only = ("--depth", "1", "--no-tags", "--no-recurse-submodules")
            packed = own / "class.zip"
            try:
                self._git(own, "fetch", "-q", *only, "--", address, "HEAD", most=_MOST_BYTES)
                commit = run_git(own, "rev-parse", "FETCH_HEAD").decode().strip()
                words = ("archive", "--format=zip", "-o", str(packed), commit)
                run_git(own, *words, bound=limits(MAX_BYTES))
                return Fetched(commit, packed.read_bytes())
            except (OSError, subprocess.SubprocessError) as error:
                return _why(error)

    def _git(self, own: Path, *words: str, most: int = 0) -> bytes:
        bound = limits(most) if most else None
        return run_git(own, *words, environment=self._environment, bound=bound)


def is_commit(text: str) -> bool:
    """Return whether a head is a commit, and not a sentence on why there is none."""
    return _SHA.fullmatch(text) is not None


def _why(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        if error.returncode < 0:
            return f"git needed too much of this machine (signal {-error.returncode})"
        said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        fatal = [line for line in said if line.startswith("fatal: ")]  # advice may follow it
        return f"git: {printable((fatal or said[-1:])[0])}"
    if isinstance(error, subprocess.TimeoutExpired):
        return "git did not end in time"
    return f"git: {error}"


class Failures:
    """Commits that could not be fetched, such as huge ones: they are tried ever more rarely."""

    def __init__(self) -> None:
        self._waits: dict[tuple[str, str], tuple[int, int]] = {}  # looks left, and the next wait

    def add(self, address: str, commit: str) -> None:
        """Let a commit wait: for one look, then for two, then for four, and so on."""
        _, wait = self._waits.get((address, commit), (0, 1))
        self._waits[address, commit] = wait, min(2 * wait, _LONGEST_WAIT)

    def waits(self, address: str, commit: str) -> bool:
        """Return whether a commit still waits at this look."""
        left, wait = self._waits.get((address, commit), (0, 1))
        if left:
            self._waits[address, commit] = left - 1, wait
        return left > 0


class Commits(msgspec.Struct, frozen=True):
    """The commits of a repository that were graded, and answered, last."""

    graded: str = ""
    answered: str = ""


class Seen:
    """What was graded and answered of each repository, kept in a file."""

    def __init__(self, path: Path) -> None:
        """Read the file; without one, nothing was graded yet."""
        self._path = path
        self._commits: dict[str, Commits] = {}
        try:
            self._commits = msgspec.json.decode(path.read_bytes(), type=dict[str, Commits])
        except FileNotFoundError:
            pass
        except msgspec.MsgspecError as error:
            raise StorageError(f"{path}: {error}; delete it, and all is graded again") from None

    def of(self, address: str) -> Commits:
        """Return the commits of a repository."""
        return self._commits.get(address, Commits())

    def save(self, address: str, commits: Commits) -> None:
        """Keep the commits of a repository."""
        self._commits[address] = commits
        write_whole(self._path, json_bytes(self._commits))
