"""Read what an assignment's author knows to go wrong: `solutions/<a>/misconceptions.py`.

Trusted: written by the instructor, run in the grader's process on the hidden
inputs, never in a sandbox. Each function there is a plausible wrong version of
one exercise; its docstring is the hint that a student reads. Where only some of the
parts that it changes are wrong, the student reads the first paragraph alone.

    @misconception("backward_propagation")
    def gradients_not_averaged(parameters, cache, X, Y, *, reference):
        \"\"\"Your gradients are sums over the samples. The cost is a mean: divide by m.\"\"\"
        gradients = reference.backward_propagation(parameters, cache, X, Y)
        return {name: X.shape[1] * gradient for name, gradient in gradients.items()}

A keyword-only parameter `reference` receives the reference's functions. A version
that is made from them, by changing what goes in or what comes out, can be combined
with another one: see diagnosis.
"""

from __future__ import annotations

import importlib.util
import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.errors import CourseError

F = TypeVar("F", bound=Callable[..., Any])

REFERENCE = "reference"  # the parameter that receives the reference's functions
_MARK = "__misconception__"


@dataclass(frozen=True)
class Misconception:
    """A plausible wrong version of an exercise."""

    name: str
    exercise: str
    hint: str
    summary: str  # the hint's first paragraph: what is seen, without its reasons
    function: Callable[..., Any]
    wants_reference: bool


def misconception(exercise: str) -> Callable[[F], F]:
    """Mark a function of misconceptions.py as a wrong version of an exercise."""

    def mark(function: F) -> F:
        setattr(function, _MARK, exercise)
        return function

    return mark


def load_misconceptions(path: Path, exercises: Collection[str]) -> list[Misconception]:
    """Return the misconceptions of a file in its order, [] where there is no file.

    Raises CourseError where the file fails, or a misconception has no docstring or
    is of an exercise that there is not.
    """
    if not path.exists():
        return []
    spec = importlib.util.spec_from_file_location("misconceptions", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - the author's code may raise anything
        raise CourseError(f"{path}: {type(error).__name__}: {error}") from None
    marked = [value for value in vars(module).values() if hasattr(value, _MARK)]
    return [_read(path, function, exercises) for function in marked]


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
    text = inspect.getdoc(function) or ""
    hint, summary = (" ".join(part.split()) for part in (text, text.strip().split("\n\n")[0]))
    if not hint:
        raise CourseError(f"{path}: {name} has no docstring: it is the hint that a student reads")
    parameters = inspect.signature(function).parameters
    wants = REFERENCE in parameters
    if wants and parameters[REFERENCE].kind is not inspect.Parameter.KEYWORD_ONLY:
        raise CourseError(f"{path}: {name}: write `*, {REFERENCE}`: it is passed by name only")
    return Misconception(name, exercise, hint, summary, function, wants)
