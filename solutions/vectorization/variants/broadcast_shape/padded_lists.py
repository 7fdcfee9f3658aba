"""Puts ones in front of the shorter shape, then goes from front to back."""


def broadcast_shape(a, b):
    a, b = list(a), list(b)
    while len(a) < len(b):
        a.insert(0, 1)
    while len(b) < len(a):
        b.insert(0, 1)
    out, of_a, of_b = [], [], []
    for i in range(len(a)):
        if a[i] == b[i]:
            out.append(a[i])
        elif a[i] == 1:
            out.append(b[i])
            of_a.append(i)
        elif b[i] == 1:
            out.append(a[i])
            of_b.append(i)
        else:
            raise ValueError("axis " + str(i) + ": " + str(a[i]) + " against " + str(b[i]))
    return tuple(out), tuple(of_a), tuple(of_b)
