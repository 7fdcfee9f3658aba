"""Find the source notebooks of a course that was written for nbgrader or otter-grader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.course.adopted import Format, format_of, read_source_cells
from autograder.course.cells import text_of
from autograder.course.headings import heading_in
from autograder.course.otter_source import config_of
from autograder.errors import CourseError, RequestError

SOURCE = "source"  # nbgrader's folder
_LEFT = frozenset({".ipynb_checkpoints", "__pycache__"})
# What lies beside a master and is otter's, or was made by it.
_OTTERS = frozenset({"requirements.txt", "environment.yml", "otter_config.json", "dist", "tests"})
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9 ._+-]+")


class Found(msgspec.Struct, frozen=True):
    """An assignment as it was found."""

    name: str
    title: str
    format: Format
    folder: Path  # of its source notebooks
    notebooks: tuple[str, ...]
    files: tuple[str, ...]  # handed out beside them, by their path in the folder


def find_assignments(folder: Path) -> list[Found]:
    """Return the assignments of a course; raises RequestError if there are none."""
    if not folder.is_dir():
        raise RequestError(f"{folder}: no such folder")
    source = folder / SOURCE
    found = list(_of_nbgrader(source if source.is_dir() else folder))
    found += _of_otter(folder)
    if not found:
        raise RequestError(
            f"{folder.resolve()}: no notebook for nbgrader in {SOURCE}/<assignment>/, and no otter "
            "master; run this in the course's folder, or name it"
        )
    return _named_apart(found)


def _of_nbgrader(source: Path) -> Iterator[Found]:
    for folder in sorted(path for path in source.iterdir() if path.is_dir()):
        paths = [path for path in _notebooks(folder) if _format(path) is Format.NBGRADER]
        if paths and folder.name[0] not in "._":
            names = tuple(path.stem for path in paths)
            files = tuple(_files(folder))
            title = folder.name if len(paths) > 1 else _title(paths[0]) or folder.name
            yield Found(_name(folder.name), title, Format.NBGRADER, folder, names, files)


def _of_otter(root: Path) -> Iterator[Found]:
    for path in sorted(root.rglob("*.ipynb")):
        inside = path.relative_to(root)
        if _LEFT.intersection(inside.parts) or any(part[0] == "." for part in inside.parts):
            continue
        if inside.parts[0] in {"solutions", "assignments"} or _format(path) is not Format.OTTER:
            continue
        title = _title(path) or path.stem
        files = tuple(_otter_files(path))
        yield Found(_name(path.stem), title, Format.OTTER, path.parent, (path.stem,), files)


def _notebooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def _format(path: Path) -> Format | None:
    try:
        return format_of(path)
    except CourseError:
        return None


def _title(path: Path) -> str:
    """Return the first heading of a notebook."""
    for cell in read_source_cells(path):
        if cell.get("cell_type") == "markdown" and (title := heading_in(text_of(cell))):
            return title
    return ""


def _files(folder: Path) -> Iterator[str]:
    """Yield what nbgrader hands out beside the notebooks: all that lies there."""
    for path in sorted(folder.iterdir()):
        if path.name not in _LEFT and path.suffix != ".ipynb" and not path.name.startswith("."):
            yield path.name


def _otter_files(master: Path) -> Iterator[str]:
    """Yield what a master's configuration hands out; if it says nothing, all that lies beside."""
    config = config_of(read_source_cells(master))
    told = config.get("files")
    if not isinstance(told, list):
        yield from (name for name in _files(master.parent) if name not in _OTTERS)
        return
    more = config.get("student_files")
    for name in dict.fromkeys([*told, *(more if isinstance(more, list) else ())]):
        if isinstance(name, str) and (master.parent / name).exists():
            yield name


def _name(text: str) -> str:
    """Return a name that an assignment can have."""
    return _NOT_IN_NAMES.sub("-", text).lstrip(" ._+-") or "assignment"


def _named_apart(found: list[Found]) -> list[Found]:
    """Return assignments of which no two have the same name."""
    names = [one.name for one in found]
    return [
        msgspec.structs.replace(one, name=_name(f"{one.folder.name}-{one.name}"))
        if names.count(one.name) > 1
        else one
        for one in found
    ]
