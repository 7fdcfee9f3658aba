"""What a hostile process can answer to a test cell: nothing but a failure of its own."""

import contextlib
import io

import numpy as np
import pytest

from autograder.course.settings import Limits
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentCrashed, StudentError, StudentTimeout
from autograder.student.handles import HandleRefusal
from autograder.student.walk import Walk
from autograder.submission.cells import Cells
from autograder.wire.reach import MAX_PRINTED_CHARS

pytestmark = pytest.mark.processes

# Finds the sandbox's own end of the connection, and sends what it likes.
HOSTILE = """
import os, sys
import numpy as np

def reach():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Reach":
        frame = frame.f_back
    return frame.f_locals["self"]

class Raw:
    def __init__(self, new): self.new = new
    def term(self, value): return list(value) if type(value).__name__ == "Term" else None
    def hold(self, value): return None
    def complete(self, message): return message

class Term(tuple):
    pass

def say(message, value):
    from autograder.wire.frames import encode
    reach().socket.sendall(encode(message, value, holder=Raw([])))

def form(name="C", module="__main__", bases=(), every=(), can=()):
    from autograder.wire.reach import Form, Held
    return Held(-1, Form(name, module, True, list(bases), list(every), list(can)))
"""
DONE = "\n    from autograder.wire.reach import Back, Done, Threw, Held\n    "


_LEVELS = ("namespaces", pytest.param("landlock", marks=pytest.mark.slow))


@pytest.fixture(scope="module", params=_LEVELS)
def sandbox(request):
    """One warm sandbox of each level for the whole module."""
    sandbox = Sandbox(make_policy(Isolation(request.param)))
    yield sandbox
    sandbox.close()


@pytest.fixture
def live(sandbox):
    """Return the names of hostile code, which may decide nothing."""
    walks = []

    def load(code, allowed=frozenset(), **limits):
        cells = Cells([(1, HOSTILE), (2, code)], [])
        walks.append(Walk(sandbox, cells, [3], Limits(**limits), 1))
        return walks[-1].at(3, allowed)

    yield load
    for walk in walks:
        walk.close()


@pytest.mark.parametrize(
    "answer",
    [
        "say(Done(), [Term(['held', 4000]), []])",
        "say(Done(returned=7), [[], []])",
        "say(Done(), [Term(['held', -1]), []])",
        "say(Done(), [Term(['held', 1.5]), []])",
        "say(Done(), [Term(['lent', 0]), []])",
        "say(Done(), [Term(['known', 'os', 'system']), []])",
        "say(Done(), [Term(['known', 'builtins', 'eval']), []])",
        "say(Done(), [1])",
        "say(Done(), [1, [[0, 2]]])",
        "say(Done(), [1, [[7, 2]]])",
        "say(Done(), [1, [['y', 2]]])",
        "say(Done(new=(Held(900),)), [1, []])",
        "say(Done(new=(Held(-1),)), [1, []])",
        "say(Done(new=(form(bases=[900]),)), [1, []])",
        "say(Threw(), [[], 5])",
        "say(Threw(lent=0), [[], None])",
        "say(Back(number=0), [[], {}])",
        "say(Back(number=0), [1])",
        "say(Threw(type_names=('builtins.eval',), text='x' * 5000), [[], None])",
        "reach().socket.sendall(bytes(100))",
        "reach().socket.sendall(b'\\xff' * 100)",
    ],
)
def test_an_answer_that_no_honest_process_gives_breaks_the_protocol(live, answer):
    """A number that was never given out, a change that no call makes, a frame that is none."""
    names = live(f"def f(x):{DONE}{answer}\n    return 1")
    f = names.value("f")
    with pytest.raises(StudentCrashed, match="f broke the grading protocol"):
        f(1)
    with pytest.raises(StudentCrashed):
        f(1)


def test_code_that_runs_inside_raises_nothing_here(live):
    """Its exception is text in the answer; another one would count as an error of ours."""
    threw = "say(Threw(type_names=('builtins.KeyError',), text='x'), [['x'], None])"
    names = live(f"def f():{DONE}{threw}")
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        names.run_inside("f()")


@pytest.mark.parametrize(
    "new", ["[1]", "'ab'", "np.zeros(3)", "np.zeros(2, int)", "np.zeros((2, 1))"]
)
def test_an_array_stays_what_it_is(live, new):
    """An argument cannot become another type, another dtype or another shape."""
    array = np.ones(2)
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        live(f"def f(x):{DONE}say(Done(), [1, [[0, {new}]]])").value("f")(array)
    assert array.tolist() == [1.0, 1.0]


def test_a_list_cannot_become_a_dict(live):
    """Nor anything else: nothing is written."""
    values = [1]
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        live(f"def f(x):{DONE}say(Done(), [1, [[0, {{}}]]])").value("f")(values)
    assert values == [1]


