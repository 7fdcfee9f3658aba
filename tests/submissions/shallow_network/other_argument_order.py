"""The arguments bear the usual names in another order, with the data last; called by name every
function is right.

exercises: passed
"""

# %%
import numpy as np

# %%
def sigmoid(z):
	return 0.5*(1 + np.tanh(z/2))	# same thing as 1/(1+exp(-z)), cannot overflow

# %%
def initialize_parameters(n_y, n_h, n_x):
	# I think of the net from its output: how many answers, hidden, inputs
	parameters = {}
	parameters['W2'] = np.random.randn(n_y, n_h)/100
	parameters['b2'] = np.zeros((n_y, 1))
	parameters['W1'] = np.random.randn(n_h, n_x)/100
	parameters['b1'] = np.zeros((n_h, 1))
	return parameters

# %%
def forward_propagation(parameters, X):
	Z1 = parameters['b1'] + parameters['W1'].dot(X)
	A1 = np.tanh(Z1)
	Z2 = parameters['b2'] + parameters['W2'].dot(A1)
	A2 = sigmoid(Z2)
	return A2, {'Z1':Z1, 'A1':A1, 'Z2':Z2, 'A2':A2}

# %%
def compute_cost(Y, A2):
	m = Y.size
	return -(np.log(A2)*Y + np.log(1 - A2)*(1 - Y)).sum()/m

# %%
def backward_propagation(X, Y, cache, parameters):
	m = X.shape[1]
	dZ2 = cache['A2'] - Y
	dZ1 = parameters['W2'].T.dot(dZ2)*(1 - cache['A1']**2)
	grads = {}
	grads['dW2'] = dZ2.dot(cache['A1'].T)/m
	grads['db2'] = dZ2.sum(axis=1, keepdims=True)/m
	grads['dW1'] = dZ1.dot(X.T)/m
	grads['db1'] = dZ1.sum(axis=1, keepdims=True)/m
	return grads

# %%
def update_parameters(grads, parameters, learning_rate=1.2):
	new = dict(parameters)
	for g in grads:
		new[g[1:]] = parameters[g[1:]] - learning_rate*grads[g]
	return new

# %% [markdown]
# Always called with keywords, so the order does not matter to me:

# %%
np.random.seed(5)
X = np.random.randn(2, 200)
Y = (X[:1]**2 + X[1:]**2 < 1)
parameters = initialize_parameters(n_x=2, n_h=4, n_y=1)
for i in range(3000):
	A2, cache = forward_propagation(X=X, parameters=parameters)
	grads = backward_propagation(parameters=parameters, cache=cache, X=X, Y=Y)
	parameters = update_parameters(parameters=parameters, grads=grads)
print(compute_cost(A2=A2, Y=Y))
