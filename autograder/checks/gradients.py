"""Checks of gradients, by comparison with a trusted function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.values import check_close


def central_differences(
    function: Callable[[NDArray[Any]], float], at: NDArray[Any], h: float = 1e-6
) -> NDArray[Any]:
    """Return the numerical gradient (f(x + h) - f(x - h)) / 2h, in the shape of `at`.

    `h` is in the unit of `at`. The error is of order h^2, with rounding of order 1e-16 / h.
    """
    gradient = np.zeros_like(at, dtype=float)
    for index in np.ndindex(at.shape):
        step = np.zeros_like(at, dtype=float)
        step[index] = h
        gradient[index] = (function(at + step) - function(at - step)) / (2 * h)
    return gradient


def check_gradient(  # noqa: PLR0913 - numerical analysis has knobs
    function: Callable[[dict[str, NDArray[Any]]], float],
    *,
    at: Mapping[str, NDArray[Any]],
    analytic: Mapping[str, NDArray[Any]],
    h: float = 1e-6,
    rtol: float = 1e-4,
    atol: float = 1e-7,
) -> None:
    """Compare analytic gradients `d<name>` with central differences of a trusted function.

    `at` holds the point: arrays by name, whose shapes are also those of the gradients. `h` is the
    step, in their unit; `rtol` is relative, and `atol` is in the unit of the gradients. Raises
    CheckFailed for a gradient that is wrong or has another shape.
    """
    for name, value in at.items():
        others = dict(at)

        def along(x: NDArray[Any], name: str = name, others: dict[str, Any] = others) -> float:
            return function({**others, name: x})

        slope = central_differences(along, value, h)
        check_close(analytic[f"d{name}"], slope, f"d{name}", rtol=rtol, atol=atol)
