"""From uploaded files to an attempt, or to a sentence on what is wrong with them.

The files are hostile: their names are never used as they are, and a zip is read in memory alone.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from starlette.datastructures import UploadFile

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Graders
from autograder.errors import UnreadableSubmission
from autograder.files import safe_name
from autograder.languages import join_sentences
from autograder.report.feedback import SAVE_AGAIN
from autograder.service.engine import ServiceEngine
from autograder.service.moments import now
from autograder.service.people.teams import team_of
from autograder.service.people.visits import Visitor
from autograder.service.queue.files import read_attempt
from autograder.service.queue.hand_in import HandIn, Refused, hand_in
from autograder.service.web.words import WORDS
from autograder.submission.editions import Editions
from autograder.submission.files import SUFFIXES
from autograder.submission.origin import Origin, ids_in_file, is_named
from autograder.submission.reading import Reading
from autograder.text import printable

MIB_A_NOTEBOOK = 16
_examining = threading.Semaphore(2)  # parsing hostile files takes memory: few at a time


def most_bytes(assignment: Assignment) -> int:
    """Return how many bytes may be handed in at once, with the form around them."""
    return (MIB_A_NOTEBOOK * len(assignment.notebooks) << 20) + (64 << 10)


def take(
    engine: ServiceEngine,
    student: Visitor,
    assignment: Assignment,
    uploads: Sequence[UploadFile],
) -> int:
    """Put what a student hands in into the queue; return the attempt's number; raises Refused."""
    files, digest = _examined(engine.course.folder, assignment, student.name, uploads)
    with engine.database.reading() as session:
        team = team_of(session, engine.course, assignment.name, student.id, student.name)
    handed = HandIn(student.id, assignment, files, digest, tuple(team.members))
    number = hand_in(engine.database, handed, now())
    engine.handed_in.ring()
    return number


def _examined(
    folder: CourseFolder, assignment: Assignment, student: str, uploads: Sequence[UploadFile]
) -> tuple[dict[str, bytes], str]:
    """Return what a student hands in, and its hash."""
    files = _named(folder, assignment, uploads)
    attempt = read_attempt(folder, assignment, student, files)
    digest = attempt.reading.digest
    if not digest:
        raise Refused(_why(attempt.reading))
    with _examining:
        _refuse_another(folder, assignment, attempt.reading)
    return files, digest


def _named(
    folder: CourseFolder, assignment: Assignment, uploads: Sequence[UploadFile]
) -> dict[str, bytes]:
    """Return the content of files under names that the assignment expects."""
    if not uploads:
        raise Refused(WORDS["no_file"])
    editions, notebooks = Editions.of(folder, assignment), assignment.notebooks
    known = {name for notebook in notebooks for name in editions.names(notebook)}
    if len(notebooks) == 1 and len(uploads) > 1:
        raise Refused(WORDS["one_file"])
    files = {}
    for upload in uploads:
        name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise Refused(WORDS["wrong_type"].filled(file=printable(name)[:80]))
        if stem not in known and len(notebooks) == 1:
            stem = notebooks[0]  # one file is the notebook, whatever its name is
        elif stem not in known and suffix != ".zip":
            names = ", ".join(f"{notebook}.ipynb" for notebook in notebooks)
            raise Refused(WORDS["other_name"].filled(file=printable(name)[:80], names=names))
        files[safe_name(f"{stem}{suffix}")] = upload.file.read()
    return files


_origins: dict[tuple[tuple[str, float], ...], Origin] = {}  # of the course as it is, at most one


def _origin(folder: CourseFolder) -> Origin:
    """Return what knows the ids of all assignments, read again when a source has changed."""
    every = (folder.source_notebooks(one).values() for one in folder.course.assignments)
    sources = [path for paths in every for path in paths if path.is_file()]
    key = tuple((str(path), path.stat().st_mtime) for path in sources)
    known = _origins.get(key)
    if known is None:
        known = Origin(folder)
        _origins.clear()
        _origins[key] = known
    return known


def _why(reading: Reading) -> str:
    problems = [one.problem for one in reading.files.values() if one.problem]
    every = dict.fromkeys([*problems, *reading.missing])
    return join_sentences(every) or WORDS["no_file"]


def _refuse_another(folder: CourseFolder, assignment: Assignment, reading: Reading) -> None:
    read = [one for one in reading.files.values() if one.file is not None and not one.problem]
    ids, code = frozenset[str](), list[str]()
    for one in read:
        assert one.file is not None
        try:
            code += (text for _, text in one.cells().code)
            ids |= ids_in_file(one.file, one.data, one.member)
        except UnreadableSubmission as error:
            raise Refused(join_sentences((str(error), SAVE_AGAIN))) from None
    origin = _origin(folder)
    if other := origin.other_than(assignment.name, ids):
        titles: Mapping[str, str] = {a.name: a.title for a in folder.course.assignments}
        raise Refused(WORDS["other_assignment"].filled(other=titles[other]))
    if _has_nothing_of(folder, assignment, origin, ids, code):
        raise Refused(WORDS["no_exercise"].filled(assignment=assignment.title))


def _has_nothing_of(
    folder: CourseFolder,
    assignment: Assignment,
    origin: Origin,
    ids: frozenset[str],
    code: Sequence[str],
) -> bool:
    """Return whether notebooks have nothing of an assignment, and so were handed in by mistake."""
    if origin.has_any_of(assignment.name, ids):
        return False
    if assignment.graders is Graders.CELLS and not ids:
        return False  # answers are found by the cells around them
    return not is_named(folder, assignment, code)
