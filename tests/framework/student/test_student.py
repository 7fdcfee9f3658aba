import contextlib
import os
import time

import numpy as np
import pytest

from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.sandbox.usage import tree
from autograder.student import budget
from autograder.student.call_limit import CallLimit
from autograder.student.errors import StudentCrashed, StudentMissing, StudentTimeout
from autograder.student.forks import Context
from autograder.student.functions import Exchange, Reply, Student
from autograder.wire import messages as m
from autograder.wire.messages import Extent
from autograder.wire.values import Opaque

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def sandbox():
    """One warm sandbox for the whole module."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    yield sandbox
    sandbox.close()


@pytest.fixture
def load(sandbox, student_in):
    """Load cells that define probe(x, y), and return the functions."""

    def student(*cells, **options):
        options.setdefault("signatures", {"probe": ["x", "y"]})
        return student_in(sandbox, *cells, **options)

    return student


def test_values_come_back_as_plain_data(load):
    """Arrays, tuples and dicts arrive; an object arrives as a marker."""
    student = load(
        "import numpy as np\ndef probe(x, y):\n    return {'sum': x + y, 'o': (print, 1)}"
    )
    value = student.probe(np.array([1.0]), 2)
    assert (value["sum"].tolist(), type(value["o"][0]), value["o"][1]) == ([3.0], Opaque, 1)


def test_a_value_that_always_agrees_is_only_data(load):
    """An ndarray subclass with a clever `__eq__` arrives as a plain array."""
    student = load(
        "import numpy as np\nclass Yes(np.ndarray):\n"
        "    def __eq__(self, other): return True\n"
        "    def __array_function__(self, *a, **k): return True\n"
        "def probe():\n    return np.zeros(2).view(Yes)",
        signatures={},
    )
    value = student.probe()
    assert (type(value), (value == 1).tolist()) == (np.ndarray, [False, False])


def test_many_calls_in_one_exchange(load):
    """Each list of arguments is one call, in one process."""
    student = load("n = 0\ndef probe(x, y):\n    global n\n    n += 1\n    return n, x + y")
    assert student.probe.many([(1, 2), (3, 4)]) == [(1, 3), (2, 7)]


def test_arguments_are_seen_as_the_call_left_them(load):
    """A changed argument shows the change, and the grader's own copy does not."""
    student = load("def probe(x, y):\n    x[0] = 9\n    return 1")
    x = np.zeros(2)
    seen = student.probe.observe(x, 2)
    assert (seen.value, seen.arguments["x"].tolist(), x.tolist()) == (1, [9.0, 0.0], [0.0, 0.0])


def test_what_a_generator_does_to_its_arguments_is_seen(load):
    """Its items are taken first, because nothing happens before."""
    student = load("def probe(x, y):\n    for i in range(y):\n        x[i] = 9\n        yield i")
    seen = student.probe.observe(np.zeros(3), 2, items=5)
    assert (seen.value, seen.arguments["x"].tolist()) == ([0, 1], [9.0, 9.0, 0.0])


def test_too_many_arguments_are_the_grader_s_mistake(load):
    """A hidden test that passes more than the exercise takes is a TypeError of ours."""
    with pytest.raises(TypeError, match="probe takes 2 arguments"):
        load("def probe(x, y):\n    pass").probe(1, 2, 3)


def test_a_very_long_cell_is_read(load):
    """A cell with a megabyte of data affects no other function."""
    data = "data = [" + "1234567, " * 150_000 + "]"
    student = load(data, "def probe():\n    return 7", "def other():\n    return len(data)")
    assert student.probe() == 7


def test_a_notebook_of_many_megabytes_is_read(load):
    """Much code in many cells causes no crash."""
    cells = ["'''" + "x" * 100_000 + "'''"] * 30
    assert load(*cells, "def probe():\n    return 7").probe() == 7


def test_code_that_no_parser_survives_is_skipped(load):
    """Hostile text in one cell affects only that cell."""
    cells = ["\ufeff", "(" * 20_000, "x = '\\ud800'", "def probe():\n    return 7"]
    assert load(*cells).probe() == 7


