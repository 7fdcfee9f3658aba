"""Generators, classes, refusals and counted lines, with students' code in the real sandbox."""

import numpy as np
import pytest

from autograder.checks import CheckFailed, Seed, check_vectorized
from autograder.diagnosis.diagnose import Inquiry, diagnose
from autograder.diagnosis.experiment import NoAnswer
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentCrashed, StudentMissing

pytestmark = pytest.mark.processes

PARTS = """
import numpy as np

def probe(X, size, rng):
    order = rng.permutation(len(X))
    buffer = np.empty((size, X.shape[1]))
    for start in range(0, len(X), size):
        chosen = X[order[start:start + size]]
        buffer[:len(chosen)] = chosen
        yield buffer[:len(chosen)]
"""
COUNTER = """
class probe:
    def __init__(self, start=0):
        self.total = start
        self.seen = []

    def add(self, n):
        self.total += n
        self.seen.append(n)
        return self

    def times(self, factor):
        return self.total * factor
"""
SIGNATURES = {
    "probe": ["start"],
    "probe.add": ["n"],
    "probe.times": ["factor"],
}


@pytest.fixture(scope="module")
def sandbox():
    """One warm sandbox for the whole module."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    yield sandbox
    sandbox.close()


@pytest.fixture
def load(sandbox, student_in):
    """Load cells that define probe(x), and return the functions."""

    def student(*cells, signatures=None):
        return student_in(sandbox, *cells, signatures=signatures or {"probe": ["x"]})

    return student


# -- generators ------------------------------------------------------------------------


def test_items_are_as_they_were_when_they_came(load):
    """A buffer that the generator fills again does not change what it yielded before."""
    X = np.arange(14.0).reshape(7, 2)
    student = load(PARTS, signatures={"probe": ["X", "size", "rng"]})
    parts = student.probe.items(X, 3, Seed(5))
    assert [len(part) for part in parts] == [3, 3, 1]
    np.testing.assert_array_equal(np.concatenate(parts), np.random.default_rng(5).permutation(X))


def test_an_endless_generator_ends(load):
    """No more items are taken than a test asks for."""
    student = load("def probe(x):\n    while True:\n        yield x")
    assert student.probe.items(1, most=4) == [1, 1, 1, 1]


def test_a_list_will_do(load):
    """Any iterable has items."""
    assert load("def probe(x):\n    return [x, x]").probe.items(2) == [2, 2]


def test_nothing_has_no_items(load):
    """The message for a function without a yield says what it returned."""
    with pytest.raises(StudentCrashed, match="'NoneType' object is not iterable"):
        load("def probe(x):\n    pass").probe.items(2)


def test_the_stub_of_a_generator_is_missing(load):
    """A generator that still raises the stub's exception counts as missing."""
    with pytest.raises(StudentMissing):
        load("def probe(x):\n    yield x\n    raise NotImplementedError").probe.items(2)


# -- classes ---------------------------------------------------------------------------


def test_an_object_keeps_its_state(load):
    """All steps use one object; answers have names, and keep their values of that moment."""
    student = load(COUNTER, signatures=SIGNATURES)
    steps = [("add", 2), ("times", 10), ("seen",), ("add", 3), ("times", 10), ("seen",)]
    answers = student.probe.use(1, steps=steps)
    assert list(answers) == ["add", "times", "seen", "add 2", "times 2", "seen 2"]
    assert (answers["times"], answers["times 2"]) == (30, 60)
    assert (answers["seen"], answers["seen 2"]) == ([2], [2, 3])
    assert answers["add"].text == "the object itself"


def test_each_use_makes_an_object_anew(load):
    """One use leaves nothing behind for the next."""
    student = load(COUNTER, signatures=SIGNATURES)
    totals = [student.probe.use(steps=[("add", 2), ("total",)])["total"] for _ in range(2)]
    assert totals == [2, 2]


def test_a_method_that_is_not_there(load):
    """The message names the missing method."""
    student = load("class probe:\n    def add(self, n): pass", signatures=SIGNATURES)
    with pytest.raises(StudentMissing, match="probe has no times"):
        student.probe.use(steps=[("add", 1), ("times", 2)])


def test_the_stub_of_a_method_is_missing(load):
    """An unwritten method counts as missing; if another method calls it, the message says so."""
    stub = "class probe:\n    def add(self, n):\n        raise NotImplementedError('later')"
    with pytest.raises(StudentMissing):
        load(stub, signatures=SIGNATURES).probe.use(steps=[("add", 1)])
    other = (
        "def helper():\n    raise NotImplementedError\n"
        "class probe:\n    def add(self, n):\n        helper()"
    )
    with pytest.raises(StudentMissing, match="calls a function that is not written yet"):
        load(other, signatures=SIGNATURES).probe.use(steps=[("add", 1)])


# -- refusals --------------------------------------------------------------------------


def test_refused(load):
    """The exception's class, its bases and its text are returned."""
    student = load(
        "class Odd(ValueError): pass\n"
        "def probe(x):\n    if x % 2:\n        raise Odd(f'{x} is odd')"
    )
    refused = student.probe.refuses(3)
    assert refused.kinds[:3] == ("Odd", "ValueError", "Exception")
    assert refused.text == "3 is odd"
    assert student.probe.refuses(2) is None


def test_a_stub_refuses_nothing(load):
    """NotImplementedError does not count as a refusal."""
    with pytest.raises(StudentMissing):
        load("def probe(x):\n    raise NotImplementedError").probe.refuses(1)


# -- counted lines -----------------------------------------------------------------------

