"""The exponential of the logarithm of the probabilities."""

import numpy as np


def softmax(logits):
    top = np.max(logits, axis=-1)[:, np.newaxis]
    return np.exp(logits - top - np.log(np.exp(logits - top).sum(-1))[:, None])