@pytest.mark.parametrize(
    "cell",
    [
        "raise ValueError('\\ud800')",
        "class E(Exception):\n    def __str__(self): raise SystemExit\nraise E",
        "raise type('\\udfff', (Exception,), {})()",
        "for i in range(300):\n    pass\nraise ValueError('x' * 100_000)",
    ],
)
def test_failures_that_cannot_be_told_cost_nothing_else(load, cell):
    """An error whose text raises, or is no text, does not end the notebook."""
    assert load(cell, "def probe():\n    return 7", extent=Extent.ALL).probe() == 7


def test_an_exercise_does_not_see_another_one_s_changes(attempt_in, sandbox):
    """Each exercise is judged in its own fork of the loaded state."""
    attempt = attempt_in(
        sandbox,
        "seen = []\ndef one():\n    seen.append(1)\n    return len(seen)",
        "def two():\n    return one()",
        exercises=("one", "two"),
    )
    one, two = Student(attempt, {}, Context("one")), Student(attempt, {}, Context("two"))
    assert [one.one(), one.one(), two.two(), one.one()] == [1, 2, 1, 1]


def test_exercises_that_leave_nothing_behind_share_a_process(attempt_in, sandbox):
    """Plain exercises share one process; one that keeps something gets its own."""
    names = ("one", "two", "three")
    attempt = attempt_in(
        sandbox,
        "seen = []\ndef one():\n    return 1\ndef two():\n    return 2\n"
        "def three():\n    seen.append(1)\n    return len(seen)",
        exercises=names,
    )
    processes = {}
    for name in names:
        assert getattr(Student(attempt, {}, Context(name)), name)() is not None
        processes[name] = set(tree(os.getpid()))
    assert processes["one"] == processes["two"]
    assert processes["two"] != processes["three"]


def test_random_numbers_begin_again_for_each_exercise(attempt_in, sandbox):
    """Exercises that share a process draw what they would have drawn alone."""
    attempt = attempt_in(
        sandbox,
        "import numpy as np\ndef one():\n    return np.random.rand()\n"
        "def two():\n    np.random.seed(7)\n    return np.random.rand()\n"
        "def three():\n    return np.random.rand()",
        exercises=("one", "two", "three"),
    )
    one, two, three = (Student(attempt, {}, Context(name)) for name in ("one", "two", "three"))
    first, second, _, third = one.one(), one.one(), two.two(), three.three()
    assert first != second
    assert first == third == one.one()


def test_a_call_without_memory_is_made_again_in_a_process_of_its_own(attempt_in, sandbox):
    """Earlier exercises may have used the memory; alone, the result counts."""
    attempt = attempt_in(
        sandbox,
        "def one():\n    return 1\ndef two():\n    raise MemoryError('none left')",
        exercises=("one", "two"),
    )
    one, two = (Student(attempt, {}, Context(name)) for name in ("one", "two"))
    one.one()
    before = set(tree(os.getpid()))
    with pytest.raises(StudentCrashed, match="MemoryError"):
        two.two()
    made_again = set(tree(os.getpid()))
    assert made_again - before
    with pytest.raises(StudentCrashed, match="MemoryError"):
        two.two()
    assert set(tree(os.getpid())) == made_again


def test_a_module_beside_the_notebook_is_never_shared(attempt_in, sandbox):
    """A handed-in module may contain anything, so each exercise gets its own process."""
    names = ("one", "two")
    sandbox.beside = {"helper.py": b"x = 1"}
    attempt = attempt_in(
        sandbox, "def one():\n    return 1\ndef two():\n    return 2", exercises=names
    )
    sandbox.beside = {}
    processes = []
    for name in names:
        getattr(Student(attempt, {}, Context(name)), name)()
        processes.append(set(tree(os.getpid())))
    assert processes[0] != processes[1]


def test_a_crash_in_one_exercise_leaves_the_next(attempt_in, sandbox):
    """After a process died, the next call gets a new one."""
    attempt = attempt_in(
        sandbox,
        "import os\ndef one():\n    os._exit(1)\ndef two():\n    return 2",
        exercises=("one", "two"),
    )
    with pytest.raises(StudentCrashed, match="one ended the Python process"):
        Student(attempt, {}, Context("one")).one()
    assert Student(attempt, {}, Context("two")).two() == 2


