"""Which code is plain: exercises with plain code are called in one process, one after another."""

# ruff: noqa: E501 - each answer is a line

import sys

import pytest

from autograder.execution.namespace import KNOWN_NAMES
from autograder.execution.plain import plain_exercises
from autograder.execution.statements import read_cells, read_given, select

NUMPY = "import numpy as np\n"


@pytest.fixture(autouse=True)
def _without_pandas(monkeypatch):
    """Nothing here is a table; another test may have imported pandas."""
    monkeypatch.delitem(sys.modules, "pandas", raising=False)


def is_plain(*cells, given=()):
    """Return whether the exercise `probe` is plain in a notebook with these cells."""
    notebook = read_cells(enumerate([*given, *cells], 1), read_given(given))
    executed = select(notebook.statements, ["probe"], KNOWN_NAMES).statements
    plain = plain_exercises(executed, ["probe"])
    return "probe" in plain.functions + plain.variables


PLAIN = {
    "arithmetic": "def probe(x, y=2.0):\n    return -x ** y + abs(x)",
    "numpy": "def probe(z):\n    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))",
    "a dict": (
        "def probe(p):\n    new = {}\n    for k, v in p.items():\n        new[k] = v\n    return new"
    ),
    "writes into its argument": "def probe(x):\n    x[0] += 1\n    return x",
    "a helper": "def helper(x):\n    return x.T @ x\ndef probe(x):\n    return helper(x)",
    "recursion": "def probe(n):\n    return 1 if n < 2 else n * probe(n - 1)",
    "a constant": "EPS = 1e-12\ndef probe(x):\n    return np.log(x + EPS)",
    "random": "def probe(n):\n    np.random.seed(1)\n    return np.random.randn(n) * 0.01",
    "a generator object": "def probe(n):\n    rng = np.random.default_rng(n)\n    return rng.normal()",
    "annotations": (
        "from numpy.typing import NDArray\ndef probe(x: NDArray, n: int | None = None) -> float:\n"
        "    total: float = float(x.sum())\n    return total"
    ),
    "errstate": "def probe(x):\n    with np.errstate(divide='ignore'):\n        return np.log(x)",
    "a generator": "def probe(n):\n    for i in range(n):\n        yield i ** 2",
    "comprehensions": "def probe(n):\n    return {i: [j for j in range(i)] for i in range(n) if i}",
    "refusing": (
        "def probe(x):\n    if not isinstance(x, (np.ndarray, list)):\n        raise TypeError(f'{x}')\n"
        "    try:\n        return x[0]\n    except (IndexError, KeyError) as error:\n"
        "        raise ValueError('empty') from error"
    ),
    "nested": "def probe(x):\n    def f(v):\n        return v * x\n    return f(2) + (lambda t: t)(x)",
    "match": "def probe(x):\n    match x:\n        case 'a' | 'b':\n            return 1\n        case _:\n            return 2",
    "a class": (
        "class Counter:\n    step = 1\n    def __init__(self, n):\n        self.n = n\n"
        "    def advance(self):\n        self.n += self.step\n        return self\n"
        "def probe(n):\n    return Counter(n).advance().n"
    ),
    "types of numbers": "def probe(x):\n    y = np.zeros(3, dtype=float) + np.array(x, np.float64) + np.ones_like(x, dtype=x.dtype)\n    return y.astype(int).sum(axis=0), np.mean(x, 0), np.zeros((2, 3), 'float32')",
    "texts": "def probe(x):\n    return '{:.2f} {a!r:>{w}}'.format(x, a=1, w=9) + f'{x:.3f}'",
    "a generator that tries": "def probe(x):\n    for v in x:\n        try:\n            yield 1 / v\n        except ZeroDivisionError:\n            yield 0",
    "finally": "def probe(x):\n    try:\n        return x[0]\n    finally:\n        print(x)",
    "a table": (
        "F = {'exp': np.exp, 'twice': lambda x: 2 * x}\n"
        "def probe(name, x):\n    return F[name](x) if name in F else F.get('exp')(x)"
    ),
}


