"""No mark is lost because `run: needed` skipped a statement."""

import pytest

from autograder.course.folder import find_course
from autograder.course.settings import Run
from autograder.grading.engine import ClassRun, grade_class
from autograder.results.format import Outcome
from autograder.sandbox.policy import Isolation
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: probes
    title: Probes
    limits: {call_s: 5.0, load_s: 20.0}
"""
GRADER = '''
import pytest

pytestmark = pytest.mark.exercise("{0}")


def test_value(student, reference):
    """Right for a number"""
    assert student.{0}(3000) == reference.{0}(3000)

'''
PROBE = "def probe(n):\n    return n"
TWICE = "def twice(n):\n    return 2 * probe(n)"

# Right in a Jupyter kernel, each by a statement that no exercise names. None of them writes.
RIGHT = {
    "recursion_limit": """
import sys
sys.setrecursionlimit(10_000)
def probe(n):
    return 0 if n == 0 else 1 + probe(n - 1)
""",
    "registering_decorator": """
TABLE = {}
def register(function):
    TABLE[function.__name__] = function
    return function
@register
def one(n):
    return n
def probe(n):
    return TABLE["one"](n)
""",
    "decorator_with_a_list": """
STEPS = []
step = STEPS.append
@step
def first(n):
    return n
def probe(n):
    return STEPS[0](n)
""",
    "singledispatch": """
from functools import singledispatch
@singledispatch
def of(x):
    return -1
@of.register(int)
def _(x):
    return x
def probe(n):
    return of(n)
""",
    "add_to_class": """
class Net: pass
def add_to_class(Class):
    def wrapper(obj):
        setattr(Class, obj.__name__, obj)
    return wrapper
@add_to_class(Net)
def go(self, n):
    return n
def probe(n):
    return Net().go(n)
""",
    "setattr": """
class Net: pass
setattr(Net, "go", lambda self, n: n)
def probe(n):
    return Net().go(n)
""",
    "alias": """
T = []
U = T
U.append(1)
def probe(n):
    return n * T[0]
""",
    "alias_extended_in_place": """
T = [0]
U = T
U += [1]
def probe(n):
    return n * T[1]
""",
    "alias_updated": """
OPTIONS = {"k": 0}
settings = OPTIONS
settings.update(k=1)
def probe(n):
    return n * OPTIONS["k"]
""",
    "alias_in_a_list": """
a, b = {}, {}
both = [a, b]
both[1]["k"] = 1
def probe(n):
    return n * b["k"]
""",
    "alias_from_a_function": """
DATA = {"k": 0}
def get():
    return DATA
mine = get()
mine["k"] = 1
def probe(n):
    return n * DATA["k"]
""",
    "deleted_through_an_alias": """
T = [5, 1]
U = T
del U[0]
def probe(n):
    return n * T[0]
""",
    "view": """
import numpy as np
A = np.zeros((2, 2))
row = A[0]
row[:] = 1
def probe(n):
    return n * int(A[0, 0])
""",
    "loop_that_fills": """
cells = [{}, {}]
for cell in cells:
    cell["v"] = 1
def probe(n):
    return n * cells[1]["v"]
""",
    "loop_over_an_alias": """
import numpy as np
A = np.zeros((2, 2))
for row in A:
    row += 1
def probe(n):
    return n * int(A[1, 1])
""",
    "comprehension_that_fills": """
seen = []
_ = [seen.append(i) for i in range(3)]
def probe(n):
    return n * seen[1]
""",
    "np_put": """
import numpy as np
W = np.zeros(2)
np.put(W, 0, 1)
def probe(n):
    return n * int(W[0])
""",
    "np_out": """
import numpy as np
W = np.zeros(2)
np.add(W, 1, W)
def probe(n):
    return n * int(W[0])
""",
    "np_add_at": """
import numpy as np
W = np.zeros(2)
V = W
np.add.at(V, [0], 1)
def probe(n):
    return n * int(W[0])
""",
    "heapify": """
import heapq
h = [3, 1, 2]
heapq.heapify(h)
def probe(n):
    return n * h[0]
""",
    "numpy_seed": """
import numpy as np
np.random.seed(0)
drawn = np.random.rand()
def probe(n):
    return n if abs(np.random.rand() - 0.7151893663724195) < 1e-9 else -1
""",
    "seed_and_a_draw_of_a_function": """
import random
def draw():
    return random.random()
random.seed(1)
first = draw()
def probe(n):
    return n if abs(random.random() - 0.8474337369372327) < 1e-9 else -1
