"""np.einsum for the products, and a cache that also keeps the input and some notes."""

from collections import OrderedDict

import numpy as np


def forward_propagation(X, parameters):
    Z1 = np.einsum("hx,xm->hm", parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.einsum("yh,hm->ym", parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = OrderedDict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)
    cache["X"] = X
    cache["shape"] = X.shape
    cache["hidden"] = "tanh"
    return A2, cache
