"""The course secret: makes hidden inputs repeatable for us and unguessable for students."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from autograder.errors import CourseError

VARIABLE = "AUTOGRADER_SECRET"
SECRET_FILE = Path(".autograder") / "secret"


def course_secret(root: Path) -> bytes:
    """Return the secret: from the environment, else the course's file, made when absent."""
    given = os.environ.get(VARIABLE)
    if given:
        return given.encode()
    path = root / SECRET_FILE
    if not path.exists():  # reading must work on a read-only disk
        with contextlib.suppress(FileExistsError):
            _create(path)
    secret = path.read_bytes().strip()
    if not secret:
        raise CourseError(f"{path}: the course secret is empty; restore it, or delete the file")
    return secret


def is_missing(root: Path) -> bool:
    """Return whether the next use makes a new secret."""
    return not os.environ.get(VARIABLE) and not (root / SECRET_FILE).exists()


def _create(path: Path) -> None:
    """Write a new secret that only the owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(draft, path)  # fails when another process was first
    finally:
        draft.unlink()


def submission_seed(secret: bytes, course: str, assignment: str, sha256: str) -> str:
    """Return the seed of a submission's hidden inputs, 32 hexadecimal digits (HMAC-SHA256)."""
    message = f"{course}\0{assignment}\0{sha256}".encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:32]


def fingerprint(secret: bytes) -> str:
    """Return a short name for a secret that does not give it away."""
    return hmac.new(secret, b"fingerprint", hashlib.sha256).hexdigest()[:16]
