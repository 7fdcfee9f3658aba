# %% from_the_left
# vague
# says: The result is wrong in all calls of the tests.
def broadcast_shape(a, b):
    out = []
    for n, k in zip(a, b):
        out.append(max(n, k))
    return tuple(out)

# %% prints_error
# known: broadcast_returns_the_shape_alone broadcast_never_refuses
def broadcast_shape(a, b):
    from itertools import zip_longest
    out = []
    for n, k in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if n != k and n != 1 and k != 1:
            print("do not fit")
        out.append(max(n, k))
    return tuple(reversed(out))

# %% list
# vague
# says: The result is wrong in some of the calls. In the others all is right.
def broadcast_shape(a, b):
    from itertools import zip_longest
    out = []
    for n, k in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if n != k and n != 1 and k != 1:
            raise ValueError("do not fit")
        out.append(k if n == 1 else n)
    return out[::-1]
