"""Mistakes that students make in `Account`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("Account")
def below_zero(owner, *, reference):
    """Your account lets people withdraw more than the balance."""
    account = reference.Account(owner)

    def withdraw(amount):
        account.balance -= amount
        return True

    account.withdraw = withdraw
    return account


@misconception("Account")
def never_the_last_coin(owner, *, reference):
    """Your account refuses to pay out the whole balance.

    Only a withdrawal of *more* than the balance is refused. Look at `<` and `<=`.
    """
    account = reference.Account(owner)
    pay_out = account.withdraw
    account.withdraw = lambda amount: amount < account.balance and pay_out(amount)
    return account


@misconception("Account")
def deposit_replaces(owner, *, reference):
    """A second deposit replaces the first one. `=` sets the balance and does not add to it."""
    account = reference.Account(owner)
    account.deposit = lambda amount: setattr(account, "balance", amount)
    return account


@misconception("Account")
def says_nothing(owner, *, reference):
    """Your method `withdraw` returns nothing. It must return `True` or `False`."""
    account = reference.Account(owner)
    pay_out = account.withdraw

    def withdraw(amount):
        pay_out(amount)

    account.withdraw = withdraw
    return account
