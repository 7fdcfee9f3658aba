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
    shape = tuple(({n, k} - {1} or {1}).pop() for n, k in zip(a, b))
    of_a = [axis for axis in range(width) if a[axis] == 1 and shape[axis] != 1]
    of_b = [axis for axis in range(width) if b[axis] == 1 and shape[axis] != 1]
    return shape, tuple(of_a), tuple(of_b)