@pytest.mark.parametrize("code", PLAIN.values(), ids=PLAIN)
def test_usual_answers_are_plain(code):
    """What students usually write in an exercise is plain."""
    assert is_plain(NUMPY, code)


NOT_PLAIN = {
    "a global": "n = 0\ndef probe(x):\n    global n\n    n += 1\n    return n",
    "a global list": "seen = []\ndef probe(x):\n    seen.append(x)\n    return len(seen)",
    "a global array": "cache = np.zeros(3)\ndef probe(x):\n    return cache",
    "a default": "def probe(x, seen=[]):\n    seen.append(x)\n    return len(seen)",
    "a function's attribute": "def probe(x):\n    probe.n = x\n    return x",
    "another's attribute": "def f(x):\n    return x\ndef probe(x):\n    g = f\n    g.n = x\n    return x",
    "a nested self": (
        "def f(x):\n    return x\nclass A:\n    def go(self, x):\n        def inner(self):\n"
        "            self.n = x\n        inner(f)\n        return x\n"
        "def probe(x):\n    return A().go(x)"
    ),
    "a rebound self": (
        "def f(x):\n    return x\nclass A:\n    def go(self, x):\n        self = f\n"
        "        self.n = x\n        return x\ndef probe(x):\n    return A().go(x)"
    ),
    "a static self": (
        "def f(x):\n    return x\nclass A:\n    @staticmethod\n    def go(self):\n        self.n = 1\n"
        "def probe(x):\n    return A().go(f)"
    ),
    "a class's attribute": "class A:\n    n = 0\ndef probe(x):\n    A.n += 1\n    return A.n",
    "a class as a value": (
        "class A:\n    def keep(self, x):\n        self.n = x\n"
        "def probe(x):\n    k = A\n    k.keep(k, x)\n    return x"
    ),
    "a class by its type": (
        "class A:\n    def keep(self, x):\n        self.n = x\n"
        "def probe(x):\n    k = type(A())\n    k.keep(k, x)\n    return x"
    ),
    "a class's list": (
        "class A:\n    seen = []\n    def add(self, x):\n        self.seen.append(x)\n        return len(self.seen)\n"
        "def probe(x):\n    return A().add(x)"
    ),
    "a module": "def probe(x):\n    np.n = x\n    return x",
    "a module as a value": "def probe(x):\n    m = np\n    m.n = x\n    return x",
    "a loop that hides a module": "def probe(x):\n    y = [0 for np in ()]\n    return np.save('a', x)",
    "a loop that hides a table": (
        "T = {'a': 1}\ndef probe(x):\n    y = [0 for T in T.update(a=x)]\n    return T['a']"
    ),
    "a loop before a table": "T = {'a': 1}\ndef probe(x):\n    y = [0 for T in ()]\n    T['a'] = x\n    return T['a']",
    "a table changed": "T = {'a': 1}\ndef probe(x):\n    T['a'] = x\n    return T['a']",
    "a table as a value": "T = {'a': 1}\ndef probe(x):\n    t = T\n    t['a'] = x\n    return x",
    "a table of lists": "T = {'a': []}\ndef probe(x):\n    T['a'].append(x)\n    return len(T['a'])",
    "unfilled memory": "def probe(n):\n    return np.empty(n)",
    "unfilled memory by another name": "def probe(n):\n    f = np.empty_like\n    return f(n)",
    "unfilled by a type": "def probe(n):\n    return np.ndarray((n,))",
    "unfilled by where": "def probe(x):\n    return np.log(x, where=x > 0)",
    "unfilled by keywords": "def probe(x):\n    f = np.log\n    return f(x, **{'where': x > 0})",
    "unfilled by padding": "def probe(x):\n    return np.pad(x, 1, mode='empty')",
    "errors of NumPy": "def probe(x):\n    np.seterr(all='raise')\n    return x",
    "errors in a generator": (
        "def probe(x):\n    with np.errstate(all='raise'):\n        yield 1\n        yield 2"
    ),
    "errors that call": "def probe(x):\n    with np.errstate(call=print):\n        return x",
    "a frame": "def probe(x):\n    g = (i for i in x)\n    return g.gi_frame",
    "a frame's own name": (
        "class A:\n    gi_frame = 1\ndef probe(x):\n    return (i for i in x).gi_frame.f_globals"
    ),
    "a name of NumPy's": (
        "class A:\n    def __init__(self):\n        self.tofile = 1\n"
        "def probe(x):\n    A()\n    x.tofile('kept')\n    return x"
    ),
    "a file": "def probe(x):\n    open('kept', 'w').write(str(x))\n    return x",
    "a file of NumPy's": "def probe(x):\n    x.tofile('kept')\n    return x",
    "dunder": "def probe(x):\n    return probe.__globals__",
    "getattr": "def probe(x):\n    return getattr(probe, 'a')",
    "exec": "def probe(x):\n    exec('import os')\n    return x",
    "an import": "def probe(x):\n    import os\n    return os.getpid()",
    "a decorator": "def d(f):\n    return f\n@d\ndef probe(x):\n    return x",
    "a default that calls": "def d():\n    return 1\ndef probe(x, y=d()):\n    return x",
    "a base class": "class A(dict):\n    pass\ndef probe(x):\n    return A(x)",
    "a metaclass": "class M(type):\n    pass\nclass A(metaclass=M):\n    pass\ndef probe(x):\n    A()\n    return x",
    "a statement that changes NumPy": "np.exp = np.log\ndef probe(x):\n    return np.exp(x)",
    "a statement that calls": "y = print(1)\ndef probe(x):\n    return y",
    "two kinds": "def f(x):\n    return x\nf = [1]\ndef probe(x):\n    return f",
    "a builtin of its own": "max = [1]\ndef probe(x):\n    return max",
    "a name that a lambda binds": "seen = []\ndef probe(x):\n    f = lambda: (seen := 1)\n    seen.append(x)\n    return len(seen)",
    "an annotation that binds nothing": "seen = []\ndef probe(x):\n    (seen): int\n    seen.append(x)\n    return len(seen)",
    "a loop that uses a name in its target": "seen = []\ndef probe(x):\n    d = {}\n    return [len(seen) for d[seen.append(x)] in (x,)]",
    "a loop inside a loop's target": "seen = []\ndef probe(x):\n    d = {}\n    return [(seen.append(x), len(seen)) for d[[0 for seen in ()] == 0] in (x,)]",
    "a self of a loop": "def f(x):\n    return x\nclass A:\n    def go(self, x):\n        return [self.n for self in (f,) for self.n in (x,)]\n    def read(self):\n        return f.n\ndef probe(x):\n    try:\n        old = A().read()\n    except AttributeError:\n        old = None\n    A().go(x)\n    return old",
    "a decorator of its own": "def property(f):\n    seen = []\n    return staticmethod(lambda x: (seen.append(x), len(seen)))\nclass A:\n    @property\n    def go(self):\n        return 1\ndef probe(x):\n    return A().go(x)",
    "a class's own decorator": "class A:\n    def property(f):\n        seen = []\n        def inner(self, x):\n            seen.append(x)\n            return len(seen)\n        return inner\n    @property\n    def go(self):\n        return 1\ndef probe(x):\n    return A().go(x)",
    "an object of its own": "class object:\n    def go(self, x):\n        globals().setdefault('n', []).append(x)\n        return len(globals()['n'])\nclass A(object):\n    pass\ndef probe(x):\n    return A().go(x)",
    "unfilled by keywords of a hidden helper": "def f(x):\n    return x\ndef probe(x: f):\n    f = np.log\n    y = f(np.ones(600), **{'where': False}).sum()\n    np.full(600, x * 1.0)\n    return y",
    "a module as a key": "class A:\n    def seterr(self):\n        return 1\n    def geterr(self):\n        return 1\nT = {np: 1}\ndef probe(x: A):\n    for m in T.keys():\n        old = m.geterr()\n        m.seterr(all='ignore')\n        return old",
    "a class as a key": "class A:\n    def keep(self, x):\n        old = self.n\n        self.n = x\n        return old\n    n = 0\nT = {A: 1}\ndef probe(x):\n    for k in T.keys():\n        return k.keep(k, x)",
    "a lambda as a key": "T = {(lambda x: globals().setdefault('n', []).append(x)): 1, (lambda: globals().get('n')): 2}\ndef probe(x):\n    for k, v in T.items():\n        if v == 1:\n            k(x)\n        else:\n            return len(k())",
    "a table compared": "class A:\n    def __eq__(self, other):\n        other['a'] += 1\n        return other['a']\nT = {'a': 1}\ndef probe(x):\n    return A() == T",
    "a builtin that seems changed": "def probe(x):\n    if x is None:\n        globals.append(1)\n    globals()['n'] = globals().get('n', 0) + 1\n    return globals()['n']",
    "a constant that fails": "globals = -'a'\ndef probe(x):\n    globals()['n'] = globals().get('n', 0) + 1\n    return globals()['n']",
    "a definition that fails": "def globals(x: nobody):\n    return {}\ndef probe(x):\n    globals()['n'] = globals().get('n', 0) + 1\n    return globals()['n']",
    "a class that fails": "class globals:\n    x: nobody\ndef probe(x):\n    globals()['n'] = globals().get('n', 0) + 1\n    return globals()['n']",
    "a name that a class changes": "__seen = 'a'\n_A__seen = []\nclass A:\n    def go(self, x):\n        return (__seen.append(x), len(__seen))\ndef probe(x: _A__seen):\n    return A().go(x)",
    "a format that looks inside": "def f(a):\n    return a + a\ndef probe(x):\n    f(x)\n    return '{0.__code__._co_code_adaptive}'.format(f)",
    "unfilled between fields": "def probe(x):\n    y = sum(np.ones(300, {'names': ['a'], 'formats': ['u1'], 'itemsize': 16}).tobytes())\n    np.full(600, x * 1.0)\n    return y",
    "unfilled between fields, as text": "def probe(x):\n    y = str(np.ones(300, {'names': ['a'], 'formats': ['u1'], 'itemsize': 16}), 'latin1')\n    np.full(600, x * 1.0)\n    return y[:30]",
    "unfilled between fields, as a type": "def probe(x):\n    y = np.ones(300, {'names': ['a'], 'formats': ['u1'], 'itemsize': 16}).astype('V16').astype([('a', 'u1', 16)])['a'].sum()\n    np.full(600, x * 1.0)\n    return y",
    "unfilled after 80 bits": "def probe(x):\n    y = sum(np.ones(100, 'g').tobytes()), sum((np.ones(100, 'g') * 2).tobytes())\n    np.full(200, x * 1.7)\n    return y",
    "unfilled after 80 bits of another": "class A:\n    eps = 1\ndef probe(x: A):\n    y = sum(np.array([np.finfo('g').eps] * 100).tobytes())\n    np.full(200, x * 1.7)\n    return y",
    "unfilled after 80 bits, by a method": "def probe(x):\n    return x.astype('g').tobytes()",
    "unfilled after 80 bits, by place": "def probe(x):\n    return np.add.reduce(x, 0, 'g')",
    "unfilled after 80 bits, by a name": "def probe(x, kind):\n    return np.zeros(3, kind)",
    "unfilled after 80 bits, by signature": "def probe(x):\n    f = np.exp\n    return f(x, signature='g->g')",
    "unfilled after 80 bits, as a value": "def probe(x):\n    f = np.ones\n    return f(3, 'g')",
    "a dtype of its own": "class A:\n    dtype = 'g'\ndef probe(x: A):\n    return np.ones(3, A().dtype)",
    "a format of a value": "def probe(x):\n    return str.format(x, probe)",
    "a generator that ends later": "def gen(box):\n    try:\n        yield 1\n    finally:\n        np.random.seed(box[1])\ndef probe(x):\n    box = [None, x]\n    box[0] = gen(box)\n    for _ in box[0]:\n        break\n    return x",
    "a generator that ends later, by an error": "def gen(box):\n    try:\n        yield 1\n    except:\n        np.random.seed(box[1])\ndef probe(x):\n    box = [None, x]\n    box[0] = gen(box)\n    for _ in box[0]:\n        break\n    return x",
    "builtins of its own": "seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)\n__builtins__ = {'abs': f}\ndef probe(x: __builtins__):\n    return abs(x)",
    "an unknown name": "def probe(x):\n    return surprise(x)",
}