def test_a_function_lent_to_one_test_cell_is_no_answer_in_the_next(sandbox):
    """Each process calls what it was lent, or what the notebook's own process was lent before."""
    if not sandbox.policy.may_fork:
        pytest.skip("one process serves all test cells")
    code = (
        "def own(f): return f(1)\ndef stolen(x):"
        + DONE
        + ("say(Done(), [Term(['lent', 0]), []])\n    return own\n")
    )
    walk = Walk(sandbox, Cells([(1, HOSTILE), (2, code)], []), [3, 4], Limits(), 1)
    with contextlib.closing(walk):
        assert walk.at(3).value("own")(lambda x: x + 1) == 2
        names = walk.at(4)
        with pytest.raises(StudentError):
            names.value("stolen")(1)


def test_calls_back_without_end_are_ended(live):
    """Nested ones by their depth, others by the student's time."""
    names = live(
        "def nest(g):\n    return g(nest)\ndef again(g):\n    while True:\n        g(1)\n",
        call_s=0.3,
        exercise_s=0.3,
    )
    nest = names.value("nest")

    def deeper(function):
        return function(deeper)

    with pytest.raises((RecursionError, HandleRefusal)):
        nest(deeper)
    with pytest.raises(StudentTimeout):
        names.value("again")(abs_of)


def abs_of(x):
    """Return a number's size, by a function of the grader's."""
    return abs(x)


def test_a_flood_of_printed_text_is_cut(live):
    """What a call prints is bounded; what pretends to be more is no message."""
    names = live(
        f"def f():\n    for _ in range(200):\n        print('x' * 10_000)\n    return 1\n"
        f"def g():{DONE}say(Done(printed=((False, 'x'),) * 2000), [1, []])"
    )
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert names.value("f")() == 1
    assert len(out.getvalue()) == MAX_PRINTED_CHARS
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        names.value("g")()


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        ("type('SystemExit', (Exception,), {'__module__': 'builtins'})()", SystemExit),
        ("type('KeyboardInterrupt', (Exception,), {'__module__': 'builtins'})('a')", Exception),
        ("type('x' * 5000, (Exception,), {})('y' * 100_000)", Exception),
        ("type('E', (Exception,), {'__str__': lambda self: os._exit(0)})()", StudentCrashed),
        ("ValueError([[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]])", ValueError),
        ("KeyboardInterrupt()", RuntimeError),
        ("GeneratorExit()", RuntimeError),
        ("type('E', (BaseException,), {})()", RuntimeError),
        ("UnicodeDecodeError('x', b'', 0, 1, '')", UnicodeDecodeError),
        ("type('StudentMissing', (Exception,), {'__module__': 'autograder'})()", Exception),
    ],
)
def test_an_exception_is_of_a_closed_set_of_types(live, raised, expected):
    """Whatever its name and text, it can end no process of the grader's."""
    f = live(f"def f():\n    raise {raised}").value("f")
    with pytest.raises(expected) as error:
        f()
    assert not isinstance(error.value, KeyboardInterrupt | GeneratorExit)


def test_an_object_that_lies_about_itself_is_worth_its_answers(live):
    """Lengths, texts and items are checked for their type, and asked for within the time."""
    names = live(
        "class E:\n    def __iter__(self): return self\n    def __next__(self): return 1\n"
        "    def __str__(self): return 7\nclass L:\n    def __len__(self): return 10**30\n",
        call_s=0.3,
        exercise_s=0.3,
    )
    with pytest.raises(OverflowError):
        len(names.value("L")())
    endless = names.value("E")()
    for ask, error in ((str, TypeError), (list, StudentTimeout)):
        with pytest.raises(error):
            ask(endless)


def test_a_length_that_is_a_text_breaks_the_protocol(live):
    """The type of an answer is what Python's own operation gives."""
    names = live(
        f"def length(self):{DONE}say(Done(), ['many', []])\n"
        f"def text(self):{DONE}say(Done(), [Term(['held', 0]), []])\n"
        "class L:\n    __len__, __str__ = length, text\n"
    )
    for ask in (len, str):
        with pytest.raises(StudentCrashed):
            ask(names.value("L")())


def test_an_object_decides_nothing_that_the_solution_s_does_not(live):
    """It is compared with nothing, and its methods are not asked about the expected value."""
    names = live(
        "class Yes:\n"
        "    def __eq__(self, other): return True\n    __lt__ = __gt__ = __contains__ = __eq__\n"
        "    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return 0.0\n    def equals(self, other): return True\n"
        "    def __array__(self, *a, **k): return np.zeros(2)\n"
        "def f(): return Yes()\n"
        "def h(*a): return h\nh.equals = h\n"
        "Fake = type('DataFrame', (Yes,), {'__module__': 'pandas.core.frame'})\n"
        "def g(): return Fake()\n"
    )
    answer, h, table = names.value("f")(), names.value("h"), names.value("g")()
    for cheat in (
        *(lambda: answer == 5, lambda: answer != 5, lambda: answer < 5, lambda: 5 in answer),
        *(lambda: answer - 5, lambda: 5 - answer, lambda: answer.equals(5), lambda: h(1).equals(5)),
        *(lambda: np.testing.assert_allclose(answer, [0.0, 0.0]), lambda: np.zeros(2) == answer),
        *(lambda: np.zeros(2) - answer, lambda: {5: 1}[5] == answer, lambda: [answer].index(5)),
    ):
        with pytest.raises((TypeError, AssertionError)):
            cheat()
    assert type(table).__name__ == "DataFrame"
    assert not isinstance(table, np.ndarray)


