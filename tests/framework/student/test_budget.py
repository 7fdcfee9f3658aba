import math
import os
import socket
import subprocess
import sys
import time

import numpy as np
import pytest

from autograder.course.settings import Limits
from autograder.sandbox.usage import NOTHING, Usage, inner_pids, tree, usage_of
from autograder.student.budget import PATIENCE, Account, Budget, Clock, Warned
from autograder.wire import messages as m
from autograder.wire.frames import receive, send

pytestmark = pytest.mark.processes


class Machine:
    """A process on a machine with simulated time."""

    def __init__(self):
        self.now = 100.0
        self.cpu_s = 0.0
        self.is_asleep = False
        self.looks = 0
        self.clock = Clock(self.look, lambda: self.now, slice_s=0.1)

    def look(self):
        """Return what the process has used."""
        self.looks += 1
        return Usage(self.cpu_s, self.is_asleep)

    def wait(self, watch, seconds, cpu=0.0, moved=0):
        """Let time pass, during part of which the process computes, as `wire` waits."""
        end = self.now + seconds
        while self.now < end:
            step = min(watch.left_s(moved), end - self.now)
            self.now += step
            self.cpu_s += cpu * step
        watch.left_s()


@pytest.fixture
def machine():
    """A machine with a process that has used nothing."""
    return Machine()


@pytest.mark.parametrize("share", [1.0, 0.25, 0.2])
def test_computing_costs_its_cpu_time_at_any_load(machine, share):
    """The same work fits into the same limit, whatever share of a processor it gets."""
    account = Account(2.0)
    with machine.clock.watch(account) as watch:
        machine.wait(watch, 1.8 / share, cpu=share)
        assert account.used_s == pytest.approx(1.8, abs=0.11)
        with pytest.raises(TimeoutError):
            machine.wait(watch, 0.3 / share, cpu=share)


def test_sleeping_costs_the_time_that_passes(machine):
    """A sleeping process does not wait for the machine."""
    machine.is_asleep = True
    account = Account(2.0)
    with machine.clock.watch(account) as watch:
        machine.wait(watch, 1.9)
        with pytest.raises(TimeoutError):
            machine.wait(watch, 0.4)


def test_a_grader_that_is_kept_waiting_itself_counts_all_of_a_sleep(machine):
    """A long sleep counts even if the grader looks rarely."""
    machine.is_asleep = True
    account = Account(3.0)
    with machine.clock.watch(account) as watch:
        for _ in range(2):
            machine.now += 2.0
            watch.left_s()
        machine.now += 2.0
        with pytest.raises(TimeoutError):
            watch.left_s()


def test_waiting_for_the_machine_costs_nothing_up_to_a_bound(machine):
    """Waiting for a processor or a disk is free, up to ten times the limit."""
    account = Account(2.0)
    with machine.clock.watch(account) as watch:
        machine.wait(watch, 2.0 * PATIENCE - 0.2)
        assert account.used_s == 0.0
        with pytest.raises(TimeoutError):
            machine.wait(watch, 0.4)


def test_who_sends_much_is_not_asleep(machine):
    """Such a process waits for a grader that is late to read."""
    machine.is_asleep = True
    account = Account(2.0)
    with machine.clock.watch(account) as watch:
        machine.wait(watch, 4.0, moved=1 << 16)
    assert account.used_s == 0.0


def test_a_call_that_returns_at_once_costs_no_look(machine):
    """Many such calls cost only their time in all."""
    account = Account(2.0)
    for _ in range(1000):
        with machine.clock.watch(Account(1.0), account) as watch:
            machine.wait(watch, 0.001, cpu=1.0)
    assert machine.looks <= 10
    assert account.used_s == pytest.approx(1.0, abs=0.11)


def test_each_exercise_pays_for_its_own(machine):
    """Time that was not yet measured is charged before the next exercise begins."""
    first, second, total = Account(9.0), Account(9.0), Account(9.0)
    for account in (first, second, second):
        with machine.clock.watch(Account(9.0), account, total) as watch:
            machine.wait(watch, 0.09, cpu=1.0)
    with machine.clock.watch(Account(9.0), first, total):
        pass
    used = (first.used_s, second.used_s, total.used_s)
    assert used == pytest.approx((0.09, 0.18, 0.27))


