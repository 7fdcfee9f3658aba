"""The sigmoid is imported from a helper module that is not handed in, so it is missing;
forward_propagation is right apart from that and is not charged for it a second time.

exercises: {sigmoid: missing, neuron_backward: passed, others: passed}
"""

# %% [markdown]
# # Red neuronal con una capa oculta
#
# Tarea 3 — clasificación de puntos en el plano.

# %%
import numpy as np
from planar_utils import sigmoid, load_planar_dataset
%matplotlib inline

# %% [markdown]
# **Inicialización.** Pesos pequeños, sesgos a cero.

# %%
def initialize_parameters(n_x, n_h, n_y):
    escala = 1e-2
    parametros = {
        'W1': escala * np.random.normal(size=(n_h, n_x)),
        'b1': np.zeros(shape=(n_h, 1)),
        'W2': escala * np.random.normal(size=(n_y, n_h)),
        'b2': np.zeros(shape=(n_y, 1)),
    }
    return parametros

# %% [markdown]
# **Propagación hacia adelante.** La `sigmoid` viene de `planar_utils`.

# %%
def forward_propagation(X, parameters):
    # capa oculta
    Z1 = np.matmul(parameters['W1'], X) + parameters['b1']
    A1 = np.tanh(Z1)
    # capa de salida
    Z2 = np.matmul(parameters['W2'], A1) + parameters['b2']
    A2 = sigmoid(Z2)
    cache = {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}
    return A2, cache

# %% [markdown]
# **Coste.** Entropía cruzada media.

# %%
def compute_cost(A2, Y):
    m = Y.shape[1]
    positivos = np.sum(Y * np.log(A2))
    negativos = np.sum((1 - Y) * np.log(1 - A2))
    return -(positivos + negativos) / m

# %% [markdown]
# **Hacia atrás.**

# %%
def neuron_backward(x, w, b, da):
    """Back through softsign"""
    z = float((w @ x)[0, 0] + b)
    dz = da / (1 + abs(z)) ** 2
    return w.T * dz, x.T * dz, dz

# %%
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    error_salida = cache['A2'] - Y
    error_oculto = np.matmul(parameters['W2'].T, error_salida) * (1 - cache['A1'] ** 2)
    return {
        'dW1': np.matmul(error_oculto, X.T) / m,
        'db1': error_oculto.sum(axis=1, keepdims=True) / m,
        'dW2': np.matmul(error_salida, cache['A1'].T) / m,
        'db2': error_salida.sum(axis=1, keepdims=True) / m,
    }

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    nuevos = {}
    for nombre, valor in parameters.items():
        nuevos[nombre] = valor - learning_rate * grads['d' + nombre]
    return nuevos

# %%
# entrenamiento
X, Y = load_planar_dataset()
p = initialize_parameters(2, 4, 1)
for i in range(10000):
    A2, cache = forward_propagation(X, p)
    p = update_parameters(p, backward_propagation(p, cache, X, Y))
    if i % 1000 == 0:
        print('coste', i, compute_cost(A2, Y))
