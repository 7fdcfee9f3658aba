"""Collects the misfits first and raises an exception of its own, a ValueError."""


class ShapesDoNotFit(ValueError):
    def __init__(self, misfits):
        super().__init__("do not fit: " + ", ".join(f"{n} and {k}" for n, k in misfits))


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    width = max(len(a), len(b))
    a = (1,) * (width - len(a)) + tuple(a)
    b = (1,) * (width - len(b)) + tuple(b)
    misfits = [(n, k) for n, k in zip(a, b) if len({n, k} - {1}) > 1]
    if misfits:
        raise ShapesDoNotFit(misfits)
    return tuple(({n, k} - {1} or {1}).pop() for n, k in zip(a, b))
