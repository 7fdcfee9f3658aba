"""Find what a release gives away: in text, metadata, outputs, attachments and other files."""

from __future__ import annotations

import base64
import binascii
import html
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograder.course import secret
from autograder.course.cells import grade_id_of
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import CourseError
from autograder.release.build import files_in
from autograder.release.notebook import in_notebook, place_of
from autograder.release.secrets import (
    MARKS,
    TELLING,
    Secret,
    Solution,
    finder,
    given_by,
    given_in,
    grader_lines,
    normal_forms,
    one_line,
    solutions_of,
)
from autograder.text import shortened

_PRIVATE = {"misconceptions", "misconceptions.py", "variants", "equivalent_mutants.yaml"}
_PRIVATE |= {"__pycache__", ".ipynb_checkpoints", secret.SECRET_FILE.parent.name}
_LEAST = 4  # tokens; shorter code, such as `return A`, may be anywhere
_SECRET_CHARS = 16  # a shorter secret may be an ordinary word
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_SHOWN = 80


class Part(msgspec.Struct, frozen=True):
    """A part of a release that could give something away."""

    place: str
    text: str
    code: frozenset[str] = frozenset()  # its statements in normal form


# -- parts of a release --------------------------------------------------------------


def notebook_parts(notebook: Any) -> Iterator[Part]:
    """Yield every part of a notebook that contains text, decoded."""
    yield _part("the notebook's metadata", notebook["metadata"])
    for cell in notebook.cells:
        place = place_of(notebook, cell)
        code = normal_forms(cell["source"]) if cell["cell_type"] == "code" else frozenset()
        yield msgspec.structs.replace(_part(place, cell["source"]), code=code)
        for name in ("metadata", "outputs", "attachments"):
            if cell.get(name):
                yield _part(f"{place}, its {name}", cell[name])


def _part(place: str, value: Any) -> Part:
    return Part(place, "\n".join(_decoded(value)))


def _decoded(value: Any) -> Iterator[str]:
    """Yield every string in a JSON value, and its decoded form."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _decoded(inner)
    elif isinstance(value, list):
        if all(isinstance(inner, str) for inner in value):  # a text that nbformat splits into lines
            yield from _decoded("".join(value))
        else:
            for inner in value:
                yield from _decoded(inner)
    elif isinstance(value, str):
        yield value
        if "&" in value:
            yield html.unescape(value)
        yield from _from_base64(value)


def _from_base64(text: str) -> Iterator[str]:
    whole = "".join(text.split())
    runs = [whole] if _BASE64.fullmatch(whole) else _BASE64.findall(text)
    for run in runs:
        try:
            yield base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8", "replace")
        except binascii.Error:
            continue


def file_parts(name: str, data: bytes) -> Iterator[Part]:
    """Yield a file's content as text; for a zip, that of each file in it."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from file_parts(f"{name}/{member}", archive.read(member))
    else:
        yield _part(f"file {name}", data.decode("utf-8", "replace"))


# -- what is given away -----------------------------------------------------------------


def leaks(
    folder: CourseFolder,
    assignment: Assignment,
    sources: Mapping[str, Any],
    releases: Mapping[str, Any],
    released: Path,
) -> Iterator[str]:
    """Yield a sentence for each thing that a release gives away.

    Sources and releases are by notebook; no notebook may reveal a solution of another one.
    """
    parts, taken_out = [], {}
    for notebook, release in releases.items():
        where = in_notebook(notebook, releases)
        parts += [_placed(part, where) for part in notebook_parts(release)]
        taken_out[notebook] = [_placed(o, where) for o in _taken_out(sources[notebook], release)]
    for path in files_in(released):
        name = str(path.relative_to(released))
        if name not in {f"{notebook}.ipynb" for notebook in releases}:
            yield from _private_file(folder, assignment, name, path)
            parts += file_parts(name, path.read_bytes())
        yield from _course_secret(folder, name, path)
    graders = grader_lines(folder.graders(assignment.name), sources.values())
    given = frozenset().union(*map(given_by, sources.values()))
    # An edition in another language has the same code.
    parts = _once(parts, lambda part: (part.text, part.code))
    every = itertools.chain.from_iterable(taken_out.values())
    solutions = _once(every, lambda solution: solution.secrets)
    for part in parts:
        yield from marks_in(part)
        for solution in solutions:
            yield from solution_in(part, solution, given)
        yield from grader_in(part, graders)
    for notebook, release in releases.items():
        where = in_notebook(notebook, releases)
        yield from _left_in_stubs(sources[notebook], release, taken_out[notebook])
        yield from (where + told for told in _outputs(release))


P = TypeVar("P", Part, Solution)


def _placed(one: P, where: str) -> P:
    """Return a part or a solution with the notebook's name added to its place."""
    return msgspec.structs.replace(one, place=where + one.place)


def _once(every: Iterable[P], key: Callable[[P], Hashable]) -> list[P]:
    """Return only the first of those with equal keys."""
    found: dict[Hashable, P] = {}
    for one in every:
        found.setdefault(key(one), one)
    return list(found.values())


