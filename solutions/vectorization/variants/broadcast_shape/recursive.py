"""Takes the last axes off, one pair at a time."""


def broadcast_shape(a, b):
    if not a or not b:
        return a or b
    n, k = a[-1], b[-1]
    if n != k and n != 1 and k != 1:
        raise ValueError(f"{n} and {k} do not fit")
    return broadcast_shape(a[:-1], b[:-1]) + ((k,) if n == 1 else (n,))
