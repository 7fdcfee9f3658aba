"""Test cells use a notebook's names, as they are at their place."""

import numpy as np
import pytest

from autograder.course.settings import Limits
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student import exceptions
from autograder.student.errors import StudentCrashed, StudentMissing, StudentTimeout
from autograder.student.walk import Walk, warm_up
from autograder.submission.cells import Cells

pytestmark = pytest.mark.processes


@pytest.fixture(
    scope="module", params=["namespaces", pytest.param("landlock", marks=pytest.mark.slow)]
)
def sandbox(request):
    """One warm sandbox of each level for the whole module."""
    sandbox = Sandbox(make_policy(Isolation(request.param)))
    yield sandbox
    sandbox.close()


@pytest.fixture
def walk(sandbox):
    """Begin a walk through cells, which ends with the test."""
    walks = []

    def begin(*cells, stops=range(2, 10), seed=1, **limits):
        code = Cells(list(enumerate(cells, 1)), [])
        walks.append(Walk(sandbox, code, list(stops), Limits(**limits), seed))
        return walks[-1]

    yield begin
    for one in walks:
        one.close()


def test_a_variable_has_the_value_that_it_has_at_the_place(walk):
    """A name that a later cell binds anew is seen as it is before that cell."""
    through = walk("x = 3", "x = [4, {'k': 2.5}]")
    assert [through.at(2).value("x"), through.at(3).value("x")] == [3, [4, {"k": 2.5}]]


def test_a_function_is_called_as_it_is_at_the_place(walk):
    """A function of an earlier place goes on answering as it did there."""
    through = walk("x = 1\ndef f(a):\n    return a + x", "x = 10")
    early = through.at(2).value("f")
    late = through.at(3).value("f")
    x = 1 if through._sandbox.policy.may_fork else 10
    assert (early(np.array([2.0])).tolist(), late(2)) == ([2.0 + x], 12)


def test_what_a_test_cell_changes_reaches_no_other_cell(walk):
    """Where processes may fork, a global that a call changes is as before in the next test cell."""
    through = walk("n = 0\ndef f():\n    global n\n    n += 1\n    return n", "")
    first = through.at(2).value("f")
    last = 1 if through._sandbox.policy.may_fork else 3  # where one process serves all of them
    assert [first(), first(), through.at(3).value("f")()] == [1, 2, last]


def test_names_that_have_a_value_are_known(walk):
    """`defined` are the notebook's own names, also those of imports."""
    assert walk("import math\nx = 1\ndef f(): pass").at(2).defined == {"math", "x", "f"}


def test_a_name_without_a_value_is_missing(walk):
    """The reason is told, as for an exercise."""
    through = walk("def f(:\n    pass", "1 / 0\nx = 1")
    live = through.at(3)
    with pytest.raises(StudentMissing, match=r"f does not parse.*cell 1"):
        live.value("f")
    with pytest.raises(StudentMissing):  # as in a kernel, the cell stopped before
        live.value("x")


def test_an_answer_that_is_not_written_yet_is_an_ellipsis(walk):
    """It is the one that there is, and types of Python's and NumPy's are themselves."""
    live = walk("import numpy as np\nx = ...\ny = [int, np.float64]").at(2)
    assert (live.value("x"), live.value("y")) == (..., [int, np.float64])


def test_the_statements_after_a_failure_are_executed(walk):
    """A failing statement costs nothing but itself, and is noted once."""
    through = walk("y = 1 / 0", "z = 2")
    through.at(2)
    assert (through.at(3).value("z"), len(through.notes)) == (2, 1)


def test_a_hanging_function_ends_its_test_cell_only(walk):
    """After a timeout nothing more is asked in that test cell, and the next one goes on."""
    through = walk("def f():\n    while True:\n        pass", "x = 7", call_s=0.2)
    live = through.at(2)
    f = live.value("f")
    for _ in range(2):
        with pytest.raises(StudentTimeout, match="f did not return in time"):
            f()
    assert through.at(3).value("x") == 7


def test_a_process_that_ends_costs_its_test_cell_only(walk):
    """After a crash the notebook is there again for the next test cell."""
    through = walk("import os\ndef f():\n    os._exit(3)", "x = 7")
    live = through.at(2)
    f = live.value("f")
    with pytest.raises(StudentCrashed, match="f ended the Python process"):
        f()
    assert isinstance(live.ended, StudentCrashed)
    assert through.at(3).value("x") == 7


def test_code_that_ends_the_interpreter_ends_the_notebook(walk):
    """Places behind it have no names; those before it were served."""
    through = walk("x = 1", "import os\nos._exit(1)", "x = 2")
    assert through.at(2).value("x") == 1
    with pytest.raises(StudentCrashed, match="ended the interpreter"):
        through.at(3).value("x")


def test_names_of_test_cells_are_there_for_later_cells(walk):
    """What a test cell defined is bound before the notebook goes on."""
    through = walk("x = 1", "y = helper(data)")
    through.at(2).bind({"data": [1, 2], "helper": lambda values: sum(values) + 0})
    assert through.at(3).value("y") == 3


def test_what_the_notebook_itself_prints_is_not_printed_here(walk, capsys):
    """What a call prints is."""
    through = walk("x = 1", "print('loading')\ny = 2\ndef f():\n    print('calling')\n    1 / 0")
    assert (through.at(2).value("x"), through.at(3).value("y")) == (1, 2)
    with pytest.raises(ZeroDivisionError):
        through.at(3).value("f")()
    assert capsys.readouterr().out == "calling\n"


def test_what_is_printed_beside_a_value_that_is_too_large_arrives(walk, capsys):
    """The value is held in the sandbox, where it can be looked at."""
    through = walk("def f():\n    print('calling')\n    return ['x' * 1000] * 2000")
    value = through.at(2).value("f")()
    assert (len(value), value[1], capsys.readouterr().out) == (2000, "x" * 1000, "calling\n")


def test_a_seed_is_set_before_the_next_question(walk):
    """A test cell's seed reaches student code, and not this process."""
    through = walk("import numpy as np, random\ndef f(): return np.random.rand(), random.random()")
    live = through.at(2)
    f = live.value("f")
    live.seed(3)
    first = f()
    live.seed(3)
    assert f() == first


def test_a_preloaded_package_costs_a_notebook_nothing():
    """It is there before the notebook's first statement."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES).with_imports(["pandas"]))
    try:
        code = Cells([(1, "import sys\nis_there = 'pandas' in sys.modules")], [])
        assert Walk(sandbox, code, [2], Limits(), 1).at(2).value("is_there") is True
    finally:
        sandbox.close()


def test_what_forks_need_is_done_once_before_them():
    """The sentences of Python and NumPy are compiled here, and a fork finds them compiled."""
    warm_up()
    before = exceptions._sentences.cache_info()
    speech = exceptions.Speech([(1, "x = 1")])
    assert speech.sentence("division by zero") == "division by zero"
    assert exceptions._sentences.cache_info().misses == before.misses == 1
