"""Find submissions: from files and folders to students and what they handed in."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.errors import RequestError
from autograder.files import safe_name
from autograder.submission.editions import ONE_LANGUAGE, Editions
from autograder.submission.files import (
    SUFFIXES,
    Resolver,
    as_text,
    candidates,
    files_below,
    folder_of,
    is_folder,
    is_hidden,
    is_work,
    read_timestamp,
    stem_of,
    suffix_of,
    visible,
)


class Team(msgspec.Struct, frozen=True):
    """A team that a submission counts for, and who of it handed it in; "" if all of them did."""

    name: str
    by: str


class SubmissionFile(msgspec.Struct, frozen=True):
    """What a student handed in: a file, or a folder with the notebooks of an assignment."""

    student: str
    path: Path
    is_collected: bool = False  # whether it is in the course's submitted/<student>/<assignment>/
    folder: Path | None = None  # the student's own folder, whose other files were handed in too
    team: Team | None = None  # if it counts for all of a team, of whom the student is one

    def submitted_at(self) -> str | None:
        """Return when it was handed in, as collecting wrote it beside the notebooks.

        Anywhere else, a timestamp.txt is a student's own file and is not used.
        """
        return read_timestamp(folder_of(self.path)) if self.is_collected else None


class _Wanted(NamedTuple):
    """What kind of submissions to look for."""

    assignment: str
    notebooks: Sequence[str]
    editions: Editions

    @property
    def is_folder(self) -> bool:
        """Whether a submission is a folder, which it is if there are several notebooks."""
        return len(self.notebooks) > 1

    def is_one(self, file: Path) -> bool:
        """Return whether a file has the name of one of the notebooks, in any language."""
        return any(self.editions.is_called(file, notebook) for notebook in self.notebooks)


def find_submissions(
    paths: list[Path],
    assignment: str,
    submitted: Path,
    notebooks: Sequence[str] = (),
    editions: Editions = ONE_LANGUAGE,
) -> list[SubmissionFile]:
    """Return every submission under the paths, each with a distinct student's name.

    A path is a file or a folder. In a folder, `<student>/<assignment>/` (nbgrader's tree) names
    the student. Otherwise a subfolder with one file does, and otherwise the file's stem. A
    student's folder without a readable file is a submission too: reading it reports what is
    there. If the assignment has several notebooks, the student's folder that contains them is the
    submission. Raises RequestError for a path that does not exist or contains nothing.
    """
    wanted = _Wanted(assignment, notebooks or (assignment,), editions)
    found: list[SubmissionFile] = []
    for path in paths:
        if not os.path.lexists(path):
            raise RequestError(f"{path}: no such file or folder")
        try:
            is_folder = path.is_dir()
            new = list(_in_folder(path, wanted, submitted)) if is_folder else []
        except OSError as error:
            raise RequestError(f"{path}: cannot be read: {error.strerror}") from None
        if not is_folder:
            new = [_single(path, submitted, wanted)]
        if not new:
            raise RequestError(
                f"{path}: holds no submission (.ipynb, .py or .zip, or <student>/{assignment}/)"
            )
        found += new
    once = {os.path.abspath(s.path): s for s in found}  # noqa: PTH100 - resolve follows links
    named = _with_distinct_names(list(once.values()))
    resolved, collected = Resolver(), str(submitted.resolve())

    def is_collected(path: Path) -> bool:
        """Return whether a submission is in nbgrader's tree for this assignment."""
        above = resolved.above(path)
        is_below = above.startswith(os.path.join(collected, ""))  # noqa: PTH118 - text
        if not is_below or assignment not in {Path(above).name, path.name}:
            return False
        place = Path(above if folder_of(path) != path else resolved(path))
        return place.name == assignment and str(place.parent.parent) == collected

    return [
        msgspec.structs.replace(s, is_collected=True) if is_collected(s.path) else s for s in named
    ]


def _single(path: Path, submitted: Path, wanted: _Wanted) -> SubmissionFile:
    resolved = path.parent.resolve() / path.name  # a link belongs to its folder's student
    if submitted.resolve() in resolved.parent.parents:
        if wanted.is_folder and resolved.parent.name == wanted.assignment:
            path = path.parent  # otherwise the files beside it would count as not handed in
        student = resolved.relative_to(submitted.resolve()).parts[0]
        is_in_tree = resolved.parent.name == wanted.assignment or path.is_dir()
        return SubmissionFile(student, path, folder=folder_of(path) if is_in_tree else None)
    return SubmissionFile(stem_of(path), path)


def _in_folder(folder: Path, wanted: _Wanted, submitted: Path) -> Iterator[SubmissionFile]:
    assignment = wanted.assignment
    if submitted.resolve() in folder.resolve().parents:  # one student's part of the tree
        student = folder.resolve().relative_to(submitted.resolve()).parts[0]
        tree = folder if folder.name == assignment else folder / assignment
        if is_folder(tree):
            yield _from_tree(student, tree, wanted)
        return
    if is_folder(folder / assignment) and candidates(folder / assignment):
        yield _from_tree(folder.resolve().name, folder / assignment, wanted)
        return
    if wanted.is_folder and wanted.editions.files(folder, wanted.notebooks):
        yield SubmissionFile(folder.resolve().name, folder, folder=folder)
        return
    yield from _in_class(folder, wanted, is_tree=folder.resolve() == submitted.resolve())


def _in_class(folder: Path, wanted: _Wanted, *, is_tree: bool) -> Iterator[SubmissionFile]:
    """Find what a class handed in; in nbgrader's tree, a folder may be for other assignments."""
    links, folders, files = [], [], []
    with os.scandir(folder) as entries:  # it knows what is a link or a folder, and asks nobody
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        path = folder / entry.name
        if is_hidden(path):
            continue
        if entry.is_symlink():  # links are not followed; reading the submission reports it
            links.append(path)
        elif is_folder(entry):
            folders.append(path)
        elif is_work(path):
            files.append(path)
    for path in links + _one_for_each(files, {f.name for f in folders}):
        yield SubmissionFile(stem_of(path), path)
    for student in folders:
        if not is_tree or is_folder(student / wanted.assignment):
            yield from _of_student(student, wanted)
        elif any(is_work(file) and not is_folder(file) for file in visible(student)):
            yield _from_tree(student.name, student, wanted)  # the file is one folder too high


def _one_for_each(files: list[Path], folders: set[str]) -> list[Path]:
    """Leave out a zip next to its notebook, and a report next to either of them or to a folder."""
    by_name: dict[str, list[Path]] = {}
    for file in files:
        by_name.setdefault(stem_of(file), []).append(file)
    chosen = []
    for name, same in by_name.items():
        if len(same) == 1 and suffix_of(same[0]) in SUFFIXES:
            chosen += same
            continue
        notebooks = [f for f in same if suffix_of(f) in {".ipynb", ".py"}]
        zips = [f for f in same if suffix_of(f) == ".zip"]
        others = [] if name in folders else same[:1]
        chosen += notebooks or zips or others
    return chosen


def submission_of(
    student: str,
    folder: Path,
    assignment: str,
    notebooks: Sequence[str],
    editions: Editions = ONE_LANGUAGE,
) -> SubmissionFile:
    """Return the one submission in a folder that holds what a student handed in, and no more."""
    found = next(_of_student(folder, _Wanted(assignment, notebooks, editions)))
    return msgspec.structs.replace(found, student=student)


def _of_student(folder: Path, wanted: _Wanted) -> Iterator[SubmissionFile]:
    """Return what one student handed in, in any subfolders: only the folder names the student.

    The student named the files inside, perhaps after a classmate.
    """
    if is_folder(folder / wanted.assignment):
        yield _from_tree(folder.name, folder / wanted.assignment, wanted)
        return
    files = sorted(files_below(folder))
    if wanted.is_folder:
        holding = {file.parent for file in files if wanted.is_one(file)}
        place = holding.pop() if len(holding) == 1 else folder
        yield SubmissionFile(folder.name, place, folder=place)
        return
    notebooks = [f for f in files if suffix_of(f) == ".ipynb"]
    named = [f for f in notebooks or files if wanted.editions.is_called(f, wanted.assignment)]
    if notebooks and len({file.parent for file in named}) == 1:
        named = [wanted.editions.counts(named, wanted.assignment)]
    only = next((c for c in (named, notebooks, files) if len(c) == 1), [folder])
    yield SubmissionFile(folder.name, only[0], folder=folder_of(only[0]))


def submission_in(
    student: str, folder: Path, notebooks: Sequence[str], editions: Editions = ONE_LANGUAGE
) -> SubmissionFile:
    """Return the submission in nbgrader's `<student>/<assignment>/`.

    If there is one notebook, it is the file. If there are several, or if no file can be chosen,
    it is the folder.
    """
    found = _from_tree(student, folder, _Wanted(folder.name, notebooks, editions))
    return msgspec.structs.replace(found, is_collected=True)


def _from_tree(student: str, folder: Path, wanted: _Wanted) -> SubmissionFile:
    if folder.is_symlink():
        return SubmissionFile(student, folder)
    if wanted.is_folder:
        return SubmissionFile(student, folder, folder=folder)
    files = candidates(folder)
    named = [f for f in files if wanted.is_one(f)]
    named = [wanted.editions.counts(named, wanted.notebooks[0])] if named else []
    notebooks = [f for f in files if suffix_of(f) == ".ipynb"]
    for choice in (named, notebooks, files):
        if len(choice) == 1 or (choice is named and choice):
            return SubmissionFile(student, choice[0], folder=folder)
    return SubmissionFile(student, folder)


def _with_distinct_names(found: list[SubmissionFile]) -> list[SubmissionFile]:
    """Lengthen equal names until every file has its own, also for careless file systems.

    First the folders above are added. Files in the same folder get a short hash of their name.
    """
    names = {s.path: as_text(s.student) for s in found}
    longer: set[Path] = set()  # a name with a hash takes no other's place
    depth = most = 0
    while clashes := _clashes(names):
        depth, most = depth + 1, most or max(len(path.absolute().parts) for path in names)
        if depth > 2 * most:
            break
        for paths in clashes:
            kept = [path for path in paths if path not in longer]
            for path in paths if len(kept) != 1 else set(paths) - set(kept):
                names[path] = _longer(path, names[path], depth)
                longer.add(path)
    renamed = ((s, names[s.path]) for s in found)
    return [s if s.student == n else msgspec.structs.replace(s, student=n) for s, n in renamed]


def _clashes(names: Mapping[Path, str]) -> list[list[Path]]:
    """Return the paths whose names a file system takes for one, a list for each such name."""
    same: dict[str, list[Path]] = {}
    for path, name in names.items():
        same.setdefault(_fold(name), []).append(path)
    return [paths for paths in same.values() if len(paths) > 1]


def _longer(path: Path, name: str, depth: int) -> str:
    """Return a name with one more folder before it, or with an ever longer hash of the path."""
    parts = path.absolute().parts
    if depth <= len(parts) - 2:
        return f"{parts[-1 - depth]}-{name}"
    tail = "/".join(parts[len(parts) - 2 - depth :])
    short = name.encode()[:100].decode("utf-8", "ignore")  # the hash must survive safe_name
    return f"{short}~{hashlib.sha256(os.fsencode(tail)).hexdigest()[:6]}"


def _fold(name: str) -> str:
    """Return a result's file name in the form in which a careless file system compares it."""
    return unicodedata.normalize("NFKC", safe_name(name)).casefold()
