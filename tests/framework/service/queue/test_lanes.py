"""Lanes: an attempt that takes long does not hold up the others."""

import threading

from autograder.service.queue.lanes import Lanes


def test_a_lane_is_free_again_after_its_turn():
    """So many turns are there at a time, and no more."""
    lanes, begun = Lanes(1), threading.Event()

    def take():
        with lanes.turn():
            begun.set()

    other = threading.Thread(target=take)
    with lanes.turn():
        other.start()
        assert not begun.wait(0.2)
    other.join(10)
    assert begun.is_set()


def test_what_takes_long_leaves_its_lane():
    """Another turn begins while it goes on, and its end frees no second lane."""
    lanes, begun = Lanes(1), threading.Event()

    def take():
        with lanes.turn():
            begun.set()

    other = threading.Thread(target=take)
    with lanes.turn() as turn, turn.ends_soon(0.05):
        other.start()
        assert begun.wait(10)
    other.join(10)
    with lanes.turn():
        begun.clear()
        third = threading.Thread(target=take)
        third.start()
        assert not begun.wait(0.2)
    third.join(10)


def test_what_is_short_stays_in_its_lane():
    """Its timer ends with it."""
    lanes = Lanes(1)
    with lanes.turn() as turn:
        with turn.ends_soon(60):
            pass
        assert not any(isinstance(t, threading.Timer) and t.is_alive() for t in _settled())


def _settled():
    """Return the threads, after cancelled timers have had a moment to end."""
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(10)
    return threading.enumerate()