def test_the_loaded_process_is_made_again_when_it_was_lost(attempt_in, sandbox):
    """Even if student code breaks the process that forks, later exercises are judged."""
    attempt = attempt_in(
        sandbox,
        "import os, signal\ndef one():\n    os.kill(os.getppid(), signal.SIGSTOP)\n    return 1\n"
        "def two():\n    return 2",
        exercises=("one", "two"),
        call_s=0.5,
    )
    Student(attempt, {}, Context("one")).one()
    assert Student(attempt, {}, Context("two")).two() == 2


SLOW = """
import time
def probe(x, y):
    end = time.process_time() + x
    while time.process_time() < end: pass
    return y
"""


def test_a_call_may_take_a_hundred_times_what_the_reference_takes(load, attempt_in, sandbox):
    """A slow honest answer gets its time, whatever a call's limit is."""

    def solve(request, calls, functions):
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass

    attempt = attempt_in(sandbox, SLOW, call_s=0.1)
    student = Student(attempt, {"probe": ["x", "y"]}, Context("probe"))
    attempt.call_limit = CallLimit(solve)
    assert student.probe(0.4, 7) == 7
    attempt.call_limit = CallLimit()
    with pytest.raises(StudentTimeout):
        student.probe(0.4, 7)


def test_each_of_many_calls_has_its_own_time(load, attempt_in, sandbox):
    """Each of several calls has its own limit, and one that hangs uses only one limit."""
    student = load(SLOW, call_s=0.4, exercise_s=9.0, total_s=9.0)
    assert student.probe.many([(0.25, i) for i in range(4)]) == [0, 1, 2, 3]
    attempt = attempt_in(sandbox, SLOW, call_s=0.4, total_s=2.0)
    with pytest.raises(StudentTimeout):
        Student(attempt, {"probe": ["x", "y"]}, Context("probe")).probe.many([(9.0, 1)] * 20)
    assert attempt.has_time()  # which twenty limits would have used up


def test_who_says_that_calls_have_ended_gets_no_more_than_they_have(load):
    """A worker that claims more ended calls than were made breaks the protocol."""
    student = load(
        "import gc, socket, json, struct\ndef probe(x, y):\n"
        "    header = json.dumps([{'type': 'Next'}, None]).encode()\n"
        "    frame = struct.pack('!IQ', len(header), 0) + header\n"
        "    for one in gc.get_objects():\n"
        "        if isinstance(one, socket.socket):\n            one.sendall(frame * 3)\n"
        "    return 1"
    )
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        student.probe.many([(1, 1), (2, 2)])


def test_a_function_that_hangs_is_not_called_again(attempt_in, sandbox):
    """After a timeout the exercise's further tests end at once, and other exercises go on."""
    attempt = attempt_in(
        sandbox,
        "def one():\n    while True: pass\ndef two():\n    return 2",
        exercises=("one", "two"),
        call_s=0.2,
    )
    hanging = Student(attempt, {}, Context("one"))
    with pytest.raises(StudentTimeout, match="one did not return in time"):
        hanging.one()
    with pytest.raises(StudentTimeout, match="not called again"):
        hanging.one()
    assert Student(attempt, {}, Context("two")).two() == 2


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        (("x = 1",), StudentMissing),
        (("def probe():\n    raise NotImplementedError",), StudentMissing),
        (("def probe():\n    raise NotImplementedError()\ndef other(): pass",), StudentMissing),
        (
            ("def helper():\n    raise NotImplementedError\ndef probe():\n    helper()",),
            StudentMissing,
        ),
        (("def probe():\n    import ctypes\n    ctypes.string_at(0)",), StudentCrashed),
        (("def probe():\n    return probe()",), StudentCrashed),
        (("def probe():\n    raise KeyboardInterrupt",), StudentCrashed),
    ],
)
def test_kinds_of_no_answer(load, cells, error):
    """No function and a stub, even if called by another one, are missing; an error is a crash."""
    with pytest.raises(error):
        load(*cells, signatures={}).probe()


FORGE = """
import gc, os, socket, struct

def sockets():
    for descriptor in range(3, 64):
        try:
            yield socket.socket(fileno=os.dup(descriptor))
        except OSError:
            pass

def probe():
    for peer in sockets():
        try:
            peer.send({data})
        except OSError:
            pass
    return 1
"""


