"""Fuzz the wire's values: damage terms of every kind, and look at what comes of them.

    python tests/fuzz/fuzz_terms.py [--seconds 60] [--seed 1]

Whatever is damaged, unpacking returns a value or raises WireError, in little time. What it returns
can be shown: this raises an Exception at most, since hidden tests and messages look at values. Each
finding is printed once. What it finds becomes a case in tests/framework/wire/.
"""

from __future__ import annotations

import argparse
import copy
import random
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import PIL.Image
import polars as pl
import sympy
from scipy.sparse import csr_array

from autograder.errors import WireError
from autograder.wire.values import Packer, Unpacker

LONGEST_S = 4
x, n = sympy.Symbol("x"), sympy.Symbol("n", integer=True)


class Point(NamedTuple):
    """A named tuple."""

    u: int
    v: list[int]


FORMULAS = [
    *(x**2 + 3 * x - 1, sympy.sin(x) * sympy.exp(-(x**2)), sympy.Rational(1, 3), sympy.Eq(x, 3)),
    *(sympy.Float("0.1", 40), sympy.Interval(0, 1), sympy.Function("u")(x).diff(x), sympy.sqrt(8)),
    *(sympy.Integral(x, (x, 0, 1)), sympy.FiniteSet(1, x), sympy.Matrix([[1, x], [n, 2]])),
    *(sympy.Limit(1 / x, x, 0), sympy.Max(x, n), sympy.And(x > 1, n > 2), -sympy.oo, sympy.I * x),
    *(sympy.factorial(n), sympy.Tuple(x, 1), sympy.Derivative(sympy.sin(x), (x, 2))),
]
OTHERS = [
    *(np.polynomial.Polynomial([1, 2, 3.0]), np.poly1d([1, 0, -1], variable="z")),
    *(PIL.Image.new("RGB", (3, 5)), PIL.Image.new("1", (9, 3)), PIL.Image.new("F", (2, 2))),
    *({1: 2, (1, "a"): None}, Counter("ab"), Point(1, [2]), Decimal("1.5"), Fraction(1, 3)),
    *(range(3), slice(1, 2), timedelta(1), datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))),
    *(np.array([1, "a"], object), np.zeros(2, "i4,f8"), np.ma.array([1, 2], mask=[0, 1])),
    pd.DataFrame({"a": [1, None], "b": ["x", None], "c": pd.Categorical(["x", "y"])}),
    pd.DataFrame([[1, 2]], columns=["a", "a"]),
    pd.Series([1.5], pd.MultiIndex.from_tuples([(1, "a")]), name="s"),
    [pd.date_range("2026-01-01", periods=3, tz="UTC"), pd.NA, pd.interval_range(0, 2)],
    pl.DataFrame({"a": [1, None], "b": ["x", "y"], "c": [[1], [2]], "d": [date(2026, 1, 1), None]}),
    [pl.Series([timedelta(1)]), pl.Series([datetime(2026, 1, 1)]), csr_array(np.eye(3))],  # noqa: DTZ001 - without a zone
]
LEAVES = [
    *(None, True, 0, 1, -1, 10**6, -(10**9), 2**31, 2**62, 10**400, 0.5, float("inf"), "", "x"),
    *("Pow", "symbol", "number", "float", "MutableDenseMatrix", "Interval", "Limit", "factorial"),
    *("a" * 300, "__class__", "l", "RGB", "1", "F", "exec", "real", "M", "<f8", "|O", "<M8[D]"),
    *([], {}, ["l"], ["l", []]),
]


def packed(value: Any) -> tuple[Any, bytes]:
    """Return the term and the payload of a value."""
    packer = Packer()
    return packer.pack(value), b"".join(packer.chunks)


SOUND = [packed(value) for value in FORMULAS + OTHERS]


def places_in(term: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the places of all parts of a term, without the term's own."""
    keys = range(len(term)) if isinstance(term, list) else term if isinstance(term, dict) else ()
    for key in keys:
        yield (*place, key)
        yield from places_in(term[key], (*place, key))


def part_of(term: Any, place: tuple[Any, ...]) -> Any:
    """Return the part at a place."""
    for key in place:
        term = term[key]
    return term


def damaged(term: Any, rng: random.Random) -> Any:
    """Return a term with one to five parts replaced, doubled, left out, shuffled or changed."""
    term = copy.deepcopy(term)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 5])):
        places = list(places_in(term))
        if not places:
            break
        *above, key = rng.choice(places)
        parent = part_of(term, tuple(above))
        other, _ = rng.choice([*SOUND, (term, b"")])
        own = [(), *places_in(other)]
        match rng.randrange(6):
            case 0 | 1:
                parent[key] = copy.deepcopy(rng.choice(LEAVES))
            case 2 | 3:
                parent[key] = copy.deepcopy(part_of(other, rng.choice(own)))
            case 4 if isinstance(parent, list):
                parent.insert(key, copy.deepcopy(parent[key]))
            case 5 if isinstance(parent, list):
                del parent[key]
    return term


def look_at(term: Any, content: bytes) -> str:
    """Unpack a term and show the value; return "" or what went wrong."""
    stage = "unpack"
    start = time.process_time()
    try:
        value = Unpacker(memoryview(content)).unpack(term)
        stage = "show"
        repr(value)
    except WireError:
        pass
    except TimeoutError:
        return f"{stage}: does not end"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is a finding
        if stage == "unpack" or not isinstance(error, Exception):
            frame = traceback.extract_tb(error.__traceback__)[-1]
            return f"{stage}: {type(error).__name__} in {frame.filename}, line {frame.lineno}"
    took_s = time.process_time() - start
    return f"{stage}: {took_s:.1f} s" if took_s > LONGEST_S / 4 else ""


def _give_up(*_: object) -> None:
    raise TimeoutError


def fuzz(seconds: float, seed: int) -> int:
    """Damage terms for some CPU time; return how many findings there are."""
    rng, found, tried = random.Random(seed), set(), 0
    signal.signal(signal.SIGVTALRM, _give_up)
    while time.process_time() < seconds:
        term, content = rng.choice(SOUND)
        term, changed = damaged(term, rng), bytearray(content)
        for _ in range(rng.choice([0, 0, 0, 1, 3]) if changed else 0):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_S)
        told = look_at(term, bytes(changed))
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        tried += 1
        if told and told not in found:
            found.add(told)
            sys.stdout.write(f"{told}\n  {str(term)[:500]}\n")
    sys.stdout.write(f"{tried} terms, {len(found)} findings\n")
    return len(found)


def main() -> None:
    """Fuzz as the command line says; exit with 1 if there are findings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    sys.exit(fuzz(chosen.seconds, chosen.seed) > 0)


if __name__ == "__main__":
    main()
