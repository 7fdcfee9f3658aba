"""Find submissions and read them: from a path to numbered cells of code.

The files are hostile; only JSON is parsed here, with caps on size and number. The
code in the cells is parsed inside the sandbox (worker.statements).
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
import tokenize
import unicodedata
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.archive import SKIPPED_FOLDERS, read_member
from autograder.errors import RequestError, UnreadableSubmission
from autograder.results import safe_name
from autograder.text import listed, printable

MAX_BYTES = 64 << 20
MAX_VALUES = 4_000_000  # in a notebook's JSON: each takes some hundred bytes of memory
MAX_CODE_CHARS = 8 << 20
_ENCODINGS = {"utf-8", "utf-8-sig", "ascii", "iso-8859-1", "iso-8859-15", "cp1252"}
_SUFFIXES = (".ipynb", ".py", ".zip")
_ARCHIVES = {".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"}
# What lies in a class folder and is nobody's work: lists, settings, what systems leave behind.
_LISTS = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".yaml", ".yml", ".log", ".db", ".ini"}
_TEXTS = {"readme", "license", "timestamp"}
_LINE_END = re.compile(r"\r\n?|\n")  # Python's: str.splitlines knows more
_PROSE = {"markdown": "Markdown", "raw": "raw"}  # kinds of cells that hold no code
_MAX_DEPTH = 20  # folders in folders
_TIME_FILE = "timestamp.txt"
# What the system lays beside a submission. From a student's own hand none of it is taken.
OF_THE_SYSTEM = frozenset({_TIME_FILE, "submission_secret.txt"})
_MAX_TIME_BYTES = 1000
_NOTES_SHOWN = 20


class SubmissionFile(msgspec.Struct, frozen=True):
    """What a student handed in: a file, or a folder with the notebooks of an assignment."""

    student: str
    path: Path
    is_collected: bool = False  # lies in the course's submitted/<student>/<assignment>/
    folder: Path | None = None  # that is the student's alone: what lies in it was handed in too

    def submitted_at(self) -> str | None:
        """Return when it was handed in, as collecting wrote it beside the notebooks.

        Elsewhere a timestamp.txt is a student's own file, and says nothing.
        """
        return read_timestamp(folder_of(self.path)) if self.is_collected else None


def read_timestamp(folder: Path) -> str | None:
    """Return the text of nbgrader's timestamp.txt in a folder of submitted/, None without one."""
    try:
        data = read_regular(folder / _TIME_FILE, _MAX_TIME_BYTES + 1)
    except OSError:
        return None
    if len(data) > _MAX_TIME_BYTES:
        return f"more than {_MAX_TIME_BYTES} bytes"
    return printable(data.decode("utf-8", "replace"))[:100]


class Cells(msgspec.Struct, frozen=True):
    """The code of a notebook: cells numbered from 1 as the file lists them."""

    code: list[tuple[int, str]]
    notes: list[str]
    notebook: str = ""  # its name, where an assignment has several
    prose: dict[str, list[tuple[int, str]]] = {}  # the other cells, by their kind
    python: str = ""  # the version that it was written with

    def named(self, place: str) -> str:
        """Return a place with the notebook that it is in, where there are several."""
        return f"{self.notebook}, {place}" if self.notebook and place else place


def place_of(function: str, cells: Cells) -> str:
    """Return the cell and line that define a function last, "" where none seems to."""
    number, line = defining_line(function, cells.code)
    return cells.named(f"cell {number}, line {line}" if number else "")


