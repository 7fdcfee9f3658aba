import signal
import sys
import types

import pytest

from autograder.worker.notebook import Namespace, become_main
from autograder.worker.statements import read_cells


def run(*cells, statement_s=None):
    """Run cells and return their namespace."""
    namespace = Namespace()
    namespace.run(read_cells(enumerate(cells, 1)).statements, statement_s)
    return namespace


def told(namespace):
    """Return the place of each problem, and what was raised."""
    return [(n.cell, n.line, f"{n.type_name}: {n.text}") for n in namespace.problems]


@pytest.fixture
def restored_alarm():
    """Give pytest's process its signal handler back."""
    handler = signal.getsignal(signal.SIGALRM)
    yield
    signal.signal(signal.SIGALRM, handler)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: "),
        ("assert False, 'visible check'", "AssertionError: visible check"),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("break", "SyntaxError: 'break' outside loop (<ipython-cell 2>, line 1)"),
        ("exit()", "NameError: name 'exit' is not defined"),
    ],
)
def test_a_failing_statement_loses_only_itself(cell, text):
    """What comes before and after a failure is run, and the failure told with its place."""
    namespace = run("a = 1", cell, "b = a + 1")
    if cell == "exit()":  # site's, where there is one, raises SystemExit
        text = told(namespace)[0][2]
    assert (namespace.names["b"], told(namespace)) == (2, [(2, 1, text)])


@pytest.mark.parametrize(
    "cell",
    [
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E",
        "class E(Exception):\n    def __str__(self): return 3\nraise E",
        "class E(BaseException):\n    def __str__(self): raise SystemExit\nraise E",
    ],
)
def test_an_error_that_cannot_be_shown_loses_only_itself(cell):
    """An exception whose text fails is reported without its text."""
    namespace = run(cell, "b = 2")
    assert (namespace.names["b"], [place[:2] for place in told(namespace)]) == (2, [(1, 3)])


def test_a_long_message_is_cut():
    """A failure's text is capped."""
    assert len(run("raise ValueError('x' * 10_000)").problems[0].text) == 300


def test_missing_imports_are_told_from_other_failures():
    """Names lost to a missing package are not worth running the whole notebook for."""
    namespace = run("import no_such_module", "x = 1 / 0", "y = 1")
    assert namespace.failed_beyond_imports == {"x"}


def test_a_slow_statement_is_interrupted(restored_alarm):
    """A statement that runs too long ends, and the next ones are run."""
    namespace = run("x = 1", "while True:\n    pass", "y = 2", statement_s=0.05)
    assert (namespace.names["y"], told(namespace)) == (
        2,
        [(2, 1, "StatementTimeout: the statement ran longer than 0.05 s")],
    )


def test_the_alarm_is_off_after_a_statement(restored_alarm):
    """No interruption is left for later code."""
    run("x = 1", statement_s=5)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_top_level_await():
    """`await` works outside functions, as in Jupyter."""
    namespace = run("import asyncio\nasync def f():\n    return 3", "x = await f()")
    assert (namespace.names["x"], namespace.problems) == (3, [])


def test_name_is_main():
    """Code under `if __name__ == "__main__"` is run, as in Jupyter."""
    assert run("if __name__ == '__main__':\n    x = 1").names["x"] == 1


def test_become_main(monkeypatch):
    """What looks for `__main__` finds the notebook."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
    namespace = run("x = 1")
    become_main(namespace)
    assert sys.modules["__main__"].x == 1


def test_future_annotations_hold_for_later_cells():
    """`from __future__ import annotations` works on the cells below it, as in Jupyter."""
    namespace = run(
        "from __future__ import annotations", "def f(x: Unknown) -> Unknown:\n    return x"
    )
    assert (namespace.problems, callable(namespace.function("f"))) == ([], True)


def test_magics_do_nothing():
    """Line magics, shell commands and display are silent."""
    namespace = run("%matplotlib inline\n!false\nx = 1\ndisplay(x)\nfiles = !ls")
    assert (namespace.names["x"], namespace.problems) == (1, [])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("def f(): pass", True), ("f = 3", False), ("g = 3", False), ("class f: pass", True)],
)
def test_function_is_what_can_be_called(cell, expected):
    """A name counts as a function if it can be called."""
    assert (run(cell).function("f") is not None) == expected


def test_functions_of_different_statements_share_their_globals():
    """A function sees what later statements define, and recursion works."""
    namespace = run("def f(n):\n    return g(n)", "def g(n):\n    return n and f(n - 1) + 1")
    assert namespace.function("f")(5) == 5


def test_dataclasses_and_pickles_find_their_module(monkeypatch):
    """Code that looks its own module up by name works."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
    namespace = Namespace()
    become_main(namespace)
    cells = (
        "import dataclasses, pickle",
        "@dataclasses.dataclass\nclass P:\n    x: 'int' = 1",
        "p = pickle.loads(pickle.dumps(P(2)))",
    )
    namespace.run(read_cells(enumerate(cells, 1)).statements)
    assert (namespace.problems, namespace.names["p"].x) == ([], 2)
