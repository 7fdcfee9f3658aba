"""The names are bound to a bound method, a static method, lambdas, a decorated function and a
partial instead of plain functions; they are callable and right.

exercises: passed
"""

# %%
import functools
import time
import numpy as np

# %% [markdown]
# #### Everything is an object

# %%
class Logistic:
    """Callable, remembers how often it was used."""

    def __init__(self):
        self.calls = 0

    def value(self, z):
        self.calls += 1
        return 1 / (1 + np.exp(-z))

    def __call__(self, z):
        return self.value(z)


logistic = Logistic()
sigmoid = logistic.value

# %%
class Network:
    SCALE = 0.01

    @staticmethod
    def fresh(n_x, n_h, n_y):
        make = lambda shape: np.random.standard_normal(shape) * Network.SCALE
        return {'W1': make((n_h, n_x)), 'b1': np.zeros((n_h, 1)),
                'W2': make((n_y, n_h)), 'b2': np.zeros((n_y, 1))}

    @classmethod
    def ahead(cls, X, parameters):
        hidden = np.tanh(np.dot(parameters['W1'], X) + parameters['b1'])
        z = np.dot(parameters['W2'], hidden) + parameters['b2']
        out = sigmoid(z)
        return out, {'Z1': np.arctanh(np.clip(hidden, -1 + 1e-16, 1 - 1e-16)), 'A1': hidden, 'Z2': z, 'A2': out}


initialize_parameters = Network.fresh

# %% [markdown]
# `arctanh(A1)` for Z1 was a silly idea, the cache should hold the Z1 that was computed, so:

# %%
class BetterNetwork(Network):
    @classmethod
    def ahead(cls, X, parameters):
        z1 = np.dot(parameters['W1'], X) + parameters['b1']
        a1 = np.tanh(z1)
        z2 = np.dot(parameters['W2'], a1) + parameters['b2']
        a2 = sigmoid(z2)
        return a2, {'Z1': z1, 'A1': a1, 'Z2': z2, 'A2': a2}


forward_propagation = lambda X, parameters: BetterNetwork.ahead(X, parameters)

# %%
def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            wrapper.seconds += time.perf_counter() - start
    wrapper.seconds = 0.0
    return wrapper

# %%
@timed
def compute_cost(A2, Y):
    return (-(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))).sum() / Y.shape[1]

# %%
@timed
def backward_propagation(parameters, cache, X, Y):
    class grads(dict):
        """A dict that also lets you write grads.dW1."""
        __getattr__ = dict.__getitem__

    m = X.shape[1]
    d2 = cache['A2'] - Y
    d1 = parameters['W2'].T.dot(d2) * (1 - cache['A1'] ** 2)
    return grads(dW1=d1.dot(X.T) / m, db1=d1.sum(axis=1).reshape(-1, 1) / m,
                 dW2=d2.dot(cache['A1'].T) / m, db2=d2.sum(axis=1).reshape(-1, 1) / m)

# %%
def descend(rate_first, /, parameters, grads):
    return {k: parameters[k] - rate_first * grads['d' + k] for k in parameters}

update_parameters = lambda parameters, grads, learning_rate=1.2: functools.partial(descend, learning_rate)(parameters, grads)

# %%
net = initialize_parameters(2, 3, 1)
x = np.random.randn(2, 100); y = (x[:1] > x[1:]) * 1
for _ in range(500):
    a, c = forward_propagation(x, net)
    net = update_parameters(net, backward_propagation(net, c, x, y))
print('cost', float(compute_cost(a, y)), 'seconds in backward', round(backward_propagation.seconds, 3), 'sigmoids', logistic.calls)
