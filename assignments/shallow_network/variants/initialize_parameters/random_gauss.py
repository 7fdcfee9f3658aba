"""The standard library's random.gauss, in nested lists."""

import random

import numpy as np


def gaussian_matrix(rows, columns):
    return np.array([[random.gauss(0, 1) * 0.01 for _ in range(columns)] for _ in range(rows)])


def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": gaussian_matrix(n_h, n_x),
        "b1": np.array([[0.0]] * n_h),
        "W2": gaussian_matrix(n_y, n_h),
        "b2": np.array([[0.0]] * n_y),
    }