def _taken_out(source: Any, release: Any) -> list[Solution]:
    """Return a source's solutions, except those that the release contains unchanged.

    If code is unchanged, another check reports it. If text is unchanged, it is not a model answer
    but an invitation to write.
    """
    released = {grade_id_of(cell): cell["source"] for cell in release.cells}
    written = {grade_id_of(cell): cell["source"] for cell in source.cells}
    return [
        one for one in solutions_of(source) if released.get(one.grade_id) != written[one.grade_id]
    ]


def marks_in(part: Part) -> Iterator[str]:
    """Yield a sentence if one of nbgrader's marks was left in."""
    mark = next((mark for mark in MARKS if mark in part.text), None)
    if mark:
        yield f"{part.place}: '{mark}' is left over; students must not see what follows it"


def solution_in(part: Part, solution: Solution, given: frozenset[str]) -> Iterator[str]:
    """Yield a sentence if a part of a release reveals a solution, or most of it."""
    found = [one for one in solution.secrets if _is_in(part, one)]
    hidden = [one for one in found if one.text not in given]
    weight, whole = sum(one.size for one in hidden), sum(one.size for one in solution.secrets)
    is_most = weight >= _LEAST and 2 * weight >= whole
    is_copy = len(found) == len(solution.secrets) > 1 and whole > TELLING
    if is_most or is_copy or any(one.size >= TELLING for one in hidden):
        worst = max(hidden or found, key=lambda one: one.size)
        yield _told(part.place, f"the solution of {solution.place}", worst.text)


def _is_in(part: Part, secret: Secret) -> bool:
    return secret.text in part.code or finder(secret.pattern).search(part.text) is not None


def grader_in(part: Part, graders: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield a sentence for each hidden grader of which a part of a release contains a line."""
    text = one_line(part.text.replace('\\"', '"'))
    for name, lines in graders.items():
        if found := [line for line in lines if line in text]:
            yield _told(part.place, f"a line of the hidden grader {name}", min(found))


def _left_in_stubs(source: Any, release: Any, solutions: list[Solution]) -> Iterator[str]:
    """Yield a sentence for each stub that contains a statement of its own solution."""
    handed_out = {grade_id_of(cell): cell for cell in release.cells}
    cells = {grade_id_of(cell): cell for cell in source.cells if cell["cell_type"] == "code"}
    for solution in solutions:
        if solution.grade_id in cells and solution.grade_id in handed_out:
            given = given_in(cells[solution.grade_id])
            code = normal_forms(handed_out[solution.grade_id]["source"]) - given
            left = next((one.text for one in solution.secrets if one.text in code), None)
            if left:
                yield _told(solution.place, "a statement of its own solution", left)


def _outputs(release: Any) -> Iterator[str]:
    for cell in release.cells:
        if cell.get("outputs"):
            yield (
                f"{place_of(release, cell)}: the release holds its outputs, which may show "
                "answers; make the release again"
            )


def _told(place: str, what: str, text: str) -> str:
    shown = one_line(shortened(text, _SHOWN))
    return f"{place}: it holds {what}, `{shown}`; take it out of the source"


def _private_file(
    folder: CourseFolder, assignment: Assignment, name: str, path: Path
) -> Iterator[str]:
    """Yield a sentence if a file of the release should be kept from students."""
    editions = folder.editions(assignment).values()
    sources = [p for own in (folder.source_notebooks(assignment), *editions) for p in own.values()]
    kept = [*sources, *files_in(folder.graders(assignment.name))]
    data = path.read_bytes()
    is_kept = bool(_PRIVATE & {*Path(name).parts}) or any(
        data and one.is_file() and one.read_bytes() == data for one in kept
    )
    if is_kept:
        yield (
            f"file {name}: it is for instructors only; name it in nbgrader_config.py, "
            "in c.CourseDirectory.ignore, or put it elsewhere"
        )


def _course_secret(folder: CourseFolder, name: str, path: Path) -> Iterator[str]:
    if secret.is_missing(folder.root):
        return
    known = secret.course_secret(folder.root)
    if len(known) >= _SECRET_CHARS and known in path.read_bytes():
        yield f"file {name}: it holds the course secret; take it out of the source"


def missing_files(folder: CourseFolder, assignment: Assignment, released: Path) -> Iterator[str]:
    """Yield a sentence for each of course.yaml's files that students would not get."""
    try:
        handed_out = folder.handed_out(assignment)
    except CourseError as error:
        yield str(error)
        return
    for name, path in handed_out.items():
        for file in [path] if path.is_file() else files_in(path):
            if "__pycache__" in file.parts:  # nbgrader leaves it out
                continue
            target = released / name / file.relative_to(path) if path.is_dir() else released / name
            if not target.is_file() or target.read_bytes() != file.read_bytes():
                yield (
                    f"course.yaml: {assignment.name}.files: {name} is not in the release as it is "
                    f"in the course; keep it in solutions/{assignment.name}/, where nbgrader "
                    "finds it"
                )
