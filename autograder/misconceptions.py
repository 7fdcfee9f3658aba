"""Read the mistakes that an assignment's author knows, from `solutions/<a>/misconceptions/`.

Trusted: the instructor writes them, and they run in the grader's process on the hidden
inputs, never in a sandbox. The folder has a file for each exercise, `<exercise>.py`. Each
marked function in it is a plausible wrong version of that exercise. Its docstring is the
hint that a student reads. If only some of the parts that it changes are wrong, the student
reads only the first paragraph.

    @misconception("backward_propagation")
    def gradients_not_averaged(parameters, cache, X, Y, *, reference):
        \"\"\"Your gradients are sums over the samples. The cost is a mean: divide by m.\"\"\"
        gradients = reference.backward_propagation(parameters, cache, X, Y)
        return {name: X.shape[1] * gradient for name, gradient in gradients.items()}

A keyword-only parameter `reference` receives the reference's functions. A version that
calls them, and changes their input or output, can be combined with another version: see
diagnosis.

Helpers for several exercises are in `shared.py`; `from .shared import name` imports them.
An assignment with few mistakes may have one file, `misconceptions.py`, instead of the folder.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from autograder.errors import CourseError
from autograder.languages import from_course, join_sentences

F = TypeVar("F", bound=Callable[..., Any])

REFERENCE = "reference"  # the parameter that receives the reference's functions
SHARED = "shared"  # the file of helpers for several exercises
_MARK = "__misconception__"
_PACKAGE = "known_misconceptions"  # the folder's name in Python, whatever its path


@dataclass(frozen=True)
class Misconception:
    """A plausible wrong version of an exercise."""

    name: str
    exercise: str
    paragraphs: tuple[str, ...]  # the paragraphs of its hint
    function: Callable[..., Any]
    wants_reference: bool
    path: Path  # the file that contains it

    @property
    def hint(self) -> str:
        """The text that a student reads: all paragraphs."""
        return join_sentences(map(from_course, self.paragraphs))

    @property
    def summary(self) -> str:
        """The first paragraph: what is seen, without the reasons."""
        return from_course(self.paragraphs[0])


def misconception(exercise: str) -> Callable[[F], F]:
    """Mark a function as a wrong version of an exercise, whose docstring is the hint."""

    def mark(function: F) -> F:
        setattr(function, _MARK, exercise)
        return function

    return mark


def load_misconceptions(place: Path, exercises: Collection[str]) -> list[Misconception]:
    """Return the misconceptions in a folder, or in the one file that replaces it.

    They are in the order of the exercises, and then in the order of their file; [] if there are
    none. Raises CourseError if a file fails or belongs to no exercise, or if a misconception has
    no docstring or is in the wrong file.
    """
    _forget()
    known = []
    for path in files_of(place, exercises):
        marked = [value for value in vars(_run(path)).values() if hasattr(value, _MARK)]
        for function in marked:
            read = _read(path, function, exercises)
            if path.parent == place and path.stem != read.exercise:
                raise CourseError(
                    f"{path}: {read.name} is a misconception of {read.exercise!r}: "
                    f"move it into {read.exercise}.py"
                )
            known.append(read)
    return known


def files_of(place: Path, exercises: Collection[str]) -> list[Path]:
    """Return the files of a folder of misconceptions, with `shared.py` first; or the one file.

    Raises CourseError if there is a file that would not be read.
    """
    single = place.with_suffix(".py")
    files = [path for path in sorted(place.rglob("*.py")) if not _is_left(path, place)]
    if single.exists():
        if files:
            raise CourseError(f"{single}: {files[0]} is there too; move all into {place.name}/")
        return [single]
    order = [SHARED, *exercises]
    for path in files:
        if path.parent != place:
            raise CourseError(f"{path}: move it into {place}, which has no folders")
        if path.stem not in order:
            raise CourseError(
                f"{path}: {path.stem!r} is no exercise; there are: {', '.join(exercises)}. "
                f"Helpers of several exercises go into {SHARED}.py"
            )
    return sorted(files, key=lambda path: order.index(path.stem))


def _is_left(path: Path, place: Path) -> bool:
    """Return whether a tool left a file there."""
    parts = path.relative_to(place).parts
    return "__pycache__" in parts or any(part.startswith(".") for part in parts)


# -- running a file -----------------------------------------------------------------


def _forget() -> None:
    """Start a new package of misconceptions, without any file in it."""
    for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    package = sys.modules[_PACKAGE] = ModuleType(_PACKAGE)
    package.__path__ = []  # imports find only what has run before: shared.py


def _run(path: Path) -> ModuleType:
    """Run a file as a module of the package; the package keeps it if others import from it."""
    name = f"{_PACKAGE}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - the author's code may raise anything
        if isinstance(error, ModuleNotFoundError) and _is_beside(error.name or ""):
            raise _refused_import(path, error.name or "") from None
        raise CourseError(f"{path}: {type(error).__name__}: {error}") from None
    shared = sys.modules.get(f"{_PACKAGE}.{SHARED}", module)
    if any(value is shared for value in vars(module).values()):  # `from . import shared`
        raise _refused_import(path, SHARED)
    if path.stem == SHARED:
        sys.modules[name] = module
    return module


def _is_beside(module: str) -> bool:
    """Return whether a module is a file of the folder."""
    return module == SHARED or module.startswith(f"{_PACKAGE}.")


def _refused_import(path: Path, module: str) -> CourseError:
    return CourseError(
        f"{path}: cannot import {module.rpartition('.')[2]}.py. Put helpers of several exercises "
        f"into {SHARED}.py, and write `from .{SHARED} import name`"
    )


def _read(path: Path, function: Callable[..., Any], exercises: Collection[str]) -> Misconception:
    exercise = getattr(function, _MARK)
    if not inspect.isfunction(function):
        raise CourseError(f"{path}: a misconception of {exercise!r} is not a function: use def")
    name = function.__name__
    if exercise not in exercises:
        raise CourseError(
            f"{path}: {name} is a misconception of {exercise!r}, which is no exercise; "
            f"there are: {', '.join(exercises)}"
        )
    told = paragraphs(inspect.getdoc(function) or "")
    if not told:
        raise CourseError(f"{path}: {name} has no docstring: it is the hint that a student reads")
    parameters = inspect.signature(function).parameters
    wants = REFERENCE in parameters
    if wants and parameters[REFERENCE].kind is not inspect.Parameter.KEYWORD_ONLY:
        raise CourseError(f"{path}: {name}: write `*, {REFERENCE}`: it is passed by name only")
    return Misconception(name, exercise, tuple(told), function, wants, path)


def paragraphs(docstring: str) -> list[str]:
    """Return the paragraphs of a docstring, each on one line, as hints are shown."""
    parts = docstring.strip().split("\n\n")
    return [text for part in parts if (text := " ".join(part.split()))]
