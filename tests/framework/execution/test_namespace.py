import contextlib
import signal
import sys
import types

import pytest

from autograder.execution.namespace import Namespace, become_main
from autograder.execution.patience import CALLS, GIVE_UP, Heed, StatementTimeout
from autograder.execution.statements import read_cells


def run(*cells, heeds=False, slow=()):
    """Run cells and return their namespace."""
    namespace = Namespace()
    if heeds:
        namespace.heed_the_grader(pytest.fail)
    namespace.run(read_cells(enumerate(cells, 1)).statements, frozenset(slow))
    return namespace


def told(namespace):
    """Return the place of each problem, and what was raised."""
    return [(n.cell, n.line, f"{n.type_name}: {n.text}") for n in namespace.problems]


@pytest.fixture
def restored_signals():
    """Restore the signal handlers of pytest's process."""
    numbers = (signal.SIGALRM, signal.SIGPROF, GIVE_UP)
    handlers = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, handlers, strict=True):
        signal.signal(number, handler)


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
    """Statements before and after a failure run, and the failure is reported with its place."""
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
    """An exception whose text raises an error is reported without its text."""
    namespace = run(cell, "b = 2")
    assert (namespace.names["b"], [place[:2] for place in told(namespace)]) == (2, [(1, 3)])


def test_a_long_message_is_cut():
    """A failure's text has a maximum length."""
    assert len(run("raise ValueError('x' * 10_000)").problems[0].text) == 300


CALL = f"signal.raise_signal({GIVE_UP:d})"
INTERRUPTED = "StatementTimeout: the statement ran longer than it may"


def test_a_slow_statement_is_given_up_when_the_grader_says_so(restored_signals):
    """The next statements run."""
    heard = f"import signal\nwhile True:\n    {CALL}"
    namespace = run("x = 1", heard, "y = 2", heeds=True)
    assert namespace.names["y"] == 2
    assert told(namespace) == [(2, 2, INTERRUPTED)]
    assert namespace.too_slow == [(2, 2)]


def test_each_statement_has_a_time_of_its_own(restored_signals):
    """What came before does not shorten it; between two statements nothing is given up either."""
    almost = f"for _ in range({CALLS - 1}):\n    {CALL}"
    namespace = run("import signal", almost, almost, heeds=True)
    signal.raise_signal(GIVE_UP)
    assert told(namespace) == []


def test_an_import_may_take_longer_than_another_statement(restored_signals):
    """A large package takes seconds, and no import is a loop."""
    heed = Heed(pytest.fail)
    with heed.statement(times=2):
        for _ in range(2 * CALLS - 1):
            signal.raise_signal(GIVE_UP)
        with pytest.raises(StatementTimeout):
            signal.raise_signal(GIVE_UP)


def test_a_statement_that_catches_its_end_is_reported(restored_signals):
    """It is asked more than once; then it never ends."""
    said = []
    heed = Heed(lambda: said.append("stuck"))
    with heed.statement():
        for _ in range(CALLS + 2):
            with contextlib.suppress(StatementTimeout):
                signal.raise_signal(GIVE_UP)
    assert said == ["stuck"]


def test_a_statement_that_was_slow_before_gets_little(restored_signals):
    """Computing or sleeping, it ends soon, and no timer is left for later code."""
    cells = ("while True:\n    pass", "import time; time.sleep(3600)", "y = 2")
    namespace = run(*cells, slow=[(1, 1), (2, 1)])
    assert namespace.names["y"] == 2
    assert told(namespace) == [(1, 1, INTERRUPTED), (2, 1, INTERRUPTED)]
    timers = (signal.ITIMER_REAL, signal.ITIMER_PROF)
    assert [signal.getitimer(timer) for timer in timers] == [(0.0, 0.0)] * 2


def test_top_level_await():
    """`await` works outside functions, as in Jupyter."""
    namespace = run("import asyncio\nasync def f():\n    return 3", "x = await f()")
    assert (namespace.names["x"], namespace.problems) == (3, [])


def test_name_is_main():
    """Code under `if __name__ == "__main__"` runs, as in Jupyter."""
    assert run("if __name__ == '__main__':\n    x = 1").names["x"] == 1


def test_become_main(monkeypatch):
    """Code that looks for `__main__` finds the notebook."""
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
    """A name counts as a function if it is callable."""
    assert (run(cell).function("f") is not None) == expected


def test_functions_of_different_statements_share_their_globals():
    """A function sees what later statements define, and recursion works."""
    namespace = run("def f(n):\n    return g(n)", "def g(n):\n    return n and f(n - 1) + 1")
    assert namespace.function("f")(5) == 5


def test_dataclasses_and_pickles_find_their_module(monkeypatch):
    """Code that looks up its own module by name works."""
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
