"""A notebook of the student's own, not made from the release, with other parameter names, helpers,
lambdas, magics and a cell that is no Python; all ten are right.

exercises: passed
"""

# %%
%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_iris

# %%
as_column = lambda vector: np.ravel(vector)[:, None]


def fits(n, k):
    return n == k or 1 in (n, k)


def broadcast_shape(shape_a, shape_b):
    longest = max(map(len, (shape_a, shape_b)))
    padded = [(1,) * (longest - len(s)) + s for s in (shape_a, shape_b)]
    for n, k in zip(*padded):
        if not fits(n, k):
            raise ValueError("%d does not fit %d" % (n, k))
    common = tuple(n if k == 1 else k for n, k in zip(*padded))
    return common, *(tuple(x for x in range(longest) if s[x] != common[x]) for s in padded)

# %%
def standardize(data):
    centred = data - data.mean(1)[:, None]
    spread = np.sqrt((centred**2).mean(1))[:, None]
    spread[np.ptp(data, axis=1) == 0] = np.inf
    return centred / spread


iris = standardize(load_iris().data.T)
plt.scatter(*iris[:2]);

# %%
%%time
def squared_distances(points, samples):
    return np.square(points).sum(0)[:, None] - 2 * points.T @ samples + np.square(samples).sum(0)


def weighted_sums(samples, weights, bias=0.0):
    return weights.T @ samples + bias

# %%
def weighted_sums(w, samples, bias=0.0):
    return w.T @ samples + bias

# %%
class Graph:
    """J = 3 (a + b c)"""

    def __init__(self, a, b, c):
        self.u = b * c
        self.v = a + self.u
        self.J = 3 * self.v


def graph_forward(a, b, c):
    return vars(Graph(a, b, c))


def graph_backward(a, b, c):
    out = 3.0
    return dict(dv=out, da=out, du=out, db=out * c, dc=out * b)

# %%
TABLE = {
    "sigmoid": (lambda z: np.exp(-np.logaddexp(0, -z)), lambda z, g: g * (1 - g)),
    "tanh": (np.tanh, lambda z, g: 1 - g * g),
    "relu": (lambda z: np.maximum(z, 0), lambda z, g: np.where(z > 0, 1.0, 0.0)),
    "leaky_relu": (lambda z: np.maximum(z, z / 100), lambda z, g: np.where(z > 0, 1.0, 0.01)),
    "elu": (lambda z: np.where(z > 0, z, np.expm1(z)), lambda z, g: np.where(z > 0, 1.0, g + 1)),
}


def activation(kind, z):
    return TABLE[kind][0](np.asarray(z, float))


def activation_slope(kind, z):
    z = np.asarray(z, float)
    return TABLE[kind][1](z, activation(kind, z))

# %%
def merge_linear_layers(W1, b1, W2, b2):
    return W2 @ W1, b2 + W2 @ b1

# %%
[!ls -l] if False else print(activation("elu", -1))