@pytest.mark.parametrize("code", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_could_keep_something_is_not_plain(code):
    """Code that could leave something behind for a later call is not plain."""
    assert not is_plain(NUMPY, code)


def test_star_import_is_not_plain():
    """If names have no certain meaning, nothing is plain."""
    assert not is_plain("from numpy import *", "def probe(x):\n    return exp(x)")
    given = "from helpers import *\ndef probe(x):\n    return helper(x)"
    assert not is_plain("def probe(x):\n    return helper(x)", given=[given])


GIVEN = "from sklearn.datasets import load_wine\nwine = load_wine()\ndef probe(x):\n    return x"


def test_given_statements_may_do_anything():
    """What an instructor gave runs as it is, and does not affect which exercises are plain."""
    assert is_plain(given=[GIVEN])
    assert is_plain("def probe(x):\n    return 2 * x", given=[GIVEN])


@pytest.mark.parametrize(
    "own",
    [
        "def load_wine():\n    return probe",
        "def make():\n    return probe",
        "def helper():\n    return probe",
        "def len(x):\n    return probe",
    ],
)
def test_given_statements_that_call_a_students_code_are_not_plain(own):
    """A student's function that is called while loading could do anything."""
    given = (
        "from sklearn.datasets import load_wine\ndef helper():\n    return len('a')\n"
        "def make():\n    return helper()\nwine = load_wine(), make()\n"
        "def probe(x):\n    wine\n    return x"
    )
    cells = [own, "def probe(x):\n    return x"]
    assert not is_plain(*cells, given=[given])


def test_data_is_not_plain():
    """An exercise that reads given data is not plain, because it could write there."""
    assert not is_plain("def probe(x):\n    return wine", given=[GIVEN])


def test_annotations_that_look_up_data_are_not_plain():
    """An annotation inside a function is evaluated at each call, and may fill a dict."""
    given = "from collections import defaultdict\nvocabulary = defaultdict(lambda: len(vocabulary))"
    code = (
        "three = (1, 2, 3)\ndef probe(x):\n    try:\n"
        "        def f(v: three[vocabulary[x]]):\n            return v\n"
        "        return f(x)\n    except IndexError:\n        return 'full'"
    )
    assert not is_plain(code, given=[given])
    assert is_plain(code.replace("three[vocabulary[x]]", "list[int] | None"), given=[given])


def test_given_cells_are_read_once_wherever_they_stand():
    """A given cell's statements get the number of the cell that contains it."""
    given = read_given(["a = 1\nb = 2"])
    notebook = read_cells([(1, "c = 3"), (7, "a = 1\nb = 2"), (9, "a = 1\nb = 2\n")], given)
    assert [(s.cell, s.line, s.is_given) for s in notebook.statements] == [
        (1, 1, False),
        (7, 1, True),
        (7, 2, True),
        (9, 1, False),
        (9, 2, False),
    ]


def test_given_cells_that_do_not_parse_are_read_again():
    """The error is reported with the number of the cell that contains it."""
    given = read_given(["a = = 1"])
    assert [note.cell for note in read_cells([(4, "a = = 1")], given).problems] == [4]