""",
    "shuffled": """
import random
random.seed(3)
data = list(range(5))
random.shuffle(data)
def probe(n):
    return n if data == [0, 2, 3, 4, 1] else -1
""",
    "decimal_precision": """
from decimal import Decimal, getcontext
getcontext().prec = 50
def probe(n):
    return n if len(str(Decimal(1) / Decimal(3))) > 45 else -1
""",
    "decimal_context_under_a_name": """
import decimal
context = decimal.getcontext()
context.prec = 50
def probe(n):
    return n if len(str(decimal.Decimal(1) / 3)) > 45 else -1
""",
    "environ": """
import os
os.environ["K"] = "1"
def probe(n):
    import os
    return n * int(os.environ["K"])
""",
    "environ_under_a_name": """
from os import environ as settings
settings.update(K="1")
def probe(n):
    import os
    return n * int(os.environ["K"])
""",
    "context_manager": """
class Manager:
    def __enter__(self):
        T.append(1)
        return self
    def __exit__(self, *_): pass
T = []
with Manager():
    pass
def probe(n):
    return n * T[0]
""",
    "contextmanager": """
from contextlib import contextmanager
T = []
@contextmanager
def manager():
    T.append(1)
    yield
with manager():
    pass
def probe(n):
    return n * T[0]
""",
    "seterr": """
import numpy as np
np.seterr(divide="raise")
def probe(n):
    try:
        np.ones(1) / 0
    except FloatingPointError:
        return n
""",
    "warnings_filter": """
import warnings
warnings.simplefilter("error")
def probe(n):
    try:
        warnings.warn("x")
    except UserWarning:
        return n
""",
    "module_attribute": """
import math
import math as m
m.tau = 1
def probe(n):
    return n * math.tau
""",
    "module_attribute_set_in_a_function": """
import math
def patch():
    import math as other
    other.tau = 1
patch()
def probe(n):
    return n * math.tau
""",
    "exec": """
exec("factor = 1")
def probe(n):
    return n * factor
""",
    "globals": """
one = 1
globals()["fac" + "tor"] = one
def probe(n):
    return n * factor
""",
    "exercise_through_globals": """
globals()["pro" + "be"] = lambda n: n
""",
    "exercise_that_raises_at_first": """
import sys
sys.factor = 1
factor = sys.factor
probe = [lambda n: n * factor][factor - 1]
""",
    "class_attribute": """
class Net:
    layers = []
net = Net()
net.layers.append(1)
def probe(n):
    return n * Net.layers[0]
""",
    "class_counts": """
class Net:
    made = 0
    def __init__(self):
        type(self).made += 1
Net()
def probe(n):
    return n * Net.made
""",
    "metaclass": """
MADE = {}
class Meta(type):
    def __init__(cls, name, bases, body):
        MADE[name] = cls
class Base(metaclass=Meta): pass
class Child(Base):
    factor = 1
def probe(n):
    return n * MADE["Child"].factor
""",
    "init_subclass": """
class Base:
    known = []
    def __init_subclass__(cls, **kwargs):
        Base.known.append(cls)
class Child(Base):
    factor = 1
def probe(n):
    return n * Base.known[0].factor
""",
    "abstract_register": """
import numbers
class Mine:
    pass
numbers.Number.register(Mine)
def probe(n):
    return n if isinstance(Mine(), numbers.Number) else -1
""",
    "contextvar": """
import contextvars
factor = contextvars.ContextVar("factor", default=0)
factor.set(1)
def probe(n):
    return n * factor.get()
""",
    "generator_consumed_once": """
factors = iter([0, 1])
start = next(factors)
later = list(factors)
def probe(n):
    return n * later[0] if not list(factors) else -1
""",
    "generator_printed": """
factors = iter([0] + [1] * 9)
print(next(factors))
def probe(n):
    return n * next(factors)
""",
    "defaultdict_read": """
from collections import defaultdict
seen = defaultdict(int)
print(seen["a"])
def probe(n):
    return n * len(seen)
""",
    "cache_warmed": """
from functools import lru_cache
@lru_cache(None)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
for k in range(3001):
    depth(k)
def probe(n):
    return depth(n)
""",
    "default_argument_fills": """
def depth(n, memo={0: 0}):
    if n not in memo:
        memo[n] = 1 + depth(n - 1)
    return memo[n]
sizes = [depth(k) for k in range(3001)]
def probe(n):
    return depth(n)
""",
    "function_attribute": """
def of(n):
    return n * of.factor
