"""The course secret: with it, hidden inputs are repeatable for us and unguessable for students."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from autograder.errors import CourseError, StorageError

VARIABLE = "AUTOGRADER_SECRET"
SECRET_FILE = Path(".autograder") / "secret"
SEEDS = 4  # for each assignment

_adopted: list[bytes] = []  # at most one: read by the process that started this one


def course_secret(root: Path) -> bytes:
    """Return the secret: the environment's, or else the course's file, made if it is missing."""
    if _adopted:
        return _adopted[0]
    given = os.environ.get(VARIABLE)
    if given:
        return given.encode()
    path = root / SECRET_FILE
    make_secret(root)
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise StorageError(
            f"{path}: the course secret cannot be read: {error.strerror}; let whoever grades "
            f"read it, or give it in {VARIABLE}"
        ) from None
    if not secret:
        raise CourseError(f"{path}: the course secret is empty; restore it, or delete the file")
    return secret


def adopt(secret: bytes) -> None:
    """Use the secret that another process has read, perhaps on another machine."""
    _adopted[:] = [secret]


def make_secret(root: Path) -> bool:
    """Make the course's secret file if there is no secret yet; return whether it was made.

    Raises StorageError if the course's folder cannot be written.
    """
    path = root / SECRET_FILE
    try:
        if os.environ.get(VARIABLE) or path.exists():  # reading must also work on a read-only disk
            return False
        return _create(path)
    except OSError as error:
        raise StorageError(
            f"{path}: the course secret cannot be made: {error.strerror}; make the course's folder "
            f"writable for whoever grades, or give a secret in {VARIABLE}"
        ) from None


def _create(path: Path) -> bool:
    """Write a new secret that only the owner can read, completely or not at all.

    Returns False if another process was first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def is_missing(root: Path) -> bool:
    """Return whether the course has no secret yet."""
    return not os.environ.get(VARIABLE) and not (root / SECRET_FILE).exists()


def submission_seed(secret: bytes, course: str, assignment: str, sha256: str) -> str:
    """Return the seed of a submission's hidden inputs: 32 hexadecimal digits (HMAC-SHA256).

    It is one of a few seeds, so that submissions share inputs; see `grading.memory`.
    """
    which = int(_digits(secret, course, assignment, sha256), 16) % SEEDS
    return _digits(secret, course, assignment, f"seed {which}")[:32]


def _digits(secret: bytes, *words: str) -> str:
    return hmac.new(secret, "\0".join(words).encode(), hashlib.sha256).hexdigest()


def fingerprint(secret: bytes) -> str:
    """Return a short name for a secret that does not reveal it."""
    return hmac.new(secret, b"fingerprint", hashlib.sha256).hexdigest()[:16]
