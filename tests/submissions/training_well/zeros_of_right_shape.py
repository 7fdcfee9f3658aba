"""Zeros of the right shapes everywhere: they change no argument, and earn nothing.

based on: as_taught
exercises: failed
points:
  softmax: 0
  softmax_cross_entropy: 0
  initialize_parameters: 0
  momentum_step: 0
  adam_step: 0
  scheduled_rate: 0
  add_l2: 0
  dropout: 0
  EarlyStopping: 0
  batchnorm_forward: 0
  batchnorm_backward: 0
  confusion_matrix: 0
"""


# %% softmax-solution
def nothing(arrays):
    return {name: np.zeros(np.shape(value)) for name, value in arrays.items()}


def softmax(Z):
    return np.zeros(Z.shape)


def softmax_cross_entropy(Z, Y):
    return 0.0, np.zeros(Z.shape)


def initialize_parameters(sizes, activation, rng):
    zeros = {}
    for l in range(1, len(sizes)):
        zeros |= {f"W{l}": np.zeros(sizes[l - 1 : l + 1]), f"b{l}": np.zeros((1, sizes[l]))}
    return zeros


def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    return nothing(parameters), nothing(velocity)


def adam_step(parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return nothing(parameters), {"t": 0, "v": nothing(parameters), "s": nothing(parameters)}


def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    return 0.0


def add_l2(cost, gradients, parameters, strength, m):
    return 0.0, nothing(gradients)


def dropout(A, keep, rng, training=True):
    return np.zeros(A.shape), np.zeros(A.shape)


class EarlyStopping:
    def __init__(self, patience):
        self.best_cost, self.best_parameters = 0.0, {}

    def update(self, cost, parameters):
        self.best_parameters = nothing(parameters)
        return False


def batchnorm_forward(Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5):
    return np.zeros(Z.shape), {"Z_hat": np.zeros(Z.shape), "std": 0 * gamma}, nothing(running)


def batchnorm_backward(dOut, gamma, cache):
    return np.zeros(dOut.shape), np.zeros(gamma.shape), np.zeros(gamma.shape)


def confusion_matrix(truth, predicted, n_classes):
    return np.zeros((n_classes, n_classes), dtype=int)