@pytest.mark.parametrize(
    "data",
    [
        "struct.pack('!IQ', 1 << 31, 1 << 40)",
        "struct.pack('!IQ', 4, 0) + b'\\x92\\xc0\\xc0\\xc0'",
        "b'\\xff' * 64",
        "struct.pack('!IQ', 19, 0) + b'\\x92\\x81\\xa4type\\xa8Returned\\xa2\\xff\\xfe'",
        "struct.pack('!IQ', 17, 0) + b'\\x92\\x81\\xa4type\\xa8Returned\\xc0'",
    ],
    ids=["too large", "no message", "noise", "not UTF-8", "no answers"],
)
def test_forged_replies_are_the_student_s_crash(load, data):
    """Student code that writes to the grader's socket loses only its own exercise."""
    with pytest.raises(StudentCrashed):
        load(FORGE.format(data=data), signatures={}).probe()


def test_functions_of_the_reference_are_called_back(load):
    """The grader computes a rebound name; a refusal is the student's error."""
    student = load(
        "def helper(x):\n    return 'wrong'\ndef probe(x, y):\n    return helper(x) + y",
        rebind=[("helper", lambda x: x * 10)],
    )
    assert student.probe(np.array([1.0, 2.0]), 1).tolist() == [11.0, 21.0]
    with pytest.raises(StudentCrashed, match="helper cannot be called with these arguments"):
        load("def probe(x, y):\n    return helper()", rebind=[("helper", lambda x: x)]).probe(1, 2)


def test_random_numbers_are_the_same_for_a_regrade(sandbox, student_in):
    """The global generators, and NumPy's without a seed, are seeded from the submission's seed."""
    cell = """import random, numpy
def probe():
    own = [float(numpy.random.default_rng().random()) for _ in range(2)]
    return [random.random(), float(numpy.random.rand()), *own]
"""
    one, two, other = (student_in(sandbox, cell, seed=seed).probe() for seed in (1, 1, 2))
    assert one == two
    assert len({*one, *other}) == 8


def test_what_could_matter_is_run_only_where_there_is_more_of_it(attempt_in, sandbox):
    """A load with all that could matter says if this equals what is needed."""
    cells = ("step = 3", "def probe():\n    return step", "print(probe())")
    alone = attempt_in(sandbox, *cells, extent=Extent.MATTERING)
    attempt = attempt_in(sandbox, *cells, "exec('step = 5')", extent=Extent.MATTERING)
    asked = Student(attempt, {}, Context("probe")).probe()
    assert (alone.is_worth_asking, attempt.is_worth_asking, asked) == (False, True, 5)


@pytest.mark.parametrize(
    ("skipped", "could_matter"),
    [("print(probe())", False), ("exec('step = 5')", True), ("[probe.__globals__]", True)],
)
def test_a_loaded_notebook_is_asked_whether_more_could_matter(
    attempt_in, sandbox, skipped, could_matter
):
    """So no second interpreter is needed to find out; a lost process leaves it open."""
    attempt = attempt_in(sandbox, "step = 3", "def probe():\n    return step", skipped)
    assert attempt.could_load_more() is could_matter
    assert Student(attempt, {}, Context("probe")).probe() == 3
    attempt.close()
    assert attempt.could_load_more()


# -- budgets -----------------------------------------------------------------------


def test_what_a_call_sends_is_bounded(load, monkeypatch):
    """A function that keeps calling back with large values is given up."""
    monkeypatch.setattr(budget, "MAX_CALL_BYTES", 4 << 20)
    student = load(
        "def probe(x):\n    for _ in range(50):\n        helper(x)\n    return x",
        rebind=[("helper", lambda x: 1)],
        call_s=20.0,
    )
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        student.probe(np.zeros(1 << 16))


def test_what_a_submission_sends_in_all_is_bounded(load, monkeypatch):
    """All calls share one allowance."""
    monkeypatch.setattr(budget, "MAX_SUBMISSION_BYTES", 1 << 20)
    student = load("import numpy as np\ndef probe(x):\n    return np.zeros(1 << 15)")
    for _ in range(3):
        student.probe(1)
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        student.probe(1)


