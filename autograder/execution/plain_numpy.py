"""The names of NumPy and `math` that plain code may use, and with which types.

See execution.plain.
"""

from __future__ import annotations

import math

import numpy as np


def words(text: str) -> frozenset[str]:
    """Return the words of a text, as a set."""
    return frozenset(text.split())


_RISKY = words("where call like sig signature iterator chunksize engine")
_UFUNC_METHODS = words("at reduce accumulate outer")
# Allowed in NumPy besides its ufuncs. None of these returns uninitialized memory.
_NUMPY = words(
    """
    all allclose amax amin any append arange argmax argmin argsort array array_equal array_split
    asarray atleast_1d atleast_2d average bool_ broadcast_arrays broadcast_to ceil clip
    column_stack concatenate copy count_nonzero cumprod cumsum delete diag diff dot e einsum
    errstate expand_dims expm1 eye finfo flip float32 float64 floating full full_like generic
    hstack identity inf inner insert int32 int64 int_ integer isclose iscomplexobj isscalar
    linspace logspace max mean median meshgrid min moveaxis nan nan_to_num ndenumerate ndim
    ndindex newaxis number ones ones_like outer percentile pi prod ptp ravel repeat reshape roll
    round shape size sort split squeeze stack std sum swapaxes take tensordot tile trace
    transpose tril triu unique var vstack where zeros zeros_like
    """
)
_LINALG = words("cholesky det eigh inv norm pinv qr solve svd")
_RANDOM = words(  # allowed because the global generator is reset for each exercise
    """
    Generator RandomState choice default_rng normal permutation rand randint randn random
    random_sample seed shuffle standard_normal uniform
    """
)
# Allowed only where it cannot be called, because a call makes uninitialized memory.
FOR_TYPES_ALONE = frozenset({"ndarray"})
_DTYPES = words(
    """
    bool int float complex object str bool_ int_ int8 int16 int32 int64 uint8 uint16 uint32 uint64
    float16 float32 float64 complex64 complex128 i4 i8 u1 f2 f4 f8 c8 c16 O U S
    """
)
_FUNCTIONS = {  # by function, which argument is the dtype
    "finfo": 0,
    **dict.fromkeys(words("array asarray identity ones ones_like zeros zeros_like"), 1),
    **dict.fromkeys(words("cumprod cumsum full full_like mean prod std sum var"), 2),
    **dict.fromkeys(words("arange eye"), 3),
    "trace": 4,
    **dict.fromkeys(words("linspace logspace"), 5),
}
_OF_PANDAS = {"Index": 1, "Series": 2, "DataFrame": 3, "get_dummies": 7}
_METHODS = {
    **dict.fromkeys(("astype", "to_numpy"), 0),
    **dict.fromkeys(words("cumprod cumsum mean prod std sum var"), 1),
    "trace": 3,
}


def is_risky(keyword: str | None) -> bool:
    """Return whether a keyword lets a library call something, or leave memory uninitialized.

    With the last ones, pandas would keep a file open, or compile what it calls.
    """
    return keyword in _RISKY


def is_plain_path(path: list[str]) -> bool:
    """Return whether a module's name, when used, leaves nothing behind."""
    match path:
        case ["math", name]:
            return hasattr(math, name) and not name.startswith("_")
        case ["numpy", "linalg", name]:
            return name in _LINALG
        case ["numpy", "random", name]:
            return name in _RANDOM
        case ["numpy", name, method]:
            return isinstance(getattr(np, name, None), np.ufunc) and method in _UFUNC_METHODS
        case ["numpy", name]:
            return name in _NUMPY or isinstance(getattr(np, name, None), np.ufunc)
    return False


def place_of_dtype(path: list[str], method: str) -> int | None:
    """Return which argument of a NumPy function, or else of a method, is a dtype."""
    match path:
        case []:
            return _METHODS.get(method)
        case ["numpy", name]:
            return _FUNCTIONS.get(name)
        case ["numpy", _, "reduce" | "accumulate"]:
            return 2
        case ["pandas", name]:
            return _OF_PANDAS.get(name)
    return None


def is_dtype_name(name: object) -> bool:
    """Return whether numbers of a type fill their memory; those of 80 bits do not."""
    return name is None or (isinstance(name, str) and name in _DTYPES)
