"""The logarithm of one probability for each sample, chosen by np.where."""

import numpy as np

compute_cost = lambda A2, Y: -np.mean(np.log(np.where(Y == 1, A2, 1 - A2)))