def test_tables_cross_both_ways(load):
    """A table goes to the function and comes back as one, with its index and dtypes."""
    pd = pytest.importorskip("pandas")
    student = load(
        "import pandas as pd\n"
        "def probe(x):\n    return x.assign(b=pd.Categorical(x['a'])), x.a.dtype.name"
    )
    table = pd.DataFrame({"a": ["x", None]}, index=pd.date_range("2026-01-01", periods=2))
    found, dtype = student.probe(table)
    pd.testing.assert_frame_equal(found, table.assign(b=pd.Categorical(table["a"])))
    assert dtype == "str"


@pytest.mark.parametrize(
    "value", [{print: 2}, {frozenset({print})}, object()], ids=["keys", "set of sets", "object"]
)
def test_arguments_that_cannot_cross_are_the_grader_s_mistake(load, value):
    """They are not silently turned into something else."""
    with pytest.raises(TypeError, match="cannot be sent"):
        load("def probe(x):\n    return x").probe(value)


def test_a_process_that_dies_once_is_tried_again(load, tmp_path):
    """The machine may cause one death; two are the function's fault."""
    dies_once = """
import os
def probe(x):
    if not os.path.exists('seen') and not open('seen', 'w').close():
        os._exit(1)
    return x
"""
    with pytest.raises(StudentCrashed, match="ended the Python process"):
        load("import os\ndef probe(x):\n    os._exit(1)").probe(1)
    with pytest.raises(StudentCrashed, match="ended the Python process"):
        load(dies_once).probe(1)  # its folder is a new one each time


@pytest.mark.slow
def test_loading_again_is_nobody_s_time(attempt_in):
    """If each exercise loads the notebook, a slow load costs no exercise its mark."""
    sandbox = Sandbox(make_policy(Isolation.LANDLOCK))
    try:
        names = [f"f{i}" for i in range(5)]
        code = "import time\ntime.sleep(1)\n" + "\n".join(f"def {n}(): return 1" for n in names)
        attempt = attempt_in(
            sandbox,
            code,
            exercises=names,
            extent=Extent.ALL,
            call_s=2.0,
            exercise_s=2.0,
            total_s=4.0,
        )
        answers = [attempt.call(m.Call(n), [[{}, {}, None]], Context(n)) for n in names]
        assert answers == [[[1, None]]] * 5
    finally:
        sandbox.close()


def test_calls_at_our_expense_take_nothing_from_the_submission(attempt_in, sandbox, monkeypatch):
    """Their time and bytes do not count later, and they have their own limit."""
    monkeypatch.setattr(budget, "MAX_SUBMISSION_BYTES", 1 << 20)
    monkeypatch.setattr(budget, "OURS_S", 1.0)
    code = "import numpy\ndef {}(x):\n    while x: pass\n    return numpy.zeros(1 << 16)"
    cells = [code.format(name) for name in ("one", "two")]
    attempt = attempt_in(sandbox, *cells, exercises=("one", "two"), call_s=9.0, total_s=1.0)
    one, two = (Student(attempt, {name: ["x"]}, Context(name)) for name in ("one", "two"))
    with attempt.at_our_expense():
        assert one.one(0).size == 1 << 16
        assert attempt.has_time()
        with pytest.raises(StudentTimeout):
            one.one(1)
        assert not attempt.has_time()
    assert attempt.has_time()
    assert two.two(0).size == 1 << 16
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        [two.two(0) for _ in range(2)]


# -- the record ------------------------------------------------------------------------


@pytest.fixture
def recording(sandbox, attempt_in):
    """Load probe(x, y) and return the functions, with the record of their calls."""

    def load(code, **limits):
        attempt = attempt_in(sandbox, code, **limits)
        record = []
        return Student(attempt, {"probe": ["x", "y"]}, Context("probe"), record), record

    return load


ADDS = "def probe(x, y):\n    x += [y]\n    return len(x)"


def test_a_call_is_recorded(recording):
    """The record has the named arguments as they were, and the value."""
    student, record = recording(ADDS)
    student.probe([1], y=2, extras={"z": 3})
    assert record == [Exchange("probe", [({"x": [1], "y": 2}, {"z": 3})], [Reply(1 + 1)])]


