"""What test cells of real courses do is done outside the student's process, kind by kind."""

import pytest
from notebooks import checked, code, solution, write

from autograder.adoption.run import adopt
from autograder.grading.examination import Where
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

GIVEN = """
import leaves
import sqlite3
import matplotlib.pyplot as plt
table = {"old": 1}
class Tree:
    def __init__(self, value):
        self.value = value
"""


def lines(*texts):
    """Return one text of several lines."""
    return "\n".join(texts)


# A module beside the notebook.
MODULE = """
class Leaf:
    def __init__(self, size):
        self.size = size
    def __eq__(self, other):
        return self.size == other.size
"""

# By kind: what the student writes, and the test cells.
KINDS = {
    "a stream that a cell has put in the place of stdout": (
        "def greet():\n    print('hello')",
        [
            lines(
                "import io, sys",
                "old, sys.stdout = sys.stdout, io.StringIO()",
                "greet()",
                "told, sys.stdout = sys.stdout.getvalue(), old",
                "assert told == 'hello\\n'",
            )
        ],
    ),
    "objects that an earlier test cell has made": (
        lines(
            "class Box:",
            "    def open(self):",
            "        raise Shut('shut')",
            "class Shut(Exception): pass",
        ),
        [
            "box = Box()\nassert isinstance(box, Box)",
            "try:\n    box.open()\nexcept Shut as error:\n    assert str(error) == 'shut'",
        ],
    ),
    "objects of classes that the instructor gives": (
        "def grow(tree):\n    tree.value += 1\n    return tree",
        ["tree = Tree(1)\nassert grow(tree) is tree\nassert tree.value == 2"],
    ),
    "objects that a test cell has made, in the student's later cells": (
        "def value():\n    return tree.value",
        ["assert value() == 2 and isinstance(Tree(1), Tree)"],
    ),
    "subclasses of classes that the instructor gives": (
        "class Oak(Tree):\n    pass",
        ["assert issubclass(Oak, Tree)\nassert isinstance(Oak(1), Tree)"],
    ),
    "databases in files": (
        lines(
            "def stored(path):",
            "    base = sqlite3.connect(path)",
            "    base.execute('create table t (a int)')",
            "    base.commit()",
            "    return base.execute('select count(*) from t').fetchone()[0]",
        ),
        ["assert stored('some.db') == 0"],
    ),
    "names that a test cell deletes": (
        "def helper():\n    return 1\ndef helped():\n    return helper() + 1",
        [
            lines(
                "kept = helper",
                "del helper",
                "try:",
                "    helped()",
                "except NameError:",
                "    pass",
                "else:",
                "    raise AssertionError('it does not use helper')",
                "finally:",
                "    helper = kept",
                "assert helped() == 2",
            )
        ],
    ),
    "names that a test cell binds anew or changes": (
        "def base():\n    return 1\ndef based():\n    return base() + len(table)",
        [
            lines(
                "calls = []",
                "def base():",
                "    calls.append(1)",
                "    return 10",
                "assert based() == 11",
                "table['new'] = 2",
                "assert based() == 12",
                "assert len(calls) == 2",
            )
        ],
    ),
    "coroutines": (
        "async def later(n):\n    return n\nasync def several(n):\n    for i in range(n): yield i",
        ["assert await later(3) == 3\nassert [i async for i in several(2)] == [0, 1]"],
    ),
    "enumerations and dataclasses": (
        lines(
            "import enum, dataclasses",
            "Colour = enum.Enum('Colour', 'RED BLUE')",
            "@dataclasses.dataclass",
            "class Card:",
            "    rank: str",
        ),
        [
            lines(
                "assert [c.name for c in Colour] == ['RED', 'BLUE'] and len(Colour) == 2",
                "assert Colour['RED'] is Colour.RED and Colour.RED != Colour.BLUE",
                "import dataclasses",
                "assert dataclasses.asdict(Card('A')) == {'rank': 'A'}",
            )
        ],
    ),
    "what functions are made of": (
        "def root(x, *, n=2):\n    'A root.'\n    return x ** (1 / n)",
        [
            lines(
                "assert root.__doc__ == 'A root.'",
                "assert root.__code__.co_argcount == 1",
                "assert 'n' in root.__code__.co_varnames",
            )
        ],
    ),
    "names that an earlier test cell has bound anew": (
        "place = 'here'\ndef where():\n    return place",
        ["place = 'there'\nassert where() == 'there'", "assert where() == 'there'"],
    ),
    "decorators": (
        lines(
            "import functools",
            "def same(f):",
            "    @functools.wraps(f)",
            "    def inner(*args):",
            "        return f(*args)",
            "    return inner",
        ),
        [
            lines(
                "@same",
                "def add(a, b):",
                "    'Adds.'",
                "    return a + b",
                "assert (add(1, 2), add.__name__, add.__doc__) == (3, 'add', 'Adds.')",
            )
        ],
    ),
    "classes that derive from Python's containers": (
        "class Stack(list):\n    @property\n    def top(self):\n        return self[-1]",
        ["stack = Stack([1])\nassert isinstance(stack, list) and stack == [1] and stack.top == 1"],
    ),
    "classes that say when objects are equal": (
        lines(
            "class Vector:",
            "    def __init__(self, *parts): self.parts = parts",
            "    def __eq__(self, other): return self.parts == other.parts",
            "    def __add__(self, other):",
            "        return Vector(*map(sum, zip(self.parts, other.parts)))",
        ),
        ["assert Vector(1, 2) + Vector(1, 1) == Vector(2, 3) and Vector(1) != Vector(2)"],
    ),
    "libraries that look for their shared libraries": (
        lines(
            "import numpy as np",
            "from sklearn.cluster import KMeans",
            "found = KMeans(2, n_init=1).fit(np.array([[0.0], [0.1], [5.0]]))",
        ),
        ["assert found.n_clusters == 2 and found.predict([[0.0], [5.0]]).tolist()[0] in {0, 1}"],
    ),
    "classes of a test that derive from a student's": (
        lines(
            "from abc import ABC, abstractmethod",
            "class Rows(ABC):",
            "    @abstractmethod",
            "    def __len__(self): ...",
        ),
        [
            lines(
                "class Three(Rows):",
                "    def __init__(self, n): self.n = n",
                "    def __len__(self): return self.n",
                "three = Three(3)",
                "assert len(three) == three.n == 3 and isinstance(three, Rows) and three == three",
                "try:",
                "    Rows()",
                "except TypeError:",
                "    pass",
                "else:",
                "    raise AssertionError('it is not abstract')",
            )
        ],
    ),
    "names of the attributes of classes": (
        "class Song:\n    def play(self): pass\n    loud = True",
        [
            lines(
                "assert {'loud', 'play'} <= set(dir(Song))",
                "assert [n for n in dir(Song) if not n.startswith('_')] == ['loud', 'play']",
            )
        ],
    ),
    "estimators that a test hands to scikit-learn": (
        lines(
            "import numpy as np",
            "from sklearn.linear_model import LinearRegression",
            "column = np.arange(6.0).reshape(6, 1)",
            "model = LinearRegression().fit(column, column.ravel())",
        ),
        [
            lines(
                "from sklearn.model_selection import cross_val_score",
                "from sklearn.utils.validation import check_is_fitted",
                "check_is_fitted(model)",
                "assert len(cross_val_score(model, column, column.ravel(), cv=2)) == 2",
            )
        ],
    ),
    "containers of libraries": (
        "from scipy.optimize import minimize\nfound = minimize(lambda v: (v ** 2).sum(), [1.0])",
        ["assert found.success and abs(found.x[0]) < 1e-3 and 'fun' in found"],
    ),
    "builtins that a test cell replaces": (
        "def greet():\n    name = input('Name? ')\n    print('Hello', name)",
        [
            lines(
                "from unittest.mock import patch",
                "with patch('builtins.input', return_value='Ann') as asked:",
                "    with patch('builtins.print') as said:",
                "        greet()",
                "asked.assert_called_once()",
                "said.assert_called_once_with('Hello', 'Ann')",
            ),
            lines(
                "import io, contextlib",
                "names, asking = iter(['Bob']), input",
                "input = lambda prompt='': next(names)",
                "with contextlib.redirect_stdout(io.StringIO()) as told:",
                "    greet()",
                "input = asking",
                "assert told.getvalue() == 'Hello Bob\\n'",
            ),
        ],
    ),
    "arguments that a function returns": (
        "def whole(value, *more):\n    return value\ndef copied(value):\n    return list(value)",
        [
            lines(
                "values, table = [3, 1], {'a': 1}",
                "assert whole(values) is values and copied(values) is not values",
                "assert whole(table, values) is table",
            )
        ],
    ),
    "files in memory that a function writes into": (
        "def saved(rows, file):\n    for row in rows:\n        print(*row, file=file)",
        [
            lines(
                "import io",
                "file = io.StringIO()",
                "saved([(1, 2)], file)",
                "saved([(3, 4)], file)",
                "assert file.getvalue() == '1 2\\n3 4\\n'",
            )
        ],
    ),
    "functions that NumPy vectorizes": (
        "def signed(x):\n    return 1 if x > 0 else -1",
        [
            lines(
                "import numpy as np",
                "assert np.vectorize(signed)(np.array([2.0, -3.0])).tolist() == [1, -1]",
                "assert signed is not None and signed != None",
            )
        ],
    ),
    "arrays of a student's sequences": (
        lines(
            "class Row:",
            "    def __init__(self, *values): self.values = values",
            "    def __len__(self): return len(self.values)",
            "    def __getitem__(self, n): return self.values[n]",
        ),
        [
            lines(
                "import numpy as np",
                "assert np.asarray(Row(1, 2)).tolist() == [1, 2] and len(Row()) == 0",
            )
        ],
    ),
    "objects that are in sets": (
        lines(
            "class Coin:",
            "    def __init__(self, worth): self.worth = worth",
            "    def __eq__(self, other): return self.worth == other.worth",
            "    def __hash__(self): return hash(self.worth)",
        ),
        ["assert len({Coin(1), Coin(1), Coin(2)}) == 2 and {Coin(1): 'one'}[Coin(1)] == 'one'"],
    ),
    "classes that derive from a library's": (
        lines(
            "import numpy as np",
            "from sklearn.base import BaseEstimator, ClassifierMixin",
            "class Most(ClassifierMixin, BaseEstimator):",
            "    def __init__(self, weight=1): self.weight = weight",
            "    def fit(self, X, y):",
            "        self.classes_, counts = np.unique(y, return_counts=True)",
            "        self.most_ = self.classes_[counts.argmax()]",
            "        return self",
            "    def predict(self, X): return np.full(len(X), self.most_)",
        ),
        [
            lines(
                "from sklearn.base import clone",
                "from sklearn.model_selection import cross_val_score",
                "model = Most(2)",
                "assert isinstance(model, BaseEstimator) and issubclass(Most, ClassifierMixin)",
                "assert clone(model).weight == 2 and clone(model) is not model",
                "X, y = np.zeros((6, 1)), np.array([0, 1, 1, 0, 1, 1])",
                "assert cross_val_score(model, X, y, cv=2).mean() > 0.5",
            )
        ],
    ),
    "what libraries have besides values": (
        lines(
            "import numpy as np, pandas as pd",
            "groups = pd.DataFrame({'a': [1, 1, 2]}).groupby('a')",
            "line = np.polynomial.Polynomial([1, 2])",
        ),
        [
            lines(
                "assert isinstance(groups, pd.api.typing.DataFrameGroupBy)",
                "assert isinstance(line, np.polynomial.Polynomial)",
                "assert type(line) == np.polynomial.Polynomial and type(line) != np.poly1d",
            )
        ],
    ),
    "annotations": (
        "def half(n: int, names: list[str] | None = None) -> float:\n    return n / 2",
        [
            lines(
                "import typing",
                "assert half.__annotations__['return'] is float",
                "assert typing.get_type_hints(half)['n'] is int",
            )
        ],
    ),
    "objects of a module beside the notebook": (
        lines(
            "def grown(leaf):",
            "    leaf.size += 1",
            "    return leaf",
            "def sizes(tree):",
            "    return [leaf.size for leaf in tree]",
        ),
        [
            lines(
                "leaf = leaves.Leaf(1)",
                "assert grown(leaf) is leaf and leaf.size == 2",
                "assert sizes([leaf, leaves.Leaf(5)]) == [2, 5]",
                "assert grown(leaves.Leaf(1)) == leaves.Leaf(2)",
            )
        ],
    ),
    "the current figure": (
        "import matplotlib.pyplot as plt\ndef draw():\n    plt.plot([1, 2])\n    plt.title('two')",
        [
            lines(
                "plt.close('all')",
                "draw()",
                "assert plt.gca().get_title() == 'two' and len(plt.gcf().axes) == 1",
                "plt.close()",
                "assert plt.get_fignums() == []",
            )
        ],
    ),
}
# By kind again: these must run inside.
INSIDE = {
    "a name that an earlier test cell has bound": (
        "import sys\nroot = 4",
        ["side = 2", "assert vars(sys.modules['__main__'])['root'] == side * 2"],
    ),
}


