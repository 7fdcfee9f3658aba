"""Remote classes: the objects of the reference stay with the grader."""

# ruff: noqa: D105, E501 - many small methods, and students' code

import abc
import contextlib
import dataclasses
import enum

import numpy as np
import pytest

from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.functions import StudentCrashed
from autograder.student.objects import can_be_remote
from autograder.student.oracle import Oracle, RefusedError
from autograder.wire.marks import mark_of
from autograder.wire.messages import Ask, Call, Callback

pytestmark = pytest.mark.processes


class Empty(Exception):
    """The account has no money to withdraw."""


class Account:
    """The reference's class: an account with a history."""

    currency = "EUR"
    made = 0

    def __init__(self, balance=0.0):
        self.balance = balance
        self.history = []
        self._limit = 100.0
        self.partner = None

    def deposit(self, amount):
        """Add an amount; return the account, so that calls can be chained."""
        self.balance += amount
        self.history.append(amount)
        return self

    def withdraw(self, amount):
        """Take an amount, if the account has it."""
        if amount < 0:
            raise ValueError("negative")
        if amount > self.balance:
            raise Empty(amount)
        self.balance -= amount

    @property
    def doubled(self):
        """Twice the balance."""
        return 2 * self.balance

    @classmethod
    def parse(cls, text):
        """Read an account from text."""
        return cls(float(text))

    @staticmethod
    def rate(years):
        """Return the interest of some years."""
        return 1.1**years

    def __add__(self, other):
        return (
            Account(self.balance + other.balance) if isinstance(other, Account) else NotImplemented
        )

    def __eq__(self, other):
        return isinstance(other, Account) and self.balance == other.balance

    def __hash__(self):
        return hash(self.balance)

    def __len__(self):
        return len(self.history)

    def __iter__(self):
        return iter(self.history)

    def __repr__(self):
        return f"Account({self.balance})"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.balance = 0.0


class Savings(Account):
    """An account that earns interest."""

    def earn(self):
        """Add interest."""
        self.deposit(self.balance * 0.5)


def total(accounts):
    """Return the sum of accounts."""
    return sum(account.balance for account in accounts)


# Nothing here depends on the level, so the second one is for `make test-slow`.
LEVELS = [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=LEVELS)
def sandbox(request):
    """One warm sandbox of each level for the whole module."""
    sandbox = Sandbox(make_policy(request.param))
    yield sandbox
    sandbox.close()


WRONG = """
class Empty(Exception):
    pass
class Account:
    def __init__(self, balance=0):
        self.balance = 'wrong'
class Savings(Account):
    def earn(self):
        return 'wrong'
"""


@pytest.fixture
def probe(sandbox, student_in):
    """Call a notebook's function after the reference's Account replaced a wrong one."""

    def call(code, x=2.0):
        bound = [("Account", Account), ("Savings", Savings), ("total", total)]
        return student_in(sandbox, WRONG + code, signatures={"probe": ["x"]}, rebind=bound).probe(x)

    return call


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return Account(x).balance", 2.0),
        ("return Account(balance=x).doubled", 4.0),
        ("a = Account(x)\n    a.balance = 7\n    return a.doubled", 14),
        ("return Account(x).deposit(3).deposit(4).balance", 9.0),
        ("a = Account(x)\n    return a.deposit(1) is a", True),
        ("a = Account(x)\n    a.history.append(5)\n    return [len(a), a.history, list(a)]", [1, [5], [5]]),
        ("a = Account(x)\n    h = [1]\n    a.history = h\n    h.append(2)\n    return len(a)", 2),
        ("return (Account(x) + Account(1)).balance", 3.0),
        ("return [Account(x) == Account(2), len({Account(x), Account(2)})]", [True, 1]),
        ("return repr(Account(x))", "Account(2.0)"),
        ("return [Account.parse('4').balance, Account.rate(1), Account.currency]", [4.0, 1.1, "EUR"]),
        ("Account.made += 3\n    return Account.made", 3),
        ("with Account(x) as a:\n        before = a.balance\n    return [before, a.balance]", [2.0, 0.0]),
        ("return total([Account(x), Account(5)])", 7.0),
        ("a = Account(1)\n    a.partner = Account(x)\n    return a.partner.balance", 2.0),
        ("a, b = Account(1), Account(x)\n    a.partner = b\n    return a.partner is b", True),
        ("return [isinstance(Savings(1), Account), type(Account(1)).__name__]", [True, "Account"]),
        ("s = Savings(x)\n    s.earn()\n    return s.balance", 3.0),
        ("return [hasattr(Account(), 'none'), getattr(Account(), 'none', 4)]", [False, 4]),
        ("return hasattr(Account(1), '__globals__')", False),
        ("return Account(1)._limit", 100.0),
        ("try:\n        Account(1).withdraw(x)\n    except Empty:\n        return 'empty'", "empty"),
        ("try:\n        Account(1).withdraw(-x)\n    except ValueError:\n        return 'no'", "no"),
    ],
)  # fmt: skip
def test_objects_of_the_reference_are_used(probe, body, expected):
    """They behave like local objects: attributes, methods, operators, exceptions."""
    assert probe(f"def probe(x):\n    {body}") == expected