def test_calls_made_together_are_recorded_together(recording):
    """One exchange, with a reply to each call."""
    student, record = recording(ADDS)
    student.probe.many([([], 0), ([7, 8], 0)])
    calls = [({"x": [], "y": 0}, {}), ({"x": [7, 8], "y": 0}, {})]
    assert record == [Exchange("probe", calls, [Reply(1), Reply(3)])]


def test_arguments_are_recorded_where_a_test_looked_at_them(recording):
    """The record has them as the call left them, and as they went in."""
    student, record = recording(ADDS)
    student.probe.observe([1], 2)
    replies = [Reply(2, {"x": [1, 2], "y": 2})]
    assert record == [Exchange("probe", [({"x": [1], "y": 2}, {})], replies)]


@pytest.mark.parametrize(
    ("body", "error", "raised"),
    [
        ("raise KeyError(x)", StudentCrashed, "KeyError"),
        ("class Mine(Exception): pass\n    raise Mine", StudentCrashed, "Mine"),
        ("import os; os._exit(1)", StudentCrashed, ""),
        ("raise NotImplementedError", StudentMissing, ""),
        ("while True: pass", StudentTimeout, ""),
    ],
)
def test_a_call_without_an_answer_is_recorded(recording, body, error, raised):
    """The record has the exception's type, or nothing if nothing came back."""
    student, record = recording(f"def probe(x, y):\n    {body}", call_s=0.3)
    with pytest.raises(error):
        student.probe(1, 2)
    (made,) = record
    assert made[:4] == ("probe", [({"x": 1, "y": 2}, {})], None, raised)


def test_a_call_that_was_never_made_is_not_recorded(recording):
    """A hidden test's own mistake is not a call of the student's function."""
    student, record = recording(ADDS)
    with pytest.raises(TypeError, match="takes 2 arguments"):
        student.probe(1, 2, 3)
    assert record == []


def test_without_a_record_calls_are_made_as_well(load):
    """A record is optional."""
    assert load(ADDS).probe([], 1) == 1


# -- what is told beside a value -------------------------------------------------------

LIAR = """
import sys
serve = sys.modules["autograder.worker.serve"]
right = serve.perform
def perform(ask, arguments, extras, manner, details):
    value, told = right(ask, arguments, extras, manner, details)
    return {lie}
serve.perform = perform
def probe(x):
    serve
    if x == "refuse":
        raise ValueError("no")
    return [1] * 3
"""


@pytest.mark.parametrize(
    ("lie", "ask"),
    [
        ("value, 16**4000", lambda probe: probe.lines(1)),
        ("value, -2", lambda probe: probe.lines(1)),
        ("value, True", lambda probe: probe.lines(1)),
        ("value, 'many'", lambda probe: probe.lines(1)),
        ("value, 7", lambda probe: probe(1)),
        ("value, [[16**4000], 'x']", lambda probe: probe.refuses("refuse")),
        ("value, [['ValueError'] * 99, 'x']", lambda probe: probe.refuses("refuse")),
        ("value, [['ValueError'], 'x' * 9999]", lambda probe: probe.refuses("refuse")),
        ("value, [['ValueError'], 'x']", lambda probe: probe.refuses(1)),
        ("value, 'ValueError'", lambda probe: probe.refuses("refuse")),
        ("[1] * 3, None", lambda probe: probe.items(1, most=2)),
        ("{}, None", lambda probe: probe.items(1)),
        ("arguments.update(y=1) or value, None", lambda probe: probe.observe(1)),
        ("arguments.clear() or value, None", lambda probe: probe.observe(1)),
        ("{'sum': 1}, None", lambda probe: probe.use(1, steps=[("append", 1)])),
        ("[1], None", lambda probe: probe.use(1, steps=[("append", 1)])),
    ],
)
def test_what_is_told_beside_a_value_has_its_form(load, lie, ask):
    """A count, names, arguments or steps of another form are the student's crash."""
    student = load(LIAR.format(lie=lie), signatures={"probe": ["x"], "probe.append": ["v"]})
    with pytest.raises(StudentCrashed, match="broke the grading protocol"):
        ask(student.probe)


