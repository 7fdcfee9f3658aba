"""Hashes of everything in a course that decides a mark, or what is said about it."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Graders
from autograder.languages.catalogues import ENGLISH, course_catalogue

LEFT_BY_TOOLS = frozenset({"__pycache__", ".ipynb_checkpoints"})


def fingerprint(folder: CourseFolder, assignment: Assignment) -> str:
    """Return a hash of all that decides a result, apart from the submission and the secret."""
    digest = hashlib.sha256(__version__.encode())
    entry = msgspec.to_builtins(assignment)
    for key in (
        "feedback",
        "attempts",
        "due",
        "late",
        "teams",
    ):  # used afterwards, and anew each time
        del entry[key]
    if assignment.notebooks == (assignment.name,):
        del entry["notebooks"]  # the same, whether given or left out
    if assignment.graders is Graders.TESTS:
        for key in ("graders", "cells", "partial_credit"):
            del entry[key]
    digest.update(msgspec.json.encode(entry))
    digest.update(importlib.metadata.version("numpy").encode())
    known = folder.misconceptions(assignment.name)
    places = [folder.graders(assignment.name), known, *folder.handed_out(assignment).values()]
    files = [
        path for place in places for path in ([place] if place.is_file() else place.rglob("*"))
    ]
    sources = folder.source_notebooks(assignment).values()
    told = [course_catalogue(folder.root, language) for language in folder.course.languages]
    if folder.course.languages != (ENGLISH,):
        digest.update(msgspec.json.encode(folder.course.languages))
    digest.update(hash_of_files(folder, {*files, *sources, *told, known.with_suffix(".py")}))
    return digest.hexdigest()


def hash_of_files(
    folder: CourseFolder, paths: Iterable[Path], read: Callable[[Path], bytes] = Path.read_bytes
) -> bytes:
    """Return a hash of the content and path of a course's files, without what tools leave there."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and not LEFT_BY_TOOLS.intersection(path.parts):
            digest.update(str(path.relative_to(folder.root)).encode())
            digest.update(hashlib.sha256(read(path)).digest())
    return digest.digest()