same = of
same.factor = 1
def probe(n):
    return of(n)
""",
    "function_under_a_name": """
STATE = {"k": 0}
def start():
    STATE["k"] = 1
begin = start
todo = [begin]
for act in todo:
    act()
def probe(n):
    return n * STATE["k"]
""",
    "method_of_an_object": """
class Setup:
    def go(self):
        STATE["k"] = 1
STATE = {"k": 0}
setup = Setup()
done = setup.go()
def probe(n):
    return n * STATE["k"]
""",
    "global_in_a_function": """
count = 0
def bump():
    global count
    count += 1
    return count
now = bump()
def probe(n):
    return n * count
""",
    "builtin_replaced": """
import builtins
builtins.factor = 1
def probe(n):
    return n * factor
""",
    "thread": """
import threading
R = []
t = threading.Thread(target=lambda: R.append(1))
t.start()
t.join()
def probe(n):
    return n * R[0]
""",
    "star_import_shadows": """
from numpy import *
def probe(n):
    return n if type(sum([1, 2])) is not int else -1
""",
    "walrus_in_a_call": """
T = []
print(len(U := T))
U.append(1)
def probe(n):
    return n * T[0]
""",
    "match": """
T = {"k": 0}
match T:
    case {"k": 0} as found:
        found["k"] = 1
def probe(n):
    return n * T["k"]
""",
    "if_branch": """
T = {"k": 0}
alias = T if True else None
if alias is not None:
    alias["k"] = 1
def probe(n):
    return n * T["k"]
""",
    "fallback_import": """
import sys, types
try:
    import no_such_module
except ImportError:
    fake = types.ModuleType("no_such_module")
    fake.factor = 1
    sys.modules["no_such_module"] = fake
def probe(n):
    import no_such_module
    return n * no_such_module.factor
""",
    "rc_params": """
import matplotlib as mpl
mpl.rcParams["lines.linewidth"] = 1
def probe(n):
    import matplotlib
    return n * int(matplotlib.rcParams["lines.linewidth"])
""",
    "print_options": """
import numpy as np
np.set_printoptions(precision=2)
def probe(n):
    return n if str(np.array([1 / 3])) == "[0.33]" else -1
""",
    "reloaded_through_sys_modules": """
import sys
sys.modules["__main__"].factor = 1
def probe(n):
    return n * factor
""",
}
# At the landlock level nothing can be written.
WRITE = {
    "file": """
with open("t.txt", "w") as file:
    file.write("1")
def probe(n):
    return n * int(open("t.txt").read())
""",
    "printed_into_a_file": """
print(1, file=open("t.txt", "w"), flush=True)
def probe(n):
    return n * int(open("t.txt").read())
""",
    "json": """
import json
json.dump({"factor": 1}, open("t.json", "w"))
def probe(n):
    return n * json.load(open("t.json"))["factor"]
""",
    "pickle": """
import pathlib, pickle
class Net:
    factor = 1
pathlib.Path("net.pkl").write_bytes(pickle.dumps(Net()))
def probe(n):
    return n * pickle.loads(pathlib.Path("net.pkl").read_bytes()).factor
""",
    "numpy_file": """
import numpy as np
np.save("w.npy", np.ones(1))
def probe(n):
    return n * int(np.load("w.npy")[0])
""",
    "sys_path": """
import sys, os
os.makedirs("lib", exist_ok=True)
open("lib/mine.py", "w").write("factor = 1")
sys.path.append("lib")
import mine
def probe(n):
    return n * mine.factor
