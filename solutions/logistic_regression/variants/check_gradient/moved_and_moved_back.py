"""One copy of w, moved and moved back."""

import numpy as np


def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    w = w.copy()
    measured_dw = np.empty(dw.shape)
    for j in range(w.shape[0]):
        old = w[j, 0]
        w[j, 0] = old + h
        J_plus, _, _ = propagate(w, b, X, Y)
        w[j, 0] = old - h
        J_minus, _, _ = propagate(w, b, X, Y)
        w[j, 0] = old
        measured_dw[j, 0] = (J_plus - J_minus) / (2 * h)
    J_plus, _, _ = propagate(w, b + h, X, Y)
    J_minus, _, _ = propagate(w, b - h, X, Y)
    measured_db = (J_plus - J_minus) / (2 * h)
    g = np.concatenate([dw.ravel(), [db]])
    g_measured = np.concatenate([measured_dw.ravel(), [measured_db]])
    length = lambda v: float(np.sqrt(v @ v))
    return measured_dw, float(measured_db), length(g - g_measured) / (length(g) + length(g_measured))
