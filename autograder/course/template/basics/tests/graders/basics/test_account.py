import pytest

from autograder.checks import check_close, check_equal, check_number

pytestmark = pytest.mark.exercise("Account")


@pytest.fixture
def amounts(rng):
    """Two amounts, the second of which is smaller."""
    return int(rng.integers(50, 90)), int(rng.integers(10, 40))


@pytest.mark.needs_value
def test_opened(student, names):
    """A new account has its owner and no money"""
    seen = student.Account.use(names[0], steps=[("owner",), ("balance",)])
    check_equal(seen["owner"], names[0], "the owner")
    check_close(check_number(seen["balance"], "the balance"), 0, "the balance")


@pytest.mark.weight(2)
def test_deposits(student, amounts):
    """Deposits add up"""
    steps = [("deposit", amounts[0]), ("deposit", amounts[1]), ("balance",)]
    seen = student.Account.use("Ada", steps=steps)
    check_close(check_number(seen["balance"], "the balance"), sum(amounts), "the balance")


@pytest.mark.weight(2)
def test_withdrawal(student, amounts):
    """A withdrawal lowers the balance"""
    steps = [("deposit", amounts[0]), ("withdraw", amounts[1]), ("balance",)]
    seen = student.Account.use("Ada", steps=steps)
    left = check_number(seen["balance"], "the balance")
    check_close(left, amounts[0] - amounts[1], "the balance")


@pytest.mark.weight(2)
def test_too_much(student, amounts):
    """A withdrawal of more than the balance changes nothing"""
    steps = [("deposit", amounts[1]), ("withdraw", amounts[0]), ("balance",)]
    seen = student.Account.use("Ada", steps=steps)
    check_close(check_number(seen["balance"], "the balance"), amounts[1], "the balance")


@pytest.mark.needs_value
def test_everything(student, amounts):
    """The whole balance can be withdrawn"""
    steps = [("deposit", amounts[0]), ("withdraw", amounts[0]), ("balance",)]
    seen = student.Account.use("Ada", steps=steps)
    check_close(check_number(seen["balance"], "the balance"), 0, "the balance")


def test_answers(student, amounts):
    """The method withdraw says whether there was enough"""
    steps = [("deposit", amounts[0]), ("withdraw", amounts[1]), ("withdraw", amounts[0])]
    seen = student.Account.use("Ada", steps=steps)
    answers = [seen["withdraw"], seen["withdraw 2"]]
    check_equal(answers, [True, False], "what withdraw returns")
