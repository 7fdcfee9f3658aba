"""torch's tensors on the CPU, as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.markers import NoPlainFormError


def _pack(packing: Packing, value: Any, depth: int) -> Term:
    if value.device.type != "cpu" or value.is_sparse:
        raise NoPlainFormError
    array = np.asarray(value.detach().numpy())  # refuses what NumPy has no dtype for
    gradient = value.grad if value.is_leaf else None
    kept = None if gradient is None else packing.need(gradient, depth)
    return ["tensor", packing.need(array, depth), bool(value.requires_grad), kept]


def _unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    term, requires_grad, kept = parts
    array = unpacking.need(term, np.ndarray, depth)
    if type(array) is not np.ndarray or array.dtype.kind not in "biufc":
        raise malformed("a tensor of no numbers")
    torch = need("torch")
    made = torch.tensor(array).requires_grad_(bool(requires_grad))
    if kept is not None:
        made.grad = unpacking.need(kept, torch.Tensor, depth + 1)
    return made


KINDS = (LibraryKind("torch", ("Tensor",), "tensor", _pack, _unpack),)
