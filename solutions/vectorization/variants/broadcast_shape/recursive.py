"""Takes the last axes off, one pair at a time."""


def broadcast_shape(a, b):
    if not a and not b:
        return (), (), ()
    n, k = a[-1] if a else 1, b[-1] if b else 1
    if n != k and n != 1 and k != 1:
        raise ValueError(f"{n} and {k} do not fit")
    shape, of_a, of_b = broadcast_shape(a[:-1], b[:-1])
    length, axis = k if n == 1 else n, len(shape)
    if n != length:
        of_a += (axis,)
    if k != length:
        of_b += (axis,)
    return (*shape, length), of_a, of_b