def defining_line(function: str, code: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Return the cell and line that define a function last, zeros where none seems to.

    By a look at the text alone: nothing is parsed here.
    """
    pattern = re.compile(
        rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{function}\b|^{function}[ \t]*=[^=]"
    )
    place = (0, 0)
    for number, text in code:
        if function in text:
            for i, line in enumerate(_LINE_END.split(text), 1):
                if function in line and pattern.match(line):
                    place = (number, i)
    return place


# -- finding ---------------------------------------------------------------------


class _Wanted(NamedTuple):
    """What submissions are looked for."""

    assignment: str
    notebooks: Sequence[str]

    @property
    def is_folder(self) -> bool:
        """Whether a submission is a folder: of several notebooks it is."""
        return len(self.notebooks) > 1


def find_submissions(
    paths: list[Path], assignment: str, submitted: Path, notebooks: Sequence[str] = ()
) -> list[SubmissionFile]:
    """Return every submission under the paths, each with a student's name of its own.

    A path is a file or a folder. In a folder `<student>/<assignment>/` (nbgrader's
    tree) names the student; else a subfolder with one file does; else the file's
    stem. A student's folder without a file to read is a submission too: reading it
    says what is there. If the assignment has several notebooks, the student's folder with
    them is the submission. Raises RequestError for a path that is not there or holds nothing.
    """
    wanted = _Wanted(assignment, notebooks or (assignment,))
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
    return [
        msgspec.structs.replace(s, is_collected=_is_in(submitted, s, assignment)) for s in named
    ]


def _is_in(submitted: Path, submission: SubmissionFile, assignment: str) -> bool:
    """Return whether a submission lies where nbgrader collects this assignment's to."""
    folder = folder_of(submission.path).resolve()
    return folder.name == assignment and folder.parent.parent == submitted.resolve()


def _single(path: Path, submitted: Path, wanted: _Wanted) -> SubmissionFile:
    resolved = path.parent.resolve() / path.name  # a link is its student's, wherever it leads
    if submitted.resolve() in resolved.parent.parents:
        if wanted.is_folder and resolved.parent.name == wanted.assignment:
            path = path.parent  # else what lies beside it would count as not handed in
        student = resolved.relative_to(submitted.resolve()).parts[0]
        is_in_tree = resolved.parent.name == wanted.assignment or path.is_dir()
        return SubmissionFile(student, path, folder=folder_of(path) if is_in_tree else None)
    return SubmissionFile(_stem(path), path)


def _in_folder(folder: Path, wanted: _Wanted, submitted: Path) -> Iterator[SubmissionFile]:
    assignment = wanted.assignment
    if submitted.resolve() in folder.resolve().parents:  # one student's part of the tree
        student = folder.resolve().relative_to(submitted.resolve()).parts[0]
        tree = folder if folder.name == assignment else folder / assignment
        if _is_folder(tree):
            yield _from_tree(student, tree, wanted)
        return
    if _is_folder(folder / assignment) and _candidates(folder / assignment):
        yield _from_tree(folder.resolve().name, folder / assignment, wanted)
        return
    if wanted.is_folder and notebook_files(folder, wanted.notebooks):
        yield SubmissionFile(folder.resolve().name, folder, folder=folder)
        return
    yield from _in_class(folder, wanted, is_tree=folder.resolve() == submitted.resolve())


def _in_class(folder: Path, wanted: _Wanted, *, is_tree: bool) -> Iterator[SubmissionFile]:
    """Find what a class handed in; in nbgrader's own tree a folder may be for other assignments."""
    links, folders, files = [], [], []
    for entry in sorted(e for e in folder.iterdir() if not _is_hidden(e)):
        if entry.is_symlink():  # not followed; reading it says why
            links.append(entry)
        elif _is_folder(entry):
            folders.append(entry)
        elif is_work(entry):
            files.append(entry)
    for path in links + _one_for_each(files, {f.name for f in folders}):
        yield SubmissionFile(_stem(path), path)
    for student in folders:
        if not is_tree or _is_folder(student / wanted.assignment):
            yield from _of_student(student, wanted)
        elif any(is_work(file) and not _is_folder(file) for file in _visible(student)):
            yield _from_tree(student.name, student, wanted)  # one folder too high


def _one_for_each(files: list[Path], folders: set[str]) -> list[Path]:
    """Leave out a zip beside its notebook, and a report beside either or beside a folder."""
    by_name: dict[str, list[Path]] = {}
    for file in files:
        by_name.setdefault(_stem(file), []).append(file)
    chosen = []
    for name, same in by_name.items():
        notebooks = [f for f in same if _suffix(f) in {".ipynb", ".py"}]
        zips = [f for f in same if _suffix(f) == ".zip"]
        others = [] if name in folders else same[:1]
        chosen += notebooks or zips or others
    return chosen


def _of_student(folder: Path, wanted: _Wanted) -> Iterator[SubmissionFile]:
    """Return what one student handed in, in whatever folders: the folder alone says whose it is.

    What lies in it was named by the student, and could name a classmate.
    """
    if _is_folder(folder / wanted.assignment):
        yield _from_tree(folder.name, folder / wanted.assignment, wanted)
        return
    files = sorted(_walk(folder))
    if wanted.is_folder:
        holding = {file.parent for file in files if _stem(file) in wanted.notebooks}
        place = holding.pop() if len(holding) == 1 else folder
        yield SubmissionFile(folder.name, place, folder=place)
        return
    notebooks = [f for f in files if _suffix(f) == ".ipynb"]
    named = [f for f in notebooks or files if _stem(f) == wanted.assignment]
    only = next((c for c in (named, notebooks, files) if len(c) == 1), [folder])
    yield SubmissionFile(folder.name, only[0], folder=folder_of(only[0]))


def submission_in(student: str, folder: Path, notebooks: Sequence[str]) -> SubmissionFile:
    """Return the submission that lies in nbgrader's `<student>/<assignment>/`.

    Of one notebook it is the file, of several the folder; the folder too where no file can
    be chosen.
    """
    found = _from_tree(student, folder, _Wanted(folder.name, notebooks))
    return msgspec.structs.replace(found, is_collected=True)


def _from_tree(student: str, folder: Path, wanted: _Wanted) -> SubmissionFile:
    if folder.is_symlink():
        return SubmissionFile(student, folder)
    if wanted.is_folder:
        return SubmissionFile(student, folder, folder=folder)
    files = _candidates(folder)
    named = [f for f in files if f.stem == wanted.notebooks[0]]
    notebooks = [f for f in files if _suffix(f) == ".ipynb"]
    for choice in (named, notebooks, files):
        if len(choice) == 1 or (choice is named and choice):
            return SubmissionFile(student, choice[0], folder=folder)
    return SubmissionFile(student, folder)


def _candidates(folder: Path) -> list[Path]:
    entries = (e for e in _visible(folder) if _suffix(e) in _SUFFIXES and not _is_folder(e))
    return sorted(entries, key=lambda e: (_SUFFIXES.index(_suffix(e)), e))


def _visible(folder: Path) -> list[Path]:
    """Return what is in a folder and not hidden; nothing if it may not be looked into."""
    try:
        return [entry for entry in folder.iterdir() if not _is_hidden(entry)]
    except OSError:
        return []


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        is_deep = len(Path(parent).parts) - len(folder.parts) >= _MAX_DEPTH
        folders[:] = [] if is_deep else [f for f in folders if not _is_hidden(Path(f))]
        for name in files:
            if _suffix(Path(name)) in _SUFFIXES and not name.startswith("."):
                yield Path(parent) / name


def _suffix(path: Path) -> str:
    return path.suffix.lower()


def _stem(path: Path) -> str:
    """Return a file's name without its suffixes: of `ann.tar.gz` and `ann.ipynb.txt`, `ann`."""
    inner = Path(path.stem)
    is_double = _suffix(path) not in _SUFFIXES and _suffix(inner) in {".ipynb", ".tar"}
    return inner.stem if is_double else path.stem


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be looked into
        return False


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name in SKIPPED_FOLDERS


def is_work(path: Path) -> bool:
    """Return whether a file in a class folder may be someone's: all but what is known not to be.

    A notebook always may, whatever it is called.
    """
    if _suffix(path) in _SUFFIXES:
        return True
    return _suffix(path) not in _LISTS and path.stem.lower() not in _TEXTS


def folder_of(path: Path) -> Path:
    """Return the folder that a submission's notebooks lie in."""
    return path if path.is_dir() and not path.is_symlink() else path.parent


def notebook_files(path: Path, notebooks: Sequence[str]) -> dict[str, Path]:
    """Return which file of a submission is which notebook; none for one that is missing.

    The file of one notebook is the submission, whatever it is called; of several, each is
    called like its notebook.
    """
    if len(notebooks) == 1:
        return {notebooks[0]: path}
    files = _candidates(path) if folder_of(path) == path else [path]
    named = {name: [f for f in files if _stem(f) == name] for name in notebooks}
    return {name: found[0] for name, found in named.items() if found}


def only_zip(path: Path) -> Path | None:
    """Return the zip that is all there is of a submission, if so."""
    files = _candidates(path) if folder_of(path) == path else [path]
    return files[0] if len(files) == 1 and _suffix(files[0]) == ".zip" else None


def _with_distinct_names(found: list[SubmissionFile]) -> list[SubmissionFile]:
    """Lengthen names that a file system takes for one until every file has its own.

    First by the folders above; files side by side get a short hash of their name.
    """
    names = {s.path: as_text(s.student) for s in found}
    longer: set[Path] = set()  # a name of that kind takes no other's place
    most = max((len(path.absolute().parts) for path in names), default=0)
    for depth in range(1, 2 * most + 1):
        same: dict[str, list[Path]] = {}
        for path, name in names.items():
            same.setdefault(_fold(name), []).append(path)
        clashes = [paths for paths in same.values() if len(paths) > 1]
        if not clashes:
            break
        for paths in clashes:
            kept = [path for path in paths if path not in longer]
            for path in paths if len(kept) != 1 else set(paths) - set(kept):
                names[path] = _longer(path, names[path], depth)
                longer.add(path)
    return [msgspec.structs.replace(s, student=names[s.path]) for s in found]


def _longer(path: Path, name: str, depth: int) -> str:
    """Return a name with one more folder before it, or with a hash of more and more of the path."""
    parts = path.absolute().parts
    if depth <= len(parts) - 2:
        return f"{parts[-1 - depth]}-{name}"
    tail = "/".join(parts[len(parts) - 2 - depth :])
    short = name.encode()[:100].decode("utf-8", "ignore")  # the hash must survive safe_name
    return f"{short}~{hashlib.sha256(os.fsencode(tail)).hexdigest()[:6]}"


def _fold(name: str) -> str:
    """Return a result's file name as a careless file system sees it."""
    return unicodedata.normalize("NFKC", safe_name(name)).casefold()


# -- reading ---------------------------------------------------------------------


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return a submission's bytes; UnreadableSubmission says why there are none.

    A link is refused: it may lead to the solution, or to a classmate's work.
    """
    name = printable(path.name)
    try:
        if path.is_symlink():
            raise UnreadableSubmission(f"{name}: a link; hand in the file itself")
        if path.is_dir():
            raise UnreadableSubmission(_what_is_in(path))
        if not path.is_file():
            raise UnreadableSubmission(f"{name}: not a regular file")
        data = read_regular(path, most + 1)
    except OSError as error:
        raise UnreadableSubmission(f"{name}: cannot be read: {error.strerror}") from None
    if len(data) > most:
        raise UnreadableSubmission(f"{name}: larger than {most >> 20} MiB")
    return data


def _what_is_in(folder: Path) -> str:
    """Say why a folder is no submission, with what is in it."""
    name = printable(folder.name)
    held = names_in(folder)
    several = [entry.name for entry in _candidates(folder)]
    inside = [str(file.relative_to(folder)) for file in _walk(folder)]
    if not several and len(inside) > 1:
        return (
            f"{name}: several files and none called as the assignment: {listed(inside)}; if the "
            "folder is no student's but has students' folders in it, name it in the command"
        )
    if several:
        return f"{name}: several files and none called as the assignment: {listed(several)}"
    only = f", only {listed(held)}" if held else ""
    return f"{name}: no .ipynb, .py or .zip file in the folder{only}; hand in the .ipynb"


def names_in(folder: Path) -> list[str]:
    """Return the names of what is in a folder and not hidden, of folders with a slash."""
    visible = (entry for entry in folder.iterdir() if not _is_hidden(entry))
    return [entry.name + "/" * _is_folder(entry) for entry in visible]


def read_regular(path: Path, most: int) -> bytes:
    """Return so many bytes of a file at most; never follows a link or waits for a pipe."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(min(most, status.st_size + 1))


def as_text(name: Path | str) -> str:
    """Return a file's name as text: not every file system's names are UTF-8."""
    return str(name).encode("utf-8", "replace").decode()


def sha256(data: bytes) -> str:
    """Return the hash that identifies a submission's content."""
    return hashlib.sha256(data).hexdigest()


def read_submission(path: Path, data: bytes) -> Cells:
    """Return the code cells of a notebook (any nbformat) or a script, or of a zip with one.

    Raises UnreadableSubmission with what is wrong and what was expected.
    """
    name, suffix = printable(path.name), _suffix(path)
    if suffix in _ARCHIVES:
        raise UnreadableSubmission(
            f"{name}: an archive that is not opened; hand in the .ipynb, or a .zip with it"
        )
    if suffix == ".zip":
        member, data = read_member(name, data, MAX_BYTES)
        name, suffix = f"{name}: {member}", _suffix(Path(member))
    if suffix == ".py":
        cells = Cells([(1, _read_script(name, data))], [])
    else:
        cells = _read_notebook(name, data)
    if sum(len(text) for _, text in cells.code) > MAX_CODE_CHARS:
        raise UnreadableSubmission(
            f"{name}: more than {MAX_CODE_CHARS >> 20} million characters of code; "
            "take the data out of it"
        )
    return cells


def read_whole_cells(path: Path, data: bytes) -> list[dict[str, Any]]:
    """Return the cells of what `read_submission` accepts, whole and as they came.

    Each is a dict with at least `cell_type` and `source`, a text; nothing else of it has
    been looked at. A script is one cell.
    """
    name, suffix = printable(path.name), _suffix(path)
    if suffix == ".zip":
        member, data = read_member(name, data, MAX_BYTES)
        suffix = _suffix(Path(member))
    if suffix == ".py":
        return [{"cell_type": "code", "source": _read_script(name, data)}]
    cells = _cells(_decode_json(data.removeprefix(b"\xef\xbb\xbf"))) or []
    known = ((cell, _source(cell)) for cell in cells)
    return [
        {**cell, "cell_type": cell.get("cell_type"), "source": source}
        for cell, source in known
        if source is not None
    ]


def _read_script(name: str, data: bytes) -> str:
    try:
        head = data[:1000].decode("utf-8", "ignore").encode()  # a codec's name is short
        encoding, _ = tokenize.detect_encoding(BytesIO(head).readline)
        # A hostile file may name a codec that fails or is slow: those count as ASCII.
        return data.decode(encoding if encoding in _ENCODINGS else "ascii")
    except (SyntaxError, UnicodeError, LookupError):
        raise UnreadableSubmission(f"{name}: not a text file in UTF-8") from None


class Decoded(NamedTuple):
    """The cells of a notebook as they are in its JSON; its language and version, "" if unsaid."""

    cells: list[Any]
    language: str
    python: str


def decode_notebook(name: str, data: bytes) -> Decoded:
    """Return what is in a notebook, unchecked but for the list of its cells.

    Raises UnreadableSubmission for what is no notebook, or too large to be one.
    """
    if not data.strip():
        raise UnreadableSubmission(f"{name}: the file is empty")
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_VALUES:
        raise UnreadableSubmission(
            f"{name}: more than {MAX_VALUES // 1_000_000} million values; "
            "clear its outputs and hand it in again"
        )
    try:
        notebook = _decode_json(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        if not name.lower().endswith(".ipynb"):
            raise UnreadableSubmission(f"{name}: not a notebook; hand in the .ipynb") from None
        raise UnreadableSubmission(
            f"{name}: not valid JSON: {printable(str(error)[:200])}"
        ) from None
    cells = _cells(notebook)
    if cells is None:
        raise UnreadableSubmission(f"{name}: JSON, but not a notebook: it has no cells")
    version = _told(notebook, "language_info", "version")
    language = _told(notebook, "language_info", "name") or _told(notebook, "kernelspec", "language")
    return Decoded(cells, language, version)


def _read_notebook(name: str, data: bytes) -> Cells:
    cells, language, version = decode_notebook(name, data)
    code: list[tuple[int, str]] = []
    prose: dict[str, list[tuple[int, str]]] = {}
    odd: list[int] = []
    for number, cell in enumerate(cells, 1):
        source = _source(cell)
        if source is None:
            odd.append(number)
        elif cell.get("cell_type") == "code":
            code.append((number, source))
        elif (kind := _prose(cell)) is not None:
            prose.setdefault(kind, []).append((number, source))
    notes = [*_notes(code, odd, language), *_no_longer_code(cells)]
    return Cells(code, notes, prose=prose, python=version)


def _prose(cell: dict[str, Any]) -> str | None:
    """Return the kind of a cell that holds no code, in words."""
    kind = cell.get("cell_type")
    return _PROSE.get(kind) if isinstance(kind, str) else None


def _no_longer_code(cells: list[Any]) -> Iterator[str]:
    """Say which cells nbgrader keeps for an answer in code, and are of another kind now."""
    for number, cell in enumerate(cells, 1):
        kind = _prose(cell) if isinstance(cell, dict) else None
        told = cell.get("metadata") if kind else None
        mark = told.get("nbgrader") if isinstance(told, dict) else None
        if isinstance(mark, dict) and mark.get("solution") is True and not mark.get("grade"):
            yield (
                f"cell {number} is for an answer in code and is a {kind} cell now, "
                "so it was not run; change its type back to Code"
            )


def _notes(code: list[tuple[int, str]], odd: list[int], language: str) -> Iterator[str]:
    """Say what the reader of the result should know about a notebook."""
    for number in odd[:_NOTES_SHOWN]:
        yield f"cell {number} is not a cell and was skipped"
    if len(odd) > _NOTES_SHOWN:
        yield f"and {len(odd) - _NOTES_SHOWN} more that are not cells"
    if not code:
        yield "the notebook has no code cells"
    if language and language.lower() not in {"python", "python3", "python2", "ipython"}:
        yield f"the notebook is for {printable(language[:40])}, not Python"


def _decode_json(data: bytes) -> Any:
    """Decode JSON, and what others write beyond it: NaN, half surrogate pairs, UTF-16."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        # Numbers of thousands of digits are floats here: as int they are refused, or slow.
        return json.loads(data.decode(json.detect_encoding(data)), parse_int=float)


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


def _told(notebook: dict[str, Any], key: str, field: str) -> str:
    """Return a text of a notebook's metadata, "" where there is none."""
    metadata = notebook.get("metadata")
    block = metadata.get(key) if isinstance(metadata, dict) else None
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, str) else ""
