import ast
import sys
from pathlib import Path

import pytest

import autograder
from autograder.start import TEMPLATE

PACKAGE = Path(autograder.__file__).parent
MODULES = sorted(
    path.relative_to(PACKAGE)
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(TEMPLATE)  # a course, which is copied and never imported
)

RANKS = {
    "__init__": 0,
    "errors": 0,
    **dict.fromkeys(("text", "surroundings", "moments"), 0),
    **dict.fromkeys(("course", "submission", "archive", "handed_in", "beside", "results"), 1),
    **dict.fromkeys(("rows", "deadlines", "extensions", "budget", "processes"), 1),
    **dict.fromkeys(("wire", "terms", "secret", "causes", "speech", "syntax", "misconceptions"), 1),
    **dict.fromkeys(
        ("sandbox", "worker", "responder", "oracle", "objects", "closeness", "origin"), 2
    ),
    **dict.fromkeys(("exact", "wording"), 2),
    **dict.fromkeys(
        ("reference", "absence", "attempt", "forks", "answers", "claims", "student", "checks"), 3
    ),
    **dict.fromkeys(("diagnosis", "verdicts"), 3),
    **dict.fromkeys(("attempts", "rehearsal", "pytest_plugin"), 4),
    **dict.fromkeys(("grader_protocol", "grader"), 5),
    "engine": 6,
    **dict.fromkeys(("report", "gradebook", "release", "collect", "audit"), 7),
    **dict.fromkeys(("doctor", "plugins", "start", "cli", "__main__"), 8),
}
MOUNTED = {"worker", "wire.py", "terms.py", "errors.py"}
WORKER_MAY_IMPORT = {"numpy", "msgspec", "IPython", "parso"} | sys.stdlib_module_names
WORKER_MAY_IMPORT_OF_US = (
    "autograder.wire",
    "autograder.terms",
    "autograder.errors",
    "autograder.worker",
)


def imports(path):
    """Return the modules that a file imports, at its top or inside functions."""
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                is_module = (
                    (PACKAGE.parent / node.module.replace(".", "/") / alias.name)
                    .with_suffix(".py")
                    .exists()
                )
                yield f"{node.module}.{alias.name}" if is_module else node.module


def rank(module):
    """Return the rank of a module of the package, by the first part of its name."""
    first = module.removeprefix("autograder").strip(".").partition(".")[0]
    return RANKS[first or "__init__"]


def name_of(path):
    """Return a file's name as a module."""
    return ".".join(("autograder", *path.with_suffix("").parts))


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_has_its_rank(path):
    """A new module has to be given a place in the order."""
    assert path.parts[0].removesuffix(".py") in RANKS


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_downward_only(path):
    """No module imports one of a higher rank."""
    own = rank(name_of(path))
    ours = [name for name in imports(path) if name.partition(".")[0] == "autograder"]
    assert [name for name in ours if rank(name) > own] == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.parts[0] in MOUNTED], ids=str)
def test_what_runs_in_the_sandbox_imports_only_what_is_mounted_there(path):
    """The worker lives on the standard library, NumPy, msgspec, IPython, parso and the wire."""
    wrong = [
        name
        for name in imports(path)
        if name.partition(".")[0] not in WORKER_MAY_IMPORT
        and not name.startswith(WORKER_MAY_IMPORT_OF_US)
    ]
    assert wrong == []


def test_the_worker_keeps_apart_from_the_launcher():
    """What runs in the sandbox imports nothing that starts or describes one."""
    every = {name for path in MODULES if path.parts[0] == "worker" for name in imports(path)}
    assert {name for name in every if name.startswith("autograder.sandbox")} == set()


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_says_what_it_is(path):
    """A module has a docstring that begins with a sentence."""
    docstring = ast.get_docstring(ast.parse((PACKAGE / path).read_text(encoding="utf-8")))
    assert docstring
    assert docstring.partition("\n\n")[0].rstrip().endswith(".")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_nothing_is_unpickled(path):
    """No module of the package imports pickle or a relative of it."""
    dangerous = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
    assert dangerous & {name.partition(".")[0] for name in imports(path)} == set()


def test_every_package_is_installed():
    """Each folder with modules in it is a package, as setuptools finds them."""
    folders = {path.parent for path in MODULES}
    assert {path for path in folders if not (PACKAGE / path / "__init__.py").exists()} == set()