def test_items_that_are_too_large_to_send_are_said_to_be_that(load):
    """The message does not say that there are none."""
    student = load("def probe(x):\n    return ['x' * 9999] * 900", signatures={"probe": ["x"]})
    with pytest.raises(StudentCrashed, match="returned more than can be sent"):
        student.probe.items(1)


def test_places_that_no_notebook_has_are_refused(load):
    """A line of many digits, or a negative one, is the student's crash."""
    code = LIAR.replace("return {lie}", "raise ValueError").format() + (
        "old = serve._raised\n"
        "def _raised(error, function):\n"
        "    told = old(error, function)\n"
        "    return serve.m.Raised(told.type_name, told.text, False, 1, {line})\n"
        "serve._raised = _raised\n"
        "def probe(x):\n    serve, _raised, 1 / 0\n"
    )
    for line in ("10**4000", "-1"):
        with pytest.raises(StudentCrashed, match="broke the grading protocol"):
            load(code.replace("{line}", line), signatures={"probe": ["x"]}).probe(1)


def test_the_source_of_a_function_is_found(student_in, sandbox):
    """`inspect` reads the cell's own text, as in a kernel; so do decorators that compile it."""
    student = student_in(
        sandbox,
        "import inspect\ndef helper(x):\n    return x  # as typed\n",
        "def probe():\n    return inspect.getsource(helper)\n",
    )
    assert student.probe() == "def helper(x):\n    return x  # as typed\n"


def test_what_loading_raised_reaches_the_instructor_word_for_word(attempt_in, sandbox):
    """The student reads the type and our cause, the instructor also the text."""
    attempt = attempt_in(
        sandbox, "raise ImportError('libx.so: failed to map segment')\n", extent=Extent.ALL
    )
    (note,) = attempt.notes
    assert note == "cell 1, line 1: ImportError: the limit on memory, 1024 MiB, was reached"
    assert attempt.for_instructor == ["cell 1, line 1: ImportError: libx.so: failed to map segment"]


def test_what_an_exercise_writes_is_not_there_for_the_next(sandbox, attempt_in):
    """Each exercise finds the files as loading left them."""
    attempt = attempt_in(
        sandbox,
        "import os\nimport pathlib\n",
        "pathlib.Path('loaded.txt').write_text('by loading')",
        "def one(how):\n"
        "    path = pathlib.Path('loaded.txt')\n"
        "    if how == 'changed':\n        path.write_text('BY LOADING')\n"
        "    if how == 'removed':\n        path.unlink()\n"
        "    if how == 'made':\n        pathlib.Path('new').mkdir()\n"
        "    if how == 'shared':\n        pathlib.Path('/dev/shm/new').write_text('x')\n"
        "    if how == 'died':\n        pathlib.Path('new').mkdir()\n        os._exit(0)\n"
        "    return 1\n",
        "def two():\n    return [pathlib.Path('loaded.txt').read_text(), os.listdir('.'), "
        "os.listdir('/dev/shm')]\n",
        exercises=("one", "two"),
        extent=Extent.ALL,
    )
    for how in ("changed", "removed", "made", "shared", "died"):
        with contextlib.suppress(StudentCrashed):
            Student(attempt, {"one": ["how"]}, Context("one")).one(how)
        seen = Student(attempt, {}, Context("two")).two()
        assert seen == ["by loading", ["loaded.txt"], []], how


def test_no_process_is_born_with_another_one_s_folders(sandbox, attempt_in):
    """A process with the reference cannot open the folders of other processes."""
    attempt = attempt_in(
        sandbox,
        "import os\nopen('box', 'w').close()\n",
        "def probe():\n    return 1\n",
        "def nosy():\n    found = 0\n"
        "    for number in range(3, 64):\n"
        "        try:\n            os.listdir(number)\n            found += 1\n"
        "        except OSError:\n            pass\n"
        "    return probe() + found\n",
        exercises=("probe", "nosy"),
    )
    nosy = Student(attempt, {}, Context("nosy")).nosy()
    asking = Student(attempt, {}, Context("nosy", (("probe", lambda: 1),))).nosy()
    assert (nosy, asking) == (1, 1)
