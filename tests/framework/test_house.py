import ast
import functools
import sys
from pathlib import Path

import autograder
from autograder.course.new import TEMPLATE
from autograder.sandbox.policy import WORKER_MODULES

PACKAGE = Path(autograder.__file__).parent
MODULES = sorted(
    path.relative_to(PACKAGE)
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(TEMPLATE)  # a course that is copied and never imported
)

WORKER_MAY_IMPORT = {"numpy", "msgspec", "IPython", "parso"} | sys.stdlib_module_names
WORKER_MAY_IMPORT_OF_US = tuple(
    f"autograder.{name.removesuffix('.py')}" for name in WORKER_MODULES if name != "__init__.py"
)


@functools.cache
def tree_of(path):
    """Return a module's syntax tree."""
    return ast.parse(text_of(path))


@functools.cache
def nodes_of(path):
    """Return all nodes of a module's syntax tree."""
    return list(ast.walk(tree_of(path)))


def imports(path):
    """Return the modules that a file imports, at its top or inside functions."""
    for node in nodes_of(path):
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


def wrong_ones(is_wrong, modules=MODULES):
    """Return the modules for which something is true."""
    return [str(path) for path in modules if is_wrong(path)]


def text_of(path):
    """Return a module's text."""
    return (PACKAGE / path).read_text(encoding="utf-8")


def test_what_runs_in_the_sandbox_imports_only_what_is_mounted_there():
    """The worker uses only the standard library, NumPy, msgspec, IPython, parso and the wire."""
    mounted = [path for path in MODULES if path.parts[0] in WORKER_MODULES]
    assert mounted
    for path in mounted:
        others = [n for n in imports(path) if n.partition(".")[0] not in WORKER_MAY_IMPORT]
        assert [n for n in others if not n.startswith(WORKER_MAY_IMPORT_OF_US)] == [], path


def test_every_module_says_what_it_is():
    """A module has a docstring that begins with a sentence."""

    def is_silent(path):
        docstring = ast.get_docstring(tree_of(path)) or ""
        return not docstring.partition("\n\n")[0].rstrip().endswith(".")

    assert wrong_ones(is_silent) == []


def test_nothing_is_unpickled():
    """No module imports pickle or a relative of it, but for copies that the grader sends."""
    dangerous = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
    found = wrong_ones(lambda p: dangerous & {name.partition(".")[0] for name in imports(p)})
    assert found == ["student/copies.py", "worker/table.py"]
    assert names_from("pickle", "student/copies.py") == ["dumps"]
    assert names_from("pickle", "worker/table.py") == ["loads"]


def names_from(module, path):
    """Return what a file imports from a module."""
    nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)]
    return [alias.name for node in nodes if node.module == module for alias in node.names]


def test_the_top_of_the_house_is_small():
    """It contains what authors import, and little else."""
    assert len([path for path in MODULES if len(path.parts) == 1]) <= 10


def attributes(node):
    """Return the names that a class's methods set on its objects."""
    inside = [one for one in ast.walk(node) if isinstance(one, ast.Attribute)]
    own = [one for one in inside if isinstance(one.value, ast.Name) and one.value.id == "self"]
    return {one.attr for one in own if isinstance(one.ctx, ast.Store)}


def test_no_class_is_many_things_at_once():
    """An object has at most a dozen attributes; related ones form their own object."""

    def has_many(path):
        classes = [node for node in nodes_of(path) if isinstance(node, ast.ClassDef)]
        return any(len(attributes(node)) > 12 for node in classes)

    assert wrong_ones(has_many) == []


def test_no_module_is_long():
    """A reader can read a whole module at once."""
    assert wrong_ones(lambda path: len(text_of(path).splitlines()) > 400) == []
