"""Find submissions and read them: from a path to numbered cells of code.

The files are hostile; only JSON is parsed here, with a cap on size. The code in
the cells is parsed inside the sandbox (worker.statements).
"""

from __future__ import annotations

import collections
import datetime as dt
import hashlib
import json
import os
import tokenize
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import RequestError, UnreadableSubmission
from autograder.results import safe_name

MAX_BYTES = 64 << 20
_SKIPPED_FOLDERS = {".ipynb_checkpoints", "__pycache__", "node_modules"}
_ENCODINGS = {"utf-8", "utf-8-sig", "ascii", "iso-8859-1", "iso-8859-15", "cp1252"}
_SUFFIXES = (".ipynb", ".py")


class SubmissionFile(msgspec.Struct, frozen=True):
    """A file (or an empty folder) that a student handed in."""

    student: str
    path: Path

    def submitted_at(self) -> str | None:
        """Return when it was handed in, from nbgrader's timestamp.txt beside it, if any."""
        try:
            text = (self.path.parent / "timestamp.txt").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return text[:100] or None


class Cells(msgspec.Struct, frozen=True):
    """The code of a submission: cells numbered from 1 as the file lists them."""

    code: list[tuple[int, str]]
    notes: list[str]


# -- finding ---------------------------------------------------------------------


def find_submissions(paths: list[Path], assignment: str, submitted: Path) -> list[SubmissionFile]:
    """Return every submission under the paths, each with a student's name of its own.

    A path is a file or a folder. In a folder `<student>/<assignment>/` (nbgrader's
    tree) names the student; else a subfolder with one file does; else the file's
    stem. Raises RequestError for a path that is not there or holds nothing.
    """
    found: list[SubmissionFile] = []
    for path in paths:
        if not path.exists():
            raise RequestError(f"{path}: no such file or folder")
        if path.is_dir():
            new = list(_in_folder(path, assignment, submitted))
        else:
            new = [_single(path, submitted)]
        if not new:
            raise RequestError(
                f"{path}: holds no submission (.ipynb or .py, or <student>/{assignment}/)"
            )
        found += new
    once = {os.path.abspath(s.path): s for s in found}  # noqa: PTH100 - resolve follows links
    return _with_distinct_names(list(once.values()))


def _single(path: Path, submitted: Path) -> SubmissionFile:
    resolved = path.resolve()
    if submitted.resolve() in resolved.parent.parents:
        return SubmissionFile(resolved.relative_to(submitted.resolve()).parts[0], path)
    return SubmissionFile(path.stem, path)


def _in_folder(folder: Path, assignment: str, submitted: Path) -> Iterator[SubmissionFile]:
    if submitted.resolve() in folder.resolve().parents:  # one student's part of the tree
        student = folder.resolve().relative_to(submitted.resolve()).parts[0]
        tree = folder if folder.name == assignment else folder / assignment
        if tree.is_dir():
            yield _from_tree(student, tree, assignment)
        return
    if (folder / assignment).is_dir() and _candidates(folder / assignment):
        yield _from_tree(folder.resolve().name, folder / assignment, assignment)
        return
    is_tree = folder.resolve() == submitted.resolve()
    for entry in sorted(folder.iterdir()):
        if _is_hidden(entry):
            continue
        if entry.is_symlink():  # not followed; reading it says why
            yield SubmissionFile(entry.stem, entry)
        elif entry.is_dir():
            if not is_tree or (entry / assignment).is_dir():
                yield from _of_student(entry, assignment)
        elif entry.suffix in _SUFFIXES:
            yield SubmissionFile(entry.stem, entry)


def _of_student(folder: Path, assignment: str) -> Iterator[SubmissionFile]:
    if (folder / assignment).is_dir():
        yield _from_tree(folder.name, folder / assignment, assignment)
        return
    files = sorted(_walk(folder))
    files = [f for f in files if f.suffix == ".ipynb"] or files
    for file in files:
        inside = file.relative_to(folder).with_suffix("")
        name = folder.name if len(files) == 1 else "-".join((folder.name, *inside.parts))
        yield SubmissionFile(name, file)


def _from_tree(student: str, folder: Path, assignment: str) -> SubmissionFile:
    """Choose the file of nbgrader's `<student>/<assignment>/`; the folder itself if none."""
    if folder.is_symlink():
        return SubmissionFile(student, folder)
    files = _candidates(folder)
    named = [f for f in files if f.stem == assignment]
    notebooks = [f for f in files if f.suffix == ".ipynb"]
    for choice in (named, notebooks, files):
        if len(choice) == 1 or (choice is named and choice):
            return SubmissionFile(student, choice[0])
    return SubmissionFile(student, folder)


def _candidates(folder: Path) -> list[Path]:
    entries = (e for e in folder.iterdir() if e.suffix in _SUFFIXES and not e.is_dir())
    return sorted(
        (e for e in entries if not _is_hidden(e)), key=lambda e: (e.suffix != ".ipynb", e)
    )


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not _is_hidden(Path(f))]
        for name in files:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(parent) / name


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name in _SKIPPED_FOLDERS


