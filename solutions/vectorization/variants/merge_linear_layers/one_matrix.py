"""Weights and bias in one matrix, with a row for the 1 that is passed on."""

import numpy as np


def merge_linear_layers(W1, b1, W2, b2):
    first = np.block([[W1, b1], [np.zeros((1, W1.shape[1])), np.ones((1, 1))]])
    merged = np.hstack([W2, b2]) @ first
    return [merged[:, :-1], merged[:, -1:]]
