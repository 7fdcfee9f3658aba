"""A loop over the numbers of the layers, with f-strings and a print."""

import numpy as np


def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    layer_dims = [n_x, n_h, n_y]
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
        print(f"layer {l}: W{l} {parameters[f'W{l}'].shape}, b{l} {parameters[f'b{l}'].shape}")
    return parameters
