"""A test of ours that counts or sleeps as long as an answer says is ended."""

import contextlib
import time

import pytest

from autograder.student.own_time import OwnTimeout, own_time, undisturbed, waiting

pytestmark = pytest.mark.processes


def compute(cpu_s=3600.0):
    """Use so much CPU time, whatever is raised in between."""
    start = time.process_time()
    while time.process_time() - start < cpu_s:
        with contextlib.suppress(Exception):
            sum(range(1000))


def test_what_computes_for_too_long_is_ended():
    """The exception passes through code that catches errors."""
    with pytest.raises(OwnTimeout), own_time(0.05):
        compute()


def test_what_sleeps_for_too_long_is_ended():
    """Sleeping uses no processor and is counted all the same."""
    with pytest.raises(OwnTimeout), own_time(0.5):
        time.sleep(3600)


def test_waiting_for_student_code_is_not_counted():
    """The student's time has limits of its own."""
    with own_time(0.5), waiting():
        time.sleep(1.2)


def test_an_exchange_is_not_cut_off():
    """It is ended afterwards, where nothing is half sent."""
    passed = []

    def exchange():
        with undisturbed():
            compute(0.2)
            passed.append("the exchange")
        compute()

    with pytest.raises(OwnTimeout), own_time(0.05):
        exchange()
    assert passed == ["the exchange"]


def test_nothing_is_left_running():
    """After it there is no limit."""
    with own_time(0.05):
        pass
    compute(0.2)
