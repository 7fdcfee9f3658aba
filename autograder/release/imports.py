"""Find imports in a notebook that students may not have, because course.yaml does not list them.

Students have the standard library, except a few modules that are missing in Pyodide, the Python
for browsers. So a course that lists only Pyodide's packages runs in JupyterLite.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from autograder.execution.statements import read_cells
from autograder.release.notebook import code_cells, place_of, statements_of
from autograder.submission.cells import read_submission

_OPTIONAL = frozenset({"ipywidgets"})
_NOT_IN_A_BROWSER = frozenset(
    {
        *("curses", "dbm", "ensurepip", "grp", "msvcrt", "nt", "pwd", "readline", "resource"),
        *("syslog", "tkinter", "turtle", "turtledemo", "venv", "winreg", "winsound"),
        *("multiprocessing", "threading"),  # they can be imported, but cannot start anything
    }
)
_STANDARD = sys.stdlib_module_names - _NOT_IN_A_BROWSER
_CAUGHT = {"ImportError", "ModuleNotFoundError"}


def import_mistakes(notebook: Any, beside: Path, packages: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each import that students may not have.

    Modules may be in the folder `beside` the source notebook. `packages` are named as they are
    imported or as they are installed: sklearn or scikit-learn.
    """
    named = {_normal(name) for name in packages}
    of_packages = {
        m for m, names in installed().items() if not named.isdisjoint(map(_normal, names))
    }
    known = {*_STANDARD, *packages, *of_packages, *_modules_in(beside)}
    for cell in code_cells(notebook):
        for statement in statements_of(cell["source"]):
            for line, module, is_optional in _imports(statement.tree):
                if module in known or (module in _OPTIONAL and is_optional):
                    continue
                place = f"{place_of(notebook, cell)}, line {line}"
                if module in _OPTIONAL:
                    yield f"{place}: put the import of {module} into try and except ImportError"
                else:
                    yield (
                        f"{place}: it imports {module}, which course.yaml's packages do not name; "
                        "do without it, or name it there"
                    )


def imported_modules(paths: Iterable[Path]) -> set[str]:
    """Return the top-level modules that notebooks and scripts of the course import."""
    found = set()
    for path in paths:
        for statement in read_cells(read_submission(path, path.read_bytes()).code).statements:
            found |= {module for _, module, _ in _imports(statement.tree)}
    return found


@functools.cache
def installed() -> Mapping[str, list[str]]:
    """Return who distributes each module: all records on this machine are read for it."""
    return packages_distributions()


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _modules_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}


def _imports(tree: ast.AST, *, is_optional: bool = False) -> Iterator[tuple[int, str, bool]]:
    """Yield the line and module of each import, and whether the notebook works without it."""
    if isinstance(tree, ast.Import):
        for alias in tree.names:
            yield tree.lineno, alias.name.partition(".")[0], is_optional
    elif isinstance(tree, ast.ImportFrom):
        yield tree.lineno, (tree.module or ".").partition(".")[0], is_optional
    for child in ast.iter_child_nodes(tree):
        is_tried = isinstance(tree, ast.Try) and child in tree.body and _is_caught(tree)
        yield from _imports(child, is_optional=is_optional or is_tried)


def _is_caught(tree: ast.Try) -> bool:
    caught = [handler.type for handler in tree.handlers]
    return any(isinstance(one, ast.Name) and one.id in _CAUGHT for one in caught)