def test_an_object_that_may_work_with_its_like_does_not_meet_ours(live):
    """A solution whose vectors are subtracted says nothing about a vector and a number."""
    names = live(
        "class V:\n    def __sub__(self, other): return 0.0\ndef f(): return V()\n",
        frozenset({"__sub__ of two objects"}),
    )
    answer = names.value("f")()
    assert answer - names.value("f")() == 0.0
    with pytest.raises(HandleRefusal):
        _ = answer - 5


def test_a_class_decides_about_equality_only_where_the_solution_s_does(live):
    """Of two objects of its own, and of nothing else."""
    code = "class V:\n    def __eq__(self, other): return True\n"
    for allowed in (frozenset(), frozenset({"__eq__ of two objects"})):
        names = live(code, allowed)
        make = names.value("V")
        if allowed:
            assert make() == make()
        else:
            with pytest.raises(HandleRefusal):
                _ = make() == make()
        for other in (5, [1], np.arange(2)):
            with pytest.raises(HandleRefusal):
                _ = make() == other
        assert names.decisions.wanted == {"__eq__ of two objects"}


def test_what_comparisons_leave_out_is_refused(live):
    """A masked array passes for any numbers; it is an answer where the solution has one."""
    code = (
        "def f(): return [np.ma.masked_all(3)]\nx = f()\ndef g(): return [np.ma.zeros(3), np.nan]\n"
    )
    names = live(code)
    for ask in (names.value("f"), lambda: names.value("x")):
        with pytest.raises(HandleRefusal):
            ask()
    assert names.value("g")()[0].shape == (3,)
    solution = live(code, None)
    assert solution.value("x")[0].shape == (3,)
    assert solution.decisions.wanted == {"missing values"}
    assert live(code, frozenset({"missing values"})).value("f")()[0].shape == (3,)


def test_an_object_is_no_array_and_no_empty_sequence(live):
    """A sequence of nothing passes for any number; the solution may need one of an object."""
    code = (
        "class Any:\n"
        "    def __len__(self): return 0\n"
        "    def __getitem__(self, n): raise IndexError\n"
        "x = Any()\n"
    )
    answer = live(code).value("x")
    for look in (len, np.asarray, lambda x: np.testing.assert_allclose(x, 3.0)):
        with pytest.raises(HandleRefusal):
            look(answer)
    needed = frozenset({"missing values", "__array__"})
    assert np.asarray(live(code, needed).value("x")).shape == (0,)


def test_an_empty_array_is_refused(live):
    """It passes for any number; it is an answer where the solution's is empty, too."""
    code = "import numpy as np\ndef f(): return np.array([])\nx = []\n"
    with pytest.raises(HandleRefusal):
        live(code).value("f")()
    assert live(code).value("x") == []
    solution = live(code, None)
    assert solution.value("x") == []
    assert live(code, frozenset(solution.decisions.wanted)).value("f")().size == 0


def test_a_call_does_not_end_the_loop_of_a_test(live):
    """An exception that means the end to Python is a failure, unless the solution raises it."""
    code = "def f(x): raise StopIteration\n"
    with pytest.raises(RuntimeError):
        all(map(live(code).value("f"), [1]))
    with pytest.raises(StopIteration):
        live(code, frozenset({"raise StopIteration"})).value("f")(1)


@pytest.mark.parametrize(
    "end",
    [
        "os._exit(0)",
        "reach().socket.sendall(b'\\0\\0\\1\\0'); os._exit(0)",
        "reach().socket.close()",
        "x = bytearray(1 << 40)",
        "os.kill(os.getpid(), 9)",
    ],
)
def test_an_end_in_the_middle_is_a_crash(live, end):
    """Also inside a call back, and while a piece of a message was sent."""
    names = live(f"def f(g):\n    g(1)\n    {end}\n    return 1")
    with pytest.raises((StudentError, MemoryError, OSError)):
        names.value("f")(abs_of)


def test_an_exception_in_a_call_back_that_ends_the_test_ends_the_process(live):
    """What is no Exception goes straight through, and nothing is asked afterwards."""

    class Stop(BaseException):
        pass

    def stop():
        raise Stop

    names = live("def f(g):\n    try:\n        g()\n    except BaseException:\n        return 1")
    f = names.value("f")
    with pytest.raises(Stop):
        f(stop)
    with pytest.raises(StudentCrashed):
        f(stop)