""",
}
# By their names: what each earns where all is run, and so at least otherwise.
OTHERS = {
    # A later statement breaks what was right: only where all is run.
    "broken_later": PROBE + "\nsame = probe\nsame.__code__ = (lambda n: -1).__code__\n",
    "ended_later": PROBE + "\nimport os\nos._exit(1)\n",
    "hung_later": "x = 1\n" + PROBE + "\nwhile True:\n    open('/dev/null').read()\n",
    # Wrong either way.
    "wrong": "import sys\nsys.setrecursionlimit(5000)\ndef probe(n):\n    return n + 1\n",
    # One exercise is right by a skipped statement, the other is wrong.
    "one_of_two": RIGHT["environ"] + "\ndef twice(n):\n    return 3 * probe(n)\n",
    # An earlier one is wrong either way; this one is carried forward in the second load.
    "carried": "def probe(n):\n    return n + 1\nclass K: pass\nk = K\nk.two = 2\n"
    "def twice(n):\n    return K.two * probe(n)\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory, as_notebook, as_grade_cell):
    """A course of two exercises, the second of which calls the first."""
    root = tmp_path_factory.mktemp("course")
    source = root / "solutions" / "probes" / "probes.ipynb"
    source.parent.mkdir(parents=True)
    cells = [PROBE, as_grade_cell("probe", 2), TWICE, as_grade_cell("twice", 2)]
    source.write_text(as_notebook(cells))
    (root / "course.yaml").write_text(YAML)
    graders = root / "tests" / "graders" / "probes"
    graders.mkdir(parents=True)
    for name in ("probe", "twice"):
        (graders / f"test_{name}.py").write_text(GRADER.format(name))
    return find_course(root)


def graded(course, folder, run, isolation=Isolation.NAMESPACES):
    """Grade a folder of notebooks and return the results by student."""
    assignment = course.course.assignment("probes")
    class_run = ClassRun(
        course,
        assignment,
        find_submissions([folder], assignment.name, course.root / "submitted"),
        folder.parent / f"results-{run}-{isolation}",
        isolation=isolation,
        run=run,
        force=True,
    )
    return {g.result.student: g.result for g in grade_class(class_run, jobs=1)}


@pytest.fixture
def hand_in(tmp_path, as_notebook, monkeypatch):
    """Write a class of notebooks, each of one cell."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")

    def write(codes):
        folder = tmp_path / "handed-in"
        folder.mkdir()
        for name, code in codes.items():
            (folder / f"{name}.ipynb").write_text(as_notebook([code]))
        return folder

    return write


@pytest.fixture
def run_both(course, hand_in):
    """Grade a class of notebooks in both run modes; return the results of each by student."""

    def run(codes, isolation=Isolation.NAMESPACES):
        folder = hand_in(codes)
        return [graded(course, folder, run, isolation) for run in (Run.NEEDED, Run.ALL)]

    return run


def scores(results):
    """Return the points for both exercises, by student."""
    return {name: [e.score for e in result.exercises] for name, result in results.items()}


@pytest.mark.slow
def test_right_notebooks_have_the_marks_of_running_all(run_both):
    """A notebook that any statement makes right earns as much as when everything runs."""
    needed, everything = run_both({n: f"{c}\n{TWICE}\n" for n, c in (RIGHT | WRITE).items()})
    assert {n for n, points in scores(everything).items() if points != [2.0, 2.0]} == set()
    assert scores(needed) == scores(everything)


@pytest.mark.slow
def test_the_same_without_namespaces(run_both):
    """The same is true at the landlock level, where each exercise loads the notebook."""
    names = (
        "recursion_limit",
        "singledispatch",
        "view",
        "exercise_through_globals",
        "generator_printed",
    )
    codes = {name: f"{RIGHT[name]}\n{TWICE}\n" for name in names}
    needed, _ = run_both(codes | {"later": OTHERS["ended_later"]}, Isolation.LANDLOCK)
    assert scores(needed) == {name: [2.0, 2.0] for name in names} | {"later": [2.0, 0.0]}


@pytest.mark.slow
def test_the_better_verdict_counts_and_the_result_says_which(run_both):
    """Each exercise gets the better of two verdicts; a later breaking statement costs nothing."""
    needed, everything = run_both(OTHERS)
    told = {name: [(e.score, e.run) for e in result.exercises] for name, result in needed.items()}
    assert told == {
        "broken_later": [(2.0, "needed"), (0.0, "needed")],
        "ended_later": [(2.0, "needed"), (0.0, "needed")],
        "hung_later": [(2.0, "needed"), (0.0, "needed")],
        "wrong": [(0.0, "needed"), (0.0, "needed")],
        "one_of_two": [(2.0, "all"), (0.0, "all")],
        "carried": [(0.0, "needed"), (2.0, "all")],
    }
    assert {e.run for result in everything.values() for e in result.exercises} == {"all"}
    assert scores(everything)["broken_later"] == [0.0, 0.0]


@pytest.mark.slow
def test_a_note_says_what_was_judged_with_more(run_both):
    """The notes come from the load that counts, and name the exercises."""
    needed, _ = run_both({"path": WRITE["sys_path"], "carried": OTHERS["carried"]})
    assert {name: result.notes for name, result in needed.items()} == {
        "path": ["probe: judged with statements that were skipped at first"],
        "carried": ["twice: judged with statements that were skipped at first"],
    }
    test = needed["carried"].exercises[1].tests[0]
    assert (test.outcome, test.carried_from) == (Outcome.PASSED, ["probe"])