def cells():
    """Return the cells of a notebook of all kinds."""
    yield code(GIVEN)
    for number, (answer, tests) in enumerate((KINDS | INSIDE).values()):
        yield solution(f"answer_{number}", answer)
        for place, test in enumerate(tests):
            yield checked(f"test_{number}_{place}", test)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Where each test cell judges and why, by the number of its kind and its own."""
    root = tmp_path_factory.mktemp("kinds")
    write(root / "source/all/all.ipynb", *cells())
    (root / "source/all/leaves.py").write_text(MODULE, encoding="utf-8")
    (one,) = adopt(root, Isolation.NAMESPACES)
    return {cell.question: (cell.where, cell.reason) for cell in one.examined}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_runs_outside(kind, found):
    """Each of its test cells does."""
    number = [*KINDS].index(kind)
    own = [told for name, told in found.items() if name.startswith(f"test_{number}_")]
    assert own == [(Where.OUTSIDE, "")] * len(KINDS[kind][1])


@pytest.mark.parametrize("kind", INSIDE)
def test_a_kind_runs_inside(kind, found):
    """Its last test cell does, with what it needs of the earlier ones."""
    number = [*KINDS, *INSIDE].index(kind)
    assert found[f"test_{number}_{len(INSIDE[kind][1]) - 1}"][0] is Where.INSIDE