@pytest.mark.parametrize(
    "code",
    [
        "class Mine(Account):\n    def __init__(self, x):\n        super().__init__(x)\n        self.fee = 1",
        "class Mine(Account):\n    fee = 1\n",
        "class Mine(Account):\n    @property\n    def fee(self):\n        return self.rate(0)",
        "class Between(Account):\n    pass\nclass Mine(Between):\n    fee = 1",
    ],
    ids=["init", "class attribute", "property", "two levels"],
)
def test_classes_of_the_student_s_are_derived_from_it(probe, code):
    """They were derived from the wrong class when the notebook was loaded."""
    body = "m = Mine(x)\n    m.deposit(3)\n    return [m.balance, m.fee, isinstance(m, Account)]"
    assert probe(f"{code}\ndef probe(x):\n    {body}") == [5.0, 1, True]


def test_a_method_that_a_student_adds_stays_theirs(probe):
    """A function does not cross the wire."""
    code = "def probe(x):\n    Account.twice = lambda self: 2 * self.balance\n    return Account(x).twice()"
    assert probe(code) == 4.0


@pytest.mark.parametrize(
    "body",
    [
        "return Account.__init__.__globals__['os']",
        "return Account(1).__class__.__bases__[0].nothing",
        "Account(1).deposit(1, 2, 3)",
        "Account.deposit(4, 5)",
    ],
)
def test_what_it_does_not_have_is_an_error_of_the_student_s(probe, body):
    """Nothing of the grader is behind it."""
    with pytest.raises(StudentCrashed):
        probe(f"def probe(x):\n    {body}")


def test_for_which_classes_it_stands_in():
    """Only plain classes are replaced; others would have to exist in the sandbox."""

    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self):
            """Return the area."""

    plain = [total, Account, Savings, dataclasses.make_dataclass("Point", ["x"])]
    others = [Empty, Shape, enum.Enum("Color", ["RED"]), type("Row", (list,), {})]
    assert all(map(can_be_remote, plain))
    assert not any(map(can_be_remote, others))


# -- what it gives away ----------------------------------------------------------------

NET = """
class Net:
    def __init__(self, w):
        self.w = w
    def cost(self, x):
        return float(np.sum((self.w * x) ** 2))
"""
GRADIENT = """
def gradient(w, x):
    Net(w).cost(x)
    return 2 * w * x * x
"""
W, X = np.array([0.5, 1.5]), np.array([2.0, 3.0])


@pytest.fixture
def oracle(reference_of):
    """The oracle, if marks depend on answers, for a call of `gradient`."""
    reference = reference_of(Net=NET, gradient=GRADIENT)
    oracle = Oracle({"Net": reference.Net}, reference.solve, is_strict=True)
    oracle.begin(Call("gradient"), [[{"w": W, "x": X}, {}, None]])
    return oracle


def cost(x):
    """Return the questions for a cost."""
    return Callback("Net", attribute="cost"), [mark_of("Net", 0), x], {}


def test_the_reference_s_own_questions_about_objects_are_answered_exactly(oracle):
    """Arguments of the class and its methods may be asked any number of times."""
    for number in range(20):
        assert oracle.answer(Callback("Net"), [W], {}) == (mark_of("Net", number), True)
        assert oracle.answer(*cost(X)) == (float(np.sum((W * X) ** 2)), True)


def test_very_many_changes_by_known_numbers_are_another_question(oracle):
    """Together they could reach any number."""
    oracle.answer(Callback("Net"), [W], {})
    change = Callback("Net", Ask.SET, "w")
    assert not all(oracle.answer(change, [mark_of("Net", 0), W], {})[1] for _ in range(200))


def test_an_object_of_other_numbers_tells_nothing_exact(oracle):
    """Its methods, its attributes and its text are all rounded."""
    oracle.answer(Callback("Net"), [W], {})
    exact = oracle.answer(*cost(X))[0]
    made, is_known = oracle.answer(Callback("Net"), [W + 0.01], {})
    assert (made, is_known) == (mark_of("Net", 1), False)
    asked, args, kwargs = cost(X)
    rough = oracle.answer(asked, [made, *args[1:]], kwargs)[0]
    assert rough == pytest.approx(exact, rel=0.1)
    assert float(f"{rough:.1e}") == rough


def test_changes_of_objects_are_questions_too(oracle):
    """A slightly changed weight is not one of the reference's questions."""
    oracle.answer(Callback("Net"), [W], {})
    change = Callback("Net", Ask.SET, "w")
    step = [mark_of("Net", 0), W + 1e-3]
    for _ in range(10):
        with contextlib.suppress(RefusedError):
            assert not oracle.answer(change, step, {})[1]
    with pytest.raises(RefusedError):
        oracle.answer(change, step, {})


@pytest.mark.parametrize(
    "asked",
    [
        Callback("Net", Ask.GET, "__class__"),
        Callback("Net", attribute="__init__"),
        Callback("Net", attribute="__class__"),
        Callback("Net", attribute="w"),
        Callback("Other"),
    ],
)
def test_what_may_not_be_asked(oracle, asked):
    """Python's own machinery, other names and other classes are refused."""
    oracle.answer(Callback("Net"), [W], {})
    with pytest.raises(RefusedError):
        oracle.answer(asked, [mark_of("Net", 0)], {})


@pytest.mark.parametrize("mark", [mark_of("Net", 1), mark_of("Net", 999_999_999)])
def test_an_object_that_was_not_given_is_refused(oracle, mark):
    """A worker may invent a number."""
    oracle.answer(Callback("Net"), [W], {})
    with pytest.raises(RefusedError):
        oracle.answer(Callback("Net", Ask.GET, "w"), [mark], {})
