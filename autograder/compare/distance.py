"""How far an answer is from the right one, in words that carry no hidden value out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.compare.wording import type_name as type_name  # noqa: PLC0414 - the same
from autograder.wire.values import Seed as Seed  # noqa: PLC0414 - for graders to import from here

_FACTORS = (*range(2, 11), 100, 1000)  # that a hint may name: few, as any other is a message


def how_far(off: NDArray[Any], expected: NDArray[Any]) -> str:
    """Return the largest error beside the largest value, in one of few steps.

    Few, as a number could carry a hidden input out.
    """
    largest = np.max(np.abs(expected))
    for share, words in ((1e-3, "0.1 %"), (1e-2, "1 %"), (1e-1, "10 %")):
        if np.max(off) < share * largest:
            return f", by less than {words}"
    return ""


def share_of_tolerance(off: NDArray[Any], tolerated: NDArray[Any]) -> float:
    """Return the largest error as a share of what is tolerated there."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.max(np.where(off > 0, off / tolerated, 0.0), initial=0.0))


def same_factor(actual: NDArray[Any], expected: NDArray[Any], rtol: float) -> str:
    """Say by what whole factor all values are off, if they are; "" otherwise.

    Only where two values or more differ from each other: of one value alone the
    factor would tell what was expected.
    """
    telling = expected != 0
    if np.any(actual[~telling]) or len(np.unique(expected[telling])) < 2:
        return ""
    ratios = actual[telling] / expected[telling]
    factor = complex(ratios.flat[0])
    if factor.imag or not factor.real or not np.allclose(ratios, factor.real, rtol=rtol, atol=0):
        return ""
    size = max(abs(factor.real), 1 / abs(factor.real))
    near = max(rtol, 1e-9)
    whole = next((n for n in (1, *_FACTORS) if math.isclose(size, n, rel_tol=near)), 0)
    if not whole:
        return ""
    words = ["Every value has the wrong sign"] if factor.real < 0 else []
    if whole > 1:
        what = f"{whole} times too {'large' if abs(factor.real) > 1 else 'small'}"
        words.append(f"every value is {what}" if not words else f"is {what}")
    sentence = " and ".join(words)
    return f"{sentence[:1].upper()}{sentence[1:]}; the rest is right." if sentence else ""