def _with_distinct_names(found: list[SubmissionFile]) -> list[SubmissionFile]:
    """Lengthen names that a file system takes for one until every file has its own.

    First by the folders above; files side by side get a short hash of their name.
    """
    names = {s.path: as_text(s.student) for s in found}
    most = max((len(path.absolute().parts) for path in names), default=0)
    for depth in range(1, most + 2):
        folded = collections.Counter(_fold(name) for name in names.values())
        for path, name in names.items():
            if folded[_fold(name)] > 1:
                names[path] = _longer(path, name, depth)
    return [SubmissionFile(names[s.path], s.path) for s in found]


def _longer(path: Path, name: str, depth: int) -> str:
    folders = path.absolute().parent.parts[1:]
    if depth <= len(folders):
        return f"{folders[-depth]}-{name}"
    return f"{name[:100]}~{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:6]}"


def _fold(name: str) -> str:
    """Return a result's file name as a careless file system sees it."""
    return unicodedata.normalize("NFKC", safe_name(name)).casefold()


# -- reading ---------------------------------------------------------------------


def read_bytes(path: Path) -> bytes:
    """Return a submission's bytes; UnreadableSubmission says why there are none.

    A link is refused: it may lead to the solution, or to a classmate's work.
    """
    if path.is_symlink():
        raise UnreadableSubmission(f"{path.name}: a link; hand in the file itself")
    if path.is_dir():
        names = sorted(p.name for p in _candidates(path))
        if names:
            raise UnreadableSubmission(
                f"{path.name}: several files and none called {path.name}.ipynb: {', '.join(names)}"
            )
        raise UnreadableSubmission(f"{path.name}: the folder holds no .ipynb or .py file")
    try:
        if not path.is_file():
            raise UnreadableSubmission(f"{path.name}: not a regular file")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSubmission(f"{path.name}: larger than {MAX_BYTES >> 20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(f"{path.name}: cannot be read: {error.strerror}") from None


def as_text(name: Path | str) -> str:
    """Return a file's name as text: not every file system's names are UTF-8."""
    return str(name).encode("utf-8", "replace").decode()


def sha256(data: bytes) -> str:
    """Return the hash that identifies a submission's content."""
    return hashlib.sha256(data).hexdigest()


def read_submission(path: Path, data: bytes) -> Cells:
    """Return the code cells of a notebook (any nbformat) or a script.

    Raises UnreadableSubmission with what is wrong and what was expected.
    """
    if path.suffix == ".py":
        return Cells([(1, _read_script(path, data))], [])
    return _read_notebook(path, data)


def _read_script(path: Path, data: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
        # A hostile file may name a codec that fails or is slow: those count as ASCII.
        return data.decode(encoding if encoding in _ENCODINGS else "ascii")
    except (SyntaxError, UnicodeError, LookupError):
        raise UnreadableSubmission(f"{path.name}: not a text file in UTF-8") from None


def _read_notebook(path: Path, data: bytes) -> Cells:
    if not data.strip():
        raise UnreadableSubmission(f"{path.name}: the file is empty")
    try:
        notebook = _decode_json(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise UnreadableSubmission(f"{path.name}: not valid JSON: {str(error)[:200]}") from None
    cells = _cells(notebook)
    if cells is None:
        raise UnreadableSubmission(f"{path.name}: JSON, but not a notebook: it has no cells")
    code: list[tuple[int, str]] = []
    notes: list[str] = []
    for number, cell in enumerate(cells, 1):
        source = _source(cell)
        if source is None:
            notes.append(f"cell {number} is not a cell and was skipped")
        elif cell.get("cell_type") == "code":
            code.append((number, source))
    if not code:
        notes.append("the notebook has no code cells")
    language = _language(notebook)
    if language and language.lower() not in {"python", "python3", "python2", "ipython"}:
        notes.append(f"the notebook is for {as_text(language[:40])}, not Python")
    return Cells(code, notes)


def _decode_json(data: bytes) -> Any:
    """Decode JSON, and what Python and browsers write beyond it: NaN, half surrogate pairs."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        return json.loads(data.decode("utf-8"))


def _cells(notebook: Any) -> list[Any] | None:
    """Return the cells of a notebook of format 4, or of format 3 and before (worksheets)."""
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [s.get("cells") for s in sheets if isinstance(s, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _source(cell: Any) -> str | None:
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source if isinstance(source, str) else None


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        block = metadata.get(key) if isinstance(metadata, dict) else None
        value = block.get(field) if isinstance(block, dict) else None
        if isinstance(value, str) and value:
            return value
    return ""


def lateness(submitted_at: str | None, due: dt.datetime | None) -> dt.timedelta | None:
    """Return by how much a submission came after the due date, or None."""
    if submitted_at is None or due is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(submitted_at.removesuffix(" UTC"))
    except ValueError:
        return None
    if moment.tzinfo is None:  # nbgrader writes UTC
        moment = moment.replace(tzinfo=dt.UTC)
    return moment - due if moment > due else None