LOOPS = {
    "for": "    total = 0.0\n    for v in x:\n        total += v\n    return total",
    "comprehension": "    return sum([v for v in x])",
    "generator": "    return sum(v for v in x)",
    "one line": "    i = 0\n    while i < len(x): i += 1\n    return i",
    "vectorize": "    return np.vectorize(lambda v: v + 1)(x)",
    "map": "    return list(map(lambda v: v + 1, x))",
    "along an axis": "    return np.apply_along_axis(np.sum, 1, x[:, None])",
    "inner function": "    def f(v):\n        return v + 1\n    return [f(v) for v in x]",
    "thread": "    t = threading.Thread(target=lambda: [v + 1 for v in x])\n"
    "    t.start()\n    t.join()\n    return 1",
    "recursion": "    return 0 if len(x) == 0 else x[0] + probe(x[1:])",
}
WHOLE = {
    "sum": "    return np.sum(x)",
    "loop over something else": "    for _ in range(5):\n        x = x + 1\n    return x.mean()",
    "einsum": "    return np.einsum('i,i->', x, x)",
    "lists": "    return np.array([x, x]).T @ np.ones(2)",
}


def lines_of(load, body):
    """Count lines for few samples and for many."""
    student = load(f"import threading\nimport numpy as np\n\ndef probe(x):\n{body}")
    return {m: student.probe.lines(np.ones(m)).lines for m in (4, 400)}


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_loops_are_found(load, body):
    """Any loop, open or hidden, executes more lines for more samples."""
    with pytest.raises(CheckFailed, match="more lines of Python are executed for 400 samples"):
        check_vectorized(lines_of(load, body))


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE)
def test_array_operations_pass(load, body):
    """Lines that do not depend on the number of samples are no loop over them."""
    check_vectorized(lines_of(load, body))


def test_the_value_comes_too(load):
    """Counting changes no answer."""
    counted = load("def probe(x):\n    y = x + 1\n    return y").probe.lines(2)
    assert counted == (3, 2)


@pytest.mark.parametrize(
    "trick",
    ["sys.settrace(None)", "sys.settrace(lambda *_: None)", "sys.setprofile(sys.settrace(None))"],
)
def test_a_count_that_was_switched_off(load, trick):
    """If code tampers with the count, the count is not trusted."""
    body = f"    import sys\n    {trick}\n    for v in x:\n        v += 1\n    return 1"
    with pytest.raises(CheckFailed, match=r"sys\.settrace"):
        check_vectorized(lines_of(load, body))


# -- seeds -----------------------------------------------------------------------------


def test_a_seed_is_a_generator_there(load):
    """Each call gets its own generator, and the seed stays as it was."""
    student = load("def probe(x):\n    return x.integers(1000, size=3)")
    first, second = student.probe.many([(Seed(3),), (Seed(3),)])
    np.testing.assert_array_equal(first, np.random.default_rng(3).integers(1000, size=3))
    np.testing.assert_array_equal(first, second)
    assert student.probe.observe(Seed(3)).arguments == {"x": Seed(3)}


# -- diagnosis -------------------------------------------------------------------------


def no_more_calls(*_):
    """Act as a student's function that may not be called again."""
    raise NoAnswer


def named(load, reference, known, wrong, ask):
    """Return the misconception that is named for a student's code."""
    student = load(wrong, signatures=reference.signatures())
    ask(student)
    diagnosis = diagnose("probe", student._record, reference, known, Inquiry(no_more_calls))
    return diagnosis and diagnosis.misconceptions


def test_a_mistake_in_a_class_is_named(load, reference_of, known):
    """A misconception of a class makes an object; its steps identify it."""

    def adds_twice(start=0, *, reference):
        counter = reference.probe(start)
        add = counter.add
        counter.add = lambda n: add(2 * n) and counter
        return counter

    def starts_at_zero(start=0, *, reference):
        return reference.probe(0)

    wrong = COUNTER.replace("self.total = start", "self.total = 0")
    found = named(
        load,
        reference_of(probe=COUNTER),
        known("probe", adds_twice, starts_at_zero),
        wrong,
        lambda student: student.probe.use(3, steps=[("add", 1), ("total",), ("times", 2)]),
    )
    assert found == ("starts_at_zero",)


def test_a_mistake_in_a_generator_is_named(load, reference_of, known):
    """A misconception of a generator is a generator; its draws may differ."""
    code = (
        "def probe(x, size):\n    for i in range(0, len(x), size):\n        yield x[i:i + size]\n"
    )

    def last_is_lost(x, size, *, reference):
        yield from (part for part in reference.probe(x, size) if len(part) == size)

    found = named(
        load,
        reference_of(probe=code),
        known("probe", last_is_lost),
        code.replace("len(x)", "len(x) - size + 1"),
        lambda student: student.probe.items(np.arange(7.0), 3),
    )
    assert found == ("last_is_lost",)


def test_sets_texts_and_dates_come_as_what_they_are(load):
    """A set stays a set with items in a fixed order, and arrays hold texts and dates."""
    student = load(
        "import numpy as np",
        "def probe(x):\n"
        "    dates = np.array(['2026-01-31'], 'datetime64[D]')\n"
        "    return set(x) if isinstance(x, list) else (np.array([x]), dates, frozenset(x))",
    )
    letters = list("hgfedcba")
    assert student.probe(letters) == set(letters)
    assert student.probe.items(letters) == sorted(letters)
    texts, dates, once = student.probe("aba")
    assert (texts.tolist(), dates.astype(str).tolist()) == (["aba"], ["2026-01-31"])
    assert once == frozenset("ab")