def test_a_call_does_not_pay_for_the_one_before(machine):
    """Whatever the first look during a call finds, earlier calls are not charged to it."""
    before, total = Account(9.0), Account(9.0)
    with machine.clock.watch(before, total):
        machine.now += 0.5
        machine.cpu_s += 3.0  # of several threads
    once = Account(1.0)
    with machine.clock.watch(once, total) as watch:
        machine.wait(watch, 0.05)
    assert (once.used_s, total.used_s) == pytest.approx((0.0, 3.0))


@pytest.mark.parametrize(
    ("step_s", "first"),
    [(1.0, [1.0, 2.0, 3.0]), (math.inf, [2.0, 3.75, 5.28125])],
)
def test_a_warning_comes_after_each_step(step_s, first):
    """A step is never more than an eighth of the rest: something is left for what comes."""
    warned = []
    account = Warned(16.0, step_s, lambda: warned.append(account.used_s))
    for _ in range(1024):
        account.charge(1 / 64, 1 / 64)
    assert warned[:3] == first
    assert 14.0 < warned[-2] < warned[-1] < 16.0
    assert account.is_used_up


def test_what_happens_at_our_expense_is_charged_to_nobody():
    """The accounts stay as they were, and our time has its own limit."""
    budget = Budget(Limits(exercise_s=3.0, total_s=4.0))
    total, own = budget.total, budget.exercise("one")
    with budget.at_our_expense():
        assert {total, own}.isdisjoint((budget.total, budget.exercise("one")))
        budget.total.charge(100.0, 100.0)
        assert budget.total.is_used_up
    assert (budget.total, budget.exercise("one")) == (total, own)
    assert not total.is_used_up


# -- real processes --------------------------------------------------------------------


@pytest.fixture
def started():
    """Start Python code that prints a line when it is running."""
    processes = []

    def start(code):
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        processes.append(process)
        assert process.stdout.readline()
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


BURN = """
import os, sys, threading, time
def burn(seconds):
    start = time.thread_time()
    while time.thread_time() - start < seconds: pass
def end(*_):
    os._exit(0)
"""
SAY = "print(1, flush=True); sys.stdin.read()"


@pytest.mark.parametrize(
    "code",
    [
        "burn(0.3)",
        "t = threading.Thread(target=burn, args=(0.3,)); t.start(); t.join()",
        "if os.fork() == 0: end(burn(0.3))\nos.wait()",
        "if os.fork() == 0:\n    os.fork() or end(burn(0.3))\n    os.wait(); end()\nos.wait()",
    ],
    ids=["itself", "thread", "child", "grandchild"],
)
def test_all_that_a_tree_used_is_counted(started, code):
    """Threads, children and ended children that were waited for are counted."""
    process = started(f"{BURN}\n{code}\n{SAY}")
    assert 0.28 <= usage_of(process.pid).cpu_s < 1.5


def test_who_sleeps_is_told_from_who_computes(started):
    """One busy thread or child among sleeping ones is enough."""
    spins = "\nwhile True: pass"
    child = started(f"{BURN}\nif os.fork() == 0:\n    print(1, flush=True)\n    burn(99)\n{SAY}")
    busy = [
        started(BURN + "print(1, flush=True)" + spins),
        started(f"{BURN}\nthreading.Thread(target=burn, args=(99,), daemon=True).start()\n{SAY}"),
        child,
    ]
    asleep = started("import sys, time\nprint(1, flush=True)\ntime.sleep(3600)")
    while not usage_of(asleep.pid).is_asleep:
        time.sleep(0.01)
    assert [usage_of(process.pid).is_asleep for process in busy] == [False] * 3
    for pid in list(tree(child.pid))[1:]:
        os.kill(pid, 9)


def test_a_process_that_is_gone_has_used_nothing(started):
    """Its pid belongs to nobody."""
    process = started(f"import sys\n{SAY}")
    process.communicate(b"")
    assert usage_of(process.pid) == NOTHING
    assert (list(tree(process.pid)), inner_pids(process.pid)) == ([process.pid], [])
    assert inner_pids(os.getpid())[0] == os.getpid()


def test_a_message_is_waited_for_with_a_watch():
    """A peer that never answers, or never reads, ends the wait."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        clock = Clock(lambda: Usage(0.0, is_asleep=True), slice_s=0.01)
        with clock.watch(Account(0.05)) as watch, pytest.raises(TimeoutError):
            receive(ours, m.Killed, watch)
        with clock.watch(Account(0.05)) as watch, pytest.raises(TimeoutError):
            send(ours, m.Bound(), np.zeros(1 << 20), watch)
